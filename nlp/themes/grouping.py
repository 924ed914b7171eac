"""Texts put into groups, and how often each group is found again when part of the texts is left out (Hennig 2007).

How many groups is chosen by that too: the most of which three quarters come again. A large corpus is grouped by a
sample, drawn by the texts themselves, so that neither the order of the rows nor the run changes it; every further text
goes to the group that a linear classifier, taught by the sample, gives it.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from warnings import catch_warnings

import numpy as np
from numpy.typing import NDArray

from nlp.records import Vectors
from nlp.themes.landscape import COMPONENTS, Directions, Points, landscape, principal, unit
from nlp.themes.sampling import Numbers, parts, sample

Labels = NDArray[np.intp]
"""The number of each text's group, from 0 without gaps."""

SAME_FROM = 0.5
"""The least Jaccard similarity of members at which a group is found again; below it Hennig calls it dissolved."""
FOUND_AGAIN = 0.75
"""The least share of groups that come again at which so many groups are worth having."""
FEWEST_IN_GROUP = 6
"""On average, where the number of groups is chosen."""
RUNS = 10
RUNS_TO_CHOOSE = 5
STARTS = 4
FARTHEST_LINK = 0.78
"""The greatest mean cosine distance, between principal components, at which two groups become one."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many texts a grouping is fitted on, and how many its re-runs look at."""

    to_fit: int
    to_rerun: int


WHOLE, WITHIN_ONE = Size(to_fit=8000, to_rerun=2000), Size(to_fit=400, to_rerun=300)


@dataclass(frozen=True, slots=True)
class Choice:
    """How many groups, what share of them came again, and what share with the next greater number that was tried."""

    groups: int
    came_again: float
    with_more: float | None

    @property
    def is_good(self) -> bool:
        return self.came_again >= FOUND_AGAIN


@dataclass(frozen=True, slots=True)
class Grouping:
    """Each text's group, and in how many of `runs` re-runs each group was found again."""

    labels: Labels
    times: tuple[int, ...]
    runs: int
    choice: Choice | None = None
    """Where the number of groups was chosen from the texts."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all groupings of some texts, and of parts of them, stand on: principal directions, and the seed."""

    directions: Directions
    seed: int


def ground_of(texts: Sequence[str], vectors: Vectors, seed: int) -> Ground:
    """By a sample of the texts."""
    rows = vectors[sample(texts, WHOLE.to_fit)]
    return Ground(principal(unit(rows - rows.mean(axis=0)), COMPONENTS), seed)


def grouped(
    texts: Sequence[str], vectors: Vectors, groups: int | Sequence[int], *, ground: Ground, size: Size
) -> Grouping:
    """So many groups, or as many of the numbers given as come again."""
    drawn = sample(texts, size.to_rerun)
    own, rows = [texts[number] for number in drawn], vectors[drawn]
    kept = parts(len(own), RUNS, ground.seed)
    runs = [(part, landscape([own[number] for number in part], rows[part], ground.directions)) for part in kept]
    with _one_thread():
        choice = None
        if not isinstance(groups, int):
            choice = _choose(landscape(own, rows, ground.directions), runs[:RUNS_TO_CHOOSE], groups)
            groups = choice.groups
        chosen = sample(texts, size.to_fit)
        labels = k_means(
            landscape([texts[n] for n in chosen], vectors[chosen], ground.directions), groups, seed=ground.seed
        )
        again = [k_means(part, groups, seed=ground.seed + run + 1) for run, (_, part) in enumerate(runs)]
    labels = labels if len(chosen) == len(texts) else _spread(vectors, chosen, labels)
    return Grouping(labels, _times(labels, [drawn[part] for part in kept], again), len(runs), choice)


def linked(texts: Sequence[str], vectors: Vectors, *, seed: int) -> Grouping:
    """The few tight groups of a small corpus, by average linkage; what is like nothing else is a group of its own."""
    labels = _link(vectors)
    kept = parts(len(texts), RUNS, seed)
    return Grouping(labels, _times(labels, kept, [_link(vectors[part]) for part in kept]), len(kept))


