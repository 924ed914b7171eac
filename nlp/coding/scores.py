"""How strongly texts speak for each theme, in views that a calibration then weighs.

The side: ridge regression over the vector. The closeness: mean cosine similarity with the nearest texts of the theme.
The wording: kernel ridge regression over the vector, words and parts of words. The rival: the strongest wording of
another theme, since most texts are about one thing. Ridge regression fits every theme at once from one factorisation
(Rifkin and Klautau 2004), so that folds cost little. The length of a text is no evidence for any theme, but says how
far the rest is to be believed: a few words can be about anything.
"""

import numpy as np
from numpy.typing import NDArray

from nlp.coding.features import Rows
from nlp.records import Vectors

VIEWS = 5
SIDE, CLOSENESS, WORDING, RIVAL, LENGTH = range(VIEWS)
NEAREST = 3
RIDGE = 2.0
MOST_LANDMARKS = 2000
"""Beyond so many texts the kernel rests on a sample of them (Williams and Seeger 2001): memory stays bounded."""
Scores = NDArray[np.float64]
"""Shape (texts, themes, VIEWS)."""


class Ground:
    """The texts to learn from, with what is worked out once however often they are split into folds."""

    def __init__(self, rows: Rows, own: NDArray[np.bool_], targets: NDArray[np.float64], *, seed: int) -> None:
        """`own` says which texts are a theme's; `targets` lie between -1 and 1; both have shape (texts, themes)."""
        self.rows, self.own, self.targets = rows, own, targets
        chosen = np.random.default_rng(seed).permutation(len(rows))[:MOST_LANDMARKS]
        self.landmarks = np.sort(chosen)
        self.kernel = rows.kernel(rows[self.landmarks])


class Scorer:
    """Learns from the texts of `ground` whose numbers are `learned`, each with its weight."""

    def __init__(self, ground: Ground, learned: NDArray[np.int64], weights: NDArray[np.float64]) -> None:
        self._ground = ground
        self._learned = learned
        targets, weights = ground.targets[learned], weights[learned]
        self._side = _ridge(_with_one(ground.rows.vectors[learned]), targets, weights)
        self._dual = _ridge(ground.kernel[learned], targets, weights, ground.kernel[ground.landmarks])

    def held_out(self, numbers: NDArray[np.int64]) -> Scores:
        """The scores of texts of the ground that were not learned from."""
        return self._scores(self._ground.rows[numbers], self._ground.kernel[numbers] @ self._dual)

    def scores(self, rows: Rows) -> Scores:
        """The scores of new texts."""
        landmarks = self._ground.rows[self._ground.landmarks]
        wording = rows.meaning(landmarks) @ self._dual + rows.words @ (landmarks.words.T @ self._dual)
        return self._scores(rows, wording + self._dual.sum(axis=0))

    def _scores(self, rows: Rows, wording: NDArray[np.float64]) -> Scores:
        length = np.broadcast_to(rows.lengths[:, None], wording.shape)
        side, closeness = _with_one(rows.vectors) @ self._side, self._closeness(rows.vectors)
        return np.stack([side, closeness, wording, _strongest_other(wording), length], axis=2)

    def _closeness(self, vectors: Vectors) -> NDArray[np.float64]:
        own, learned = self._ground.own[self._learned], self._ground.rows.vectors[self._learned]
        close = np.full((len(vectors), own.shape[1]), -1.0)
        for theme in np.flatnonzero(own.any(axis=0)):
            similarity = vectors @ learned[own[:, theme]].T
            nearest = min(NEAREST, similarity.shape[1])
            close[:, theme] = np.partition(similarity, -nearest, axis=1)[:, -nearest:].mean(axis=1)
        return close


def _strongest_other(wording: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each theme the highest score of any other; nothing where there is only one theme."""
    if wording.shape[1] < 2:
        return np.zeros(wording.shape)
    second, first = np.partition(wording, -2, axis=1)[:, -2:].T[:, :, None]
    return np.asarray(np.where(wording == first, second, first))


def _with_one(vectors: Vectors) -> NDArray[np.float64]:
    return np.column_stack([vectors, np.ones(len(vectors))])


def _ridge(
    rows: NDArray[np.float64],
    targets: NDArray[np.float64],
    weights: NDArray[np.float64],
    penalty: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Weighted ridge regression, a column a theme; `penalty` is the landmarks' kernel where rows are a kernel."""
    weighed = rows.T * weights
    shrink = np.eye(rows.shape[1]) if penalty is None else penalty + 1e-8 * np.eye(rows.shape[1])
    return np.asarray(np.linalg.solve(weighed @ rows + RIDGE * shrink, weighed @ targets))
