"""Who said what of a coding is kept beside what holds, so that agreement can be told; it goes with the words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.store import codings
from corpus.store.judgements import agreement, alpha, put_judgement


def _says(small: Any, who: str, text: str, theme: str, state: str) -> None:
    codings.decide_coding(
        small.db,
        segment_id=small.segment(text),
        theme_id=small.theme(theme),
        state=state,  # type: ignore[arg-type]
        coder=codings.coder_id(small.db, "person", who),
    )


def _says_so_too(small: Any, who: str, text: str, theme: str, *, is_right: bool) -> None:
    coder = codings.coder_id(small.db, "person", who)
    put_judgement(small.db, segment_id=small.segment(text), theme_id=small.theme(theme), coder=coder, is_right=is_right)


def test_people_agree_with_the_model_and_with_each_other_or_do_not(small: Any) -> None:
    small.suggest(("I waited.", "waiting"), ("We waited too.", "waiting"), ("Ask me first.", "asking"))
    _says(small, "Sam", "I waited.", "waiting", "confirmed")
    _says(small, "Sam", "We waited too.", "waiting", "rejected")
    _says(small, "Sam", "Ask me first.", "waiting", "confirmed")
    found = agreement(small.db, small.programme)
    assert (found.suggested, found.suggested_right, found.added, found.by_several) == (2, 1, 1, ())
    _says_so_too(small, "Ada", "I waited.", "waiting", is_right=True)
    _says(small, "Ada", "We waited too.", "waiting", "confirmed")
    found = agreement(small.db, small.programme)
    assert (found.suggested, found.suggested_right, found.added) == (2, 2, 1)
    assert sorted(found.by_several) == [(1, 2), (2, 2)]
    assert found.several_agreed == 1
    assert agreement(small.db, small.programme + 1).suggested == 0


def test_what_somebody_says_again_takes_the_place_of_what_they_said(small: Any) -> None:
    small.suggest(("I waited.", "waiting"))
    for state in ("confirmed", "rejected", "confirmed"):
        _says(small, "Sam", "I waited.", "waiting", state)
    found = agreement(small.db, small.programme)
    assert (found.suggested, found.suggested_right, found.by_several) == (1, 1, ())


def test_a_judgement_goes_with_the_words(small: Any) -> None:
    small.suggest(("I waited.", "waiting"))
    _says(small, "Sam", "I waited.", "waiting", "confirmed")
    small.db.execute("DELETE FROM segments WHERE id = ?", [small.segment("I waited.")])
    assert small.db.execute("SELECT count(*) FROM judgements").fetchone()[0] == 0


def test_words_that_may_not_be_analysed_are_not_counted(small: Any) -> None:
    small.suggest(("I waited.", "waiting"))
    _says(small, "Sam", "I waited.", "waiting", "confirmed")
    small.db.execute("UPDATE contributors SET consent = 0")
    assert agreement(small.db, small.programme).suggested == 0


def test_alpha_is_that_of_the_worked_example() -> None:
    """Krippendorff (2011), part A: two observers, ten articles, binary data, alpha = 0.095."""
    one, other = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha([(a + b, 2) for a, b in zip(one, other, strict=True)]) == pytest.approx(0.095, abs=0.001)
    assert alpha([(2, 2), (0, 3)]) == 1
    assert alpha([(2, 2), (2, 2)]) is None
    assert alpha([]) is None


@given(st.lists(st.integers(2, 6).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))))
def test_alpha_is_at_most_one_and_that_only_where_all_agree(judged: list[tuple[int, int]]) -> None:
    value = alpha(judged)
    if value is not None:
        assert value <= 1
        assert (value == 1) == all(right in (0, of) for right, of in judged)
