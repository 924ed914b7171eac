"""Finds themes, and the parts of a theme, in texts that no codebook covers.

A small corpus has few tight groups, found by average linkage; elsewhere texts are grouped by k-means over a landscape
in which those that say alike lie together (docs/decisions/0003-discovery.md). A group counts as a theme only where its
texts agree with each other; the rest is handed back as left over, so that members and left-over texts add up to what
came in. The same texts give the same themes in any order.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.placeholders import without_placeholders
from nlp.protocols import Progress, unheard
from nlp.records import DiscoveredTheme, Stability, Vectors
from nlp.themes.grouping import (
    FEWEST_IN_GROUP,
    WHOLE,
    WITHIN_ONE,
    Different,
    Ground,
    Grouping,
    Labels,
    ground_of,
    grouped,
    linked,
    parted,
)
from nlp.themes.keywords import keywords
from nlp.themes.naming import shared_words, theme_name
from nlp.themes.reasons import NOTHING_TO_SAY, reason_for, too_few
from nlp.themes.sampling import sample
from nlp.themes.words import says_something

FEWEST_TEXTS = 12
FEWEST_MEMBERS = 5
FEWEST_PEOPLE = 4
"""A theme is worth offering only where so many different people said something of it."""
SELDOM = 0.3
"""A group that was found again in fewer of its re-runs is chance, and no theme."""
FEWEST_WORDS = 5
MOST_THEMES = 25
COUNTS = (3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 25)
"""The numbers of themes that are tried."""
PARTS = (2, 3, 4)
"""The numbers of sub-themes that are tried within a theme."""
FEWEST_TO_PART = 150
CLOSE_ENOUGH = 0.45
"""The least cosine similarity between a member and its theme's centre."""
MOST_TO_LINK = 1500
KEYWORDS = 6
PROGRESS_TOLD = 100


@dataclass(frozen=True, slots=True)
class Discovery:
    """The themes found, each before its sub-themes, the numbers of the texts that are in none, and why so many.

    `reason` is a sentence or two for people.
    """

    themes: tuple[DiscoveredTheme, ...]
    left_over: tuple[int, ...]
    reason: str = ""

    @property
    def top(self) -> tuple[DiscoveredTheme, ...]:
        """The themes that are no part of another; every placed text is in one."""
        return tuple(theme for theme in self.themes if theme.parent is None)

    @property
    def placed(self) -> dict[int, tuple[str, float]]:
        """By text number, the key of its theme, the sub-theme where there is one, and its closeness."""
        return {number: (theme.key, close) for theme in self.themes for number, close in theme.members.items()}


@dataclass(frozen=True, slots=True)
class _Group:
    """A group before it has a name: its keywords, its members' closeness, and the groups it is made of."""

    keywords: tuple[str, ...]
    members: Mapping[int, float]
    stability: Stability
    first: int
    """The place of the first of its texts, in alphabetical order."""
    parts: tuple["_Group", ...] = ()

    @property
    def order(self) -> tuple[int, tuple[str, ...], int]:
        return -len(self.members), self.keywords, self.first


