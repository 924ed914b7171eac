"""What somebody can work out who has every published cell, knows the rules, and knows what adds up to what.

Bounds are passed along sums until nothing changes. Where no cell stands in two sums of one block that is exact (a chain
of intervals); where rows and columns cross, a linear programme gives the bounds, which are whole numbers there, as in
any transport problem.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Key = Hashable
Range = tuple[int, int]
"""The smallest and largest number that a count can be, both included."""
Ranges = dict[Key, Range]

PASSES = 50
"""More than any chain of sums needs. Where they cross, bounds may creep on for ever: the programme does the rest."""
MOST = 10**6
"""People: more than anything that is counted here."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and what adds up to it."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What holds between counts: sums, and pairs of which the first is at most the second."""

    sums: Sequence[Sum] = ()
    at_most: Sequence[tuple[Key, Key]] = ()


def ranges(bounds: Mapping[Key, Range], known: Known, wanted: Sequence[Key]) -> Ranges:
    """The ranges of the counts that are `wanted`, such as agree with all bounds and with everything that is known.

    A count without bounds is not published, and not used.
    """
    found = dict(bounds)
    sums = [one for one in known.sums if one.total in found and all(part in found for part in one.parts)]
    pairs = [(less, more) for less, more in known.at_most if less in found and more in found]
    for _ in range(PASSES):
        if not _narrow(found, sums, pairs):
            break
    crossed = _crossed(sums)
    return {key: found[key] for key in wanted} | _by_programme(found, crossed, wanted)


def _narrow(found: Ranges, sums: Iterable[Sum], pairs: Iterable[tuple[Key, Key]]) -> bool:
    """Passes the bounds along everything once; whether any changed."""
    before = dict(found)
    for one in sums:
        low = sum(found[part][0] for part in one.parts)
        high = sum(found[part][1] for part in one.parts)
        least, most = found[one.total] = _both(found[one.total], (low, high))
        for part in one.parts:
            smallest, largest = found[part]
            found[part] = _both(found[part], (least - (high - largest), most - (low - smallest)))
    for less, more in pairs:
        found[less] = _both(found[less], (0, found[more][1]))
        found[more] = _both(found[more], (found[less][0], MOST))
    return found != before


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])


def _crossed(sums: Sequence[Sum]) -> list[Sum]:
    """The sums that share a part with another one: rows and columns."""
    times: dict[Key, int] = {}
    for one in sums:
        for part in one.parts:
            times[part] = times.get(part, 0) + 1
    return [one for one in sums if any(times[part] > 1 for part in one.parts)]


def _by_programme(found: Ranges, sums: Sequence[Sum], wanted: Iterable[Key]) -> Ranges:
    """The same for rows and columns that cross, each bound by a linear programme of its own."""
    keys = dict.fromkeys(key for one in sums for key in (one.total, *one.parts))
    unsure = [key for key in wanted if key in keys and found[key][0] < found[key][1]]
    if not unsure:
        return {}
    import numpy as np
    from scipy.optimize import linprog

    place = {key: number for number, key in enumerate(keys)}
    adds_up = np.zeros((len(sums), len(place)))
    for row, one in enumerate(sums):
        adds_up[row, place[one.total]] = -1
        for part in one.parts:
            adds_up[row, place[part]] += 1
    bounds = [found[key] for key in keys]
    exact: Ranges = {}
    for key in unsure:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(place))
            aim[place[key]] = sign
            solved = linprog(aim, A_eq=adds_up, b_eq=np.zeros(len(sums)), bounds=bounds, method="highs")
            ends.append(round(sign * solved.fun) if solved.success else found[key][(1 - sign) // 2])
        exact[key] = (ends[0], ends[1])
    return exact
