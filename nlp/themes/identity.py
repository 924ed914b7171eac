"""Which newly discovered theme is which old one, so that names and decisions stay with it, and what else changed."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAME_ENOUGH = 0.25
"""The least share of members in common (Jaccard) at which two themes are one."""
VECTORS_WEIGH = 0.5
"""What it counts that two themes' centres lie together, beside their members."""
PART_OF = 0.3
"""A theme was split where two or more new ones each took so much of it; it was merged where so much of it went in."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Old themes that became several new ones, and new themes that several old ones went into."""

    splits: Mapping[int, tuple[str, ...]]
    merges: Mapping[str, tuple[int, ...]]


def match_themes(
    old: Mapping[int, Set[int]],
    new: Mapping[str, Set[int]],
    *,
    old_centres: Mapping[int, NDArray[np.float32]] | None = None,
    new_centres: Mapping[str, NDArray[np.float32]] | None = None,
) -> dict[str, int]:
    """For each new theme that continues an old one, the old one's id: the best assignment of all themes together.

    `old` and `new` give the ids of the segments in each theme. What members leave open, the centres decide, where both
    are known. Kuhn's Hungarian method, by scipy.
    """
    from scipy.optimize import linear_sum_assignment

    if not old or not new:
        return {}
    ids, keys = list(old), list(new)
    shared = np.array([[_jaccard(old[id_], new[key]) for id_ in ids] for key in keys])
    alike = np.zeros_like(shared)
    for row, key in enumerate(keys):
        for column, id_ in enumerate(ids):
            if key in (new_centres or {}) and id_ in (old_centres or {}):
                alike[row, column] = max(0.0, float(new_centres[key] @ old_centres[id_]))  # type: ignore[index]
    can_be = shared >= SAME_ENOUGH
    rows, columns = linear_sum_assignment(np.where(can_be, shared + VECTORS_WEIGH * alike, 0), maximize=True)
    return {keys[row]: ids[column] for row, column in zip(rows, columns, strict=True) if can_be[row, column]}


def changes(old: Mapping[int, Set[int]], new: Mapping[str, Set[int]]) -> Changes:
    """What was split and what was merged."""
    into = {
        id_: tuple(key for key in new if own and len(own & new[key]) >= PART_OF * len(own)) for id_, own in old.items()
    }
    out_of = {
        key: tuple(id_ for id_, own in old.items() if own and len(own & members) > len(own) / 2)
        for key, members in new.items()
    }
    return Changes(
        {id_: keys for id_, keys in into.items() if len(keys) > 1},
        {key: ids for key, ids in out_of.items() if len(ids) > 1},
    )


def _jaccard(one: Set[int], other: Set[int]) -> float:
    together = len(one | other)
    return len(one & other) / together if together else 0.0