def discover(  # noqa: PLR0913 (what is said, and how to look at it, with defaults)
    texts: Sequence[str],
    vectors: Vectors,
    *,
    people: Sequence[int | None] | None = None,
    themes: int | None = None,
    seed: int = 0,
    place_all: bool = False,
    progress: Progress = unheard,
) -> Discovery:
    """Themes with their members. `themes` is how many to look for (None: chosen from the texts, and with sub-themes).

    `people` is who said each text; without it, every text counts as somebody's. With `place_all` every text is put
    into its nearest theme, however far away it lies, and no theme is turned down: nothing depends on its words then,
    so that it has no keywords, and is called by a number until somebody names it (`names.name_themes`).
    """
    usable = [n for n, text in enumerate(texts) if place_all or len(text.split()) >= FEWEST_WORDS]
    first_with = {texts[number]: number for number in reversed(usable)}
    if len(first_with) < FEWEST_TEXTS:
        return Discovery((), tuple(range(len(texts))), too_few(len(first_with), FEWEST_TEXTS))
    distinct = sorted(first_with)
    if not says_something(map(without_placeholders, distinct)):
        return Discovery((), tuple(range(len(texts))), NOTHING_TO_SAY)
    different = Different(distinct, np.array([first_with[text] for text in distinct]), vectors)
    with _one_thread():
        grouping, parts = _groups(different, themes, seed=seed, to_link=not place_all, progress=progress)
    said = _Said(texts, vectors, range(len(texts)) if people is None else people)
    found = _Finder(said, usable, distinct, place_all).groups(grouping, parts)
    named = _named(found[:MOST_THEMES] if themes is None else found)
    placed = {number for theme in named for number in theme.members}
    left_over = tuple(number for number in range(len(texts)) if number not in placed)
    top = sum(theme.parent is None for theme in named)
    return Discovery(named, left_over, reason_for(top, grouping.choice, asked=themes))


def _tried(counts: Sequence[int], texts: int) -> list[int]:
    return [count for count in counts if count * FEWEST_IN_GROUP <= texts] or [1]


def _groups(
    different: Different, themes: int | None, *, seed: int, to_link: bool, progress: Progress
) -> tuple[Grouping, dict[int, Grouping]]:
    """The groups, and by group those that it is made of."""
    if themes is None and to_link and len(different) <= MOST_TO_LINK:
        return linked(different.texts, different.own_vectors(), seed=seed), {}
    ground = ground_of(different, seed)
    if themes:
        return grouped(different, themes, ground=ground, size=WHOLE), {}
    halves = _Halves(progress)
    whole = grouped(different, _tried(COUNTS, len(different)), ground=ground, size=WHOLE, progress=halves.first)
    return whole, _parts(different, whole, ground, halves.second)


def _parts(different: Different, whole: Grouping, ground: Ground, progress: Progress) -> dict[int, Grouping]:
    """By group, the groups that it is made of, where it is big enough and they come again."""
    made = {}
    for group in range(len(whole.times)):
        progress(group, len(whole.times))
        own = np.flatnonzero(whole.labels == group)
        if len(own) >= FEWEST_TO_PART:
            parts = parted(different.among(own), PARTS, ground=ground, size=WITHIN_ONE)
            if parts:
                made[group] = parts
    return made


def _one_thread() -> AbstractContextManager[Any]:
    """Sums are then added in one order on every machine; and what is grouped here is so small that more are slower."""
    import sklearn.cluster  # noqa: F401 (what is not loaded yet would not be limited)
    from threadpoolctl import threadpool_limits

    limited: AbstractContextManager[Any] = threadpool_limits(1)
    return limited


