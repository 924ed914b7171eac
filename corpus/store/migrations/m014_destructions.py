from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_DESTRUCTIONS = """
CREATE TABLE destructions (
    id INTEGER PRIMARY KEY,
    zone TEXT NOT NULL,
    name TEXT NOT NULL,
    kept_since TEXT NOT NULL,
    destroyed_at TEXT NOT NULL,
    signed_by TEXT NOT NULL
) STRICT;
"""


@migrations()
def m014_destructions(db: Database) -> None:
    """What was destroyed when its time was over, and who signed for it."""
    run(db, _DESTRUCTIONS)
