import pytest

from nlp.summary.standing_alone import stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "The wait was far too long.",
        "Nobody told us what would happen next",
        "No one rang back.",
        "More staff at night please!",
        "I’d rather be asked by text",
    ],
)
def test_a_sentence_that_says_what_it_is_about_stands_alone(text: str) -> None:
    assert stands_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "Yeah, that.",
        "It was far too long.",
        "and the wait was too long",
        "That’s what happened to my sister",
        "They never rang back",
        "Nothing, the ward was clean",
        "[name 1] never rang back",
        "XXXX was very kind",
        "Why does nobody ring back?",
        "The wait was shit",
        "The nurses are kind, but not all of them",
        "The wait was long. The food was cold.",
        "The wait was long\nThe food was cold",
    ],
)
def test_what_leans_on_what_was_said_before_does_not(text: str) -> None:
    assert not stands_alone(text)
