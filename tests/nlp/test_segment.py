from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.segment import WORDS_IN_A_SEGMENT, WORDS_TO_SPLIT_AT, _of_sentences, _sentence_splitter, segments
from service.settings import Settings

SPEECH = st.lists(
    st.sampled_from(
        ["so", "waiting", "and", "but", ",", ".", "?", "...", " - ", "\n", "\u00a0", "🙂", "Dr. Khan", "don’t", "é"]
    ),
    max_size=150,
).map(" ".join)


def _said(text: str) -> list[str]:
    return [text[span.start : span.end] for span in segments(text)]


@given(st.one_of(st.text(max_size=300), SPEECH))
def test_nothing_but_white_space_lies_outside_the_segments(text: str) -> None:
    spans = segments(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    between = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(between).strip()


@given(st.one_of(st.text(max_size=300), SPEECH))
def test_a_segment_has_no_white_space_at_its_ends(text: str) -> None:
    assert all(said == said.strip() != "" for said in _said(text))


@given(st.one_of(st.text(max_size=80), SPEECH))
def test_the_short_way_for_short_texts_leads_to_the_same(text: str) -> None:
    assert segments(text) == _of_sentences(text)


@pytest.mark.parametrize("text", ["", " ", "\n\t \u00a0"])
def test_nothing_said_has_no_segment(text: str) -> None:
    assert segments(text) == []


def test_a_short_turn_is_one_segment() -> None:
    assert _said("  Yes. I waited for months. Nobody rang.  ") == ["Yes. I waited for months. Nobody rang."]


def test_sentences_are_joined_for_as_long_as_they_stay_short() -> None:
    sentence = "One two three four five six seven eight nine ten eleven twelve."
    assert _said(" ".join([sentence] * 5)) == [f"{sentence} {sentence}", f"{sentence} {sentence}", sentence]


def test_one_sentence_that_is_rather_long_stays_whole() -> None:
    sentence = " ".join(["word"] * WORDS_TO_SPLIT_AT) + "."
    assert _said(sentence) == [sentence]


def test_a_very_long_sentence_is_parted_where_breath_is_drawn() -> None:
    clause = "we went there every week for the whole of last year"
    parts = _said(", and ".join([clause] * 8))
    assert len(parts) > 1
    assert all(part.startswith(("we went", "and we went")) for part in parts)
    assert all(len(part.split()) <= WORDS_TO_SPLIT_AT for part in parts)


def test_without_breath_it_is_not_parted() -> None:
    assert len(_said("word " * (3 * WORDS_IN_A_SEGMENT))) == 1


def test_as_much_as_an_upload_may_hold_can_be_one_text() -> None:
    """Ten million characters, which spaCy takes by default, are fewer than a ten-megabyte line has."""
    assert _sentence_splitter().max_length >= Settings().upload_megabytes * 2**20


@pytest.mark.parametrize("opened", ["[name 1] is always coughing", "(he said so himself)", "“Come in”, she said"])
def test_a_bracket_goes_with_what_it_opens(opened: str) -> None:
    before = "It was wet for the whole of the winter and we all of us slept in the one room that was dry."
    after = f"{opened} and so I am up as well, every night, and then there is the school run at eight o'clock."
    assert _said(f"{before} {after}") == [before, after]
