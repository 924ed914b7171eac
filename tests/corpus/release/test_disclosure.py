"""No small count can be told from what is published: by arithmetic, by knowing the rules, or by comparing releases."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.disclosure import (
    all_lines,
    attack,
    grid,
    lines,
    one_release,
    only_rounded,
    plainly,
    random_table,
    sequences,
)
from corpus.release.disclosure import Table, Voiced, control, is_small, percentage, rounded
from corpus.release.earlier import Published, renew


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15)])
def test_small_ones_are_hidden_and_others_rounded(count: int, shown: int | None) -> None:
    assert rounded(count) == shown


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(10, 20, None), (10, 25, 40), (None, 25, None), (10, None, None), (30, 25, 100)]
)
def test_no_percentage_where_there_may_be_fewer_than_22(part: int, whole: int, percent: int | None) -> None:
    assert percentage(part, whole) == percent


@pytest.mark.parametrize(
    ("voiced", "may"),
    [
        (Voiced(8, 2, 0.25), True),
        (Voiced(7, 2, 0.2), False),
        (Voiced(8, 1, 0.2), False),
        (Voiced(8, 2, 0.26), False),
    ],
)
def test_a_theme_with_counts_has_eight_people_in_two_groups_and_nobody_who_is_most_of_it(
    voiced: Voiced, may: bool
) -> None:
    assert voiced.may_be_counted is may


def test_rounding_alone_tells_small_counts() -> None:
    """1 beside two that were rounded up; and four times 7, whose total can be nothing else."""
    for counts in ([13, 13, 1], [7, 7, 7, 7]):
        table = lines([counts])
        assert attack(table, only_rounded(table)) > 0
        assert attack(table, control(table)) == 0


def test_a_line_has_no_cell_hidden_alone() -> None:
    shown = control(lines([[40, 20, 3]]))
    assert list(shown.values()) == [65, 40, None, None]


def test_a_line_without_two_that_stand_out_is_left_out() -> None:
    assert control(lines([[40, 3, 2]])) == {"all": 45}


def test_rows_and_columns() -> None:
    table = grid([[30, 3, 25], [20, 25, 40], [30, 20, 12]])
    shown = control(table)
    cells = [[shown["cell", r, c] for c in range(3)] for r in range(3)]
    assert cells == [[30, None, None], [20, 25, 40], [30, None, None]]
    assert ("cell", 0, 0) not in control(grid([[30, 3], [20, 25]]))
    assert attack(table, shown) == 0


def test_random_tables() -> None:
    assert one_release(50, random.Random(1), control).told == 0


@settings(max_examples=40)
@given(st.integers(0, 10**9))
def test_what_is_decided_rests_on_what_is_published(seed: int) -> None:
    """Nobody learns from what is hidden, or left out, what the rounding took away."""
    chance = random.Random(seed)
    table = random_table(chance)
    if len(table.counts) > 30:
        return
    other = {key: 4 if is_small(count) else rounded(count) or 0 for key, count in table.counts.items()}
    assert control(table) == control(Table(other, table.blocks))


@pytest.mark.parametrize(("groups", "most"), [(2, 40), (3, 22)])
def test_knowing_the_rules_tells_no_more(groups: int, most: int) -> None:
    _, _, told = all_lines(groups, most)
    assert told == 0


def test_series_of_releases() -> None:
    assert sequences(100, random.Random(1), plainly).told > 0
    assert sequences(100, random.Random(1), renew).told == 0


def _published(counts: list[int], heard: int = 100) -> Published:
    table = lines([counts])
    return Published(table, control(table), dict.fromkeys(table.counts, heard))


@pytest.mark.parametrize("after", [[20, 31, 7], [20, 30, 8], [20, 30, 6], [20, 33, 11]])
def test_counts_stay_as_they_were_published_until_eight_people_came_or_went(after: list[int]) -> None:
    first = _published([20, 30, 7])
    assert renew(_published(after), [first]) == first


def test_a_crowd_brings_new_counts() -> None:
    first, second = _published([20, 30, 3]), _published([25, 36, 3])
    assert renew(second, [first]) == second


def test_the_first_in_a_group_where_nobody_was_is_not_told() -> None:
    first, second = _published([20, 30, 0]), _published([26, 36, 1])
    assert renew(second, [first]).shown == {"all": 65}
    crowd = _published([26, 36, 1], heard=110)
    assert renew(crowd, [first]).shown == {"all": 65, ("split 0", 0): None, ("split 0", 1): 35, ("split 0", 2): None}
