"""Whether groups come back from a card sort, and what is told of it is so: real texts, people made from codes.

Cards are drawn from coded texts as the application draws them, the codes standing for what most people see. Whoever
sorts sees it nearly so: half of them join two codes, half of them split one, all leave a tenth of the cards out, and a
share of their cards goes astray into another pile. The machine's themes are the codes, but that two are one and one is
two: that has to be told, and nothing else. People who sort at random show what is called firm where nothing is.
"""

import random
from collections.abc import Mapping, Sequence

from benchmarks.coded_texts import CodedTexts, Half, coded_texts
from nlp.themes.beside_themes import contrasts
from nlp.themes.card_drawing import FEWEST_CARDS, Excerpt, draw
from nlp.themes.co_sorting import FIRM, CoSorting, Sort, agreement_of, co_sort

SORTERS = (5, 8, 15, 30)
ASTRAY = (0.1, 0.3)
LEFT_OUT = 0.1
OWN_VIEW = 0.5
REPEATS = 5
SETS = 4
"""The texts matter only for what is drawn: two large sets and two topics are enough."""
PILES_AT_RANDOM = 7
SHORTEST, LONGEST = 35, 220
SEED = 5
Row = dict[str, str | float]


def measure(half: Half = "judged") -> list[Row]:
    """A row for each number of sorters and share astray."""
    sets = [one for one in (_cards(coded) for coded in coded_texts(half)) if len(one) >= FEWEST_CARDS][:SETS]
    return [_row(sets, sorters, astray) for astray in ASTRAY for sorters in SORTERS] + [
        _at_random(sets, sorters) for sorters in SORTERS
    ]


def _cards(coded: CodedTexts) -> dict[int, int]:
    """The code of each card."""
    codes = {code: place for place, code in enumerate(sorted(set(coded.codes)))}
    offered = [
        Excerpt(number, text, codes[code], number, None, number)
        for number, (text, code) in enumerate(zip(coded.texts, coded.codes, strict=True))
        if SHORTEST <= len(text) <= LONGEST
    ]
    return {one.number: one.theme for one in draw(offered) if one.theme is not None}


def _row(sets: Sequence[Mapping[int, int]], sorters: int, astray: float) -> Row:
    chance = random.Random(SEED)
    like, number, firm, true, told, invented = [], [], [], [], [], []
    for codes in sets:
        for _ in range(REPEATS):
            sorts = [_sorted(codes, astray, chance) for _ in range(sorters)]
            shared = co_sort(sorts)
            groups = {card: place for place, group in enumerate(shared.groups) for card in group.cards}
            like.append(agreement_of(groups, codes) or 0.0)
            number.append(len(shared.groups) - len(set(codes.values())))
            firm += [group.is_firm for group in shared.groups]
            true += _true_where_firm(shared, codes)
            found, wrong = _differences(shared, codes, chance)
            told += found
            invented.append(wrong)
    return {
        "who sorts": "as coded, nearly",
        "sorters": sorters,
        "astray, %": round(100 * astray),
        "groups and codes, adjusted Rand": round(_mean(like), 2),
        "groups more than codes": round(_mean(number), 1),
        "groups called firm, %": round(100 * _mean(firm)),
        "of these a code's, %": round(100 * _mean(true)),
        "differences told, %": round(100 * _mean(told)),
        "differences made up, a sort": round(_mean(invented), 2),
    }


def _at_random(sets: Sequence[Mapping[int, int]], sorters: int) -> Row:
    chance = random.Random(SEED)
    firm, number, invented = [], [], []
    for codes in sets:
        for _ in range(REPEATS):
            sorts = [{card: chance.randrange(PILES_AT_RANDOM) for card in codes} for _ in range(sorters)]
            shared = co_sort(sorts)
            firm += [group.is_firm for group in shared.groups if len(group.cards) > 1]
            number.append(len(shared.groups) - len(set(codes.values())))
            found, wrong = _differences(shared, codes, chance)
            invented.append(sum(found) + wrong)
    row: Row = {"who sorts": "at random", "sorters": sorters, "astray, %": 100}
    return {
        **row,
        "groups and codes, adjusted Rand": "",
        "groups more than codes": round(_mean(number), 1),
        "groups called firm, %": round(100 * _mean(firm)),
        "of these a code's, %": "",
        "differences told, %": "",
        "differences made up, a sort": round(_mean(invented), 2),
    }


def _sorted(codes: Mapping[int, int], astray: float, chance: random.Random) -> Sort:
    """How somebody sorts who sees it nearly so."""
    view, every = dict(codes), sorted(set(codes.values()))
    if chance.random() < OWN_VIEW:
        one, other = chance.sample(every, 2)
        view = {card: one if code == other else code for card, code in view.items()}
    if chance.random() < OWN_VIEW:
        split = chance.choice(every)
        view = {card: 1000 if code == split and chance.random() < OWN_VIEW else code for card, code in view.items()}
    piles = sorted(set(view.values()))
    return {
        card: chance.choice(piles) if chance.random() < astray else pile
        for card, pile in view.items()
        if chance.random() >= LEFT_OUT
    }


def _true_where_firm(shared: CoSorting, codes: Mapping[int, int]) -> list[bool]:
    own = [frozenset(card for card, other in codes.items() if other == code) for code in set(codes.values())]
    return [
        max(len(cards & theirs) / len(cards | theirs) for theirs in own) >= FIRM
        for group in shared.groups
        if group.is_firm and (cards := frozenset(group.cards))
    ]


def _differences(shared: CoSorting, codes: Mapping[int, int], chance: random.Random) -> tuple[list[bool], int]:
    """Whether what the machine sees otherwise was told, both ways; and how much was told besides."""
    one, other, parted = chance.sample(sorted(set(codes.values())), 3)
    halves = sorted(card for card, code in codes.items() if code == parted)
    themes = {card: one if code == other else code for card, code in codes.items()}
    themes |= dict.fromkeys(halves[::2], 2000)
    found = contrasts(shared.groups, themes)
    joined = [frozenset(common.theme for common in each) for each in found.joined]
    split = [each[0].theme for each in found.parted]
    told = [frozenset({parted, 2000}) in joined, one in split]
    return told, len(joined) + len(split) + len(found.unnamed) - sum(told)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
