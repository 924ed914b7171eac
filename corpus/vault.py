"""The vault: uploaded bytes, the names that files and people came with, and nothing that anyone but intake needs.

Everything in it is encrypted (Fernet: AES-128-CBC with HMAC-SHA256) under a key that lies in a file of its own,
so that a copied database says nothing. Every reading is written down with its reason.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from sqlite_utils import Database, Migrations

from corpus.errors import NotFound, VaultLocked
from corpus.secret_files import secret_at
from corpus.store.connect import open_database
from corpus.store.rows import in_batches, marks, now

_migrations = Migrations("vault")

Told = Callable[[str, Sequence[int], str], None]
"""Hears of a reading: what kind of thing, of which documents, and why."""


@_migrations()
def m001_sealed_things(db: Database) -> None:
    """What is sealed, by what it is and whose it is, and who read it."""
    db.execute("""CREATE TABLE sealed (
        kind TEXT NOT NULL CHECK (kind IN ('bytes', 'name', 'reading', 'decisions', 'originals')),
        document_id INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (kind, document_id)
    ) STRICT""")
    db.execute("""CREATE TABLE readings (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        document_id INTEGER NOT NULL,
        reason TEXT NOT NULL,
        read_at TEXT NOT NULL
    ) STRICT""")


@_migrations()
def m002_sealed_parts(db: Database) -> None:
    """What is sealed of one part of a document: a turn by its position, or a contributor."""
    db.execute("""CREATE TABLE sealed_parts (
        kind TEXT NOT NULL CHECK (kind IN ('held', 'held decisions', 'glass')),
        document_id INTEGER NOT NULL,
        part INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (kind, document_id, part)
    ) STRICT""")


@_migrations()
def m003_sealed_writing(db: Database) -> None:
    """What is sealed of what forum members wrote, by the number that the corpus gave it."""
    db.execute("CREATE TABLE sealed_writing (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT")


@_migrations()
def m004_unsigned(db: Database) -> None:
    """What waits to be signed off, and what was decided of it. A CHECK cannot be changed: the tables are made anew."""
    for table, columns, key, kinds in (
        ("sealed", "", "", "'bytes', 'name', 'reading', 'decisions', 'originals', 'proposal', 'vectors', 'masking'"),
        ("sealed_parts", "part INTEGER NOT NULL,", ", part",
         "'held', 'held decisions', 'glass', 'proposed held', 'proposed held decisions'"),
    ):  # fmt: skip
        db.execute(f"""CREATE TABLE new_{table} (
            kind TEXT NOT NULL CHECK (kind IN ({kinds})),
            document_id INTEGER NOT NULL,
            {columns}
            content BLOB NOT NULL,
            PRIMARY KEY (kind, document_id{key})
        ) STRICT""")
        db.execute(f"INSERT INTO new_{table} SELECT * FROM {table}")
        db.execute(f"DROP TABLE {table}")
        db.execute(f"ALTER TABLE new_{table} RENAME TO {table}")


def _tell_nobody(_kind: str, _document_ids: Sequence[int], _reason: str) -> None:
    """For whoever has no audit."""


class Vault:
    """An open vault. Kinds: 'bytes' and 'name' of a file, the 'reading' made of it, the 'decisions' that staff took
    about its speakers or columns, the 'originals' behind its placeholders; the 'proposal' that waits to be signed off
    with its 'vectors', and what was decided of its 'masking'."""

    def __init__(self, db: Database, key: bytes, told: Told) -> None:
        self._db = db
        self._told = told
        self._cipher = Fernet(key)

    def seal(self, kind: str, document_id: int, content: bytes) -> None:
        """Keeps content, in place of what was there."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO sealed VALUES (?, ?, ?)",
                [kind, document_id, self._cipher.encrypt(content)],
            )

    def seal_value(self, kind: str, document_id: int, value: Any) -> None:
        """Keeps a value that JSON can hold."""
        self.seal(kind, document_id, _as_bytes(value))

    def unseal(self, kind: str, document_id: int, *, reason: str) -> bytes:
        """What was kept. Raises NotFound, or VaultLocked under another key."""
        row = self._db.execute(
            "SELECT content FROM sealed WHERE kind = ? AND document_id = ?", [kind, document_id]
        ).fetchone()
        if row is None:
            raise NotFound(f"The vault holds no {kind} of document {document_id}.")
        self._write_down([document_id], kind, reason)
        return self._decrypt(row[0])

    def unseal_value(self, kind: str, document_id: int, *, reason: str) -> Any:
        """A value that was kept. Raises as `unseal` does."""
        return json.loads(self.unseal(kind, document_id, reason=reason).decode("utf-8", "surrogatepass"))

    def seal_parts(self, kind: str, document_id: int, values: Mapping[int, Any]) -> None:
        """Keeps a value for each of a document's parts, in place of what was there of them."""
        with self._db.atomic():
            self._db.conn.executemany(
                "INSERT OR REPLACE INTO sealed_parts VALUES (?, ?, ?, ?)",
                [(kind, document_id, part, self._cipher.encrypt(_as_bytes(value))) for part, value in values.items()],
            )

    def unseal_parts(self, kind: str, document_ids: Iterable[int], *, reason: str) -> dict[tuple[int, int], Any]:
        """What was kept of the parts of some documents, by document and part."""
        found: dict[tuple[int, int], Any] = {}
        for ids in in_batches(sorted(set(document_ids))):
            sql = (
                f"SELECT document_id, part, content FROM sealed_parts WHERE kind = ? AND document_id IN ({marks(ids)})"
            )
            for document_id, part, content in self._db.execute(sql, [kind, *ids]).fetchall():
                found[document_id, part] = json.loads(self._decrypt(content).decode("utf-8", "surrogatepass"))
        self._write_down(sorted({document_id for document_id, _ in found}), kind, reason)
        return found

    def drop(self, kind: str, document_id: int) -> None:
        """Removes one thing that is kept of a document, if it is there."""
        with self._db.atomic():
            self._db.execute("DELETE FROM sealed WHERE kind = ? AND document_id = ?", [kind, document_id])

    def atomic(self) -> AbstractContextManager[object]:
        """All that is sealed and dropped within is kept, or nothing of it."""
        return self._db.atomic()

    def drop_parts_but(self, kind: str, document_id: int, parts: Collection[int]) -> None:
        """Removes what is kept of a document's parts but for these."""
        kept = self._db.execute("SELECT part FROM sealed_parts WHERE kind = ? AND document_id = ?", [kind, document_id])
        self.drop_parts(kind, document_id, {part for (part,) in kept.fetchall()} - set(parts))

    def drop_parts(self, kind: str, document_id: int, parts: Iterable[int] | None = None) -> None:
        """Removes what is kept of some of a document's parts, or of all."""
        with self._db.atomic():
            if parts is None:
                self._db.execute("DELETE FROM sealed_parts WHERE kind = ? AND document_id = ?", [kind, document_id])
                return
            self._db.conn.executemany(
                "DELETE FROM sealed_parts WHERE kind = ? AND document_id = ? AND part = ?",
                [(kind, document_id, part) for part in parts],
            )

    def seal_writing(self, writing_id: int, value: Any) -> None:
        """Keeps what a forum member wrote and nobody but the safeguarding lead may read, in place of what was there."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO sealed_writing VALUES (?, ?)",
                [writing_id, self._cipher.encrypt(_as_bytes(value))],
            )

    def unseal_writing(self, writing_ids: Iterable[int], *, reason: str) -> dict[int, Any]:
        """What was kept of some pieces of writing, by their number."""
        found: dict[int, Any] = {}
        for ids in in_batches(writing_ids):
            sql = f"SELECT id, content FROM sealed_writing WHERE id IN ({marks(ids)})"
            for writing_id, content in self._db.execute(sql, ids).fetchall():
                found[writing_id] = json.loads(self._decrypt(content).decode("utf-8", "surrogatepass"))
        self._write_down(sorted(found), "writing", reason)
        return found

    def names(self, document_ids: Iterable[int], *, reason: str) -> Mapping[int, str]:
        """The names that files came with, by document id."""
        found: dict[int, str] = {}
        for ids in in_batches(document_ids):
            sql = f"SELECT document_id, content FROM sealed WHERE kind = 'name' AND document_id IN ({marks(ids)})"
            for document_id, content in self._db.execute(sql, ids).fetchall():
                found[document_id] = self._decrypt(content).decode("utf-8", "surrogatepass")
        self._write_down(found, "name", reason)
        return found

    def documents_held(self) -> list[int]:
        """The ids of the documents of which anything is kept."""
        sql = "SELECT document_id FROM sealed UNION SELECT document_id FROM sealed_parts ORDER BY 1"
        return [document_id for (document_id,) in self._db.execute(sql)]

    def scrub(self) -> None:
        """Rewrites the file, so that nothing of what was replaced is left in it."""
        self._db.execute("VACUUM")

    def destroy(self, document_id: int) -> None:
        """Removes everything kept of a document."""
        with self._db.atomic():
            self._db.execute("DELETE FROM sealed WHERE document_id = ?", [document_id])
            self._db.execute("DELETE FROM sealed_parts WHERE document_id = ?", [document_id])

    def keep_only(self, document_ids: Collection[int]) -> None:
        """Removes what is kept of any other document."""
        with self._db.atomic():
            for document_id in set(self.documents_held()) - set(document_ids):
                self.destroy(document_id)

    def _write_down(self, document_ids: Iterable[int], kind: str, reason: str) -> None:
        ids = list(document_ids)
        if not ids:
            return
        self._told(kind, ids, reason)
        with self._db.atomic():
            self._db.conn.executemany(
                "INSERT INTO readings (kind, document_id, reason, read_at) VALUES (?, ?, ?, ?)",
                [(kind, document_id, reason, now()) for document_id in ids],
            )

    def _decrypt(self, content: bytes) -> bytes:
        try:
            return self._cipher.decrypt(content)
        except InvalidToken as error:
            raise VaultLocked(
                "The vault does not open with this key. Put back the key file that it was made with."
            ) from error


def _as_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


@contextmanager
def vault_at(path: Path, key_path: Path, *, told: Told = _tell_nobody) -> Iterator[Vault]:
    """The vault for the length of a block. Each reading is `told` before anything is given out."""
    if path.exists() and not key_path.exists():
        raise VaultLocked(
            f"The vault's key, {key_path.parent.name}/{key_path.name}, is missing. Put it back: nothing else opens it."
        )
    key = secret_at(key_path, new=Fernet.generate_key)
    db = open_database(path, _migrations)
    try:
        yield Vault(db, key, told)
    except ValueError as error:
        if "Fernet key" in str(error):
            raise VaultLocked(f"{key_path.parent.name}/{key_path.name} does not hold a vault key.") from error
        raise
    finally:
        db.close()
