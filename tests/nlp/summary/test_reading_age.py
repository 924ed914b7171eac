import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.summary.reading_age import (
    OLDEST,
    long_words,
    reading_age,
    reading_age_of,
    syllables,
    without_quotes,
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("help", 1),
        ("people", 2),
        ("co-production", 4),
        ("12", 1),
        ("27", 4),
        ("104", 5),
        ("100", 3),
        ("1250", 9),
        ("waited", 2),
        ("anybody", 4),
        ("x", 1),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_age_is_the_grade_of_the_formula_and_five_years() -> None:
    # 6 words, 2 sentences, 6 syllables: 0.39 * 3 + 11.8 - 15.59 is below 0
    assert reading_age("The cat sat. The dog ran.") == 5
    # 10 words, 1 sentence, 15 syllables
    assert reading_age("People waited a very long time before anybody saw them.") == round(
        3.9 + 11.8 * 1.7 - 15.59 + 5, 1
    )


def test_a_number_is_as_many_words_as_it_is_read_aloud() -> None:
    for figures, spoken in (("104", "one hundred and four"), ("27", "twenty-seven"), ("3000", "three thousand")):
        assert reading_age(f"{figures} people waited.") == reading_age(f"{spoken} people waited.")


def test_what_an_office_writes_is_hard_and_what_a_child_reads_is_not() -> None:
    hard = "Stakeholders identified significant inconsistencies in the implementation of transitional arrangements."
    easy = "People waited a long time. Nobody told them why. Some gave up and went home."
    assert (reading_age(hard) or 0) > 18 > OLDEST > (reading_age(easy) or 99)


def test_sentences_that_stand_together_are_read_together() -> None:
    assert reading_age_of(["We waited.", "Nobody came"]) == reading_age("We waited. Nobody came.")


@pytest.mark.parametrize("text", ["", "  ", "?!", "—"])
def test_where_there_is_nothing_to_read_there_is_no_age(text: str) -> None:
    assert reading_age(text) is None


def test_long_words_are_named_once_and_in_order_but_for_those_explained() -> None:
    text = "Confidentiality is hard. Co-production and confidentiality, and a referral."
    assert long_words(text, known=["Referral"]) == ["Confidentiality", "Co-production"]


def test_what_others_said_is_not_measured() -> None:
    assert without_quotes("The word “confidentiality” came up, and “trust”.") == "The word it came up, and it."


@given(st.text(max_size=200))
def test_any_text_has_an_age_or_none(text: str) -> None:
    age = reading_age(text)
    assert age is None or age >= 5
