"""The texts that show what a group is about: central, unlike each other, from different people and events."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.records import Vectors

ALIKE_COSTS, NEW_PERSON, NEW_EVENT = 0.5, 0.2, 0.1
SHORTEST, LONGEST = 5, 45
"""Words; a text of another length is taken only where none of these is left."""


def representatives(
    texts: Sequence[str],
    vectors: Vectors,
    *,
    people: Sequence[Hashable] = (),
    events: Sequence[Hashable] = (),
    count: int = 3,
) -> tuple[int, ...]:
    """The numbers of up to `count` different texts, best first (maximal marginal relevance, Carbonell and Goldstein
    1998, with something added for a person or an event not heard yet)."""
    if not texts:
        return ()
    central = vectors @ vectors.mean(axis=0, dtype=np.float64)
    handy = np.array([SHORTEST <= len(text.split()) <= LONGEST for text in texts])
    worth = np.round(central, 5) - np.where(handy, 0, 1)
    first: dict[str, int] = {}
    for number in sorted(range(len(texts)), key=lambda n: (texts[n], -worth[n])):
        first.setdefault(texts[number].strip().lower(), number)
    left = sorted(first.values(), key=lambda n: texts[n])
    alike, chosen = np.zeros(len(texts)), list[int]()
    while left and len(chosen) < count:
        new_person = _unheard(people, left, chosen)
        new_event = _unheard(events, left, chosen)
        gain = np.round(worth[left] - ALIKE_COSTS * alike[left] + NEW_PERSON * new_person + NEW_EVENT * new_event, 5)
        best = left[int(gain.argmax())]
        chosen.append(best)
        left.remove(best)
        alike = np.maximum(alike, vectors @ vectors[best])
    return tuple(chosen)


def _unheard(known: Sequence[Hashable], left: Sequence[int], chosen: Sequence[int]) -> NDArray[np.bool_]:
    """Which of the texts left are of somebody, or some event, that none of the chosen is of."""
    heard = {known[number] for number in chosen} if known else set()
    return np.array([bool(known) and known[number] not in heard for number in left])
