import re
from collections.abc import Sequence
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.protocols import Encoder
from nlp.records import SummarySentence, Vectors
from nlp.summary import Heard, UsualWords, plain_summary
from nlp.summary import Said as AnySaid
from nlp.summary.quoting import LONGEST_QUOTE, QUOTES, SHORTEST_QUOTE
from nlp.summary.reading_age import OLDEST, reading_age_of, without_quotes

LONG_ENOUGH = "I waited a very long time for help"
ELSEWHERE = UsualWords([(number, "something else entirely") for number in range(100)])
Said = partial(AnySaid, confidence=0.5)


def _heard(said: Sequence[AnySaid]) -> Heard:
    people = {one.person: one for one in said if not one.is_beside}
    roles = [one.role or "not known" for one in people.values()]
    return Heard(len(people), len({one.event for one in said}), {role: roles.count(role) for role in roles})


def _summary(
    said: list[AnySaid], vectors: Vectors | None = None, against: Sequence[tuple[int, int]] = ()
) -> list[SummarySentence]:
    rows = np.eye(len(said), dtype=np.float32) if vectors is None else vectors
    return plain_summary(said, rows, heard=_heard(said), usual=ELSEWHERE, against=against)


def _of(kind: str, sentences: Sequence[SummarySentence]) -> list[SummarySentence]:
    return [sentence for sentence in sentences if sentence.kind == kind]


def test_what_several_say_is_told_for_the_words_that_came_up() -> None:
    said = [Said("The waiting list is far too long", number, None, "A") for number in range(4)]
    said += [Said("Buses stop at six", 5, None, "A"), Said("The receptionist was knitting all day", 6, None, "A")]
    rows = np.eye(6, dtype=np.float32)[[0, 0, 0, 0, 1, 2]]
    told = _summary(said, rows)
    assert [(line.text, line.kind) for line in told[1:]] == [
        ("4 people said things like this:", "point"),
        ("“The waiting list is far too long”", "example"),
        ("2 more people said other things.", "others"),
        ("A person said: “The receptionist was knitting all day”", "quote"),
    ]
    assert [line.evidence for line in told[1:4]] == [(0, 1, 2, 3), (0,), (4, 5)]


def test_nobody_said_anything() -> None:
    assert _summary([], np.zeros((0, 4), dtype=np.float32)) == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([Said("Yes", 1, None, "A")], "One person talked about this, at one event."),
        ([Said("Yes", 1, None, "A"), Said("No", 1, None, "A")], "One person talked about this, at one event."),
        ([Said("Yes", 1, None, "A"), Said("No", 2, None, "B")], "2 people talked about this, at 2 events."),
    ],
)
def test_people_are_counted_once_however_often_they_spoke(said: list[AnySaid], sentence: str) -> None:
    assert _summary(said) == [SummarySentence(sentence, tuple(range(len(said))), "counted")]


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
    quotes = _of("quote", _summary([Said(f" {LONG_ENOUGH} ", 1, role, "A")]))
    assert quotes == [SummarySentence(f"{speaker} said: “{LONG_ENOUGH}”", (0,), "quote")]


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
    quoted = [sentence.evidence[0] for sentence in _of("quote", _summary(said, vectors))]
    assert len(quoted) == QUOTES
    assert {said[number].event for number in quoted[:2]} == {"A", "B"}


def test_of_two_as_central_the_surer_is_quoted_first() -> None:
    said = [AnySaid(f"{LONG_ENOUGH} {sure}", 1, None, "A", sure) for sure in (0.5, 0.9, 0.7)]
    first = _of("quote", _summary(said, np.ones((3, 1), dtype=np.float32)))[0]
    assert first.evidence == (1,)


def test_another_kind_of_person_is_heard_before_the_same_one_again() -> None:
    said = [Said(f"{LONG_ENOUGH} {n}", n, "citizen" if n < 4 else "young person", "A") for n in range(5)]
    quoted = [sentence.evidence[0] for sentence in _of("quote", _summary(said, np.ones((5, 1), dtype=np.float32)))]
    assert {said[number].role for number in quoted[:2]} == {"citizen", "young person"}


