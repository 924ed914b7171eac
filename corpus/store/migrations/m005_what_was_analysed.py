from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_WHAT_WAS_ANALYSED = """
CREATE TABLE analyses (
    programme_id INTEGER PRIMARY KEY REFERENCES programmes(id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    codebook TEXT NOT NULL,
    segments INTEGER NOT NULL,
    decisions INTEGER NOT NULL
) STRICT;
CREATE TABLE analysed_segments (
    segment_id INTEGER PRIMARY KEY REFERENCES segments(id) ON DELETE CASCADE
) STRICT;
CREATE TABLE theme_centres (
    theme_id INTEGER PRIMARY KEY REFERENCES themes(id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    direction BLOB NOT NULL,
    reach REAL NOT NULL
) STRICT;
"""


@migrations()
def m005_what_was_analysed(db: Database) -> None:
    """What is new can be coded by itself. Of what was analysed before nothing is known: it is analysed whole once."""
    run(db, _WHAT_WAS_ANALYSED)
