"""Texts as points in which those that say alike lie closer together than in their vectors.

Principal components of the vectors, then each point is moved twice towards its nearest neighbours (a low-pass filter
over the neighbour graph, as in Simple Graph Convolution, Wu et al. 2019). A neighbour is near in meaning and in words:
to the cosine similarity of the vectors comes a share of that of the TF-IDF weights. What this gains is in
docs/decisions/0003-discovery.md.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.placeholders import without_placeholders
from nlp.records import Vectors
from nlp.themes.words import WORD_PATTERN, stop_words

Points = NDArray[np.float32]
"""Shape (texts, at most COMPONENTS), each row of length 1."""

Directions = NDArray[np.float32]
"""Shape (dimensions, components)."""

COMPONENTS = 50
WORDS_WEIGH = 0.5
"""What the similarity of two texts' words counts beside that of their meanings."""
FEW, MANY = 8, 20
MANY_FROM = 3000
"""From so many texts on a text has MANY neighbours, below that FEW."""
MOVES = 2
ROWS_AT_ONCE = 1024
NOTHING = 1e-5


def landscape(texts: Sequence[str], vectors: Vectors, directions: Directions | None = None) -> Points:
    """A point a text, in the order given. Memory grows with the texts, time with their square: give a sample.

    `directions` are the principal ones where they are known already.
    """
    centred = unit(vectors - vectors.mean(axis=0))
    graph = _neighbours(texts, centred)
    points = centred @ (principal(centred, COMPONENTS) if directions is None else directions)
    for _ in range(MOVES):
        points = graph @ points
    return unit(points.astype(np.float32))


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length 1; a row of nothing but rounding becomes nothing."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.where(lengths > NOTHING, rows / np.maximum(lengths, NOTHING), 0), dtype=np.float32)


def principal(centred: Vectors, most: int) -> Directions:
    """At most `most` principal directions. By the covariance, which is as small for a million texts as for forty."""
    _, directions = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    return np.asarray(directions[:, ::-1][:, :most], dtype=np.float32)


def _neighbours(texts: Sequence[str], centred: Vectors) -> Any:
    """A sparse matrix whose rows are means over a text and its neighbours."""
    import scipy.sparse

    total = len(texts)
    count = min(FEW if total < MANY_FROM else MANY, total - 1)
    words = _words(texts)
    weights, columns = [], []
    for start in range(0, total, ROWS_AT_ONCE):
        own = slice(start, min(start + ROWS_AT_ONCE, total))
        alike = centred[own] @ centred.T
        if words is not None:
            alike += WORDS_WEIGH * (words[own] @ words.T).toarray()
        alike[np.arange(len(alike)), np.arange(own.start, own.stop)] = -1
        nearest = np.argpartition(-alike, count - 1, axis=1)[:, :count]
        columns.append(nearest)
        weights.append(np.take_along_axis(alike, nearest, axis=1).clip(0))
    rows = np.repeat(np.arange(total), count)
    graph = scipy.sparse.csr_matrix(
        (np.concatenate(weights).ravel(), (rows, np.concatenate(columns).ravel())), shape=(total, total)
    )
    graph = graph.maximum(graph.T) + scipy.sparse.identity(total, dtype=np.float32, format="csr")
    return scipy.sparse.diags(1 / np.asarray(graph.sum(axis=1)).ravel()) @ graph


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