def test_what_several_people_spoke_of_is_named_with_what_it_rests_on() -> None:
    said = [Said(text, n, None, "A") for n, text in enumerate(["the lanyard again", "lanyards", "no lanyard", "no"])]
    (sentence,) = _of("said", _summary(said))
    assert sentence.text == "The word that came up most was “lanyard”. 3 people used it."
    assert sentence.evidence == (0, 1, 2)


def test_several_words_have_a_short_sentence_each() -> None:
    texts = ["the lanyard", "a lanyard", "lanyards", "lanyard", "a door", "the door", "doors"]
    (sentence,) = _of("said", _summary([Said(text, n, None, "A") for n, text in enumerate(texts)]))
    assert sentence.text == "These words came up most. 4 people said “lanyard”. 3 said “door”."


def test_who_disagrees_is_told_with_both_views_and_neither_is_quoted_again() -> None:
    said = [
        Said("I think phones should be banned in school", 1, "professional", "A"),
        Said("I hate it though, I need mine for my mum", 2, "young person", "A", is_beside=True),
        Said("Phones are where my friends are at night", 3, "young person", "A"),
    ]
    sentences = _summary(said, against=[(1, 0)])
    assert [(one.kind, one.evidence) for one in sentences if one.kind != "counted"] == [
        ("apart", (1, 0)),
        ("view", (0,)),
        ("view", (1,)),
        ("quote", (2,)),
    ]
    assert _of("apart", sentences)[0].text == "A professional and a young person did not agree."
    assert sentences[0].text == "2 people talked about this, at one event."


@pytest.mark.parametrize("hidden", [0, 1])
def test_where_one_side_may_not_be_quoted_neither_is(hidden: int) -> None:
    texts = ["I think phones should be banned in school", "I hate it though, I need mine for my mum"]
    said = [Said(text, n, None, "A", may_be_quoted=n != hidden) for n, text in enumerate(texts)]
    sentences = _summary(said, against=[(1, 0)])
    assert len(_of("apart", sentences)) == 1
    assert _of("view", sentences) == []


def test_a_thing_that_is_good_to_some_and_bad_to_others_is_told_with_both() -> None:
    texts = [
        "The food was lovely",
        "Good food I thought",
        "The food was awful",
        "cold food every day",
        "Nice food. Bad food",
    ]
    said = [Said(text, n, None, "A") for n, text in enumerate(texts)]
    sentences = _summary(said)
    (told,) = _of("apart", sentences)
    assert told.text.startswith("People did not all say the same about “food”. 2 people said it was good. 2 people")
    assert set(told.evidence) == {0, 1, 2, 3}
    assert [one.evidence[0] in (0, 1) for one in _of("view", sentences)] == [True, False]


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
    sentences = _summary(said, word_encoder.encode([one.text for one in said]))
    assert all(sentence.evidence for sentence in sentences)
    assert _of("counted", sentences)[0].evidence == tuple(range(len(said)))
    quotes = _of("quote", sentences)
    assert len(quotes) <= QUOTES
    for quote in quotes:
        (number,) = quote.evidence
        assert re.search(r"said: “(.*)”$", quote.text)[1] == said[number].text  # type: ignore[index]
    quoted = [said[quote.evidence[0]] for quote in quotes]
    assert len({one.person for one in quoted}) == len(quoted)
    assert len({one.text for one in quoted}) == len(quoted)


def test_what_is_written_is_easy_to_read() -> None:
    said = [Said(f"{LONG_ENOUGH} {n}", n, ["young person", "parent or carer"][n % 2], "AB"[n % 2]) for n in range(9)]
    own = [without_quotes(one.text) for one in _summary(said) if one.kind not in ("view", "quote")]
    assert (reading_age_of(own) or 99) <= OLDEST
