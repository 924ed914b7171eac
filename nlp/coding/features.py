"""What a text is judged by: its meaning (the vector) beside its words and parts of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.records import Vectors

FEW = 100
"""Among so few texts a word counts that occurs only once."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A row a text: dense `vectors`, less what all have in common; sparse `words` in two parts of length 1, or 0 where
    no word is known; and the logarithm of how many words it has, plus one."""

    vectors: Vectors
    words: Any
    lengths: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.vectors)

    def __getitem__(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> "Rows":
        return Rows(self.vectors[chosen], self.words[chosen], self.lengths[chosen])

    def kernel(self, others: "Rows") -> NDArray[np.float64]:
        """How alike each text is to each of the others; shape (texts, others)."""
        alike = self.meaning(others) + (self.words @ others.words.T).toarray()
        return np.asarray(alike, dtype=np.float64) + 1.0  # for an offset

    def meaning(self, others: "Rows") -> NDArray[np.float32]:
        """How alike the vectors are, from 0 to 2: a Gaussian kernel, so that a theme can lie in several places."""
        return np.asarray(2 * np.exp(2 * (self.vectors @ others.vectors.T) - 2), dtype=np.float32)


class Features:
    """Learns its vocabulary, and what all texts have in common, from the texts and vectors it is made with."""

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._centre = vectors.mean(axis=0)
        settings = {"min_df": 1 if len(texts) <= FEW else 2, "sublinear_tf": True, "dtype": np.float32}
        self._words = TfidfVectorizer(ngram_range=(1, 2), **settings).fit(texts)
        self._parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), **settings).fit(texts)

    def rows(self, texts: Sequence[str], vectors: Vectors) -> Rows:
        """The texts as rows."""
        from scipy.sparse import hstack

        words = hstack([self._words.transform(texts), self._parts.transform(texts)]).tocsr()
        return Rows(_centred(vectors, self._centre), words, np.log1p([len(text.split()) for text in texts]))


def _centred(vectors: Vectors, centre: Vectors) -> Vectors:
    """What all texts have in common says nothing about which theme is meant."""
    apart = vectors - centre
    return np.asarray(apart / np.linalg.norm(apart, axis=1, keepdims=True).clip(1e-9), dtype=np.float32)
