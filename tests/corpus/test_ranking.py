"""Which themes somebody is offered, and what a choice is worth."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ranking import MOST_WORDS, PLACES, Standing, draw, points_of, problem_with, still_holds

WORDS = st.dictionaries(st.integers(1, 60), st.integers(1, 200), min_size=1, max_size=60)


def _lot(member: int) -> "object":
    return lambda theme: f"{(theme * 7919 + member * 104729) % 1009:04}"


@given(WORDS, st.integers(0, 40), st.data())
def test_nobody_is_offered_more_than_they_can_read(words: dict[int, int], member: int, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.integers(1, 60)))
    drawn = draw(kept, words, {}, _lot(member))  # type: ignore[arg-type]
    assert len(set(drawn)) == len(drawn) > 0
    assert set(drawn) <= set(words)
    assert sum(words[theme] for theme in drawn) <= max(MOST_WORDS, *words.values())
    if sum(words.values()) <= MOST_WORDS:
        assert set(drawn) == set(words)
    assert still_holds(drawn, words)


@given(WORDS, st.integers(2, 40))
def test_all_themes_are_offered_to_about_as_many(words: dict[int, int], members: int) -> None:
    times: Counter[int] = Counter()
    for member in range(members):
        times.update(draw([], words, times, _lot(member)))  # type: ignore[arg-type]
    assert max(times.values()) - min(times[theme] for theme in words) <= 1


def test_a_draw_is_mended_only_where_it_must_be() -> None:
    words = dict.fromkeys(range(1, 21), 100)
    drawn = draw([], words, {}, str)
    assert len(drawn) == 9
    assert still_holds(drawn, words | {99: 5})
    assert not still_holds(drawn, {theme: words[theme] for theme in words if theme != drawn[0]})
    assert not still_holds(drawn, dict.fromkeys(words, 40))
    assert not still_holds([], words)
    again = draw(drawn, {theme: words[theme] for theme in words if theme != drawn[0]}, {}, str)
    assert set(drawn[1:]) < set(again)


def test_the_first_is_worth_most_and_none_as_much_as_the_next() -> None:
    assert [points_of(place) for place in range(1, PLACES + 1)] == [5, 4, 3, 2, 1]
    assert Standing(1, offered=4, first=1, in_three=1, chosen=2, points=6).score == 1.5


@pytest.mark.parametrize(
    ("chosen", "is_right"),
    [([1], True), ([5, 1, 2, 3, 4], True), ([], False), ([1, 1], False), ([1, 2, 3, 4, 5, 6], False), ([9], False)],
)
def test_one_to_five_of_what_is_offered_can_be_chosen(chosen: list[int], *, is_right: bool) -> None:
    assert (problem_with(chosen, range(1, 8)) == "") is is_right
