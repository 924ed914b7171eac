from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_LEAN_VECTORS = """
DROP TABLE vectors;
CREATE TABLE vectors (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (text_hash, model)
) STRICT;
"""


@migrations()
def m006_lean_vectors(db: Database) -> None:
    """A wide row in a table that is an index gets a page of its own: 1 kB took 4.6 kB.

    The vectors are dropped, since each analysis makes those that are missing. The text comes first in the index: what
    nobody says any more is looked for in all models.
    """
    run(db, _LEAN_VECTORS)
