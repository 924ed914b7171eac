from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_WHY_THESE_THEMES = """
CREATE TABLE discoveries (
    programme_id INTEGER PRIMARY KEY REFERENCES programmes(id) ON DELETE CASCADE,
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE theme_stability (
    theme_id INTEGER PRIMARY KEY REFERENCES themes(id) ON DELETE CASCADE,
    found INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    is_firm INTEGER NOT NULL CHECK (is_firm IN (0, 1)),
    CHECK (found BETWEEN 0 AND runs AND runs > 0)
) STRICT;
"""


@migrations()
def m008_why_these_themes(db: Database) -> None:
    """Why there are so many discovered themes, and how often each is found again. Of older themes nothing is known."""
    run(db, _WHY_THESE_THEMES)
