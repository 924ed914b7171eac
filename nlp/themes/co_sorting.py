"""What people who sorted the same cards share: how often two cards lie together, and the groups that come of it.

Everything here is counted over people, so that it does not matter in which order they or the cards come, nor what
anybody's piles are called. Sources: the share of sorters who put two cards together, and average linkage over it, are
how card sorts are read (Wood and Wood, Journal of Usability Studies 4(1), 2008); how firm a group is, is the mean of
its best Jaccard over resamples of the sorters (Hennig, Computational Statistics and Data Analysis 52, 2007).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sort = Mapping[int, int]
"""How one person sorted: the pile of each card that they put in one. The numbers of piles are theirs alone."""
Matrix = NDArray[np.float64]

FEWEST_SORTERS = 5
"""People, below whom nothing is concluded: with four, one of them moves every figure by a quarter."""
MANY_SORTERS = 15
"""People, from whom on the groups hardly change with more (Tullis and Wood, UPA 2004: r = 0.90 to what all said)."""
MOST_GROUPS = 12
RUNS = 200
FIRM, LOOSE = 0.75, 0.6
"""Hennig's bars: from the one on a group is firm, below the other it should not be leant on."""
SEED = 20
EVEN = 0.5
ENOUGH_FOR_GROUPS = 3


@dataclass(frozen=True, slots=True)
class SharedGroup:
    """Cards that people put together, in the order of the grid.

    `together` is the share of sorters who put two of them together, over all its pairs (1 for one card alone);
    `firmness` is how well it is found again when other people of the same kind had sorted.
    """

    cards: tuple[int, ...]
    together: float
    firmness: float

    @property
    def is_firm(self) -> bool:
        """Whether it is there for more than chance."""
        return self.firmness >= FIRM

    @property
    def is_doubtful(self) -> bool:
        """Whether it should not be leant on."""
        return self.firmness < LOOSE


@dataclass(frozen=True, slots=True)
class CoSorting:
    """What some people share. Of fewer than FEWEST_SORTERS, only how many they are.

    `cards` are those that anybody sorted, in the order of the grid, so that what lies together stands together;
    `shares` has a row and a column for each: the share of those who sorted both who put them together, None where
    nobody did. `agreement` is the mean adjusted Rand index of every two sorters over the cards that both sorted.
    """

    sorters: int
    cards: tuple[int, ...] = ()
    shares: tuple[tuple[float | None, ...], ...] = ()
    groups: tuple[SharedGroup, ...] = ()
    agreement: float | None = None

    @property
    def says_something(self) -> bool:
        """Whether enough people sorted."""
        return bool(self.groups)


def co_sort(sorts: Iterable[Sort]) -> CoSorting:
    """What these people share."""
    people = in_fixed_order(sorts)
    cards = sorted({card for sort in people for card in sort})
    if len(people) < FEWEST_SORTERS or len(cards) < ENOUGH_FOR_GROUPS:
        return CoSorting(len(people))
    same, both = _counted(people, cards)
    distance = _distance(same.sum(axis=0), both.sum(axis=0))
    tree = _tree(distance)
    labels = _cut(tree, distance)
    firmness = _firmness(same, both, labels)
    order = _leaves(tree, distance)
    shares = _shares(same.sum(axis=0), both.sum(axis=0))
    groups = tuple(
        SharedGroup(
            tuple(cards[place] for place in order if labels[place] == label), _within(shares, members), firmness[label]
        )
        for label in dict.fromkeys(labels[place] for place in order)
        if (members := [place for place in order if labels[place] == label])
    )
    return CoSorting(
        len(people),
        tuple(cards[place] for place in order),
        tuple(tuple(_known(shares[row, column]) for column in order) for row in order),
        groups,
        mean_agreement(people),
    )


def in_fixed_order(sorts: Iterable[Sort]) -> list[dict[int, int]]:
    """Those who put two cards or more in piles, each pile called by its first card, in an order of its own."""
    alike = []
    for sort in sorts:
        first: dict[int, int] = {}
        for card in sorted(sort):
            first.setdefault(sort[card], card)
        alike.append({card: first[sort[card]] for card in sorted(sort)})
    return sorted((one for one in alike if len(one) > 1), key=lambda one: tuple(one.items()))


def agreement_of(one: Sort, other: Sort) -> float | None:
    """The adjusted Rand index over the cards in both: 1 for the same piles, 0 for chance. None for fewer than two.

    Counted here (Hubert and Arabie, Journal of Classification 2, 1985), since scikit-learn's, which it equals, looks
    its arguments over for a hundred times as long, and forty people are 780 pairs.
    """
    cards = one.keys() & other.keys()
    if len(cards) < 2:
        return None
    all_pairs = len(cards) ** 2
    both = _squares(Counter((one[card], other[card]) for card in cards))
    only_one = _squares(Counter(one[card] for card in cards)) - both
    only_other = _squares(Counter(other[card] for card in cards)) - both
    if not only_one and not only_other:
        return 1.0
    together, apart = both - len(cards), all_pairs - both - only_one - only_other
    return (
        2.0
        * (together * apart - only_one * only_other)
        / ((together + only_one) * (only_one + apart) + (together + only_other) * (only_other + apart))
    )


