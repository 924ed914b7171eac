from collections.abc import Mapping, Set

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.themes.identity import SAME_ENOUGH, Changes, changes, match_themes

MEMBERS = st.frozensets(st.integers(0, 30), max_size=12)
PARTITION = st.lists(st.integers(0, 5), min_size=1, max_size=40).map(
    lambda groups: {group: {n for n, g in enumerate(groups) if g == group} for group in set(groups)}
)


@given(old=st.dictionaries(st.integers(), MEMBERS, max_size=6), new=st.dictionaries(st.text(), MEMBERS, max_size=6))
def test_no_theme_is_matched_twice_or_to_one_unlike_it(
    old: Mapping[int, Set[int]], new: Mapping[str, Set[int]]
) -> None:
    matched = match_themes(old, new)
    assert set(matched) <= set(new)
    assert set(matched.values()) <= set(old)
    assert len(set(matched.values())) == len(matched)
    for key, id_ in matched.items():
        assert len(old[id_] & new[key]) >= SAME_ENOUGH * len(old[id_] | new[key]) > 0


@given(PARTITION)
def test_themes_that_stayed_as_they_were_are_all_matched(old: Mapping[int, Set[int]]) -> None:
    new = {f"new {id_}": members for id_, members in reversed(old.items())}
    assert match_themes(old, new) == {f"new {id_}": id_ for id_ in old}


@pytest.mark.parametrize(
    ("old", "new", "matched"),
    [
        ({1: {1, 2, 3, 4}}, {"a": {1, 2}, "b": {3, 4, 5, 6, 7}}, {"a": 1}),
        ({1: {1, 2}, 2: {3, 4}}, {"a": {1, 2, 3, 4}}, {"a": 1}),
        ({1: {1}}, {"a": {2}}, {}),
        ({1: set()}, {"a": set()}, {}),
        ({}, {"a": {1}}, {}),
        ({1: {1}}, {}, {}),
    ],
    ids=["split", "merged", "unlike", "empty", "nothing before", "nothing now"],
)
def test_a_theme_goes_on_as_the_one_it_shares_most_with(
    old: Mapping[int, Set[int]], new: Mapping[str, Set[int]], matched: dict[str, int]
) -> None:
    assert match_themes(old, new) == matched


def test_all_together_are_matched_best_though_one_alone_would_be_better() -> None:
    old = {1: {1, 2, 3, 4}, 2: {5, 6, 7, 8, 9}}
    new = {"a": {1, 2, 3, 5, 6, 7, 8}, "b": {4}}
    assert match_themes(old, new) == {"a": 2, "b": 1}


def test_what_members_leave_open_the_centres_decide() -> None:
    east, north = np.eye(2, dtype=np.float32)
    old, new = {1: {1, 2}, 2: {3, 4}}, {"a": {1, 2, 3, 4}}
    for place, id_ in ((east, 1), (north, 2)):
        assert match_themes(old, new, old_centres={1: east, 2: north}, new_centres={"a": place}) == {"a": id_}


def test_centres_alone_make_no_match() -> None:
    east = np.array([1, 0], dtype=np.float32)
    assert match_themes({1: {1}}, {"a": {2}}, old_centres={1: east}, new_centres={"a": east}) == {}


def test_splits_and_merges_are_told() -> None:
    old = {1: set(range(10)), 2: {20, 21}, 3: {30, 31}, 4: {40}}
    new = {"a": set(range(5)), "b": set(range(5, 10)), "c": {20, 21, 30, 31}, "d": {40}}
    assert changes(old, new) == Changes({1: ("a", "b")}, {"c": (2, 3)})


@given(PARTITION)
def test_themes_that_stayed_as_they_were_did_not_change(old: Mapping[int, Set[int]]) -> None:
    assert changes(old, {f"new {id_}": members for id_, members in old.items()}) == Changes({}, {})
