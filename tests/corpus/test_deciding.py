"""The rule's arithmetic."""

import pytest

from corpus.deciding import DEFAULT_RULE, Rule, Share, Tally, outcome_of, short_of_quorum
from corpus.records import CONSTITUENCIES

YOUNG, CITIZENS, PROFESSIONALS = CONSTITUENCIES


@pytest.mark.parametrize(
    ("share", "in_favour", "against", "is_agreed"),
    [
        ("more than half", 1, 1, False),
        ("more than half", 2, 1, True),
        ("two thirds", 2, 1, True),
        ("two thirds", 3, 2, False),
        ("three quarters", 3, 1, True),
        ("three quarters", 2, 1, False),
        ("everybody", 5, 0, True),
        ("everybody", 5, 1, False),
    ],
)
def test_the_share_is_asked_exactly(share: Share, in_favour: int, against: int, *, is_agreed: bool) -> None:
    tallies = {YOUNG: Tally(YOUNG, in_favour, against)}
    assert (outcome_of(Rule({YOUNG: 1}, share), tallies) == "agreed") is is_agreed


def test_a_large_constituency_does_not_outvote_a_small_one() -> None:
    tallies = {PROFESSIONALS: Tally(PROFESSIONALS, 40, 0), YOUNG: Tally(YOUNG, 1, 2)}
    assert outcome_of(DEFAULT_RULE, tallies) == "not agreed"


def test_who_stands_aside_is_in_the_quorum_and_not_in_the_share() -> None:
    tallies = {name: Tally(name, 1, 0, 2) for name in CONSTITUENCIES}
    assert short_of_quorum(DEFAULT_RULE, tallies) == []
    assert outcome_of(DEFAULT_RULE, tallies) == "agreed"


def test_where_everybody_stands_aside_nobody_agreed() -> None:
    assert outcome_of(DEFAULT_RULE, {name: Tally(name, 0, 0, 3) for name in CONSTITUENCIES}) == "not agreed"


def test_who_is_short_of_the_quorum_is_told_with_how_many() -> None:
    short = short_of_quorum(DEFAULT_RULE, {YOUNG: Tally(YOUNG, 3), CITIZENS: Tally(CITIZENS, 1, 1)})
    assert [(one.constituency, one.voted, one.needed) for one in short] == [(CITIZENS, 2, 3), (PROFESSIONALS, 0, 3)]
