"""Texts to vectors, with every vector kept in the corpus so that nothing is encoded twice."""

from collections.abc import Iterable, Sequence

import numpy as np
from sqlite_utils import Database

from corpus.store import vectors
from nlp.encode.batches import encode_in_batches
from nlp.placeholders import without_placeholders
from nlp.protocols import Encoder, Progress, unheard
from nlp.records import Vectors

BATCH = 2048, 2_000_000
"""Looked up and kept in one go: what a run that is cut off loses at most."""

KEPT_AS = np.dtype("<f2")
"""Half the room; no similarity of two texts changes by more than 0.0002."""


def as_encoded(text: str) -> str:
    """A segment as it is given to an encoder: what was said, and nothing that we put in."""
    return without_placeholders(text)


def kept_vectors(corpus: Database, model: str, texts: Iterable[str]) -> dict[str, Vectors]:
    """The vectors that are kept of these texts, by the text: unit length, shape (dimensions,). Nothing is encoded."""
    found: dict[str, Vectors] = {}
    for text, raw in vectors.vectors(corpus, model, texts).items():
        row = np.frombuffer(raw, dtype=KEPT_AS).astype(np.float32)
        found[text] = row / np.linalg.norm(row)
    return found


class CachedEncoder:
    """An encoder whose vectors are kept by its name and the text; a vector of another model is never given."""

    def __init__(self, corpus: Database, encoder: Encoder) -> None:
        self._corpus = corpus
        self._encoder = encoder
        self.name = encoder.name
        self.dimensions = encoder.dimensions

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        """One unit-length row a text, in the order given, the same whether it was kept or is new."""
        before, total = 0, len(set(texts))

        def encode_batch(some: list[str]) -> Vectors:
            nonlocal before
            rows = self._encode_batch(some, lambda done, of: progress(before + len(some) - of + done, total))
            before += len(some)
            return rows

        return encode_in_batches(texts, encode_batch, dimensions=self.dimensions, batch=BATCH, progress=progress)

    def _encode_batch(self, texts: list[str], progress: Progress) -> Vectors:
        kept = self._kept(texts)
        new = [text for text in texts if text not in kept]
        if new:
            rows = self._encoder.encode(new, progress=progress).astype(KEPT_AS)
            made = {text: row.tobytes() for text, row in zip(new, rows, strict=True)}
            vectors.keep_vectors(self._corpus, self.name, made)
            kept |= made
        raw = np.frombuffer(b"".join(kept[text] for text in texts), dtype=KEPT_AS)
        read: Vectors = raw.reshape(len(texts), self.dimensions).astype(np.float32)
        read /= np.linalg.norm(read, axis=1, keepdims=True)
        return read

    def _kept(self, texts: list[str]) -> dict[str, bytes]:
        """What the corpus holds; never a vector of another length."""
        length = self.dimensions * KEPT_AS.itemsize
        found = vectors.vectors(self._corpus, self.name, texts)
        return {text: vector for text, vector in found.items() if len(vector) == length}