def likeness(own: Labels, other: Labels, groups: int) -> NDArray[np.float64]:
    """For each of the `groups` of `own`, the Jaccard similarity of its members to the group of `other` most like it."""
    shared = np.zeros((groups, int(other.max()) + 1))
    np.add.at(shared, (own, other), 1)
    together = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
    return np.asarray((shared / together).max(axis=1))


def k_means(points: Points, groups: int, *, seed: int) -> Labels:
    """Each point's group."""
    from sklearn.cluster import KMeans
    from sklearn.exceptions import ConvergenceWarning

    distinct = len(np.unique(points.round(4), axis=0))
    with catch_warnings(action="ignore", category=ConvergenceWarning):  # fewer groups than wanted are no harm
        found = KMeans(min(groups, distinct), n_init=STARTS, random_state=seed).fit_predict(points)
    return np.asarray(np.unique(found, return_inverse=True)[1], dtype=np.intp)


def _one_thread() -> AbstractContextManager[Any]:
    """For k-means, whose sums are then added in one order on every machine."""
    import sklearn.cluster  # noqa: F401 (what is not loaded yet would not be limited)
    from threadpoolctl import threadpool_limits

    limited: AbstractContextManager[Any] = threadpool_limits(1, user_api="openmp")
    return limited


def _choose(points: Points, runs: Sequence[tuple[Numbers, Points]], counts: Sequence[int]) -> Choice:
    """The greatest number of groups of which enough come again, or else the number of which most do."""
    shares = [_came_again(points, runs, count) for count in counts]
    good = [place for place, share in enumerate(shares) if share >= FOUND_AGAIN]
    best = good[-1] if good else int(np.argmax(shares))
    return Choice(counts[best], shares[best], shares[best + 1] if best + 1 < len(shares) else None)


def _came_again(points: Points, runs: Sequence[tuple[Numbers, Points]], groups: int) -> float:
    labels = k_means(points, groups, seed=0)
    again = [k_means(part, groups, seed=run + 1) for run, (_, part) in enumerate(runs)]
    return float(np.mean(_times(labels, [kept for kept, _ in runs], again)) / len(runs))


def _times(labels: Labels, kept: Sequence[Numbers], again: Sequence[Labels]) -> tuple[int, ...]:
    groups = int(labels.max()) + 1
    found = [likeness(labels[part], other, groups) >= SAME_FROM for part, other in zip(kept, again, strict=True)]
    return tuple(int(times) for times in np.sum(found, axis=0))


def _spread(vectors: Vectors, chosen: Numbers, labels: Labels) -> Labels:
    """The group of every text: those `chosen` keep theirs, the others go by ridge regression on the groups."""
    centre = vectors[chosen].mean(axis=0)
    rows = unit(vectors[chosen] - centre).astype(np.float64)
    wanted = np.eye(int(labels.max()) + 1)[labels]
    usual = wanted.mean(axis=0)
    weights = np.linalg.solve(rows.T @ rows + np.eye(rows.shape[1]), rows.T @ (wanted - usual))
    spread = (unit(vectors - centre) @ weights.astype(np.float32) + usual.astype(np.float32)).argmax(axis=1)
    spread[chosen] = labels
    return np.asarray(spread, dtype=np.intp)


def _link(vectors: Vectors) -> Labels:
    from sklearn.cluster import AgglomerativeClustering

    centred = vectors - vectors.mean(axis=0)
    points = centred @ principal(centred, min(COMPONENTS, len(vectors) - 1))
    points[np.linalg.norm(points, axis=1) < 1e-6, 0] = 1e-6  # what lies at the centre has no direction of its own
    linker = AgglomerativeClustering(
        n_clusters=None, distance_threshold=FARTHEST_LINK, metric="cosine", linkage="average"
    )
    return np.asarray(linker.fit_predict(points), dtype=np.intp)
