from sqlite_utils import Database

from corpus.store.migrations.steps import migrations


@migrations()
def m020_what_was_of_the_theme(db: Database) -> None:
    """How much of what a forum's sentence cites was of the theme when it was written: a side may be of another."""
    db.execute("ALTER TABLE forum_summary_lines ADD COLUMN of_the_theme INTEGER NOT NULL DEFAULT 0")
