"""Which newly discovered theme is which old one, so that names and decisions stay with it."""

from collections.abc import Mapping, Set

import numpy as np

SAME_ENOUGH = 0.25
"""The least share of members in common (Jaccard) at which two themes are one."""


def match_themes(old: Mapping[int, Set[int]], new: Mapping[str, Set[int]]) -> dict[str, int]:
    """For each new theme that continues an old one, the old one's id: the assignment with most members in common.

    `old` and `new` give the ids of the segments in each theme. Kuhn's Hungarian method, by scipy.
    """
    from scipy.optimize import linear_sum_assignment

    if not old or not new:
        return {}
    ids, keys = list(old), list(new)
    shared = np.array([[_jaccard(old[id_], new[key]) for id_ in ids] for key in keys])
    rows, columns = linear_sum_assignment(-shared)
    return {
        keys[row]: ids[column] for row, column in zip(rows, columns, strict=True) if shared[row, column] >= SAME_ENOUGH
    }


def _jaccard(one: Set[int], other: Set[int]) -> float:
    together = len(one | other)
    return len(one & other) / together if together else 0.0
