from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_ENDED_CODES = """
CREATE TABLE ended_codes (
    code TEXT PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
    ended_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ended_codes_meeting ON ended_codes (meeting_id);
"""


@migrations()
def m030_ended_codes(db: Database) -> None:
    """The codes of meetings that ended lately, which let nobody in: whoever types one is told that it is over."""
    run(db, _ENDED_CODES)
