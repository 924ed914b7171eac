"""What a card sort came to, as pages show it: in sentences, as columns of cards, and as a grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from werkzeug.datastructures import MultiDict

from corpus.records import CONSTITUENCIES, Constituency
from corpus.store.card_sorts import Card
from nlp.themes.co_sorting import FEWEST_SORTERS, MANY_SORTERS, CoSorting
from service.workflow.card_sort_results import GroupShown, Results
from service.workflow.proposing import MOST_EVIDENCE

SHADES = ("#d7e6f4", "#8fbbe0", "#2f7fc1", "#003064")
"""From few to most: each is told from the next by how dark it is."""
SHADE_WORDS = ("a quarter or fewer", "up to half", "up to three quarters", "more than that")
KEY = tuple(zip(SHADES, SHADE_WORDS, strict=True))
FEWEST = FEWEST_SORTERS
SOURCE = ("source", "a card sort")
MARGIN = 2.6
MUCH, SOME = 0.65, 0.3
"""Adjusted Rand indices: Steinley (2004) calls 0.65 moderate and less poor."""


@dataclass(frozen=True, slots=True)
class Box:
    """A group's square in the grid, and where its number stands."""

    number: int
    at: int
    size: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A square for each two cards, as one path for each shade; all in squares' lengths."""

    cards: int
    paths: tuple[tuple[str, str], ...]
    boxes: tuple[Box, ...]
    diagonal: str
    margin: float = MARGIN


@dataclass(frozen=True, slots=True)
class Difference:
    """Where members and the machine see something differently: a sentence, the cards in parts, and what to propose.

    `fields` are those of the form that opens a proposal; empty where one of its themes is not in use any more.
    """

    sentence: str
    parts: tuple[tuple[str, tuple[Card, ...]], ...]
    fields: tuple[tuple[str, str], ...] = ()


def asked_for(values: "MultiDict[str, str]") -> Constituency | None:
    """The constituency that an address asks to see by itself."""
    return next((one for one in CONSTITUENCIES if one == values.get("only")), None)


def grid(shared: CoSorting) -> Grid:
    """The picture of what lies together."""
    squares: list[list[str]] = [[] for _ in SHADES]
    for row, shares in enumerate(shared.shares):
        for column, share in enumerate(shares):
            if share and row != column:
                shade = min(len(SHADES) - 1, int(-(-share * len(SHADES) // 1)) - 1)
                squares[shade].append(f"M{column} {row}h1v1h-1z")
    sizes = [len(group.cards) for group in shared.groups]
    starts = [0, *accumulate(sizes)]
    boxes = tuple(Box(place + 1, start, size) for place, (start, size) in enumerate(zip(starts, sizes, strict=False)))
    return Grid(
        len(shared.cards),
        tuple((shade, "".join(own)) for shade, own in zip(SHADES, squares, strict=True)),
        boxes,
        "".join(f"M{place} {place}h1v1h-1z" for place in range(len(shared.cards))),
    )


def of_ten(share: float | None) -> str:
    """A share as people say it: '7 of 10'."""
    return "nobody sorted both" if share is None else f"{10 * share:.0f} of 10"


def how_alike(index: float | None) -> str:
    """An adjusted Rand index in words."""
    if index is None:
        return "not known"
    return "much alike" if index >= MUCH else "partly alike" if index >= SOME else "mostly not alike"


def how_sure(found: Results) -> str:
    """What so many sorters allow to be said."""
    if found.shared.sorters >= MANY_SORTERS:
        return f"{found.shared.sorters} people are enough: with more, the groups would hardly change."
    return (
        f"{found.shared.sorters} people give a first impression. From {MANY_SORTERS} on the groups would hardly change"
        " with more."
    )


def machine_sees_more(found: Results) -> list[Difference]:
    """Where members see one theme and the machine several; a merger can be proposed."""
    made = []
    for common in found.differ.joined:
        group = found.groups[common[0].group]
        themes = [found.themes[one.theme] for one in sorted(common, key=lambda one: (-len(one.cards), one.theme))]
        listed = _and([f"“{theme.name}”" for theme in themes])
        fields = _fields(found, "merge", group, [("theme", str(themes[0].id))])
        fields += [("merged", str(theme.id)) for theme in themes[1:]]
        in_use = all(theme.status != "retired" for theme in themes)
        made.append(
            Difference(
                f"You see one: “{group.name}”. The computer sees {len(themes)}: {listed}.",
                tuple((found.themes[one.theme].name, _cards(found, one.cards)) for one in common),
                tuple(fields) if in_use else (),
            )
        )
    return made


def members_see_more(found: Results) -> list[Difference]:
    """Where the machine sees one theme and members several; a split can be proposed."""
    made = []
    for common in found.differ.parted:
        theme = found.themes[common[0].theme]
        groups = [found.groups[one.group] for one in common]
        listed = _and([f"“{group.name}”" for group in groups])
        fields = [("kind", "split"), ("theme", str(theme.id)), SOURCE, ("reason", _reason(found))]
        fields += [(f"part_{n}", group.name) for n, group in enumerate(groups, start=1) if group.is_named]
        made.append(
            Difference(
                f"The computer sees one: “{theme.name}”. You see {len(groups)}: {listed}.",
                tuple((found.groups[one.group].name, _cards(found, one.cards)) for one in common),
                tuple(fields) if theme.status != "retired" else (),
            )
        )
    return made


def members_alone_see(found: Results) -> list[Difference]:
    """Groups of which no theme has half: a new theme can be proposed."""
    made = []
    for place, without in found.differ.unnamed:
        group = found.groups[place]
        some = f" {len(without)} of its {len(group.cards)} cards fit no theme of the computer’s." if without else ""
        made.append(
            Difference(
                f"You see “{group.name}”. The computer has no theme that is like it.{some}",
                ((group.name, group.cards),),
                tuple(new_theme(found, group)),
            )
        )
    return made


def new_theme(found: Results, group: GroupShown) -> list[tuple[str, str]]:
    """What the form for a new theme begins with: the group's name, and its cards as evidence."""
    evidence = [("evidence", str(card.quote.segment_id)) for card in group.cards[:MOST_EVIDENCE]]
    return [*_fields(found, "new theme", group, []), *evidence]


def own_idea(group: GroupShown) -> list[tuple[str, str]]:
    """The same for the form in which a member says what was missed."""
    evidence = [("evidence", str(card.quote.segment_id)) for card in group.cards[:MOST_EVIDENCE]]
    return [("sentence", f"What people said about “{group.name}”."), ("name", group.name), SOURCE, *evidence]


def _fields(found: Results, kind: str, group: GroupShown, more: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    name = [("name", group.name)] if group.is_named else []
    return [("kind", kind), *more, *name, SOURCE, ("reason", _reason(found)), *_whose(found)]


def _whose(found: Results) -> list[tuple[str, str]]:
    return [("constituency", cast(str, found.only))] if found.only else []


def _reason(found: Results) -> str:
    who = found.only or "people"
    return f"{found.shared.sorters} {who} in our forums sorted cards with what people really said, and this came of it."


def _cards(found: Results, numbers: Sequence[int]) -> tuple[Card, ...]:
    return tuple(found.cards[number] for number in numbers)


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
