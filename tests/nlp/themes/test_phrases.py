"""Phrases that read as something people want or meet with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.themes.phrases import FEWEST_WORDS, MOST_WORDS, phrases
from nlp.themes.tags import clauses


def _said(text: str) -> set[str]:
    return {" ".join(phrase.words).lower() for phrase in phrases(clauses(text))}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("I waited too long for an appointment.", "waiting too long"),
        ("We've been waiting months to hear", "waiting months to hear"),
        ("they didn't listen to me", "not being listened to"),
        ("The nurses treated me with respect!", "being treated with respect"),
        ("I was treated with dignity and respect", "being treated with dignity and respect"),
        ("it made me feel at ease", "being made to feel at ease"),
        ("I can't get an appointment", "not being able to get an appointment"),
        ("I don't feel safe", "not feeling safe"),
        ("Nurses explained everything clearly", "explaining everything clearly"),
        ("honestly nobody rings back", "nobody rings back"),
        ("we need someone to talk to", "someone to talk to"),
        ("more parking spaces please", "more parking spaces"),
        ("Lack of communication between teams", "lack of communication"),
        ("The staff were very kind", "staff were very kind"),
        ("School uniforms reduce bullying", "school uniforms reduce bullying"),
        ("no one's listening", "no-one is listening"),
    ],
)
def test_what_people_want_or_meet_with_is_found(text: str, phrase: str) -> None:
    assert phrase in _said(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("there was not any friendly staff", "friendly staff"),
        ("they would listen to us", "being listened to"),
        ("getting the", "getting the"),
        ("a lack of", "lack of"),
        ("having to be", "having to be"),
        ("getting help before things get bad", "getting help before things"),
        ("saying sorry for the delay", "saying sorry for the delay"),
        ("patients to go home", "patients to go"),
        ("waiting for [name 1]", "waiting for name"),
        ("shit waiting times", "shit waiting times"),
        ("my own room", "own room my"),
    ],
)
def test_what_would_say_something_else_or_stop_short_is_not(text: str, phrase: str) -> None:
    assert phrase not in _said(text)


@given(st.text(alphabet="abc not waiting the to my nobody I was [1].,'’\n-&", max_size=80))
def test_phrases_have_two_to_seven_words_and_belong_to_nobody(text: str) -> None:
    for phrase in phrases(clauses(text)):
        assert FEWEST_WORDS <= len(phrase.words) <= MOST_WORDS
        assert not {"i", "me", "my", "we"} & {word.lower() for word in phrase.words}
        assert phrase.stems or not phrase.open_stems or phrase.kind


def test_forms_of_the_same_words_have_one_key() -> None:
    (one,) = (p for p in phrases(clauses("I waited too long")) if len(p.words) == 3)
    (other,) = (p for p in phrases(clauses("waiting too long")) if len(p.words) == 3)
    assert one.key == other.key
    assert (one.is_as_said, other.is_as_said) == (False, True)
    assert one.stems == {"wait"}
