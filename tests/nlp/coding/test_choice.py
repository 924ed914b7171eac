import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.coding.choice import THEMES_A_TEXT, codings_above
from nlp.records import SuggestedCoding

KEYS = ("a", "b", "c")


def test_the_surest_comes_first_and_is_primary() -> None:
    found = codings_above(np.array([[0.5, 0.9, 0.7]]), KEYS, 0.5)
    assert found == [
        SuggestedCoding(0, "b", 0.9, True),
        SuggestedCoding(0, "c", 0.7, False),
        SuggestedCoding(0, "a", 0.5, False),
    ]


def test_a_text_below_the_bar_has_no_coding_and_its_number_is_not_given_to_the_next() -> None:
    assert codings_above(np.array([[0.1, 0.2, 0.3], [0.1, 0.6, 0.2]]), KEYS, 0.5) == [
        SuggestedCoding(1, "b", 0.6, True)
    ]


def test_each_theme_can_have_a_bar_of_its_own() -> None:
    found = codings_above(np.array([[0.6, 0.5, 0.2]]), KEYS, [0.7, 0.5, 0.1])
    assert [(one.theme, one.is_primary) for one in found] == [("b", True), ("c", False)]


def test_a_text_has_only_so_many_themes() -> None:
    keys = [str(number) for number in range(THEMES_A_TEXT + 3)]
    found = codings_above(np.linspace(0.6, 0.9, len(keys))[None, :], keys, 0.5)
    assert [one.theme for one in found] == keys[::-1][:THEMES_A_TEXT]


def test_of_two_that_are_as_sure_the_first_is_primary() -> None:
    assert [(one.theme, one.is_primary) for one in codings_above(np.array([[0.8, 0.8, 0.1]]), KEYS, 0.5)] == [
        ("a", True),
        ("b", False),
    ]


@pytest.mark.parametrize("texts", [0, 1])
def test_without_themes_there_are_no_codings(texts: int) -> None:
    assert codings_above(np.zeros((texts, 0)), (), 0.5) == []


@given(
    rows=st.lists(st.lists(st.floats(0, 1), min_size=8, max_size=8), max_size=5),
    bars=st.lists(st.floats(0, 1), min_size=8, max_size=8),
)
def test_every_text_with_a_theme_above_its_bar_has_one_primary(rows: list[list[float]], bars: list[float]) -> None:
    keys = [str(number) for number in range(8)]
    found = codings_above(np.array(rows).reshape(len(rows), 8), keys, bars)
    for number, row in enumerate(rows):
        own = [one for one in found if one.text == number]
        above = [index for index in range(8) if row[index] >= bars[index]]
        assert len(own) == min(len(above), THEMES_A_TEXT)
        assert sum(one.is_primary for one in own) == bool(own)
        assert all(one.confidence >= bars[int(one.theme)] for one in own)
        assert not own or own[0].confidence == max(row[index] for index in above)
