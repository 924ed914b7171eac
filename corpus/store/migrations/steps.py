"""How a step is written down: numbered, and run once, in the order of the files."""

from sqlite_utils import Database, Migrations

migrations = Migrations("corpus")


def run(db: Database, script: str) -> None:
    """Runs each statement by itself: executescript() would commit the migration's transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)
