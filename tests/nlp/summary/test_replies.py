import pytest

from nlp.agreements import Spoken
from nlp.summary import disagreements
from nlp.summary.replies import opens_against

BAN = Spoken(1, "I would ban phones in school", ((10, "I would ban phones in school"),))


def _reply(text: str, person: int | None = 2) -> Spoken:
    return Spoken(person, text, ((20, text),) if person else ())


@pytest.mark.parametrize(
    "text",
    [
        "I disagree a bit, though.",
        "I kind of disagree. I'd have hated it.",
        "Well, I don’t agree with that at all",
        "Nah, I'd take the other one any day",
        "See I'm the opposite, I tell everyone",
        "I hate it though, I need my phone",
        "No, read it first and then ask me",
        "For us no, I wouldn't like it",
        "Not for me, I can't ring anybody",
        "That's not fair on the quiet ones",
    ],
)
def test_who_goes_against_another_is_heard_to(text: str) -> None:
    assert opens_against(text)
    assert disagreements([BAN, _reply(text)]) == [(20, 10)]


@pytest.mark.parametrize(
    "text",
    [
        "I don't disagree with any of it",
        "No but that's true what you say",
        "Yeah same for me and my brother",
        "I'd rather have someone who stays",
        "I hate that, they talk over your head",
        "We went to the park on Sunday",
    ],
)
def test_who_agrees_or_says_something_else_is_not(text: str) -> None:
    assert disagreements([BAN, _reply(text)]) == []


@pytest.mark.parametrize(
    "turns",
    [
        [Spoken(None, "Does everybody think so? Do you?"), _reply("I disagree with all of this")],
        [BAN, Spoken(None, "What do the others think of that?"), _reply("I disagree with all of this")],
        [BAN, _reply("I disagree with all of this", 1)],
        [Spoken(1, "Shall we ban them?", ((10, "Shall we ban them all?"),)), _reply("I disagree with all of this")],
        [BAN, Spoken(3, "Shall we?", ((11, "Shall we?"),)), _reply("I disagree with all of this")],
        [BAN, _reply("I disagree")],
        [_reply("I disagree with all of this")],
    ],
)
def test_a_question_oneself_or_nobody_is_not_gone_against(turns: list[Spoken]) -> None:
    assert disagreements(turns) == []


def test_a_nod_between_them_is_passed_over() -> None:
    assert disagreements([BAN, Spoken(None, "Thank you."), _reply("I disagree with all of this")]) == [(20, 10)]
