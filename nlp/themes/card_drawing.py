"""Which excerpts people sort: a few of each of a few themes, from as many people, events and roles as may be.

Few themes, because two cards of one theme say nothing of how people see it; few cards, because somebody reads them on a
phone. What says nearly the same in the same words is drawn once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nlp.themes.words import WORD_PATTERN, stop_words

CARDS = 36
FEWEST_CARDS = 30
MOST_THEMES = 8
OF_NO_THEME = 4
"""Cards that fit no theme: whether people see one there is worth knowing."""
NEARLY_THE_SAME = 0.5
"""Share of the words of two texts, from which on one is enough."""
_WORD = re.compile(WORD_PATTERN)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Something that may be drawn. `theme` is None where it fits none; `person` where nobody is named for it."""

    number: int
    text: str
    theme: int | None
    event: int
    role: str | None
    person: int | None
    confidence: float = 0.0


@dataclass(slots=True)
class _Hand:
    drawn: list[Excerpt] = field(default_factory=list)
    words: dict[int, frozenset[str]] = field(default_factory=dict)

    def best_of(self, offered: Iterable[Excerpt]) -> Excerpt | None:
        """The one that brings most that is new: a person, then an event, then a role; the surest of those."""
        numbers = {one.number for one in self.drawn}
        people = Counter(one.person for one in self.drawn)
        places, roles = Counter(one.event for one in self.drawn), Counter(one.role for one in self.drawn)
        by_worth = sorted(
            (one for one in offered if one.number not in numbers),
            key=lambda one: (people[one.person], places[one.event], roles[one.role], -one.confidence, one.number),
        )
        return next((one for one in by_worth if not self._is_said(one)), None)

    def _is_said(self, excerpt: Excerpt) -> bool:
        own = self._words_of(excerpt)
        others = (self._words_of(one) for one in self.drawn)
        return any(len(own & other) >= NEARLY_THE_SAME * max(1, len(own | other)) for other in others)

    def _words_of(self, excerpt: Excerpt) -> frozenset[str]:
        if excerpt.number not in self.words:
            self.words[excerpt.number] = frozenset(_WORD.findall(excerpt.text.lower())) - stop_words()
        return self.words[excerpt.number]


def draw(excerpts: Sequence[Excerpt], *, cards: int = CARDS) -> list[Excerpt]:
    """Up to so many cards, theme by theme; those themes first that most people spoke of."""
    hand, by_theme = _Hand(), _by_theme(excerpts)
    themes = sorted((theme for theme in by_theme if theme is not None), key=lambda one: (-_people(by_theme[one]), one))
    for _ in range(min(OF_NO_THEME, cards)):
        if best := hand.best_of(by_theme.get(None, ())):
            hand.drawn.append(best)
    for some in (themes[:MOST_THEMES], themes[MOST_THEMES:], [None]):
        _deal(hand, [by_theme.get(theme, []) for theme in some], cards)
    places = {theme: place for place, theme in enumerate([*themes, None])}
    return sorted(hand.drawn, key=lambda one: (places[one.theme], one.number))


def draw_another(excerpts: Sequence[Excerpt], kept: Iterable[Excerpt], theme: int | None) -> Excerpt | None:
    """One to stand in for another: of its theme, or of another where that has no more; None where there is none."""
    hand = _Hand(list(kept))
    return hand.best_of(one for one in excerpts if one.theme == theme) or hand.best_of(excerpts)


def _deal(hand: _Hand, piles: Sequence[Sequence[Excerpt]], cards: int) -> None:
    """One of each pile in turn, until the hand is full or nothing is left."""
    left = list(piles)
    while left:
        for pile in tuple(left):
            if len(hand.drawn) >= cards:
                return
            best = hand.best_of(pile)
            if best is None:
                left.remove(pile)
            else:
                hand.drawn.append(best)


def _by_theme(excerpts: Iterable[Excerpt]) -> dict[int | None, list[Excerpt]]:
    found: dict[int | None, list[Excerpt]] = {}
    for one in excerpts:
        found.setdefault(one.theme, []).append(one)
    return found


def _people(excerpts: Iterable[Excerpt]) -> int:
    return len({(one.person, one.event if one.person is None else None) for one in excerpts})
