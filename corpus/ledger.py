"""The ledger of withdrawals: that somebody withdrew, and when, by keyed fingerprints and without a word of theirs.

It lies in a file of its own, so that putting back an older backup of everything else does not forget it. A fingerprint
is an HMAC-SHA256 under a key in another file: without the key it says nothing, and with it only whether a text that one
already has is the same.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from corpus.secret_files import secret_at
from corpus.store.connect import open_database
from corpus.store.rows import now

_migrations = Migrations("ledger")


@_migrations()
def m001_withdrawals(db: Database) -> None:
    """Who withdrew, by fingerprint, with the fingerprints of what they said; `finished_at` once all of it is gone."""
    db.execute("""CREATE TABLE withdrawals (
        id INTEGER PRIMARY KEY,
        programme TEXT NOT NULL,
        event TEXT NOT NULL,
        contributor BLOB NOT NULL,
        withdrawn_at TEXT NOT NULL,
        withdrawn_by TEXT NOT NULL,
        finished_at TEXT,
        UNIQUE (programme, event, contributor, withdrawn_at)
    ) STRICT""")
    db.execute("""CREATE TABLE pieces (
        withdrawal_id INTEGER NOT NULL REFERENCES withdrawals(id) ON DELETE CASCADE,
        fingerprint BLOB NOT NULL,
        PRIMARY KEY (withdrawal_id, fingerprint)
    ) STRICT, WITHOUT ROWID""")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An entry: the event's code in its programme (by slug), the contributor's fingerprint, and their pieces'."""

    id: int
    programme: str
    event: str
    contributor: bytes
    withdrawn_at: str
    withdrawn_by: str
    is_finished: bool
    pieces: frozenset[bytes]


class Ledger:
    """An open ledger."""

    def __init__(self, db: Database, key: bytes) -> None:
        self._db = db
        self._key = key

    def fingerprint(self, *parts: str) -> bytes:
        """32 bytes that stand for these texts, told apart from each other."""
        return hmac.new(self._key, json.dumps(parts).encode(), hashlib.sha256).digest()

    def add(self, programme: str, event: str, contributor: bytes, pieces: Iterable[bytes], *, by: str) -> int:
        """Writes down that somebody withdrew; its id."""
        with self._db.atomic():
            cursor = self._db.execute(
                "INSERT INTO withdrawals (programme, event, contributor, withdrawn_at, withdrawn_by)"
                " VALUES (?, ?, ?, ?, ?)",
                [programme, event, contributor, now(), by],
            )
            self._keep_pieces(int(cursor.lastrowid or 0), pieces)
        return int(cursor.lastrowid or 0)

    def finish(self, withdrawal_id: int) -> None:
        """Writes down that nothing of theirs is left."""
        with self._db.atomic():
            self._db.execute("UPDATE withdrawals SET finished_at = ? WHERE id = ?", [now(), withdrawal_id])

    def withdrawals(self, programme: str | None = None, event: str | None = None) -> list[Withdrawal]:
        """Every entry, oldest first, or those of one event."""
        sql = """SELECT id, programme, event, contributor, withdrawn_at, withdrawn_by,
        finished_at IS NOT NULL AS is_finished
        FROM withdrawals WHERE :programme IS NULL OR (programme = :programme AND event = :event) ORDER BY id"""
        rows = list(self._db.query(sql, {"programme": programme, "event": event}))
        return [Withdrawal(**row, pieces=self._pieces_of(row["id"])) for row in rows]

    def take_over(self, others: Sequence[Withdrawal]) -> None:
        """Adds the entries of another ledger under the same key that are not here."""
        with self._db.atomic():
            for one in others:
                cursor = self._db.execute(
                    "INSERT OR IGNORE INTO withdrawals (programme, event, contributor, withdrawn_at, withdrawn_by)"
                    " VALUES (?, ?, ?, ?, ?)",
                    [one.programme, one.event, one.contributor, one.withdrawn_at, one.withdrawn_by],
                )
                if cursor.rowcount:
                    self._keep_pieces(int(cursor.lastrowid or 0), one.pieces)

    def _keep_pieces(self, withdrawal_id: int, pieces: Iterable[bytes]) -> None:
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO pieces VALUES (?, ?)", [(withdrawal_id, piece) for piece in pieces]
        )

    def _pieces_of(self, withdrawal_id: int) -> frozenset[bytes]:
        sql = "SELECT fingerprint FROM pieces WHERE withdrawal_id = ?"
        return frozenset(piece for (piece,) in self._db.execute(sql, [withdrawal_id]))


@contextmanager
def ledger_at(path: Path, key_path: Path) -> Iterator[Ledger]:
    """The ledger for the length of a block."""
    db = open_database(path, _migrations)
    try:
        yield Ledger(db, secret_at(key_path, new=lambda: secrets.token_hex(32).encode()))
    finally:
        db.close()
