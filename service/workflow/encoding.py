"""Texts to vectors, with every vector kept in the corpus so that nothing is encoded twice."""

from collections.abc import Sequence

import numpy as np
from sqlite_utils import Database

from corpus.store import vectors
from nlp.placeholders import without_placeholders
from nlp.protocols import Encoder, Progress, unheard
from nlp.records import Vectors

TEXTS_AT_ONCE = 1024
"""Not sorted by length before, so that one batch takes as long as another and the time left can be told."""


def as_encoded(text: str) -> str:
    """A segment as it is given to an encoder: what was said, and nothing that we put in."""
    return without_placeholders(text)


class CachedEncoder:
    """An encoder whose vectors are kept by its name and the text; a vector of another model is never given."""

    def __init__(self, corpus: Database, encoder: Encoder) -> None:
        self._corpus = corpus
        self._encoder = encoder
        self.name = encoder.name
        self.dimensions = encoder.dimensions

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        """One unit-length row a text, in the order given; what is new is kept as it comes."""
        distinct = list(dict.fromkeys(texts))
        kept = vectors.vectors(self._corpus, self.name, distinct)
        new = [text for text in distinct if text not in kept]
        known = len(distinct) - len(new)
        progress(known, len(distinct))
        for start in range(0, len(new), TEXTS_AT_ONCE):
            batch = new[start : start + TEXTS_AT_ONCE]
            made = {text: row.tobytes() for text, row in zip(batch, self._encoder.encode(batch), strict=True)}
            vectors.keep_vectors(self._corpus, self.name, made)
            kept |= made
            progress(known + start + len(batch), len(distinct))
        rows = b"".join(kept[text] for text in texts)
        return np.frombuffer(rows, dtype=np.float32).reshape(len(texts), self.dimensions)
