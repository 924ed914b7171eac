import pytest

from corpus.errors import UnreadableFile
from corpus.readers import check_lengths
from corpus.readers.limits import UPLOADED
from corpus.readers.records import SpokenTurn, Table, Transcript

LONGEST_TEXT = UPLOADED.longest_text


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (Transcript((SpokenTurn(None, "Hello"), SpokenTurn("YP1", "a" * (LONGEST_TEXT + 1)))), "turn 2"),
        (Table(("a", "b"), (("1", "2"), ("3", "4"), ("5", "b" * (LONGEST_TEXT + 1)))), "row 3"),
    ],
)
def test_a_text_that_is_too_long_is_named_with_its_place(content: Transcript | Table, place: str) -> None:
    with pytest.raises(UnreadableFile, match=rf"“long.txt” has a text of 100,001 characters in one piece \({place}\)"):
        check_lengths("long.txt", content)


def test_a_text_may_be_as_long_as_the_limit() -> None:
    check_lengths("long.txt", Transcript((SpokenTurn("YP1", "a" * LONGEST_TEXT),)))
    check_lengths("long.csv", Table(("a",), (("a" * LONGEST_TEXT,),)))
