import pytest

from nlp.summary.opinions import opinions


@pytest.mark.parametrize(
    ("text", "thing", "side"),
    [
        ("The staff were kind", "staff", 1),
        ("Lovely caring staff", "staff", 1),
        ("The nurses have all been really very friendly", "nurse", 1),
        ("Telephone service extremely poor.", "telephone service", -1),
        ("It was not a very good service", "service", -1),
        ("the food was never nice", "food", -1),
        ("Better food please", "food", -1),
        ("The food could be better", "food", -1),
        ("You need to improve the food", "food", -1),
        ("The ward was noisy", "ward", -1),
        ("There was a long wait", "wait", -1),
        ("I loved the garden", "garden", 1),
        ("I don’t like phone calls", "phone call", -1),
        ("we hated the posters", "poster", -1),
        ("The group helped", "group", 1),
        ("The leaflet did not help", "leaflet", -1),
    ],
)
def test_what_is_said_to_be_good_or_bad_is_found(text: str, thing: str, side: int) -> None:
    assert [(one.key, one.side) for one in opinions(text)] == [(thing, side)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The food was not bad",
        "hard working staff",
        "the poor staff are run off their feet",
        "The food would be good",
        "I would like a garden",
        "I could not have had better care",
        "I have been on better wards",
        "nothing to say that could improve the food",
        "a long time, a long stay",
        "We went by bus",
        "he was good",
    ],
)
def test_what_takes_no_side_is_left_alone(text: str) -> None:
    assert opinions(text) == []


def test_several_things_are_kept_apart() -> None:
    found = opinions("Lovely staff but the food was awful and the ward was noisy")
    assert [(one.thing, one.side) for one in found] == [("staff", 1), ("food", -1), ("ward", -1)]
