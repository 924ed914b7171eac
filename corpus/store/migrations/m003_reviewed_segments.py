from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_REVIEWED = """
CREATE TABLE reviewed_segments (
    segment_id INTEGER PRIMARY KEY REFERENCES segments(id) ON DELETE CASCADE,
    coder_id INTEGER NOT NULL REFERENCES coders(id),
    reviewed_at TEXT NOT NULL
) STRICT;
"""


@migrations()
def m003_reviewed_segments(db: Database) -> None:
    """Which segments a person has gone through, every suggestion of theirs decided."""
    run(db, _REVIEWED)
