import pytest

from nlp.summary import Heard, counted


def test_roles_places_and_engagement_models_are_told_apart_most_people_first() -> None:
    heard = Heard(
        9,
        3,
        {"citizen": 1, "young person": 4, "faith group": 2, "not known": 2},
        {"North": 2, "South": 6, "Not known": 1},
        {"consultation": 1, "co-production": 8},
    )
    assert counted(heard) == [
        "9 people talked about this, at 3 events.",
        "4 were young people. 2 were from faith groups. 1 was a citizen. 2 did not say.",
        "6 were in South. 2 were in North.",
        "8 were at co-production events. 1 was at a consultation event.",
    ]


def test_where_all_are_alike_one_sentence_says_so() -> None:
    heard = Heard(3, 2, {"professional": 3}, {"North": 3}, {"participation": 3})
    assert counted(heard)[1:] == [
        "All of them were professionals.",
        "All of them were in North.",
        "All of them were at participation events.",
    ]


def test_one_person_is_not_spoken_of_as_many() -> None:
    heard = Heard(1, 1, {"young person": 1}, {"North": 1}, {"participation": 1})
    assert counted(heard)[1:] == [
        "That person was a young person.",
        "They were in North.",
        "It was at a participation event.",
    ]


def test_of_many_places_the_first_are_named() -> None:
    places = {name: 10 - number for number, name in enumerate("ABCDEF")}
    assert counted(Heard(45, 1, {}, places, {}))[-1].endswith("7 were in D. 11 were somewhere else.")


@pytest.mark.parametrize("heard", [Heard(), Heard(0, 0, {"citizen": 0}, {"North": 0}, {"consultation": 0})])
def test_where_nobody_spoke_nothing_is_counted(heard: Heard) -> None:
    assert counted(heard) == []


def test_what_is_not_known_is_not_told() -> None:
    assert counted(Heard(2, 1, {"not known": 2}, {"": 2}, {})) == ["2 people talked about this, at one event."]
