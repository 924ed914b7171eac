from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from nlp.themes.beside_themes import (
    between,
    contrasts,
    disputed,
    seen_differently,
    with_themes,
    within,
)
from nlp.themes.co_sorting import FEWEST_SORTERS, Sort, agreement_of, co_sort, mean_agreement, put_together

PILES = (1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)
ALL_ALIKE: Sort = dict(enumerate(PILES))
one_sort = st.dictionaries(st.integers(0, 11), st.integers(0, 3), max_size=12)
some_sorts = st.lists(one_sort, min_size=FEWEST_SORTERS, max_size=8)


@settings(max_examples=10)
@given(some_sorts, st.randoms(use_true_random=False))
def test_the_order_of_people_and_cards_and_the_names_of_piles_change_nothing(sorts: list[Sort], random: object) -> None:
    again = []
    for sort in random.sample(sorts, len(sorts)):  # type: ignore[attr-defined]
        names = random.sample(range(100), 4)  # type: ignore[attr-defined]
        again.append({card: names[sort[card]] for card in random.sample(list(sort), len(sort))})  # type: ignore[attr-defined]
    assert co_sort(again) == co_sort(sorts)


@settings(max_examples=10)
@given(some_sorts)
def test_what_is_shared_adds_up(sorts: list[Sort]) -> None:
    shared = co_sort(sorts)
    cards = [card for group in shared.groups for card in group.cards]
    assert sorted(cards) == sorted(shared.cards)
    assert list(shared.cards) == cards, "a group's cards stand together in the grid"
    for row, column in product(range(len(shared.cards)), repeat=2):
        share = shared.shares[row][column]
        assert share == shared.shares[column][row]
        assert share is None or 0 <= share <= 1
    assert all(0 <= group.firmness <= 1 and 0 <= group.together <= 1 for group in shared.groups)


@settings(max_examples=10)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=20), st.integers(FEWEST_SORTERS, 9))
def test_people_who_agree_wholly_agree_wholly(piles: list[int], people: int) -> None:
    shared = co_sort([dict(enumerate(piles))] * people)
    assert shared.agreement == 1
    if 1 < len(set(piles)) < len(piles):
        found = {frozenset(group.cards) for group in shared.groups}
        theirs = {frozenset(card for card, own in enumerate(piles) if own == pile) for pile in piles}
        assert found == theirs
        assert {group.firmness for group in shared.groups} == {1}


@pytest.mark.parametrize("people", range(FEWEST_SORTERS))
def test_nothing_is_concluded_from_few(people: int) -> None:
    shared = co_sort([ALL_ALIKE] * people)
    assert (shared.sorters, shared.says_something, shared.shares, shared.agreement) == (people, False, (), None)


def test_whoever_sorted_one_card_or_none_is_no_sorter() -> None:
    assert co_sort([*[ALL_ALIKE] * 4, {1: 1}, {}]).sorters == 4


def test_all_in_one_pile_is_one_group_and_each_by_itself_is_none() -> None:
    assert len(co_sort([dict.fromkeys(range(6), 1)] * 5).groups) == 1
    assert len(co_sort([{card: card for card in range(6)}] * 5).groups) == 6


def test_the_groups_that_most_people_see_are_found_though_some_see_others() -> None:
    askew = dict(enumerate((1, 2, 3) * 4))
    shared = co_sort([*[ALL_ALIKE] * 8, askew, askew])
    assert {frozenset(group.cards) for group in shared.groups} == {
        frozenset(range(4)),
        frozenset(range(4, 8)),
        frozenset(range(8, 12)),
    }
    assert all(group.is_firm and group.together >= 0.8 for group in shared.groups)
    assert shared.agreement is not None
    assert shared.agreement < 1


def test_cards_that_somebody_left_aside_count_only_for_those_who_sorted_them() -> None:
    without = {card: pile for card, pile in ALL_ALIKE.items() if card}
    shared = co_sort([*[ALL_ALIKE] * 2, *[without] * 3])
    at = shared.cards.index
    assert shared.shares[at(0)][at(1)] == 1
    assert put_together([without], [(0, 1)]) is None


@given(one_sort, one_sort)
def test_agreement_is_what_scikit_learn_says(one: Sort, other: Sort) -> None:
    cards = sorted(one.keys() & other.keys())
    found = agreement_of(one, other)
    if len(cards) < 2:
        assert found is None
    else:
        assert found == pytest.approx(
            adjusted_rand_score([one[card] for card in cards], [other[card] for card in cards])
        )


