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
    """A row a text: dense `vectors`; sparse `words` in two parts of length 1, or 0 where no word is known; and the
    logarithm of how many words it has, plus one."""

    vectors: Vectors
    words: Any
    lengths: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.vectors)

    def __getitem__(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> "Rows":
        return Rows(self.vectors[chosen], self.words[chosen], self.lengths[chosen])

    def kernel(self, others: "Rows") -> NDArray[np.float64]:
        """How alike each text is to each of the others; shape (texts, others)."""
        alike = self.vectors @ others.vectors.T + (self.words @ others.words.T).toarray()
        return np.asarray(alike, dtype=np.float64) + 1.0  # for an offset


class Features:
    """Learns its vocabulary from `texts`."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        settings = {"min_df": 1 if len(texts) <= FEW else 2, "sublinear_tf": True, "dtype": np.float32}
        self._words = TfidfVectorizer(ngram_range=(1, 2), **settings).fit(texts)
        self._parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), **settings).fit(texts)

    def rows(self, texts: Sequence[str], vectors: Vectors) -> Rows:
        """The texts as rows."""
        from scipy.sparse import hstack

        words = hstack([self._words.transform(texts), self._parts.transform(texts)]).tocsr()
        return Rows(vectors, words, np.log1p([len(text.split()) for text in texts]))
