import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.coding.next_to_review import next_to_review
from nlp.records import Vectors


def _apart(texts: int) -> Vectors:
    """Texts that have nothing in common."""
    return np.eye(texts, dtype=np.float32)


def test_the_most_doubtful_comes_first() -> None:
    likely = np.array([[0.99], [0.5], [0.02], [0.7]])
    assert next_to_review(likely, _apart(4), set(), 4) == [(1, 0), (3, 0), (2, 0), (0, 0)]


def test_what_is_decided_is_not_asked_again() -> None:
    likely = np.array([[0.5, 0.4], [0.45, 0.1]])
    asked = next_to_review(likely, _apart(2), {(0, 0), (1, 1)}, 9)
    assert set(asked) == {(0, 1), (1, 0)}


def test_every_theme_gets_its_turn() -> None:
    """One theme is always a little more in doubt, and still does not take all of the person's time."""
    likely = np.column_stack([np.full(20, 0.5), np.full(20, 0.42)])
    asked = next_to_review(likely, _apart(20), set(), 10)
    assert [theme for _, theme in asked].count(1) in {4, 5}


def test_a_large_theme_is_asked_about_more_than_a_small_one() -> None:
    likely = np.column_stack([np.full(40, 0.5), [0.5] * 10 + [0.0] * 30])
    asked = next_to_review(likely, _apart(40), set(), 15)
    assert [theme for _, theme in asked].count(0) in range(9, 15)


def test_a_theme_that_was_much_reviewed_waits() -> None:
    likely = np.full((10, 2), 0.5)
    asked = next_to_review(likely, _apart(10), {(text, 0) for text in range(5)}, 4)
    assert {theme for _, theme in asked} == {1}


def test_copies_of_one_text_are_asked_about_once() -> None:
    vectors = _apart(3)[[0, 0, 0, 1]]
    likely = np.array([[0.5], [0.5], [0.5], [0.8]])
    (first, *_), second, *_ = next_to_review(likely, vectors, set(), 2)
    assert first in {0, 1, 2}
    assert second == (3, 0)
    assert next_to_review(likely, vectors, {(1, 0)}, 1) == [(3, 0)]


@given(
    texts=st.integers(0, 12),
    themes=st.integers(1, 4),
    count=st.integers(0, 60),
    seed=st.integers(0, 3),
    data=st.data(),
)
def test_it_gives_as_many_different_open_pairs_as_there_are(
    texts: int, themes: int, count: int, seed: int, data: st.DataObject
) -> None:
    random = np.random.default_rng(seed)
    pairs = [(text, theme) for text in range(texts) for theme in range(themes)]
    decided = data.draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    vectors = random.normal(size=(texts, 5)).astype(np.float32)
    likely = random.random((texts, themes))
    asked = next_to_review(likely, vectors, decided, count, seed=seed)
    assert len(asked) == len(set(asked)) == min(count, len(pairs) - len(decided))
    assert not decided & set(asked)
    assert asked == next_to_review(likely, vectors, decided, count, seed=seed)


@pytest.mark.parametrize("seed", [0, 1])
def test_a_large_corpus_is_answered_at_once(seed: int) -> None:
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(20_000, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert len(next_to_review(random.random((20_000, 10)), vectors, {(1, 1)}, 50, seed=seed)) == 50
