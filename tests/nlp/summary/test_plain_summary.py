import re
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.protocols import Encoder
from nlp.records import SummarySentence, Vectors
from nlp.summary import Said as AnySaid
from nlp.summary import plain_summary
from nlp.summary.plain import LONGEST_QUOTE, QUOTES, SHORTEST_QUOTE

LONG_ENOUGH = "I waited a very long time for help"
Said = partial(AnySaid, confidence=0.5)


def _summary(said: list[AnySaid], vectors: Vectors | None = None) -> list[SummarySentence]:
    return plain_summary(said, np.eye(len(said), dtype=np.float32) if vectors is None else vectors)


def test_nobody_said_anything() -> None:
    assert plain_summary([], np.zeros((0, 4), dtype=np.float32)) == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([Said("Yes", 1, None, "A")], "One person talked about this, at one event."),
        ([Said("Yes", 1, None, "A"), Said("No", 1, None, "A")], "One person talked about this, at one event."),
        ([Said("Yes", 1, None, "A"), Said("No", 2, None, "B")], "2 people talked about this, at 2 events."),
    ],
)
def test_people_are_counted_once_however_often_they_spoke(said: list[AnySaid], sentence: str) -> None:
    assert _summary(said) == [SummarySentence(sentence, tuple(range(len(said))))]


@pytest.mark.parametrize(
    ("role", "speaker"),
    [
        ("young person", "A young person"),
        ("parent or carer", "A parent or carer"),
        ("adult", "An adult"),
        ("faith group", "Someone from a faith group"),
        ("voluntary or community sector", "Someone from a community group"),
        (None, "A person"),
    ],
)
def test_a_quote_says_what_kind_of_person_spoke(role: str | None, speaker: str) -> None:
    assert _summary([Said(f" {LONG_ENOUGH} ", 1, role, "A")])[1] == SummarySentence(
        f"{speaker} said: “{LONG_ENOUGH}”", (0,)
    )


def test_a_quote_within_a_quote_has_the_other_marks() -> None:
    said = Said('"I am heard" is the one I want, not “I am safe”', 1, None, "A")
    assert _summary([said])[1].text == "A person said: “‘I am heard’ is the one I want, not ‘I am safe’”"


@pytest.mark.parametrize(("words", "quotes"), [(SHORTEST_QUOTE - 1, 0), (SHORTEST_QUOTE, 1), (LONGEST_QUOTE, 1)])
def test_only_what_is_neither_short_nor_long_is_quoted(words: int, quotes: int) -> None:
    assert len(_summary([Said("word " * words, 1, None, "A")])) == 1 + quotes
    assert len(_summary([Said("word " * (LONGEST_QUOTE + 1), 1, None, "A")])) == 1


def test_another_event_is_heard_before_the_same_one_again() -> None:
    said = [Said(f"{LONG_ENOUGH} {number}", number, "citizen", "A" if number < 4 else "B") for number in range(5)]
    said += [Said(f"{LONG_ENOUGH} at last", 9, "citizen", "B")]
    vectors = np.ones((6, 1), dtype=np.float32)
    quoted = [sentence.evidence[0] for sentence in plain_summary(said, vectors)[1:]]
    assert len(quoted) == QUOTES
    assert {said[number].event for number in quoted[:2]} == {"A", "B"}


def test_of_two_as_central_the_surer_is_quoted_first() -> None:
    said = [AnySaid(f"{LONG_ENOUGH} {sure}", 1, None, "A", sure) for sure in (0.5, 0.9, 0.7)]
    first = plain_summary(said, np.ones((3, 1), dtype=np.float32))[1]
    assert first.evidence == (1,)


SAID = st.builds(
    AnySaid,
    text=st.lists(st.sampled_from(["waiting", "school", "nobody", "helped", "me"]), max_size=40).map(" ".join),
    person=st.integers(1, 5),
    role=st.sampled_from([None, "young person", "citizen"]),
    event=st.sampled_from("AB"),
    confidence=st.floats(0, 1),
)


@given(st.lists(SAID, min_size=1, max_size=12))
def test_every_sentence_rests_on_what_was_said(word_encoder: Encoder, said: list[AnySaid]) -> None:
    first, *quotes = plain_summary(said, word_encoder.encode([one.text for one in said]))
    assert first.evidence == tuple(range(len(said)))
    assert len(quotes) <= QUOTES
    for quote in quotes:
        (number,) = quote.evidence
        assert re.search(r"said: “(.*)”$", quote.text)[1] == said[number].text  # type: ignore[index]
    quoted = [said[quote.evidence[0]] for quote in quotes]
    assert len({one.person for one in quoted}) == len(quoted)
    assert len({one.text for one in quoted}) == len(quoted)
