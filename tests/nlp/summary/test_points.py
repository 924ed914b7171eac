from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.protocols import Encoder
from nlp.summary.points import FEWEST_PEOPLE, LONGEST, MOST, SHORTEST, Point, points
from nlp.summary.quoting import Said

LONG = ("The waiting list is too long", "A waiting list this long is cruel", "Far too long on the waiting list")
NOISE = ("The ward is noisy at night", "So much noise on the ward at night", "Noisy ward, every night")
OTHERS = (
    "My cousin plays the trombone",
    "We had a picnic in August",
    "Buses stop running at six",
    "The leaflet was in Somali",
    "Grandma prefers letters",
    "Homework takes all evening",
)


def _said(texts: Sequence[str], people: Sequence[int] = (), quotable: Sequence[bool] = ()) -> list[Said]:
    who = people or range(len(texts))
    may = quotable or [True] * len(texts)
    return [
        Said(text, person, None, "A", 0.5, may_be_quoted=quoted)
        for text, person, quoted in zip(texts, who, may, strict=True)
    ]


def _found(encoder: Encoder, said: Sequence[Said]) -> list[tuple[str, list[str], int]]:
    rows = encoder.encode([one.text for one in said])
    return [
        (said[one.quote].text, sorted(said[number].text for number in one.texts), one.people)
        for one in points(said, rows)
    ]


def test_what_several_say_is_a_point_and_one_of_them_speaks_for_it(minilm: Encoder) -> None:
    found = _found(minilm, _said([*LONG, *OTHERS, *NOISE, "Noise on the ward all night"]))

    assert [(texts, people) for _, texts, people in found] == [
        (sorted([*NOISE, "Noise on the ward all night"]), 4),
        (sorted(LONG), 3),
    ]
    assert all(quote in texts for quote, texts, _ in found)


def test_nothing_is_a_point_that_nobody_shares(minilm: Encoder) -> None:
    assert _found(minilm, _said(OTHERS)) == []


def test_there_is_nothing_where_nobody_spoke() -> None:
    assert points([], np.zeros((0, 4), dtype=np.float32)) == ()


def test_a_person_counts_once_however_often_they_say_it(minilm: Encoder) -> None:
    assert _found(minilm, _said([*LONG, *OTHERS], [0, 0, 1, *range(2, 8)])) == []
    assert _found(minilm, _said([*LONG, LONG[0], *OTHERS], [0, 1, 2, 2, *range(3, 9)]))[0][2] == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The waiting list is too long", "The waiting list is not long"),
        ("Nurses explained the leaflet", "Nobody explained the leaflet"),
        ("The food on the ward was lovely", "The food on the ward was awful"),
        ("The food on the ward was lovely", "Better food on the ward"),
    ],
)
def test_who_says_the_opposite_is_not_counted(minilm: Encoder, one: str, other: str) -> None:
    said = _said([one, one, f"{one} here", other, f"{other} here", *OTHERS])

    assert [texts for _, texts, _ in _found(minilm, said)] == [[one, one, f"{one} here"]]


def test_only_who_agreed_is_quoted_and_the_others_are_counted(minilm: Encoder) -> None:
    said = _said([*LONG, *OTHERS], quotable=[False, True, False, *[True] * len(OTHERS)])

    assert _found(minilm, said) == [(LONG[1], sorted(LONG), 3)]
    assert _found(minilm, _said([*LONG, *OTHERS], quotable=[False] * 9)) == []


def test_who_stands_by_themselves_speaks_for_the_others(minilm: Encoder) -> None:
    leaning = [f"Yeah. {text}" for text in LONG]

    assert _found(minilm, _said([*leaning, *OTHERS])) == []
    assert _found(minilm, _said([*leaning, LONG[2], *OTHERS]))[0][0] == LONG[2]


def test_what_belongs_to_another_theme_is_in_no_point(minilm: Encoder) -> None:
    beside = [Said(LONG[0], 9, None, "A", 0.5, is_beside=True)]

    assert _found(minilm, [*_said([*LONG[1:], *OTHERS]), *beside]) == []


_WORDS = st.sampled_from(
    ["waiting", "list", "long", "ward", "noisy", "night", "not", "kind", "nurse", "leaflet", "The"]
)
_TEXTS = st.lists(st.lists(_WORDS, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=25)


@settings(max_examples=60)
@given(texts=_TEXTS, data=st.data())
def test_points_are_the_same_in_any_order_and_keep_their_promises(
    word_encoder: Encoder, texts: list[str], data: st.DataObject
) -> None:
    said = _said(
        texts,
        data.draw(st.lists(st.integers(0, 9), min_size=len(texts), max_size=len(texts))),
        data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))),
    )
    rows = word_encoder.encode(texts)
    order = data.draw(st.permutations(range(len(texts))))

    found = points(said, rows)
    mixed = points([said[number] for number in order], rows[order])

    assert [_told(said, one) for one in found] == [_told([said[number] for number in order], one) for one in mixed]
    assert len(found) <= MOST
    assert len({number for one in found for number in one.texts}) == sum(len(one.texts) for one in found)
    assert len({said[one.quote].person for one in found}) == len(found)
    for one in found:
        assert one.people == len({said[number].person for number in one.texts}) >= FEWEST_PEOPLE
        assert said[one.quote].may_be_quoted
        assert SHORTEST <= len(said[one.quote].text.split()) <= LONGEST


def _told(said: Sequence[Said], point: Point) -> tuple[str, list[tuple[str, int]], int]:
    texts = sorted((said[number].text, said[number].person) for number in point.texts)
    return said[point.quote].text, texts, point.people
