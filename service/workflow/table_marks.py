"""Which theme each segment of a table is marked with, and who said so: people, what people taught, the codebook, or
discovery, in this order; each marks only what those before it left."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.exchange.codebook_file import key_of
from corpus.records import NewTheme
from nlp.coding.coder import Coder
from nlp.coding.learned import LearnedCoder
from nlp.protocols import Encoder, Progress
from nlp.records import DiscoveredTheme, Vectors
from nlp.themes.discover import discover
from nlp.themes.names import Group, name_themes
from service.workflow.definitions import leaf_definitions

PERSON, DISCOVERY = "person", "discovery"


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


def by_learning(units: Sequence[Unit], vectors: Vectors, marks: Sequence[Mark], request: Request) -> list[Mark]:
    """What nobody coded, coded as people coded the rest."""
    if not request.learn_from:
        return []
    codes: dict[int, set[str]] = {}
    for mark in marks:
        codes.setdefault(mark.unit, set()).add(mark.key)
    taught = sorted(codes)
    coder = LearnedCoder(
        [units[number].text for number in taught],
        vectors[taught],
        [frozenset(codes[number]) for number in taught],
        seed=request.seed,
    )
    left = _uncovered(units, marks)
    suggested = coder.code([units[number].text for number in left], vectors[left]) if left else []
    return [Mark(left[one.text], one.theme, one.confidence, coder.name) for one in suggested]


def by_codebook(
    units: Sequence[Unit], vectors: Vectors, marks: Sequence[Mark], request: Request, encoder: Encoder
) -> list[Mark]:
    """What nobody coded, coded with those themes of the codebook that people's codes did not teach."""
    known = {mark.key for mark in marks}
    leaves = [theme for theme in leaf_definitions(request.codebook) if theme.key not in known]
    by_people = {mark.unit for mark in marks if mark.coder == PERSON}
    left = [number for number in range(len(units)) if number not in by_people]
    if not leaves or not left:
        return []
    coder = Coder(leaves, encoder, seed=request.seed)
    suggested = coder.code([units[number].text for number in left], vectors[left])
    return [Mark(left[one.text], one.theme, one.confidence, coder.name) for one in suggested]


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
    for members in (themes, parts):  # a sub-theme's words are its theme's too, so that each level is named by itself
        groups = [Group([units[number].text for number in group], vectors[group]) for group in members.values()]
        taken = [name for key, name in names.name.items() if key not in members]
        for key, named in zip(members, name_themes(groups, encoder, taken=taken), strict=True):
            names.name[key] = named.name


def _uncovered(units: Sequence[Unit], marks: Sequence[Mark]) -> list[int]:
    covered = {mark.unit for mark in marks}
    return [number for number in range(len(units)) if number not in covered]
