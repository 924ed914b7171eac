from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_SAID_ONCE = """
CREATE TABLE said_once (
    segment_id INTEGER PRIMARY KEY REFERENCES segments(id) ON DELETE CASCADE,
    strength REAL NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'watching', 'dealt with')),
    coder_id INTEGER REFERENCES coders(id),
    decided_at TEXT
) STRICT;
"""


@migrations()
def m007_said_once(db: Database) -> None:
    """What one person said and no theme holds, and whether a person has dealt with it."""
    run(db, _SAID_ONCE)
