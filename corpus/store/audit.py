"""Who did what, and when: entries that can only be added, each sealed over the one before it.

The seal is an HMAC-SHA256 under a key that is not in the database: whoever can write the file, and no more, can change
or take away an entry, but not so that the rest fits. Taking away the last ones leaves a chain that fits; they are
missed because the number and seal of the last one stand outside, too (`Head`).
"""

import hmac
import json
import os
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

from sqlite_utils import Database

from corpus.secret_files import secret_at
from corpus.store.rows import now

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody did. `subject` names things by their ids, and never says what is in them."""

    number: int
    at: str
    who: str
    action: str
    subject: str
    seal: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry that is known to have been there."""

    number: int = 0
    seal: str = FIRST


def add_entry(db: Database, key: bytes, *, who: str, action: str, subject: str) -> Entry:
    """Adds an entry; within the caller's transaction, where there is one."""
    with db.atomic():  # between reading the last entry and adding the next, nobody else adds one
        last = db.execute("SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1").fetchone() or (0, FIRST)
        told = (last[0] + 1, now(), who, action, subject)
        entry = Entry(*told, _seal(key, last[1], *told))
        db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)", [*told, entry.seal])
    return entry


def entries(db: Database, *, limit: int, before: int | None = None) -> list[Entry]:
    """The newest entries, newest first; those before a number where it is given."""
    sql = "SELECT * FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?"
    return [Entry(*row) for row in db.execute(sql, [before or 2**62, limit]).fetchall()]


def count_entries(db: Database) -> int:
    """How many entries there are."""
    return int(db.execute("SELECT count(*) FROM audit").fetchone()[0])


def broken_at(db: Database, key: bytes, head: Head) -> str | None:
    """What is wrong with the audit, in a sentence that names the first entry concerned; None where it is whole."""
    expected, seal = 1, FIRST
    for row in db.execute("SELECT * FROM audit ORDER BY number"):
        entry = Entry(*row)
        if entry.number != expected:
            return f"Entry {expected} is missing."
        if not hmac.compare_digest(entry.seal, _seal(key, seal, *row[:-1])):
            return f"Entry {expected} was changed, or was not written by Chorus."
        if entry.number == head.number and entry.seal != head.seal:
            return f"Entry {expected} is not the one that was written."
        expected, seal = expected + 1, entry.seal
    return f"Entry {expected} is missing, and all up to {head.number}." if expected <= head.number else None


def begin_head(path: Path) -> None:
    """Has the file there before the first entry, so that one that is missing was taken away."""
    secret_at(path, new=lambda: _line(Head()))


def read_head(path: Path) -> Head | None:
    """What stands in the file beside the corpus; None where it cannot be read."""
    try:
        number, seal = path.read_text("ascii").split()
        return Head(int(number), seal)
    except (OSError, ValueError):
        return None


def note_head(path: Path, db: Database, entry: Entry) -> None:
    """Writes down that an entry is there, unless a later one is written down already.

    One that is written down and is not in the audit stays: whatever took its place must not hide that it is gone.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        flock(handle, LOCK_EX)
        head = read_head(path) or Head()
        there = db.execute("SELECT seal FROM audit WHERE number = ?", [head.number]).fetchone()
        if head.number < entry.number and (head.number == 0 or there == (head.seal,)):
            os.pwrite(handle, _line(Head(entry.number, entry.seal)), 0)
    finally:
        os.close(handle)


def _line(head: Head) -> bytes:
    """As long as any other: writing it takes no room that was not there before."""
    return f"{head.number:020} {head.seal}\n".encode()


def _seal(key: bytes, before: str, *told: object) -> str:
    return hmac.new(key, json.dumps([before, *told]).encode(), "sha256").hexdigest()
