from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_AGREEMENTS = """
CREATE TABLE agreements (
    segment_id INTEGER PRIMARY KEY REFERENCES segments(id) ON DELETE CASCADE,
    agreed_with INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    CHECK (segment_id <> agreed_with)
) STRICT;
CREATE INDEX agreements_with ON agreements (agreed_with);
"""


@migrations()
def m004_agreements(db: Database) -> None:
    """Who says no more than that they agree, and with what."""
    run(db, _AGREEMENTS)
