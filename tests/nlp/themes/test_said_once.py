from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.themes import said_once as module
from nlp.themes.said_once import SAID_BY_OTHERS, is_substantial, said_once, strength_of_words

UNSAFE = "I never feel safe walking past the corridor by the old gym."
MILD = "There was a green poster beside the window near reception."
LONG_BUS = "The timetable for the village bus changes every single month."


@pytest.mark.parametrize(
    "text",
    ["Yeah, same.", "Okay, thank you.", "What do you think about the school nurse here?", "", "It was really good."],
)
def test_small_talk_agreement_and_questions_are_not_of_substance(text: str) -> None:
    assert not is_substantial(text)


@pytest.mark.parametrize("text", [UNSAFE, MILD, LONG_BUS])
def test_what_says_something_by_itself_is(text: str) -> None:
    assert is_substantial(text)


def test_need_never_and_harm_make_words_stronger_and_more_of_a_kind_little() -> None:
    assert strength_of_words(UNSAFE) > strength_of_words(MILD) + 2
    assert strength_of_words("they never always only ever") - strength_of_words("they never") < 1
    assert strength_of_words("No one ever came") > strength_of_words("One came")
    assert strength_of_words("") == 0


def test_what_nobody_else_said_is_found_the_strongest_first(word_encoder: Any) -> None:
    texts = [MILD, UNSAFE, LONG_BUS, LONG_BUS, "Yeah."]
    people = [1, 2, 3, 4, 2]
    found = said_once(texts, word_encoder.encode(texts), people, range(5))
    assert [one.text for one in found][:1] == [1]
    assert not {2, 3} & {one.text for one in found}, "two people said it"
    assert all(one.nearest < SAID_BY_OTHERS for one in found)


def test_saying_it_twice_oneself_does_not_make_it_two_peoples(word_encoder: Any) -> None:
    texts = [UNSAFE, UNSAFE, MILD]
    assert 0 in {one.text for one in said_once(texts, word_encoder.encode(texts), [1, 1, 2], [0, 1])}
    assert said_once(texts, word_encoder.encode(texts), [1, 3, 2], [0, 1]) == []


def test_only_what_fits_no_theme_is_listed(word_encoder: Any) -> None:
    texts = [UNSAFE, MILD]
    rows = word_encoder.encode(texts)
    assert {one.text for one in said_once(texts, rows, [1, 2], [1])} <= {1}
    assert said_once(texts, rows, [1, 2], []) == []
    assert said_once([], rows[:0], [], []) == []


@settings(max_examples=25)
@given(st.permutations(range(6)))
def test_the_order_of_the_texts_does_not_matter(word_encoder: Any, order: list[int]) -> None:
    texts = [UNSAFE, MILD, LONG_BUS, "We need somebody at night who answers the phone and stays.", "Yeah.", LONG_BUS]
    people = [1, 2, 3, 4, 5, 6]
    rows = word_encoder.encode(texts)
    plain = said_once(texts, rows, people, range(6))
    mixed = said_once([texts[n] for n in order], rows[order], [people[n] for n in order], range(6))
    assert {(order[one.text], one.strength) for one in mixed} == {(one.text, one.strength) for one in plain}


def test_blocks_give_what_one_multiplication_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((57, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    people, chosen = rng.integers(0, 9, 57), np.arange(0, 57, 3)
    whole = rows[chosen] @ rows.T
    whole[people[chosen][:, None] == people[None]] = -1
    monkeypatch.setattr(module, "_ROWS_AT_ONCE", 10)
    monkeypatch.setattr(module, "_TEXTS_AT_ONCE", 4)
    assert np.allclose(module._nearest_of_others(rows, people, chosen), whole.max(axis=1), atol=1e-6)
