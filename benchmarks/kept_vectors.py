"""What it costs to keep vectors in the corpus, beside encoding alone, and beside the table they were in first."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sqlite_utils import Database

from benchmarks.encoding import CACHE
from benchmarks.many_texts import many_texts
from corpus.store.connect import corpus_at
from nlp.encode.static import Static
from nlp.records import Vectors
from service.workflow.encoding import CachedEncoder

TEXTS = 100_000
BEFORE = """CREATE TABLE vectors (model TEXT NOT NULL, text_hash BLOB NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (model, text_hash)) STRICT, WITHOUT ROWID"""
Row = dict[str, str | float]


def measure() -> list[Row]:
    """A row a measure, with the static encoder: for a slower one, keeping weighs less."""
    texts = many_texts(TEXTS)
    with TemporaryDirectory() as name:
        folder = Path(name)
        static = Static(CACHE)
        static.encode(texts[:100])
        alone, vectors = _timed(lambda: static.encode(texts))
        with corpus_at(folder / "corpus.db") as corpus:
            empty = (folder / "corpus.db").stat().st_size
            cached = CachedEncoder(corpus, static)
            keeping, new = _timed(lambda: cached.encode(texts))
            again, kept = _timed(lambda: cached.encode(texts))
            assert np.array_equal(new, kept)
            now = (folder / "corpus.db").stat().st_size - empty
            before = _as_before(folder / "before.db", corpus, vectors)
    count = len(set(texts))
    measured: dict[str, float] = {
        "texts": count,
        "encoding, s": round(alone, 2),
        "encoding and keeping, times that": round(keeping / alone, 2),
        "reading what is kept, times that": round(again / alone, 2),
        "bytes a kept vector": round(now / count),
        "bytes a kept vector, as it was first": round(before / count),
        "largest change of a number by keeping": float(f"{np.abs(vectors - kept).max():.2g}"),
        "smallest cosine similarity of a vector and what is kept": float((vectors * kept).sum(axis=1).min()),
    }
    return [{"measure": name, "value": value} for name, value in measured.items()]


def _timed(work: Callable[[], Vectors]) -> tuple[float, Vectors]:
    started = time.perf_counter()
    done = work()
    return time.perf_counter() - started, done


def _as_before(path: Path, corpus: Database, vectors: Vectors) -> int:
    """The size of a file that holds as many vectors of float32 in the table of the first version."""
    old = Database(path)
    old.execute(BEFORE)
    rows = corpus.execute("SELECT model, text_hash FROM vectors")
    with old.atomic():
        old.conn.executemany(
            "INSERT INTO vectors VALUES (?, ?, ?)",
            ((model, key, vectors[0].tobytes()) for model, key in rows),
        )
    old.close()
    return path.stat().st_size
