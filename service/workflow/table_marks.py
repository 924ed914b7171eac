"""Which theme each segment of a table is marked with, and who said so: people, a coder that has read the codebook and
learned from people, or discovery, in this order; each marks only what those before it left."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.exchange.codebook_file import key_of
from corpus.records import NewTheme
from nlp.coding.coder import Coder
from nlp.errors import TooLittleText
from nlp.protocols import Encoder, Progress
from nlp.records import DiscoveredTheme, ThemeDefinition, Vectors
from nlp.themes.discover import discover
from nlp.themes.names import Group, name_themes
from nlp.themes.said import Reader
from service.workflow.definitions import leaf_definitions

PERSON, FRAMEWORK, LEARNED, DISCOVERY = "person", "framework", "learned", "discovery"
FEWEST_TO_LEARN_FROM = 6
"""A code that fewer rows have, and that no codebook defines, is predicted nowhere."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to code and how. `themes` None: as many as the texts call for; 0: no discovery."""

    text: str
    id: str | None = None
    learn_from: tuple[str, ...] = ()
    codebook: tuple[NewTheme, ...] = ()
    themes: int | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """What is coded: a segment of a row, or a whole row where codes are learned by rows."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    unit: int
    key: str
    score: float
    coder: str


class Names:
    """Theme names and parents by key, from the codebook, people's codes and discovery; and why so many were found."""

    def __init__(self, codebook: Sequence[NewTheme]) -> None:
        self.why_so_many = ""
        self.name = {theme.key: theme.name for theme in codebook}
        self._parent = {theme.key: theme.parent for theme in codebook}
        self._key = {key_of(theme.name): theme.key for theme in codebook}

    def key(self, name: str) -> str:
        """The key of a name that people used, which is the codebook's where it has one."""
        key = self._key.setdefault(key_of(name), key_of(name))
        self.name.setdefault(key, name)
        return key

    def put(self, theme: DiscoveredTheme) -> None:
        """Takes in a discovered theme."""
        self.name[theme.key] = theme.name
        self._parent[theme.key] = theme.parent

    def parent(self, key: str) -> str:
        return self.name.get(self._parent.get(key) or "", "")

    def parent_key(self, key: str) -> str | None:
        return self._parent.get(key)


def by_people(units: Sequence[Unit], human: Sequence[tuple[str, ...]], names: Names) -> list[Mark]:
    return [
        Mark(number, names.key(code), 1.0, PERSON)
        for number, unit in enumerate(units)
        for code in dict.fromkeys(human[unit.row])
    ]


def coder_of(marks: Sequence[Mark], request: Request, names: Names, encoder: Encoder) -> Coder | None:
    """A coder of the codebook's themes and of those that people used often enough; None where there is neither.

    Raises TooLittleText where people's codes are to be learned and none is on enough rows.
    """
    uses = Counter(mark.key for mark in marks)
    often = [key for key in sorted(uses) if uses[key] >= FEWEST_TO_LEARN_FROM]
    if request.learn_from and not often:
        raise TooLittleText(
            f"No code was given to at least {FEWEST_TO_LEARN_FROM} texts, so there is nothing to learn from. "
            "Code more rows by hand first."
        )
    themes = leaf_definitions(request.codebook)
    defined = {theme.key for theme in themes}
    themes += [ThemeDefinition(key, names.name[key]) for key in often if key not in defined]
    return Coder(themes, encoder, seed=request.seed) if themes else None


def by_coder(units: Sequence[Unit], vectors: Vectors, marks: Sequence[Mark], coder: Coder | None) -> list[Mark]:
    """What nobody coded, coded as the codebook says and as people coded the rest."""
    left = _uncovered(units, marks)
    if coder is None or not left:
        return []
    uses = {mark.key for mark in marks}
    suggested = _taught(coder, units, vectors, marks).code([units[number].text for number in left], vectors[left])
    return [
        Mark(left[one.text], one.theme, one.confidence, LEARNED if one.theme in uses else FRAMEWORK)
        for one in suggested
    ]


def _taught(coder: Coder, units: Sequence[Unit], vectors: Vectors, marks: Sequence[Mark]) -> Coder:
    """A row that was coded is not what it was not coded with; of themes that nobody used, it says nothing."""
    if not marks:
        return coder
    given: dict[int, set[str]] = {}
    for mark in marks:
        given.setdefault(mark.unit, set()).add(mark.key)
    rows, used = sorted(given), {mark.key for mark in marks}
    decisions = np.array(
        [
            [(1 if theme.key in given[row] else -1) if theme.key in used else 0 for theme in coder.themes]
            for row in rows
        ],
        dtype=np.int8,
    )
    return coder.learn([units[row].text for row in rows], vectors[rows], decisions)


def by_discovery(  # noqa: PLR0913 (what was marked, and how)
    units: Sequence[Unit],
    vectors: Vectors,
    marks: Sequence[Mark],
    request: Request,
    names: Names,
    *,
    progress: Progress,
) -> list[Mark]:
    """Themes for what nothing else covers; where there is nothing else, every text is placed."""
    if request.themes == 0 or (request.learn_from and request.themes is None):
        return []
    is_alone = not request.codebook and not request.learn_from
    left = _uncovered(units, marks)
    texts = [units[number].text for number in left]
    rows = vectors if len(left) == len(units) else vectors[left]
    found = discover(texts, rows, themes=request.themes, seed=request.seed, place_all=is_alone, progress=progress)
    names.why_so_many = found.reason
    for theme in found.themes:
        names.put(theme)
    return [Mark(left[number], key, closeness, DISCOVERY) for number, (key, closeness) in found.placed.items()]


def name_discovered(
    units: Sequence[Unit], vectors: Vectors, marks: Sequence[Mark], names: Names, encoder: Encoder
) -> None:
    """Calls discovered themes by phrases that were said in them, unlike all other themes' names."""
    themes: dict[str, list[int]] = {}
    parts: dict[str, list[int]] = {}
    for mark in marks:
        if mark.coder == DISCOVERY:
            above = names.parent_key(mark.key)
            themes.setdefault(above or mark.key, []).append(mark.unit)
            if above:
                parts.setdefault(mark.key, []).append(mark.unit)
    reader = Reader()
    for members in (themes, parts):  # a sub-theme's words are its theme's too, so that each level is named by itself
        groups = [Group([units[number].text for number in group], vectors[group]) for group in members.values()]
        taken = [name for key, name in names.name.items() if key not in members]
        for key, named in zip(members, name_themes(groups, encoder, taken=taken, reader=reader), strict=True):
            names.name[key] = named.name


def _uncovered(units: Sequence[Unit], marks: Sequence[Mark]) -> list[int]:
    covered = {mark.unit for mark in marks}
    return [number for number in range(len(units)) if number not in covered]
