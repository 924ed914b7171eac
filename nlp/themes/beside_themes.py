"""What people who sorted cards share, beside the themes that a machine put the cards under, and beside each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from nlp.themes.co_sorting import CoSorting, SharedGroup, Sort, agreement_of, mean_agreement, put_together

FEWEST_CARDS = 2
"""Cards, below which what a group and a theme have in common is chance."""
HALF = 0.5
FEWEST_OF_A_KIND = 3
"""People of a constituency, below whom it is not shown by itself: a figure of two is each one's answer to the other."""
SEEN_DIFFERENTLY = 0.3
"""How far apart two constituencies' shares are that are called different: with three people, one is a third."""
MOST_SHOWN = 5

Themes = Mapping[int, int]
"""The machine's theme of each card that has one."""


@dataclass(frozen=True, slots=True)
class WithThemes:
    """How far groups and themes agree, over cards that have a theme.

    `rand` and `information` are adjusted for chance (1 the same, 0 chance); `each` is the mean adjusted Rand index of
    each person alone. `together_too` is how many of the pairs that a group puts together are of one theme, and
    `apart_too` how many of those of different groups are of different themes.
    """

    rand: float
    information: float
    each: float | None
    together_too: float
    apart_too: float


@dataclass(frozen=True, slots=True)
class Common:
    """The cards that a group and a theme have in common."""

    group: int
    theme: int
    cards: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contrasts:
    """Where groups (by their place) and themes differ: each item has what they have in common.

    `joined`: people see one theme, the machine several. `parted`: the machine sees one, people several. `unnamed`:
    groups of which no theme has half, with the cards that lie in no theme.
    """

    joined: tuple[tuple[Common, ...], ...]
    parted: tuple[tuple[Common, ...], ...]
    unnamed: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A card that people put with different ones: the two groups that it lies with most, with the share who do so."""

    card: int
    doubt: float
    leans: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class SeenDifferently:
    """A group (twice the same), or two, that one constituency puts together and another does not: the shares."""

    groups: tuple[int, int]
    shares: Mapping[str, float]


def with_themes(shared: CoSorting, sorts: Sequence[Sort], themes: Themes) -> WithThemes | None:
    """How far they agree; None where fewer than two cards have a theme."""
    from sklearn.metrics import adjusted_mutual_info_score

    groups = {card: place for place, group in enumerate(shared.groups) for card in group.cards}
    cards = sorted(groups.keys() & themes.keys())
    rand = agreement_of(groups, themes)
    if rand is None:
        return None
    pairs = list(combinations(cards, 2))
    together = [pair for pair in pairs if groups[pair[0]] == groups[pair[1]]]
    apart = [pair for pair in pairs if groups[pair[0]] != groups[pair[1]]]
    own, theirs = [groups[card] for card in cards], [themes[card] for card in cards]
    return WithThemes(
        rand,
        float(adjusted_mutual_info_score(own, theirs)),
        mean_agreement(sorts, [themes]),
        sum(themes[one] == themes[other] for one, other in together) / len(together) if together else 0.0,
        sum(themes[one] != themes[other] for one, other in apart) / len(apart) if apart else 0.0,
    )


def contrasts(groups: Sequence[SharedGroup], themes: Themes) -> Contrasts:
    """Where they differ. A theme is in a group with two cards or more that are at least half of its own, and so on.

    Groups that are doubtful tell nothing.
    """
    shared = [
        Common(place, theme, cards)
        for place, group in enumerate(groups)
        for theme in sorted(set(themes.values()))
        if (cards := tuple(card for card in group.cards if themes.get(card) == theme))
    ]
    enough = [one for one in shared if len(one.cards) >= FEWEST_CARDS and not groups[one.group].is_doubtful]
    own_size = {theme: sum(len(one.cards) for one in shared if one.theme == theme) for theme in themes.values()}
    joined = [
        tuple(one for one in enough if one.group == place and len(one.cards) >= HALF * own_size[one.theme])
        for place in range(len(groups))
    ]
    parted = [
        tuple(one for one in enough if one.theme == theme and len(one.cards) >= HALF * len(groups[one.group].cards))
        for theme in sorted(set(themes.values()))
    ]
    return Contrasts(
        tuple(one for one in joined if len(one) > 1),
        tuple(one for one in parted if len(one) > 1),
        tuple(_unnamed(groups, shared, themes)),
    )


def disputed(shared: CoSorting) -> list[Disputed]:
    """The cards that people disagree on most: the first few of those that lie as often without their group as with."""
    at = {card: place for place, card in enumerate(shared.cards)}
    found = []
    for card in shared.cards:
        row = shared.shares[at[card]]
        doubts = [4 * share * (1 - share) for other, share in zip(shared.cards, row, strict=True)
                  if other != card and share is not None]  # fmt: skip
        leans = [(place, _mean(row[at[other]] for other in group.cards if other != card))
                 for place, group in enumerate(shared.groups)]  # fmt: skip
        leans = sorted(leans, key=lambda lean: (-lean[1], lean[0]))[:2]
        if doubts and len(leans) == 2 and leans[1][1] > 0 and leans[0][1] < 2 * leans[1][1]:
            found.append(Disputed(card, sum(doubts) / len(doubts), tuple(leans)))
    return sorted(found, key=lambda one: (-one.doubt, one.card))[:MOST_SHOWN]


def seen_differently(groups: Sequence[SharedGroup], sorts: Mapping[str, Sequence[Sort]]) -> list[SeenDifferently]:
    """Groups, and pairs of groups, that most of one constituency put together and most of another do not.

    Only of constituencies with enough people, and the first few of those that are furthest apart.
    """
    enough = {name: own for name, own in sorts.items() if len(own) >= FEWEST_OF_A_KIND}
    found = []
    for one in range(len(groups)):
        for other in range(one, len(groups)):
            pairs = _pairs(groups, one, other)
            shares = {name: put_together(own, pairs) for name, own in enough.items()}
            known = {name: share for name, share in shares.items() if share is not None}
            least, most = min(known.values(), default=0.0), max(known.values(), default=0.0)
            if least < HALF <= most and most - least >= SEEN_DIFFERENTLY:
                found.append(SeenDifferently((one, other), known))
    found.sort(key=lambda seen: (min(seen.shares.values()) - max(seen.shares.values()), seen.groups))
    return found[:MOST_SHOWN]


def within(group: SharedGroup, sorts: Mapping[str, Sequence[Sort]]) -> dict[str, float]:
    """By constituency with enough people: the share who put two cards of a group together."""
    pairs = list(combinations(group.cards, 2))
    shares = {name: put_together(own, pairs) for name, own in sorts.items() if len(own) >= FEWEST_OF_A_KIND}
    return {name: share for name, share in shares.items() if share is not None}


def between(groups: Sequence[SharedGroup], sorts: Sequence[Sort]) -> list[list[float | None]]:
    """A row and a column for each group: the share of people who put a card of the one with a card of the other."""
    return [
        [put_together(sorts, _pairs(groups, *sorted((row, column)))) for column in range(len(groups))]
        for row in range(len(groups))
    ]


def _pairs(groups: Sequence[SharedGroup], one: int, other: int) -> list[tuple[int, int]]:
    if one == other:
        return list(combinations(groups[one].cards, 2))
    return list(product(groups[one].cards, groups[other].cards))


def _unnamed(
    groups: Sequence[SharedGroup], shared: Sequence[Common], themes: Themes
) -> Iterable[tuple[int, tuple[int, ...]]]:
    for place, group in enumerate(groups):
        largest = max((len(one.cards) for one in shared if one.group == place), default=0)
        if not group.is_doubtful and len(group.cards) >= FEWEST_CARDS and largest < HALF * len(group.cards):
            yield place, tuple(card for card in group.cards if card not in themes)


def _mean(shares: Iterable[float | None]) -> float:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else 0.0
