from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_JUDGEMENTS = """
CREATE TABLE judgements (
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    coder_id INTEGER NOT NULL REFERENCES coders(id),
    is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),
    was_suggested INTEGER NOT NULL CHECK (was_suggested IN (0, 1)),
    PRIMARY KEY (segment_id, theme_id, coder_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgements_theme ON judgements (theme_id);
"""


@migrations()
def m025_judgements(db: Database) -> None:
    """What each person said of a coding, and whether the model had suggested it: a coding keeps only the last word."""
    run(db, _JUDGEMENTS)
