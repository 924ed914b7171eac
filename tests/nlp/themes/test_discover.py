"""Discovery, on the quick encoder: texts about one thing share its words."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.encode.minilm import MiniLM
from nlp.protocols import Encoder
from nlp.themes.discover import FEWEST_TEXTS, MOST_THEMES, PROGRESS_TOLD, Discovery, discover
from nlp.themes.grouping import Size

pytestmark = pytest.mark.xdist_group("bertopic")  # which takes two seconds to import

PLACES = ["Kirby", "Holton", "Marsh", "Denby", "Ashton", "Selby", "Milton", "Farley"]
BUS = [f"the bus timetable from {place} makes buses useless" for place in PLACES]
DOG = [f"walking a dog near {place} calms my dog" for place in PLACES]
MUSIC = [f"music lessons around {place} give music meaning" for place in PLACES]
ALONE = ["zebras eat quite enough purple grass", "my uncle paints tiny wooden boats"]
SHORT = ["yes", "I agree", "okay"]
TEXTS = [*BUS, *DOG, *MUSIC, *ALONE, *SHORT]


def _found(texts: Sequence[str], encoder: Encoder, **options: object) -> Discovery:
    return discover(texts, encoder.encode(texts), **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def in_parts(word_encoder: Encoder) -> tuple[list[str], Discovery]:
    """Three things said by many, the first of which is of two kinds; three themes are looked for."""
    places = [f"{town}{number}" for town in PLACES for number in range(10)]
    texts = [f"bus timetable bus timetable driver stop {place} rude" for place in places]
    texts += [f"bus timetable bus timetable shelter cold {place} wet" for place in places]
    texts += [f"music lessons violin teacher {place} piano" for place in places]
    texts += [f"playground swings football grass {place} goals" for place in places]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("nlp.themes.discover.COUNTS", (3,))
        return texts, _found(texts, word_encoder, place_all=True)


def _members(texts: Sequence[str], found: Discovery) -> set[frozenset[str]]:
    return {frozenset(texts[number] for number in theme.members) for theme in found.themes}


def _assert_adds_up(found: Discovery, texts: Sequence[str]) -> None:
    placed = [number for theme in found.themes for number in theme.members]
    assert sorted([*placed, *found.left_over]) == list(range(len(texts)))


@pytest.fixture(scope="module")
def found(word_encoder: Encoder) -> Discovery:
    return _found(TEXTS, word_encoder)


def test_what_is_about_one_thing_becomes_a_theme(found: Discovery) -> None:
    assert _members(TEXTS, found) == {frozenset(BUS), frozenset(DOG), frozenset(MUSIC)}


def test_themes_have_names_and_keywords_that_people_used(found: Discovery) -> None:
    assert len({theme.name for theme in found.themes}) == 3
    for theme in found.themes:
        said = " ".join(TEXTS[number] for number in theme.members).lower()
        assert theme.keywords
        assert all(keyword in said for keyword in theme.keywords)
        assert theme.name.split()[0].rstrip(",").lower() in said


def test_what_is_in_no_theme_is_handed_back(found: Discovery) -> None:
    assert [TEXTS[number] for number in found.left_over] == [*ALONE, *SHORT]
    _assert_adds_up(found, TEXTS)


def test_what_few_people_said_often_is_no_theme(word_encoder: Encoder) -> None:
    people = [min(number, 2) if text in BUS else 10 + number for number, text in enumerate(TEXTS)]
    found = _found(TEXTS, word_encoder, people=people)
    assert _members(TEXTS, found) == {frozenset(DOG), frozenset(MUSIC)}
    assert "2 themes" in found.reason
    _assert_adds_up(found, TEXTS)


def test_what_is_hardly_ever_found_again_is_no_theme(word_encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.themes.grouping.SAME_FROM", 1.1)  # no group is as like as that to another
    found = _found(TEXTS, word_encoder)
    assert not found.themes
    _assert_adds_up(found, TEXTS)
    assert _found(TEXTS, word_encoder, place_all=True).themes


def test_closeness_is_a_share(found: Discovery) -> None:
    assert all(0.45 <= closeness <= 1 for theme in found.themes for closeness in theme.members.values())


def test_twice_is_the_same(found: Discovery, word_encoder: Encoder) -> None:
    assert _found(TEXTS, word_encoder) == found


def test_another_process_finds_the_same(found: Discovery) -> None:
    script = (
        "import json, sys; sys.path[:0] = [sys.argv[1], sys.argv[2]];"
        "from conftest import WordEncoder; from nlp.themes.discover import discover;"
        "texts = json.load(sys.stdin); found = discover(texts, WordEncoder().encode(texts));"
        "print(json.dumps([[one.name, sorted(one.members)] for one in found.themes]))"
    )
    here = Path(__file__).parents[2]
    command = [sys.executable, "-c", script, str(here.parent), str(here)]
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    answer = subprocess.run(
        command, input=json.dumps(TEXTS), env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(answer.stdout) == [[one.name, sorted(one.members)] for one in found.themes]


@settings(max_examples=5)
@given(seed=st.integers(0, 1000))
def test_the_order_of_the_rows_changes_no_theme(found: Discovery, word_encoder: Encoder, seed: int) -> None:
    shuffled = Random(seed).sample(TEXTS, len(TEXTS))
    again = _found(shuffled, word_encoder)
    assert _members(shuffled, again) == _members(TEXTS, found)
    assert {theme.name for theme in again.themes} == {theme.name for theme in found.themes}


def test_what_is_said_again_is_in_the_same_theme(word_encoder: Encoder) -> None:
    texts = [*TEXTS, *BUS]
    found = _found(texts, word_encoder)
    (bus,) = [theme for theme in found.themes if 0 in theme.members]
    assert set(bus.members) == {*range(len(BUS)), *range(len(TEXTS), len(texts))}
    _assert_adds_up(found, texts)


@pytest.mark.parametrize("place_all", [True, False])
@pytest.mark.parametrize("count", [0, 1, FEWEST_TEXTS - 1])
def test_a_few_texts_are_all_left_over(word_encoder: Encoder, count: int, place_all: bool) -> None:
    texts = [*BUS, *DOG][:count] + [BUS[0]] * (count > 0)
    found = _found(texts, word_encoder, place_all=place_all)
    assert (found.themes, found.left_over) == ((), tuple(range(len(texts))))
    assert "it takes 12 different things said" in found.reason


@pytest.mark.parametrize(("themes", "made"), [(1, {1}), (3, {3}), (200, set(range(12, len(TEXTS) + 1)))])
def test_all_are_placed_where_that_is_asked_for(word_encoder: Encoder, themes: int, made: set[int]) -> None:
    found = _found(TEXTS, word_encoder, themes=themes, place_all=True)
    assert found.left_over == ()
    assert len(found.themes) in made
    _assert_adds_up(found, TEXTS)


def test_more_texts_than_can_be_linked_are_grouped_too(word_encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.themes.discover.MOST_TO_LINK", FEWEST_TEXTS)
    texts = [*BUS, *DOG, *MUSIC]
    found = _found(texts, word_encoder, themes=3, place_all=True)
    assert _members(texts, found) == {frozenset(BUS), frozenset(DOG), frozenset(MUSIC)}
    assert _found(texts, word_encoder, themes=3, place_all=True) == found


@pytest.mark.parametrize("place_all", [True, False])
@pytest.mark.parametrize(
    "texts",
    [
        [f"{100 + number} 7 8 9 10" for number in range(20)],
        [
            f"i don't know what it is {word}"
            for word in ["yeah", "well", "okay", "really", "just", "like", "so", "um", "er", "right", "fine", "good"]
        ],
    ],
    ids=["numbers", "words that say nothing"],
)
def test_texts_that_nobody_could_name_are_left_over(word_encoder: Encoder, texts: list[str], place_all: bool) -> None:
    found = _found(texts, word_encoder, place_all=place_all)
    assert (found.themes, found.left_over) == ((), tuple(range(len(texts))))
    assert found.reason


@pytest.mark.model
def test_the_real_encoder_groups_by_meaning(minilm: MiniLM) -> None:
    waiting = ["I waited a whole year for an appointment", "the waiting list was eighteen months long"]
    waiting += ["we are still waiting to be seen by anyone", "waiting so long made everything so much worse"]
    waiting += ["they said the waiting time was six months", "my son has been waiting since last summer"]
    games = ["playing games online is how I see my friends", "we play games together online every night"]
    games += ["online games are where I can be myself", "my friends and I met through online games"]
    games += ["I play online games when I feel low", "games with friends online cheer me up"]
    texts = [*waiting, *games]
    found = _found(texts, minilm)
    assert _members(texts, found) >= {frozenset(games)}
    assert all(set(theme.members) <= set(range(6)) or set(theme.members) <= set(range(6, 12)) for theme in found.themes)
    _assert_adds_up(found, texts)


def test_vectors_that_are_all_alike_are_one_theme(word_encoder: Encoder) -> None:
    texts = [f"clinic{'!' * number}" for number in range(20)]
    vectors = word_encoder.encode(texts)
    np.testing.assert_array_equal(vectors[0], vectors[-1])
    found = discover(texts, vectors, place_all=True)
    assert [set(theme.members) for theme in found.themes] == [set(range(20))]


def test_a_big_theme_has_sub_themes_that_add_up_to_it(in_parts: tuple[list[str], Discovery]) -> None:
    texts, found = in_parts
    parts = [theme for theme in found.themes if theme.parent]
    assert parts
    for theme in found.top:
        own = [part for part in parts if part.parent == theme.key]
        assert not own or set(theme.members) == {number for part in own for number in part.members}
    assert set(found.placed) == set(range(len(texts)))
    assert {found.placed[number][0] for theme in parts for number in theme.members} == {part.key for part in parts}
    assert sorted(number for theme in found.top for number in theme.members) == list(range(len(texts)))


def test_how_many_themes_is_told_with_its_reason(in_parts: tuple[list[str], Discovery]) -> None:
    _, found = in_parts
    assert found.reason.startswith("3 themes: with a fifth of what was said left out, 10 in 10 were found again.")


def test_the_number_asked_for_is_the_reason(word_encoder: Encoder) -> None:
    assert _found(TEXTS, word_encoder, themes=3, place_all=True).reason == "3 themes: 3 were asked for."


def test_themes_that_stand_apart_are_firm(found: Discovery) -> None:
    assert [(theme.stability.is_firm, theme.stability.runs) for theme in found.themes if theme.stability] == [
        (True, 10)
    ] * 3


def test_no_more_themes_than_anybody_reads(word_encoder: Encoder) -> None:
    texts = [
        f"{thing} {place} {thing}" for thing in map("thing{}".format, map(chr, range(97, 123))) for place in PLACES
    ]
    assert 1 <= len(_found(texts, word_encoder, place_all=True).top) <= MOST_THEMES


def test_texts_beyond_the_sample_go_to_the_group_they_are_like(
    word_encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.themes.discover.WHOLE", Size(to_fit=15, to_rerun=15))
    texts = [*BUS, *DOG, *MUSIC]
    found = _found(texts, word_encoder, themes=3, place_all=True)
    assert _members(texts, found) == {frozenset(BUS), frozenset(DOG), frozenset(MUSIC)}


def test_progress_is_told_and_can_stop_the_search(word_encoder: Encoder) -> None:
    texts = [f"{thing} {place} {thing}" for thing in ("bus", "dog", "violin", "clinic") for place in PLACES]
    told: list[tuple[int, int]] = []
    _found(texts, word_encoder, place_all=True, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {total for _, total in told} == {PROGRESS_TOLD}
    assert len(told) > 2

    def cancel(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _found(texts, word_encoder, place_all=True, progress=cancel)
