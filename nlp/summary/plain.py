"""A summary that a 10-year-old can read, made only of counts and of what people said.

No sentence is written that does not rest on texts: each names those it was made from. The quotes are chosen to be
central to the theme and unlike each other (maximal marginal relevance, Carbonell and Goldstein 1998), from different
events and kinds of people where there are any.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.records import SummarySentence, Vectors

QUOTES = 4
LONGEST_QUOTE = 30
"""Words. A longer one is shown in full on the theme's page, not in its summary."""
SHORTEST_QUOTE = 6
_INNER_QUOTES = re.compile(r'["“]([^"“”]*)["”]')


@dataclass(frozen=True, slots=True)
class Said:
    """A text as a summary needs it: who said it (a number a person), what kind of person, at which event (a word
    for each), how sure it is that it belongs to the theme, 0 to 1, and whether it may be quoted."""

    text: str
    person: int
    role: str | None
    event: str
    confidence: float
    may_be_quoted: bool = True


def plain_summary(said: Sequence[Said], vectors: Vectors) -> list[SummarySentence]:
    """Who spoke of the theme, then what they said. Nothing where nobody spoke of it."""
    if not said:
        return []
    return [_who_spoke(said), *(_quoted(said[number], number) for number in _chosen(said, vectors))]


def who_spoke(people: int, events: int) -> str:
    """A summary's first sentence: how many people spoke of the theme, and at how many events."""
    where = "one event" if events == 1 else f"{events} events"
    who = "One person" if people == 1 else f"{people} people"
    return f"{who} talked about this, at {where}."


def _who_spoke(said: Sequence[Said]) -> SummarySentence:
    people, events = len({one.person for one in said}), len({one.event for one in said})
    return SummarySentence(who_spoke(people, events), tuple(range(len(said))))


def _quoted(one: Said, number: int) -> SummarySentence:
    role = one.role or "person"
    article = "An" if role[0] in "aeiou" else "A"
    speaker = {
        "voluntary or community sector": "Someone from a community group",
        "faith group": "Someone from a faith group",
    }.get(role, f"{article} {role}")
    words = _INNER_QUOTES.sub(r"‘\1’", one.text.strip())
    return SummarySentence(f"{speaker} said: “{words}”", (number,))


def _chosen(said: Sequence[Said], vectors: Vectors) -> list[int]:
    """Central texts that are unlike those chosen before; another person each time, another event where there is one."""
    centre = vectors.mean(axis=0)
    central = vectors @ (centre / max(float(np.linalg.norm(centre)), 1e-9))
    fits = [
        n
        for n, one in enumerate(said)
        if one.may_be_quoted and SHORTEST_QUOTE <= len(one.text.split()) <= LONGEST_QUOTE
    ]
    chosen: list[int] = []
    while fits and len(chosen) < QUOTES:
        best = max(fits, key=lambda n: (_worth(n, chosen, said, vectors, central), -n))
        chosen.append(best)
        fits = [n for n in fits if said[n].person != said[best].person and said[n].text != said[best].text]
    return chosen


def _worth(number: int, chosen: Sequence[int], said: Sequence[Said], vectors: Vectors, central: np.ndarray) -> float:
    alike = max((float(vectors[number] @ vectors[other]) for other in chosen), default=0.0)
    is_new_event = said[number].event not in {said[other].event for other in chosen}
    is_new_role = said[number].role not in {said[other].role for other in chosen}
    return float(central[number]) + said[number].confidence - 0.5 * alike + 0.1 * is_new_event + 0.1 * is_new_role
