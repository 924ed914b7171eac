"""What people did not see the same way: a thing good to some and bad to others, or one who disagrees with another.

Both are found by rules that leave much out (see `opinions` and `replies`): a theme without such a sentence is not one
in which everybody agreed.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.records import SummarySentence, Vectors
from nlp.summary.counted import one_named
from nlp.summary.evaluative import Side
from nlp.summary.opinions import opinions
from nlp.summary.quoting import Said, centrality, quoted

FEWEST_ON_A_SIDE = 2
LEAST_SHARE = 0.05
"""Of those who said anything of the thing, good or bad: fewer are the odd one out, not a disagreement."""
MOST_THINGS, MOST_PAIRS = 2, 2
SHORTEST_VIEW, LONGEST_VIEW = 3, 45


@dataclass(frozen=True, slots=True)
class _Sides:
    """A thing, and for each side the numbers of the texts of those who are on it alone, one a person."""

    thing: str
    good: tuple[int, ...]
    bad: tuple[int, ...]

    @property
    def order(self) -> tuple[int, str]:
        return -min(len(self.good), len(self.bad)), self.thing


def apart(said: Sequence[Said], vectors: Vectors, against: Sequence[tuple[int, int]]) -> list[SummarySentence]:
    """The sentences, each with the two views after it where they may be quoted."""
    central = centrality(said, vectors)
    found: list[SummarySentence] = []
    for sides in sorted(_opposed(said), key=lambda sides: sides.order)[:MOST_THINGS]:
        text = (
            f"People did not all say the same about “{sides.thing}”. {len(sides.good)} people said it was good."
            f" {len(sides.bad)} people said it was bad, or could be better."
        )
        found.append(SummarySentence(text, (*sides.good, *sides.bad), "apart"))
        found += _views(said, [_shown(said, side, central) for side in (sides.good, sides.bad)])
    for pair in _pairs(said, against):
        found.append(SummarySentence(_differed(said[pair[1]].role, said[pair[0]].role), pair, "apart"))
        found += _views(said, [number if _may_be_shown(said[number]) else None for number in reversed(pair)])
    return found


def _opposed(said: Sequence[Said]) -> list[_Sides]:
    by_thing: dict[str, dict[Side, dict[int, int]]] = defaultdict(lambda: {1: {}, -1: {}})
    called: dict[str, str] = {}
    for number, one in enumerate(said):
        if not one.is_beside:
            for opinion in opinions(one.text):
                called.setdefault(opinion.key, opinion.thing)
                by_thing[opinion.key][opinion.side].setdefault(one.person, number)
    made = []
    for key, sides in by_thing.items():
        both = sides[1].keys() & sides[-1].keys()  # who says both has taken no side
        good, bad = (tuple(n for person, n in sides[side].items() if person not in both) for side in (1, -1))
        fewest = max(FEWEST_ON_A_SIDE, LEAST_SHARE * (len(good) + len(bad)))
        if min(len(good), len(bad)) >= fewest:
            made.append(_Sides(called[key], good, bad))
    return made


def _pairs(said: Sequence[Said], against: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """At most MOST_PAIRS, those that can be shown first, nobody in two."""
    order = sorted(against, key=lambda pair: not all(_may_be_shown(said[number]) for number in pair))
    found: list[tuple[int, int]] = []
    people: set[int] = set()
    for pair in order:
        own = {said[number].person for number in pair}
        if len(found) < MOST_PAIRS and not own & people:
            found.append(pair)
            people |= own
    return found


def _differed(first: str | None, other: str | None) -> str:
    if first == other:
        several = {"young person": "young people", "parent or carer": "parents or carers"}.get(first or "", "people")
        return f"Two {several} did not agree."
    one, two = (one_named(role) for role in (first, other))
    return f"{one[0].upper()}{one[1:]} and {two} did not agree."


def _shown(said: Sequence[Said], side: Sequence[int], central: np.ndarray) -> int | None:
    return max((n for n in side if _may_be_shown(said[n])), key=lambda n: (float(central[n]), -n), default=None)


def _may_be_shown(one: Said) -> bool:
    return one.may_be_quoted and SHORTEST_VIEW <= len(one.text.split()) <= LONGEST_VIEW


def _views(said: Sequence[Said], numbers: Sequence[int | None]) -> list[SummarySentence]:
    """The two views, or neither: one alone would be taken for what everybody said."""
    return (
        [SummarySentence(quoted(said[n]), (n,), "view") for n in numbers if n is not None]
        if None not in numbers
        else []
    )
