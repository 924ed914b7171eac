"""Vectors, kept by model and text so that nothing is encoded twice. What their bytes mean is the encoder's to know."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b

from sqlite_utils import Database

from corpus.store.rows import in_batches, marks


def text_hash(text: str) -> bytes:
    """The key a text's vector is kept under: 16 bytes."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def vectors(db: Database, model: str, texts: Iterable[str]) -> dict[str, bytes]:
    """The kept vectors of those texts that have one from this model."""
    by_hash = {text_hash(text): text for text in texts}
    found: dict[str, bytes] = {}
    for hashes in in_batches(by_hash):
        sql = f"SELECT text_hash, vector FROM vectors WHERE text_hash IN ({marks(hashes)}) AND model = ?"
        found.update((by_hash[key], vector) for key, vector in db.execute(sql, [*hashes, model]))
    return found


def keep_vectors(db: Database, model: str, new: Mapping[str, bytes]) -> None:
    """Keeps the vectors of texts."""
    with db.atomic():
        db.conn.executemany(
            "INSERT OR REPLACE INTO vectors (model, text_hash, vector) VALUES (?, ?, ?)",
            [(model, text_hash(text), vector) for text, vector in new.items()],
        )


def forget_unused_vectors(db: Database, as_encoded: Callable[[str], str]) -> int:
    """Drops vectors of texts that no segment holds any more, and says how many.

    `as_encoded` makes of a segment's text the text that its vector was kept under.
    """
    used = {text_hash(as_encoded(text)) for (text,) in db.execute("SELECT DISTINCT text FROM segments")}
    kept = {key for (key,) in db.execute("SELECT DISTINCT text_hash FROM vectors")}
    with db.atomic():
        db.conn.executemany("DELETE FROM vectors WHERE text_hash = ?", [(key,) for key in kept - used])
    return len(kept - used)
