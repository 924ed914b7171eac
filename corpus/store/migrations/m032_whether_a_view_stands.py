from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_SAID = """
ALTER TABLE objections ADD COLUMN said_at TEXT;
UPDATE objections SET said_at = answered_at WHERE stands;
"""


@migrations()
def m032_whether_a_view_stands(db: Database) -> None:
    """When a member said whether their objection stands; of those that did not stand nobody knew."""
    run(db, _SAID)
