"""Texts as points in which those that say alike lie closer together than in their vectors.

Principal components of the vectors, then each point is moved twice towards its nearest neighbours (a low-pass filter
over the neighbour graph, as in Simple Graph Convolution, Wu et al. 2019). What this gains is in
docs/decisions/0003-discovery.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.records import Vectors
from nlp.themes.neighbours import Neighbours, neighbours
from nlp.themes.sampling import Numbers

Points = NDArray[np.float32]
"""Shape (texts, at most COMPONENTS), each row of length 1."""

Directions = NDArray[np.float32]
"""Shape (dimensions, components)."""

COMPONENTS = 50
MOVES = 2
NOTHING = 1e-5


@dataclass(frozen=True, slots=True)
class Landscape:
    """Where texts lie before they are moved, and who their neighbours are."""

    unmoved: Points
    neighbours: Neighbours

    def points(self, among: Numbers | None = None) -> Points:
        """A point a text, or a text of `among`, in this order, as if there were no others."""
        among = np.arange(len(self.unmoved)) if among is None else among
        graph, points = self.neighbours.graph(among), self.unmoved[among]
        for _ in range(MOVES):
            points = graph @ points
        return unit(points.astype(np.float32))


def landscape(
    texts: Sequence[str], vectors: Vectors, directions: Directions | None = None, *, spare: bool = False
) -> Landscape:
    """Memory grows with the texts, time with their square: give a sample.

    `directions` are the principal ones where they are known already; `spare` is for whoever asks for parts of it.
    """
    centred = unit(vectors - vectors.mean(axis=0))
    along = principal(centred, COMPONENTS) if directions is None else directions
    return Landscape(centred @ along, neighbours(texts, centred, spare=spare))


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length 1; a row of nothing but rounding becomes nothing."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.where(lengths > NOTHING, rows / np.maximum(lengths, NOTHING), 0), dtype=np.float32)


def principal(centred: Vectors, most: int) -> Directions:
    """At most `most` principal directions. By the covariance, which is as small for a million texts as for forty."""
    _, directions = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    return np.asarray(directions[:, ::-1][:, :most], dtype=np.float32)
