from random import Random

import numpy as np
import pytest

from nlp.protocols import Encoder
from nlp.themes.representatives import representatives

TEXTS = [
    "waiting for months to be seen here",
    "waiting for months to be seen there",
    "waiting for months and nobody rings us",
    "WAITING for months to be seen here",
    "the wait is so very long indeed",
    "waiting",
]


def test_no_text_is_shown_twice(word_encoder: Encoder) -> None:
    chosen = representatives(TEXTS, word_encoder.encode(TEXTS), count=10)
    assert len(chosen) == len({TEXTS[number].lower() for number in chosen}) == 5


def test_another_person_and_event_come_first(word_encoder: Encoder) -> None:
    vectors = word_encoder.encode(TEXTS)
    people = ["a", "a", "a", "a", "b", "a"]
    assert 4 in representatives(TEXTS, vectors, people=people, events=people, count=2)
    assert len(representatives(TEXTS, vectors, people=people, count=2)) == 2


def test_a_text_of_a_word_comes_last(word_encoder: Encoder) -> None:
    assert representatives(TEXTS, word_encoder.encode(TEXTS), count=5)[-1] == 5


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_texts_changes_nothing(word_encoder: Encoder, seed: int) -> None:
    order = Random(seed).sample(range(5), 5)
    texts = [TEXTS[number] for number in order if number != 3]
    vectors = np.asarray(word_encoder.encode(texts))
    shown = [texts[number] for number in representatives(texts, vectors)]
    straight = [TEXTS[number] for number in (0, 1, 2, 4)]
    assert shown == [straight[number] for number in representatives(straight, word_encoder.encode(straight))]


def test_nothing_shows_nothing(word_encoder: Encoder) -> None:
    assert representatives([], word_encoder.encode([]).reshape(0, 64)) == ()
