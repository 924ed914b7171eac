import pytest

from nlp.non_answers import is_non_answer


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "...",
        "n/a",
        "N/A.",
        "N.A",
        "none",
        "None!",
        "nil",
        "Nothing",
        "no",
        "nope",
        "idk",
        "Don't know",
        "dunno",
        "I don’t know",
        "did not answer",
        " Not applicable ",
        "no comment",
        "nothing  to add",
        "?",
        "🙂",
        "prefer not to say",
    ],
)
def test_this_answers_nothing(text: str) -> None:
    assert is_non_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "nothing helped",
        "no one listens",
        "No. It was the waiting.",
        "nana",
        "not sure I can wait",
        "none of them rang",
        "bus",
        "0",
        "10",
        "NHS",
        "yes",
    ],
)
def test_this_answers_something(text: str) -> None:
    assert not is_non_answer(text)


@pytest.mark.parametrize("text", ["等待太久了", "انتظرت طويلا", "ልጄ አልተሰማም", "Я долго ждал", "é"])
def test_an_answer_in_any_script_is_an_answer(text: str) -> None:
    assert not is_non_answer(text)