def mean_agreement(sorts: Iterable[Sort], others: Sequence[Sort] | None = None) -> float | None:
    """The mean agreement of every two people, or of each person with each of the `others`; None without any two."""
    people = in_fixed_order(sorts)
    pairs = combinations(people, 2) if others is None else ((one, other) for one in people for other in others)
    found = [value for one, other in pairs if (value := agreement_of(one, other)) is not None]
    return math.fsum(found) / len(found) if found else None


def put_together(sorts: Iterable[Sort], pairs: Iterable[tuple[int, int]]) -> float | None:
    """Of all the times that somebody sorted both cards of a pair, the share in which they put them together."""
    of, pairs = list(sorts), list(pairs)
    asked = [(sort, one, other) for sort in of for one, other in pairs if one in sort and other in sort]
    return sum(sort[one] == sort[other] for sort, one, other in asked) / len(asked) if asked else None


def _squares(counts: Mapping[Any, int]) -> int:
    return sum(count * count for count in counts.values())


def _counted(people: Sequence[Sort], cards: Sequence[int]) -> tuple[Matrix, Matrix]:
    """Shape (people, cards, cards) each: who put two cards together, and who sorted both."""
    piles = np.array([[sort.get(card, -1) for card in cards] for sort in people])
    is_sorted = piles >= 0
    both = is_sorted[:, :, None] & is_sorted[:, None, :]
    same = (piles[:, :, None] == piles[:, None, :]) & both
    return same.astype(np.float64), both.astype(np.float64)


def _shares(same: Matrix, both: Matrix) -> Matrix:
    """NaN where nobody sorted both."""
    return np.divide(same, both, out=np.full_like(same, np.nan), where=both > 0)


def _distance(same: Matrix, both: Matrix) -> Matrix:
    """One less the share. Of two cards that nobody sorted both nothing is known: they lie as far apart as most."""
    distance = 1 - _shares(same, both)
    np.fill_diagonal(distance, 0)
    apart = ~np.eye(len(distance), dtype=bool)
    known = distance[apart & ~np.isnan(distance)]
    distance[np.isnan(distance)] = round(float(np.median(known)), 9) if known.size else 1.0
    return distance


def _tree(distance: Matrix) -> Any:
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    return linkage(squareform(distance, checks=False), "average")


def _leaves(tree: Any, distance: Matrix) -> list[int]:
    """Every card, each beside those that it lies with most."""
    from scipy.cluster.hierarchy import leaves_list, optimal_leaf_ordering
    from scipy.spatial.distance import squareform

    return [int(leaf) for leaf in leaves_list(optimal_leaf_ordering(tree, squareform(distance, checks=False)))]


def _cut(tree: Any, distance: Matrix) -> list[int]:
    """The group of each card: of 2 up to MOST_GROUPS the number with the best silhouette, the fewest of the best.

    Where no number is better than none, all cards are one group if most people put them together, and none if not.
    """
    from sklearn.metrics import silhouette_score

    best, chosen = 0.0, [0] * len(distance) if np.median(distance) < EVEN else list(range(len(distance)))
    for number in range(2, min(MOST_GROUPS, len(distance) - 1) + 1):
        labels = _cut_at(tree, number)
        if 1 < len(set(labels)) < len(labels):
            score = round(float(silhouette_score(distance, labels, metric="precomputed")), 9)
            if score > best:
                best, chosen = score, labels
    return chosen


def _cut_at(tree: Any, number: int) -> list[int]:
    from scipy.cluster.hierarchy import fcluster

    return [int(label) for label in fcluster(tree, number, criterion="maxclust")]


def _firmness(same: Matrix, both: Matrix, labels: Sequence[int]) -> dict[int, float]:
    """By group: the mean, over resamples of the people, of the best Jaccard with a group of as many groups."""
    people, number = len(same), len(set(labels))
    random = np.random.default_rng(SEED)
    groups = {label: frozenset(place for place, own in enumerate(labels) if own == label) for label in set(labels)}
    found: dict[int, list[float]] = {label: [] for label in groups}
    for _ in range(RUNS):
        weights = np.bincount(random.integers(people, size=people), minlength=people).astype(np.float64)
        distance = _distance(np.tensordot(weights, same, 1), np.tensordot(weights, both, 1))
        again = _members(_cut_at(_tree(distance), number))
        for label, members in groups.items():
            found[label].append(max(len(members & other) / len(members | other) for other in again))
    return {label: math.fsum(values) / len(values) for label, values in found.items()}


def _members(labels: Sequence[int]) -> list[frozenset[int]]:
    return [frozenset(place for place, own in enumerate(labels) if own == label) for label in sorted(set(labels))]


def _within(shares: Matrix, members: Sequence[int]) -> float:
    known = [shares[one, other] for one, other in combinations(sorted(members), 2) if not np.isnan(shares[one, other])]
    return math.fsum(known) / len(known) if known else 1.0


def _known(share: float) -> float | None:
    return None if np.isnan(share) else float(share)
