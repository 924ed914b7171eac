import pytest

from corpus.readers import read
from corpus.readers.records import SpokenTurn, Transcript
from corpus.readers.unseen import seen


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ja\u200bne", "Jane"),
        ("Ja\u00adne", "Jane"),
        ("Ja\u2060ne\ufeff", "Jane"),
        ("\u202eevil\u202c", "evil"),
        ("\u2067a\u2069", "a"),
        ("a\U000e0041b", "ab"),
        ("half \ud83d", "half \ufffd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200fعربي\u200e", "\u200fعربي\u200e"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("caf\u00e9 e\u0301", "caf\u00e9 e\u0301"),
    ],
)
def test_what_cannot_be_seen_goes_and_all_else_stays(text: str, left: str) -> None:
    assert seen(text) == left


def test_a_label_with_something_unseen_in_it_is_the_same_speaker() -> None:
    turns = read("a.txt", "YP1: Hello.\nYP\u200b2: Hi.\nYP\u200b1: Yes.\n".encode())
    assert turns == Transcript((SpokenTurn("YP1", "Hello."), SpokenTurn("YP2", "Hi."), SpokenTurn("YP1", "Yes.")))
