import numpy as np
import pytest

from nlp.summary.asserted import asserted, weighed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", {}),
        ("The queue moved", {"queue": 1, "move": 1}),
        ("The queue never moved", {"queue": 1, "move": -1}),
        ("Nobody explained the leaflet", {"explain": -1, "leaflet": -1}),
        ("No leaflet, but the doctor explained", {"leaflet": -1, "doctor": 1, "explain": 1}),
        ("I didn’t go because the bus stopped", {"bus": 1, "stop": 1}),
        ("XXXX explained [name 1] the leaflet", {"explain": 1, "leaflet": 1}),
    ],
)
def test_a_negation_turns_the_words_after_it_to_the_end_of_its_clause(text: str, words: dict[str, int]) -> None:
    assert asserted(text).words == words


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The leaflet", 0),
        ("Lovely food", 1),
        ("We were very well looked after", 1),
        ("Nobody was rude", 1),
        ("The food was cold", -1),
        ("Better food", -1),
        ("The food could be better", -1),
        ("More activities", -1),
        ("Nothing could have been better", 1),
        ("Kind nurses, cold food", 0),
        ("Nobody told us how long it is", 0),
    ],
)
def test_praise_and_blame_are_told_apart_and_a_wish_is_no_praise(text: str, side: int) -> None:
    assert asserted(text).side == side


def test_a_word_of_praise_names_nothing() -> None:
    assert asserted("Lovely food").named == {"food"}


def test_a_rarer_word_is_heavier_and_one_that_all_use_says_nothing() -> None:
    found = weighed([asserted(text) for text in ("queue bus", "queue bus", "queue leaflet", "queue")])
    weights = found.weights.toarray()

    assert np.linalg.norm(weights, axis=1).tolist() == pytest.approx([1, 1, 1, 0])
    assert (weights @ weights.T)[0].tolist() == pytest.approx([1, 1, 0, 0])


def test_who_says_the_opposite_is_opposite() -> None:
    rows = weighed([asserted(text) for text in ("They explained", "Nobody explained", "The bus", "The queue")]).weights

    assert (rows @ rows.T).toarray()[0, 1] == pytest.approx(-1)
