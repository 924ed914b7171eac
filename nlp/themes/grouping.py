"""Texts put into groups, and how often each group is found again when part of the texts is left out (Hennig 2007).

How many groups is chosen by that too: the most of which three quarters come again. A large corpus is grouped by a
sample, drawn by the texts themselves, so that neither the order of the rows nor the run changes it; every further text
goes to the group that a linear classifier, taught by the sample, gives it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from warnings import catch_warnings

import numpy as np
from numpy.typing import NDArray

from nlp.protocols import Progress, unheard
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
STARTS = 10
ROWS_AT_ONCE = 8192
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


@dataclass(frozen=True, slots=True)
class Different:
    """Texts unlike each other, in alphabetical order, and which rows of `vectors` are theirs.

    No vector is copied before somebody looks at it.
    """

    texts: Sequence[str]
    rows: Numbers
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.texts)

    def among(self, places: Numbers) -> "Different":
        """Those that stand at these places."""
        return Different([self.texts[place] for place in places.tolist()], self.rows[places], self.vectors)

    def drawn(self, most: int) -> Numbers:
        """The places of at most `most`."""
        return sample(self.texts, most)

    def own_vectors(self) -> Vectors:
        """A copy, a row a text."""
        return self.vectors[self.rows]


def ground_of(different: Different, seed: int) -> Ground:
    """By a sample of the texts."""
    rows = different.among(different.drawn(WHOLE.to_fit)).own_vectors()
    return Ground(principal(unit(rows - rows.mean(axis=0)), COMPONENTS), seed)


def grouped(
    different: Different, groups: int | Sequence[int], *, ground: Ground, size: Size, progress: Progress = unheard
) -> Grouping:
    """So many groups, or as many of the numbers given as come again; `progress` counts the numbers tried."""
    tries = _Tries(different, ground, size)
    if isinstance(groups, int):
        return tries.grouping(groups)
    choice = tries.choose(groups, progress)
    return tries.grouping(choice.groups, choice)


def parted(different: Different, counts: Sequence[int], *, ground: Ground, size: Size) -> Grouping | None:
    """As many groups of the numbers given as come again; None where none does."""
    tries = _Tries(different, ground, size)
    choice = tries.choose(counts, unheard)
    return tries.grouping(choice.groups, choice) if choice.is_good else None


class _Tries:
    """Groups some texts into this many and that many, and again with a part of them left out.

    Who is near whom is found out once; a re-run leaves out of it those that it leaves out.
    """

    def __init__(self, different: Different, ground: Ground, size: Size) -> None:
        self._different, self._ground, self._size = different, ground, size
        self._drawn = different.drawn(size.to_rerun)
        looked_at = different.among(self._drawn)
        land = landscape(looked_at.texts, looked_at.own_vectors(), ground.directions, spare=True)
        self._points = land.points()
        self._kept = parts(len(looked_at), RUNS, ground.seed)
        self._runs = [land.points(part) for part in self._kept]
        self._labels: dict[tuple[int, int], Labels] = {}

    def choose(self, counts: Sequence[int], progress: Progress) -> Choice:
        """The greatest number of groups of which enough come again, or else the number of which most do.

        From the greatest down, for what is below the chosen one need not be tried.
        """
        shares: dict[int, float] = {}
        with_more = None
        for tried, count in enumerate(sorted(counts, reverse=True), start=1):
            shares[count] = self._came_again(count)
            progress(tried, len(counts))
            if shares[count] >= FOUND_AGAIN:
                return Choice(count, shares[count], with_more)
            with_more = shares[count]
        best = min(shares, key=lambda count: (-shares[count], count))
        more = [count for count in shares if count > best]
        return Choice(best, shares[best], shares[min(more)] if more else None)

    def grouping(self, groups: int, choice: Choice | None = None) -> Grouping:
        """All texts in so many groups."""
        chosen = self._different.drawn(self._size.to_fit)
        if len(chosen) == len(self._drawn):
            labels = self._whole(groups)
        else:
            fitted = self._different.among(chosen)
            land = landscape(fitted.texts, fitted.own_vectors(), self._ground.directions)
            labels = k_means(land.points(), groups, seed=self._ground.seed)
        if len(chosen) < len(self._different):
            labels = _spread(self._different, chosen, labels)
        kept = [self._drawn[part] for part in self._kept]
        again = [self._rerun(run, groups) for run in range(RUNS)]
        return Grouping(labels, _times(labels, kept, again), RUNS, choice)

    def _came_again(self, groups: int) -> float:
        again = [self._rerun(run, groups) for run in range(RUNS_TO_CHOOSE)]
        times = _times(self._whole(groups), self._kept[:RUNS_TO_CHOOSE], again)
        return float(np.mean(times) / RUNS_TO_CHOOSE)

    def _whole(self, groups: int) -> Labels:
        return k_means(self._points, groups, seed=self._ground.seed)

    def _rerun(self, run: int, groups: int) -> Labels:
        """Made once: what was tried to choose the number is what it is judged by."""
        if (run, groups) not in self._labels:
            self._labels[run, groups] = k_means(self._runs[run], groups, seed=self._ground.seed + run + 1)
        return self._labels[run, groups]


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


def _times(labels: Labels, kept: Sequence[Numbers], again: Sequence[Labels]) -> tuple[int, ...]:
    groups = int(labels.max()) + 1
    found = [likeness(labels[part], other, groups) >= SAME_FROM for part, other in zip(kept, again, strict=True)]
    return tuple(int(times) for times in np.sum(found, axis=0))


def _spread(different: Different, chosen: Numbers, labels: Labels) -> Labels:
    """The group of every text: those `chosen` keep theirs, the others go by ridge regression on the groups."""
    fitted = different.among(chosen).own_vectors()
    centre = fitted.mean(axis=0)
    rows = unit(fitted - centre)
    wanted = np.eye(int(labels.max()) + 1, dtype=np.float32)[labels]
    usual = wanted.mean(axis=0)
    weights = np.linalg.solve(rows.T @ rows + np.eye(rows.shape[1], dtype=np.float32), rows.T @ (wanted - usual))
    spread = np.empty(len(different), dtype=np.intp)
    for start in range(0, len(different), ROWS_AT_ONCE):
        some = unit(different.vectors[different.rows[start : start + ROWS_AT_ONCE]] - centre)
        spread[start : start + ROWS_AT_ONCE] = (some @ weights + usual).argmax(axis=1)
    spread[chosen] = labels
    return spread


def _link(vectors: Vectors) -> Labels:
    from sklearn.cluster import AgglomerativeClustering

    centred = vectors - vectors.mean(axis=0)
    points = centred @ principal(centred, min(COMPONENTS, len(vectors) - 1))
    points[np.linalg.norm(points, axis=1) < 1e-6, 0] = 1e-6  # what lies at the centre has no direction of its own
    linker = AgglomerativeClustering(
        n_clusters=None, distance_threshold=FARTHEST_LINK, metric="cosine", linkage="average"
    )
    return np.asarray(linker.fit_predict(points), dtype=np.intp)
