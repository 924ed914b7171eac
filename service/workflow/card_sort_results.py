"""What a card sort came to: the groups that members share, by the names they gave, beside the machine's themes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.records import CONSTITUENCIES, Constituency, EngagementModel, Theme
from corpus.store import card_sorts, codebook
from corpus.store.card_sorts import Card, CardSort, Sorter
from nlp.themes.beside_themes import (
    FEWEST_OF_A_KIND,
    Contrasts,
    Disputed,
    SeenDifferently,
    WithThemes,
    between,
    contrasts,
    disputed,
    seen_differently,
    with_themes,
    within,
)
from nlp.themes.co_sorting import FEWEST_SORTERS, CoSorting, SharedGroup, Sort, co_sort
from service.workspace import Workspace

HALF = 0.5
"""Whoever put fewer than this share of the cards in piles is not counted yet."""
LEAST_LIKE = 0.25
"""How much of a pile and a group have to be the same (Jaccard) for the pile's name to be the group's."""
MOST_OTHER_NAMES = 5
LEFTOVERS = frozenset(
    {"other", "others", "other things", "other stuff", "misc", "miscellaneous", "random", "rest", "the rest", "no idea"}
    | {"don't know", "dont know", "not sure", "unsure", "left over", "leftovers", "none", "no group", "no theme"}
)
"""Names of piles whose cards have nothing in common but that they fitted nowhere: such cards were left out."""


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group that members share: what it is called, what else some called it, its cards, and how many of each theme.

    `by_constituency` is the share of each, where enough of it sorted, who put two of its cards together.
    """

    number: int
    name: str
    is_named: bool
    other_names: tuple[str, ...]
    group: SharedGroup
    cards: tuple[Card, ...]
    themes: tuple[tuple[int | None, int], ...]
    by_constituency: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Results:
    """What those who sorted at least half of the cards share; `only` is a constituency, or None for everybody.

    `themes` are those that the cards had, by id. `begun` is how many sorted less.
    """

    sort: CardSort
    only: Constituency | None
    cards: Mapping[int, Card]
    themes: Mapping[int, Theme]
    counts: Mapping[Constituency, int]
    models: Mapping[EngagementModel, int]
    begun: int
    shared: CoSorting
    groups: tuple[GroupShown, ...] = ()
    beside: WithThemes | None = None
    differ: Contrasts = Contrasts((), (), ())
    disputed: tuple[Disputed, ...] = ()
    seen_differently: tuple[SeenDifferently, ...] = ()
    between: tuple[tuple[float | None, ...], ...] = ()

    @property
    def by_themselves(self) -> list[Constituency]:
        """The constituencies of which enough sorted to be shown by themselves."""
        return [name for name in CONSTITUENCIES if self.counts[name] >= FEWEST_SORTERS]

    @property
    def compared(self) -> list[Constituency]:
        """The constituencies of which enough sorted to be shown beside others."""
        return [name for name in CONSTITUENCIES if self.counts[name] >= FEWEST_OF_A_KIND]


def results(workspace: Workspace, sort: CardSort, only: Constituency | None = None) -> Results:
    """What a card sort has come to so far."""
    corpus = workspace.corpus
    cards = {card.id: card for card in card_sorts.cards(corpus, sort.id)}
    everybody = card_sorts.sorters(corpus, sort.id)
    piles = {pile.id: pile.name for pile in card_sorts.piles(corpus, sort.id)}
    everybody = {number: replace(one, placed=_in_piles(one.placed, piles)) for number, one in everybody.items()}
    counted = {number: one for number, one in everybody.items() if len(_piles(one)) >= HALF * len(cards)}
    counts = {name: sum(one.constituency == name for one in counted.values()) for name in CONSTITUENCIES}
    shown = {number: one for number, one in counted.items() if only in (None, one.constituency)}
    sorts = [_piles(one) for one in shown.values()]
    themes = {card.id: card.theme_id for card in cards.values() if card.theme_id is not None}
    known = {theme.id: theme for theme in codebook.themes_ever(corpus, sort.programme_id)}
    found = Results(
        sort,
        only,
        cards,
        {theme_id: known[theme_id] for theme_id in sorted(set(themes.values()))},
        counts,
        Counter(one.engagement_model for one in counted.values()),
        len(everybody) - len(counted),
        shared := co_sort(sorts),
    )
    if not shared.says_something:
        return found
    own: dict[str, list[Sort]] = {
        name: [_piles(one) for one in shown.values() if one.constituency == name] for name in CONSTITUENCIES
    }
    names = _names(_called(workspace, sort, shown), shared.groups)
    return replace(
        found,
        groups=tuple(_group(place, group, names[place], cards, own) for place, group in enumerate(shared.groups)),
        beside=with_themes(shared, sorts, themes),
        differ=contrasts(shared.groups, themes),
        disputed=tuple(disputed(shared)),
        seen_differently=tuple(seen_differently(shared.groups, own)),
        between=tuple(tuple(row) for row in between(shared.groups, sorts)),
    )


def _called(workspace: Workspace, sort: CardSort, shown: Mapping[int, Sorter]) -> list[tuple[str, frozenset[int]]]:
    """The name of each pile that has one, with its cards."""
    named = [one for one in card_sorts.piles(workspace.corpus, sort.id) if one.name and one.forum_member_id in shown]
    return [
        (pile.name, frozenset(card for card, own in shown[pile.forum_member_id].placed.items() if own == pile.id))
        for pile in named
    ]


def _in_piles(placed: Mapping[int, int | None], names: Mapping[int, str]) -> dict[int, int | None]:
    """Where somebody put each card, with what lies in a pile of leftovers left out."""
    return {
        card: None if pile is None or names[pile].casefold().replace("’", "'") in LEFTOVERS else pile
        for card, pile in placed.items()
    }


def _piles(sorter: Sorter) -> Sort:
    return {card: pile for card, pile in sorter.placed.items() if pile is not None}


def _names(
    piles: Iterable[tuple[str, frozenset[int]]], groups: Sequence[SharedGroup]
) -> list[tuple[str, tuple[str, ...]]]:
    """For each group what it is called, '' where nobody said, and what else it is: each pile names what it is like.

    The name that stands for most piles wins; no two groups have the same one.
    """
    weights: list[dict[str, float]] = [{} for _ in groups]
    written: dict[str, str] = {}
    for name, cards in sorted(piles, key=lambda one: (one[0].casefold(), one[0], sorted(one[1]))):
        like = [len(cards & set(group.cards)) / len(cards | set(group.cards)) for group in groups]
        best = max(range(len(groups)), key=lambda place: like[place])
        if like[best] >= LEAST_LIKE:
            called = written.setdefault(name.casefold(), name)
            weights[best][called] = weights[best].get(called, 0.0) + like[best]
    taken: set[str] = set()
    found = []
    for weight in weights:
        ordered = [name for _, name in sorted((-like, name) for name, like in weight.items())]
        first = next((name for name in ordered if name not in taken), "")
        taken.add(first)
        found.append((first, tuple(name for name in ordered if name != first)[:MOST_OTHER_NAMES]))
    return found


def _group(
    place: int,
    group: SharedGroup,
    names: tuple[str, tuple[str, ...]],
    cards: Mapping[int, Card],
    own: Mapping[str, Sequence[Sort]],
) -> GroupShown:
    called, others = names
    shown = tuple(cards[card] for card in group.cards)
    themes = Counter(card.theme_id for card in shown).most_common()
    return GroupShown(
        place + 1, called or f"Group {place + 1}", bool(called), others, group, shown, tuple(themes), within(group, own)
    )