class _Halves:
    """Progress of something done in two steps, each of which takes about half of the time."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def first(self, done: int, total: int) -> None:
        self._progress(PROGRESS_TOLD * done // (2 * total), PROGRESS_TOLD)

    def second(self, done: int, total: int) -> None:
        self._progress(PROGRESS_TOLD * (total + done) // (2 * total), PROGRESS_TOLD)


@dataclass(frozen=True, slots=True)
class _Said:
    """Texts, their vectors, and who said each."""

    texts: Sequence[str]
    vectors: Vectors
    people: Sequence[int | None]


class _Finder:
    """Turns groups of different texts into groups of all texts, each with what is particular to its words."""

    def __init__(self, said: _Said, usable: Sequence[int], distinct: Sequence[str], place_all: bool) -> None:
        self._said, self._distinct, self._place_all = said, distinct, place_all
        place_of = {text: place for place, text in enumerate(distinct)}
        self._numbers = np.array(usable)
        self._places = np.array([place_of[said.texts[number]] for number in usable])
        self._looked_at = sample(distinct, WHOLE.to_fit)
        self._is_looked_at = {distinct[place] for place in self._looked_at}

    def groups(self, whole: Grouping, parts: Mapping[int, Grouping]) -> list[_Group]:
        """Those that are themes, biggest first."""
        fine = whole.labels * (max(PARTS) + 1)
        for group, own in parts.items():
            fine[whole.labels == group] += own.labels + 1
        kinds, finer = np.unique(fine, return_inverse=True)
        words = self._keywords(whole.labels, finer)
        found = []
        for group, times in enumerate(whole.times):
            made = self._group(whole.labels == group, _of(words[0], group), Stability(times, whole.runs))
            if made and group in parts:
                first = int(np.searchsorted(kinds, group * (max(PARTS) + 1) + 1))
                made = replace(made, parts=self._parts(made, parts[group], finer, first, words[1]))
            found += [made] if made else []
        return sorted(found, key=lambda one: one.order)

    def _keywords(self, *levels: Labels) -> Sequence[Sequence[Mapping[str, float]]]:
        """Of each group, level by level; none where no group is judged by them."""
        if self._place_all:
            return [[] for _ in levels]
        looked_at = self._looked_at
        return keywords([self._distinct[n] for n in looked_at], *(labels[looked_at] for labels in levels))

    def _parts(
        self, whole: _Group, parts: Grouping, finer: Labels, first: int, words: Sequence[Mapping[str, float]]
    ) -> tuple[_Group, ...]:
        made = [
            self._group(finer == first + part, _of(words, first + part), Stability(times, parts.runs), whole.members)
            for part, times in enumerate(parts.times)
        ]
        kept = sorted((one for one in made if one), key=lambda one: one.order)
        return tuple(kept) if len(kept) > 1 else ()

    def _group(
        self,
        is_in: NDArray[np.bool_],
        words: Mapping[str, float],
        stability: Stability,
        within: Mapping[int, float] | None = None,
    ) -> _Group | None:
        members = self._numbers[is_in[self._places]]
        closeness = _closeness(self._said.vectors[members])
        kept = {
            int(number): float(close)
            for number, close in zip(members, closeness, strict=True)
            if (self._place_all or close >= CLOSE_ENOUGH) and (within is None or number in within)
        }
        different = {self._said.texts[number] for number in kept}
        shared = shared_words(words, sorted(different & self._is_looked_at))[:KEYWORDS]
        is_theme = shared and len(different) >= FEWEST_MEMBERS and self._is_said_by_enough(kept)
        if not self._place_all and not (is_theme and stability.found >= SELDOM * stability.runs):
            return None
        return _Group(shared or tuple(words)[:KEYWORDS], kept, stability, first=int(is_in.argmax()))

    def _is_said_by_enough(self, members: Iterable[int]) -> bool:
        return len({self._said.people[number] for number in members}) >= FEWEST_PEOPLE


def _of(words: Sequence[Mapping[str, float]], group: int) -> Mapping[str, float]:
    """A group's words; none where the sample has no text of it."""
    return words[group] if group < len(words) else {}


def _named(found: Sequence[_Group]) -> tuple[DiscoveredTheme, ...]:
    """Each theme, then its parts, under names unlike each other."""
    names: list[str] = []
    themes: list[DiscoveredTheme] = []

    def add(group: _Group, parent: str | None) -> str:
        names.append(theme_name(group.keywords, taken=names))
        key = f"discovered-{len(names)}"
        themes.append(DiscoveredTheme(key, names[-1], group.keywords, group.members, parent, group.stability))
        return key

    for group in found:
        key = add(group, None)
        for part in group.parts:
            add(part, key)
    return tuple(themes)


def _closeness(vectors: Vectors) -> NDArray[np.float32]:
    """Each row's cosine similarity with the centre of them all, nothing below 0."""
    centre = vectors.mean(axis=0)
    similarity: NDArray[np.float32] = vectors @ centre / max(float(np.linalg.norm(centre)), 1e-9)
    return similarity.clip(0, 1)
