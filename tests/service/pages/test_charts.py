"""Charts: lengths, scales, dots and strips, and that nobody is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.pages.charts import (
    DOTS_AT_MOST,
    FULL,
    Bar,
    bars,
    dot_picture,
    full_bar,
    on_one_scale,
    scaled,
    strip,
    whole_scale,
)

people = st.integers(min_value=0, max_value=100_000)


def test_every_group_that_was_heard_has_a_bar_even_where_it_was_silent() -> None:
    drawn = bars({"North": 3, "never heard of": 9}, {"North": 10, "South": 4})
    assert [(bar.label, bar.people, bar.heard) for bar in drawn] == [("North", 3, 10), ("South", 0, 4)]


def test_bars_on_one_scale_can_be_compared_across_charts() -> None:
    first, second = on_one_scale([("a", bars({"x": 5}, {"x": 10})), ("a", bars({"x": 2}, {"x": 20}))])
    assert first.full == second.full == 0.5
    assert first.full_percent == "50%"
    assert (first.bars[0].length, second.bars[0].length) == (FULL, FULL / 5)


def test_a_whole_scale_is_full_only_for_everybody() -> None:
    assert [bar.length for bar in whole_scale("a", bars({"x": 5, "y": 3}, {"x": 10, "y": 3})).bars] == [50, FULL]


@pytest.mark.parametrize(
    ("shares", "full"), [([], 0.1), ([0.0], 0.1), ([0.1], 0.1), ([0.11], 0.2), ([0.3, 0.6], 0.6), ([1.0], 1.0)]
)
def test_a_full_bar_is_the_largest_share_rounded_up_to_a_tenth(shares: list[float], full: float) -> None:
    assert full_bar(shares) == pytest.approx(full)


def test_a_bar_that_stands_for_somebody_can_be_seen_and_one_for_nobody_cannot() -> None:
    one, none = scaled([Bar("one", 1, 100_000), Bar("none", 0, 100_000)], 1.0)
    assert one.length == 1.0
    assert none.length == 0.0


@pytest.mark.parametrize(("heard", "is_few"), [(0, True), (4, True), (5, False)])
def test_groups_of_few_people_are_marked(heard: int, is_few: bool) -> None:
    assert Bar("a", 0, heard).is_few is is_few


def test_a_group_that_nobody_was_heard_in_has_no_share() -> None:
    bar = Bar("a", 0, 0)
    assert (bar.share, bar.percent) == (0.0, "0%")


@given(heard=people, data=st.data())
def test_dots_are_few_enough_and_filled_in_proportion(heard: int, data: st.DataObject) -> None:
    said = data.draw(st.integers(min_value=0, max_value=heard))
    picture = dot_picture(said, heard)
    filled = sum(dot.is_filled for dot in picture.dots)
    assert len(picture.dots) <= DOTS_AT_MOST
    assert len(picture.dots) * picture.people_a_dot >= heard
    assert (filled == 0) == (said == 0)
    assert said == 0 or abs(filled * picture.people_a_dot - said) <= picture.people_a_dot
    assert all(0 < dot.x < picture.width and 0 < dot.y < picture.height for dot in picture.dots)


def test_up_to_a_pageful_each_person_has_a_dot_of_their_own() -> None:
    picture = dot_picture(7, DOTS_AT_MOST)
    assert picture.people_a_dot == 1
    assert sum(dot.is_filled for dot in picture.dots) == 7


@given(counts=st.lists(people, min_size=1, max_size=4))
def test_a_strip_s_parts_add_up_and_follow_each_other(counts: list[int]) -> None:
    drawn = strip("where it went", {f"part {number}": count for number, count in enumerate(counts)})
    assert sum(part.count for part in drawn.parts) == drawn.total == sum(counts)
    assert sum(part.length for part in drawn.parts) == pytest.approx(FULL if drawn.total else 0, abs=0.01)
    for before, after in zip(drawn.parts, drawn.parts[1:], strict=False):
        assert after.start == pytest.approx(before.start + before.length, abs=0.01)
    assert [part.shade for part in drawn.parts] == list(range(1, len(counts) + 1))
