from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_HOLDS = """
CREATE TABLE holds (
    turn_id INTEGER PRIMARY KEY REFERENCES turns(id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'escalated')),
    held_at TEXT NOT NULL
) STRICT;
ALTER TABLE events ADD COLUMN is_sensitive INTEGER NOT NULL DEFAULT 0 CHECK (is_sensitive IN (0, 1));
"""


@migrations()
def m012_holds(db: Database) -> None:
    """Turns whose words are in the vault until the safeguarding lead has seen them, and events where all wait."""
    run(db, _HOLDS)
