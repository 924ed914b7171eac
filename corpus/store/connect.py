"""The one place that opens the corpus."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from corpus.store.migrations import migrations as corpus_migrations

# From 3.7.0 to 3.51.2 a WAL database can be corrupted when its log is reset.
WAL_IS_SAFE = sqlite3.sqlite_version_info > (3, 51, 2)
SECONDS_TO_WAIT_FOR_A_WRITER = 30


class WritingDatabase(Database):
    """A database whose transactions take the write lock when they begin, and wait for it.

    One that reads first and then writes is refused at once, however long it would wait, where somebody else is about to
    commit: SQLite sees that neither could go on.
    """

    @contextmanager
    def atomic(self) -> Iterator[Database]:
        """All of a block or nothing of it. Blocks within blocks are one."""
        if self.conn.in_transaction:
            with super().atomic():
                yield self
            return
        self.conn.execute("BEGIN IMMEDIATE")
        try:
            yield self
            self.conn.execute("COMMIT")
        except BaseException:
            self.rollback()
            raise


def open_database(path: Path, migrations: Migrations, *, must_erase: bool = True) -> Database:
    """A database brought up to its newest schema, foreign keys on, deleted text overwritten where `must_erase`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=SECONDS_TO_WAIT_FOR_A_WRITER, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA journal_mode = {'WAL' if WAL_IS_SAFE else 'DELETE'}")
    connection.execute(f"PRAGMA secure_delete = {'ON' if must_erase else 'OFF'}")
    # A transaction that outgrows the cache locks readers out before it commits: 64 MiB holds a large upload.
    connection.execute("PRAGMA cache_size = -65536")
    db = WritingDatabase(connection)
    if migrations.pending(db):
        migrations.apply(db)
    return db


def open_corpus(path: Path) -> Database:
    """The corpus at `path`, made if it is not there."""
    return open_database(path, corpus_migrations)


@contextmanager
def corpus_at(path: Path) -> Iterator[Database]:
    """The corpus for the length of a block, closed afterwards."""
    db = open_corpus(path)
    try:
        yield db
    finally:
        db.close()


@contextmanager
def copying(db: Database, other: Path) -> Iterator[Database]:
    """Another connection to the same file, to which `other` is the schema `other`: SQLite itself copies from one to the
    other, which takes a third of the time that rows take through Python. What is in `other` must not matter if it is
    cut off."""
    file = next(path for _, schema, path in db.execute("PRAGMA database_list") if schema == "main")
    with closing(sqlite3.connect(file, timeout=SECONDS_TO_WAIT_FOR_A_WRITER, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS other", [str(other)])
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            connection.execute(f"PRAGMA other.{pragma}")
        yield Database(connection)
