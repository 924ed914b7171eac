"""Names, on the quick encoder: a phrase is near a group as far as it shares its words."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from nlp.encode.minilm import MiniLM
from nlp.protocols import Encoder
from nlp.records import ThemeDefinition
from nlp.themes.inflect import stem
from nlp.themes.names import Group, ThemeName, name_themes
from nlp.themes.said import Reader

ROOT = Path(__file__).parents[3]
WAITING = [
    "I waited too long for my first appointment", "waiting too long just to be seen", "We were waiting too long.",
    "waiting too long again, nobody said why", "Honestly we waited too long", "waiting too long at the clinic",
]  # fmt: skip
HEARD = [
    "they didn't listen to me", "I was not listened to at all", "nobody listened to me in there",
    "she never listens", "not being listened to hurts", "they did not listen to us, [name 1] said",
]  # fmt: skip
FOOD = ["the food was cold", "cold food every day", "cold food, no choice", "food was cold and late", "cold food again"]
EMPTY = ["it is what it is", "and so on", "it was what it was", "well there we are"]
ALL = [WAITING, HEARD, FOOD]


def _named(texts: Sequence[Sequence[str]], encoder: Encoder, **options: object) -> list[ThemeName]:
    return name_themes([Group(one, encoder.encode(one)) for one in texts], encoder, **options)  # type: ignore[arg-type]


def test_a_name_says_what_people_said(word_encoder: Encoder) -> None:
    assert [one.name for one in _named(ALL, word_encoder)] == [
        "Waiting too long",
        "Not being listened to",
        "Cold food",
    ]


def test_keywords_are_words_that_were_used(word_encoder: Encoder) -> None:
    for one, texts in zip(_named(ALL, word_encoder), ALL, strict=True):
        assert one.keywords
        assert all(word in " ".join(texts).lower() for word in one.keywords)
        assert len(one.representatives) == 3
        assert set(one.representatives) <= set(range(len(texts)))


def test_the_same_group_twice_gets_two_names(word_encoder: Encoder) -> None:
    names = [one.name for one in _named([WAITING, WAITING, WAITING], word_encoder)]
    assert len(set(names)) == 3


def test_a_name_that_is_taken_is_not_given_again(word_encoder: Encoder) -> None:
    (named,) = _named([WAITING], word_encoder, taken=["Waiting too long"])
    assert named.name
    assert stem(named.name) != "wait"
    assert named.name.lower() not in ("waiting too long", "waited too long")


def test_texts_without_a_phrase_are_named_too(word_encoder: Encoder) -> None:
    names = [one.name for one in _named([EMPTY, EMPTY, ["1 2 3"]], word_encoder)]
    assert all(names)
    assert len(set(names)) == 3


def test_no_groups_have_no_names(word_encoder: Encoder) -> None:
    assert name_themes([], word_encoder) == []


def test_a_reader_that_has_read_them_before_gives_the_same_names(word_encoder: Encoder) -> None:
    reader = Reader()
    first = _named(ALL, word_encoder, reader=reader)
    assert _named(ALL, word_encoder, reader=reader) == first == _named(ALL, word_encoder)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_texts_and_groups_changes_no_name(word_encoder: Encoder, seed: int) -> None:
    chance = Random(seed)
    shuffled = [chance.sample(texts, len(texts)) for texts in ALL]
    order = chance.sample(range(3), 3)
    straight = [one.name for one in _named(ALL, word_encoder)]
    assert [one.name for one in _named([shuffled[n] for n in order], word_encoder)] == [straight[n] for n in order]


def test_another_process_gives_the_same_names() -> None:
    """Sets come in another order there, and nothing may hang on it."""
    script = (
        "from tests.conftest import WordEncoder; from nlp.themes.names import Group, name_themes;"
        f"texts = {ALL!r}; encoder = WordEncoder();"
        "print(name_themes([Group(one, encoder.encode(one)) for one in texts], encoder))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert "Waiting too long" in said.pop()


def test_what_one_person_repeats_counts_once(word_encoder: Encoder) -> None:
    texts = ["cold showers daily", "cold showers here", "cold showers there", "warm blankets", "warm blankets please"]
    vectors = word_encoder.encode(texts)
    other = Group(FOOD, word_encoder.encode(FOOD))
    by_people = name_themes([Group(texts, vectors, people=[1, 1, 1, 2, 3]), other], word_encoder)
    assert by_people[0].keywords[:2] == ("blankets", "warm")


def test_no_persons_name_is_in_a_name(word_encoder: Encoder) -> None:
    texts = ["Then Doreen was wonderful", "thanks to Doreen always", "I trust Doreen always", "ask Doreen always"]
    (named, _) = _named([texts, FOOD], word_encoder)
    assert "doreen" not in f"{named.name} {named.keywords}".lower()


def test_the_nearest_framework_theme_is_told(word_encoder: Encoder) -> None:
    framework = [
        ThemeDefinition("food", "Cold food", "food was cold"),
        ThemeDefinition("zebra", "Zebras", "stripes of zebras"),
    ]
    named = _named(ALL, word_encoder, framework=framework)
    assert named[2].nearest == "food"
    assert named[0].nearest is None


@pytest.mark.model
def test_names_on_the_real_encoder_use_only_words_of_their_members(minilm: MiniLM) -> None:
    neutral = {"be", "not", "able", "to"}
    for one, texts in zip(_named(ALL, minilm), ALL, strict=True):
        said = {stem(word) for word in re.findall(r"[a-z]+", " ".join(texts).lower().replace("n't", " not"))}
        assert {stem(word) for word in one.name.lower().split()} <= said | neutral
