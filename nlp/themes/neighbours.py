"""The texts nearest to each text, in meaning and in words, found once for a grouping and all its re-runs.

To the cosine similarity of the vectors comes a share of that of the TF-IDF weights of the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.placeholders import without_placeholders
from nlp.records import Vectors
from nlp.themes.sampling import Numbers
from nlp.themes.words import WORD_PATTERN, stop_words

WORDS_WEIGH = 0.5
"""What the similarity of two texts' words counts beside that of their meanings."""
FEW, MANY = 8, 20
MANY_FROM = 3000
"""From so many texts on a text has MANY neighbours, below that FEW."""
TO_SPARE = 2
"""Times as many as a text has are kept, so that there are enough where a fifth of the texts is left out."""
ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Neighbours:
    """By text its nearest others, nearest first, and how like it they are, both of shape (texts, as many as kept)."""

    nearest: Numbers
    alike: NDArray[np.float32]

    def graph(self, among: Numbers) -> Any:
        """A sparse matrix whose rows are means over a text of `among` and its neighbours in there, in this order."""
        import scipy.sparse

        total = len(among)
        place = np.full(len(self.nearest), -1)
        place[among] = np.arange(total)
        nearest = place[self.nearest[among]]
        kept = nearest >= 0
        kept &= kept.cumsum(axis=1) <= _count(total)
        weights = self.alike[among][kept]
        graph = scipy.sparse.csr_matrix((weights, (np.nonzero(kept)[0], nearest[kept])), shape=(total, total))
        graph = graph.maximum(graph.T) + scipy.sparse.identity(total, dtype=np.float32, format="csr")
        return scipy.sparse.diags(1 / np.asarray(graph.sum(axis=1)).ravel()) @ graph


def neighbours(texts: Sequence[str], centred: Vectors, *, spare: bool) -> Neighbours:
    """Of unit vectors from the texts' own centre. With `spare`, enough for parts of the texts as well.

    Memory grows with the texts, time with their square: give a sample.
    """
    total = len(texts)
    count = min(_count(total) * (TO_SPARE if spare else 1), total - 1)
    words = _words(texts)
    columns = None if words is None else WORDS_WEIGH * words.T.tocsr()
    nearest = np.empty((total, count), dtype=np.intp)
    likeness = np.empty((total, count), dtype=np.float32)
    for start in range(0, total, ROWS_AT_ONCE):
        own = slice(start, min(start + ROWS_AT_ONCE, total))
        alike = centred[own] @ centred.T
        if words is not None:
            alike += (words[own] @ columns).toarray()
        alike[np.arange(len(alike)), np.arange(own.start, own.stop)] = -np.inf
        near = np.argpartition(alike, total - count, axis=1)[:, total - count :]
        near.sort(axis=1)
        near = np.take_along_axis(near, np.argsort(-np.take_along_axis(alike, near, 1), axis=1, kind="stable"), 1)
        nearest[own], likeness[own] = near, np.take_along_axis(alike, near, 1).clip(0)
    return Neighbours(nearest, likeness)


def _count(texts: int) -> int:
    return FEW if texts < MANY_FROM else MANY


def _words(texts: Sequence[str]) -> Any:
    """A sparse row of TF-IDF weights a text; None where no word says anything."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    weigher = TfidfVectorizer(
        stop_words=sorted(stop_words()), token_pattern=WORD_PATTERN, sublinear_tf=True, dtype=np.float32
    )
    try:
        return weigher.fit_transform([without_placeholders(text) for text in texts])
    except ValueError:  # "empty vocabulary": nothing but numbers and words that are in every text
        return None
