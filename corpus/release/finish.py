"""What every release's file goes through before it has its name: complete, checked, on the disk, and its sum known."""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from corpus.errors import IncompleteRelease


def put_rows(release: sqlite3.Connection, table: str, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    """Puts rows into these columns of a table."""
    names = [f'"{name}"' for name in columns]
    release.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", rows)


def check(path: Path) -> None:
    """Raises IncompleteRelease where a file is not whole, or a row points at nothing."""
    with closing(sqlite3.connect(path)) as release:
        broken = [row for row in release.execute("PRAGMA integrity_check") if row != ("ok",)]
        broken += release.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise IncompleteRelease(f"The release did not pass its checks and was thrown away: {broken[0]}.")


def seal(path: Path) -> str:
    """The file's SHA-256, once it is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()
