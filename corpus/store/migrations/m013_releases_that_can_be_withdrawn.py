from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_RELEASES_THAT_CAN_BE_WITHDRAWN = """
ALTER TABLE releases ADD COLUMN withdrawn_at TEXT;
ALTER TABLE releases ADD COLUMN withdrawn_because TEXT;
"""


@migrations()
def m013_releases_that_can_be_withdrawn(db: Database) -> None:
    """A release whose file went keeps its number, its date and the reason."""
    run(db, _RELEASES_THAT_CAN_BE_WITHDRAWN)
