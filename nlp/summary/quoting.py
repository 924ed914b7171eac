"""Which of the things people said are quoted, and how: central to the theme, unlike each other, from everywhere.

Central and unlike each other is maximal marginal relevance (Carbonell and Goldstein 1998). Beyond that, an event or a
kind of person who has not been quoted yet comes before one who has, and nobody is quoted twice.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from nlp.records import Vectors
from nlp.summary.counted import one_named

QUOTES = 4
LONGEST_QUOTE = 30
"""Words. A longer one is shown in full on the theme's page, not in its summary."""
SHORTEST_QUOTE = 6
NEW_EVENT, NEW_ROLE = 0.3, 0.2
_INNER_QUOTES = re.compile(r'["“]([^"“”]*)["”]')


@dataclass(frozen=True, slots=True)
class Said:
    """A text as a summary needs it: who said it (a number a person), what kind of person, at which event (a word
    for each), how sure it is that it belongs to the theme, 0 to 1, and whether it may be quoted.

    One that `is_beside` belongs to another theme or to none: it is there because somebody here disagrees with it, or it
    with them.
    """

    text: str
    person: int
    role: str | None
    event: str
    confidence: float
    may_be_quoted: bool = True
    is_beside: bool = False


def quoted(one: Said) -> str:
    """Who it was, and their words: “A young person said: “…””."""
    speaker = one_named(one.role or "person")
    return f"{speaker[0].upper()}{speaker[1:]} said: {in_quotes(one)}"


def in_quotes(one: Said) -> str:
    """Their words alone: “…”."""
    words = _INNER_QUOTES.sub(r"‘\1’", one.text.strip())
    return f"“{words}”"


def chosen(said: Sequence[Said], vectors: Vectors, shown: Collection[int] = ()) -> list[int]:
    """The numbers of at most QUOTES texts. Those already `shown` are not chosen, and count as quoted."""
    central = centrality(said, vectors)
    people = {said[number].person for number in shown}
    texts = {said[number].text for number in shown}
    fits = [
        number
        for number, one in enumerate(said)
        if one.may_be_quoted
        and not one.is_beside
        and one.person not in people
        and one.text not in texts
        and SHORTEST_QUOTE <= len(one.text.split()) <= LONGEST_QUOTE
    ]
    found: list[int] = []
    while fits and len(found) < QUOTES:
        best = max(fits, key=lambda number: (_worth(number, [*shown, *found], said, vectors, central), -number))
        found.append(best)
        fits = [n for n in fits if said[n].person != said[best].person and said[n].text != said[best].text]
    return found


def centrality(said: Sequence[Said], vectors: Vectors) -> np.ndarray:
    """How close each text is to the middle of the theme's own; shape (texts,)."""
    centre = vectors[[number for number, one in enumerate(said) if not one.is_beside]].mean(axis=0)
    close: np.ndarray = vectors @ (centre / max(float(np.linalg.norm(centre)), 1e-9))
    return close


def _worth(number: int, before: Sequence[int], said: Sequence[Said], vectors: Vectors, central: np.ndarray) -> float:
    alike = max((float(vectors[number] @ vectors[other]) for other in before), default=0.0)
    is_new_event = said[number].event not in {said[other].event for other in before}
    is_new_role = said[number].role not in {said[other].role for other in before}
    apart = NEW_EVENT * is_new_event + NEW_ROLE * is_new_role
    return float(central[number]) + said[number].confidence - 0.5 * alike + apart