def test_agreement_is_adjusted_for_chance() -> None:
    assert agreement_of(ALL_ALIKE, dict.fromkeys(range(12), 1)) == 0
    assert agreement_of({1: 1}, {1: 1}) is None
    assert mean_agreement([ALL_ALIKE]) is None


def test_where_people_see_one_theme_the_machine_two_and_the_other_way_round() -> None:
    shared = co_sort([ALL_ALIKE] * 6)
    themes = {0: 70, 1: 70, 2: 71, 3: 71, **dict.fromkeys(range(4, 10), 72)}  # two last cards fit none
    of = {place: set(group.cards) for place, group in enumerate(shared.groups)}
    found = contrasts(shared.groups, themes)
    ((one, two),) = found.joined
    assert of[one.group] == {0, 1, 2, 3}
    assert {(one.theme, one.cards), (two.theme, two.cards)} == {
        (theme, tuple(card for card in shared.cards if themes.get(card) == theme)) for theme in (70, 71)
    }
    ((first, second),) = found.parted
    assert {first.theme, second.theme} == {72}
    assert {len(first.cards), len(second.cards)} == {4, 2}
    assert found.unnamed == ()
    beside = with_themes(shared, [ALL_ALIKE] * 6, themes)
    assert beside is not None
    assert 0 < beside.rand < 1
    assert beside.each == pytest.approx(beside.rand)
    assert beside.apart_too == pytest.approx((4 * 6 + 0) / (4 * 6 + 4 * 2))


def test_the_same_groups_as_the_machine_are_the_same() -> None:
    shared = co_sort([ALL_ALIKE] * 6)
    beside = with_themes(shared, [ALL_ALIKE] * 6, dict(enumerate(PILES)))
    assert beside is not None
    assert (beside.rand, beside.each, beside.together_too, beside.apart_too) == (1, 1, 1, 1)
    assert beside.information == pytest.approx(1)
    assert with_themes(shared, [], {}) is None


def test_people_who_sort_at_random_tell_nothing() -> None:
    chance = Random(3)
    sorts = [{card: chance.randrange(5) for card in range(30)} for _ in range(8)]
    shared = co_sort(sorts)
    assert [group for group in shared.groups if group.is_firm and len(group.cards) > 1] == []
    themes = {card: card % 6 for card in range(30)}
    told = contrasts([replace(group, firmness=0.5) for group in shared.groups], themes)
    assert (told.joined, told.parted, told.unnamed) == ((), (), ())


def test_a_group_that_lies_in_no_theme_is_the_peoples_own() -> None:
    shared = co_sort([ALL_ALIKE] * 6)
    ((place, cards),) = contrasts(shared.groups, {**dict.fromkeys(range(8), 1), 8: 2}).unnamed
    assert set(shared.groups[place].cards) == {8, 9, 10, 11}
    assert set(cards) == {9, 10, 11}


def test_the_card_that_people_put_with_different_ones_is_named() -> None:
    moved = {**ALL_ALIKE, 0: 2}
    shared = co_sort([*[ALL_ALIKE] * 5, *[moved] * 5])
    (found,) = disputed(shared)
    assert found.card == 0
    assert [round(share, 2) for _, share in found.leans] == [0.5, 0.5]
    assert disputed(co_sort([ALL_ALIKE] * 5)) == []


def test_constituencies_that_see_it_differently_are_shown_beside_each_other() -> None:
    joined = {card: min(pile, 2) for card, pile in ALL_ALIKE.items()}
    sorts = {"young people": [ALL_ALIKE] * 4, "professionals": [joined] * 3, "citizens": [joined] * 2}
    everybody = [one for own in sorts.values() for one in own]
    shared = co_sort([*everybody, ALL_ALIKE])
    assert len(shared.groups) in (2, 3)
    (found, *_) = seen_differently(shared.groups, sorts)
    assert set(found.shares) == {"young people", "professionals"}, "two citizens are not shown by themselves"
    assert set(within(shared.groups[0], sorts)) == set(found.shares)
    table = between(shared.groups, everybody)
    assert all(table[row][row] == max(share for share in table[row] if share is not None) for row in range(len(table)))
