import pytest

from nlp.themes.proper import Spelling
from nlp.themes.tags import clauses

TEXTS = [
    "I saw Doreen at the GP", "then Doreen rang back", "talking to nurse Mellor", "waiting since May for CAMHS",
    "the NHS and a Polish nurse", "I may go", "we met Rose there", "my camhs worker", "YOU NEVER LISTEN TO PEOPLE",
    "a Tuesday club", "every Tuesday",
]  # fmt: skip


@pytest.fixture
def spelling() -> Spelling:
    return Spelling(clauses(text) for text in TEXTS)


@pytest.mark.parametrize("word", ["doreen", "Doreen", "mellor", "rose", "xxx", "year10"])
def test_a_name_or_number_is_not_fit(spelling: Spelling, word: str) -> None:
    assert not spelling.is_fit(word)


@pytest.mark.parametrize("word", ["nurse", "polish", "tuesday", "may", "camhs", "people", "never"])
def test_ordinary_words_are(spelling: Spelling, word: str) -> None:
    assert spelling.is_fit(word)


def test_short_forms_keep_their_capitals_and_nothing_else_does(spelling: Spelling) -> None:
    assert spelling.shown(["waiting", "for", "the", "gp"]) == "Waiting for the GP"
    assert spelling.shown(["a", "polish", "NURSE"]) == "A Polish nurse"
    assert spelling.shown(["no-one", "Listens", "to", "people"]) == "No one listens to people"
    assert spelling.shown(["every", "tuesday"]) == "Every Tuesday"


def test_a_stem_is_written_as_most_people_write_it(spelling: Spelling) -> None:
    assert spelling.written("talk") == "talking"
    assert spelling.written("unheard-of") == "unheard-of"
