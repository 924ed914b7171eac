import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.summary.glossary import MEANINGS, explained, pieces
from nlp.summary.reading_age import OLDEST, reading_age


@pytest.mark.parametrize("word", sorted(MEANINGS))
def test_every_meaning_is_easy_to_read(word: str) -> None:
    assert (reading_age(MEANINGS[word]) or 99) <= OLDEST


def test_words_are_found_in_their_forms_and_whole() -> None:
    text = "CAMHS made two Referrals, and the professionals called it a crisis. Cocamhs, referralist."
    assert [*explained([text])] == ["CAMHS", "crisis", "professional", "referral"]
    assert [piece.text for piece in pieces("a waiting list or waiting lists") if piece.word] == [
        "waiting list",
        "waiting lists",
    ]


def test_what_needs_no_word_explained_has_none() -> None:
    assert explained(["The dog sat.", ""]) == {}


@given(st.text(alphabet="acdeirsf A&-. ", max_size=60))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text
