import numpy as np
import pytest

from nlp.coding.learned import FEWEST_TO_LEARN_FROM, LearnedCoder
from nlp.errors import TooLittleText
from nlp.protocols import Encoder

PLACES = ["clinic", "school", "hospital", "centre", "office", "library", "surgery", "college", "hub", "club"]
WAITING = [f"we waited for months at the {place}" for place in PLACES]
FOOD = [f"the food in the {place} was cold" for place in PLACES]
NEITHER = [f"somebody parked outside the {place}" for place in PLACES]
TEXTS = [*WAITING, *FOOD, *NEITHER]
CODES = [*[frozenset({"waiting"})] * 10, *[frozenset({"food"})] * 10, *[frozenset[str]()] * 10]


def _taught(encoder: Encoder, *, seed: int = 0) -> LearnedCoder:
    return LearnedCoder(TEXTS, encoder.encode(TEXTS), CODES, seed=seed)


@pytest.mark.parametrize("encoder_name", ["word_encoder", pytest.param("minilm", marks=pytest.mark.model)])
def test_what_was_taught_is_told_apart_in_new_texts(encoder_name: str, request: pytest.FixtureRequest) -> None:
    encoder: Encoder = request.getfixturevalue(encoder_name)
    new = ["we waited for months at the dentist", "the food in the canteen was cold"]
    found = _taught(encoder).code(new, encoder.encode(new))
    assert [(one.text, one.theme, one.is_primary) for one in found] == [(0, "waiting", True), (1, "food", True)]


def test_a_text_can_have_several_codes(word_encoder: Encoder) -> None:
    both = [f"we waited for months at the {place} and the food in the {place} was cold" for place in PLACES]
    texts, codes = [*TEXTS, *both], [*CODES, *[frozenset({"waiting", "food"})] * 10]
    new = ["we waited for months at the dentist and the food in the dentist was cold"]
    found = LearnedCoder(texts, word_encoder.encode(texts), codes).code(new, word_encoder.encode(new))
    assert {one.theme for one in found} == {"waiting", "food"}


def test_what_was_not_taught_is_left_uncoded(word_encoder: Encoder) -> None:
    new = ["somebody parked outside the dentist", "it rained", ""]
    assert _taught(word_encoder).code(new, word_encoder.encode(new)) == []


def test_it_answers_with_probabilities(word_encoder: Encoder) -> None:
    coder = _taught(word_encoder)
    likely = coder.probabilities(TEXTS, word_encoder.encode(TEXTS))
    assert coder.themes == ("food", "waiting")
    assert likely.shape == (30, 2)
    assert ((likely > 0) & (likely < 1)).all()
    assert likely[:10, 1].min() > likely[10:, 1].max()


def test_two_coders_agree_to_the_last_digit(word_encoder: Encoder) -> None:
    vectors = word_encoder.encode(TEXTS)
    one, other = (_taught(word_encoder, seed=5).probabilities(TEXTS, vectors) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_codes_given_too_seldom_are_named(word_encoder: Encoder) -> None:
    rare = FEWEST_TO_LEARN_FROM - 1
    codes = [code | {"rare"} if number < rare else code for number, code in enumerate(CODES)]
    coder = LearnedCoder(TEXTS, word_encoder.encode(TEXTS), codes)
    assert coder.themes == ("food", "waiting")
    assert coder.too_rare == ("rare",)
    codes[rare] |= {"rare"}
    assert LearnedCoder(TEXTS, word_encoder.encode(TEXTS), codes).too_rare == ()


@pytest.mark.parametrize(
    "codes",
    [[], [frozenset[str]()] * 30, [frozenset({"waiting"})] * 5 + [frozenset[str]()] * 25],
    ids=["no texts", "no codes", "five of one code"],
)
def test_too_little_to_learn_from_is_said(word_encoder: Encoder, codes: list[frozenset[str]]) -> None:
    texts = TEXTS[: len(codes)]
    with pytest.raises(TooLittleText, match="at least 6 texts"):
        LearnedCoder(texts, word_encoder.encode(texts), codes)


def test_a_code_on_every_text_is_learned(word_encoder: Encoder) -> None:
    """There is nothing to tell it from, so it is on everything."""
    texts = WAITING
    coder = LearnedCoder(texts, word_encoder.encode(texts), [frozenset({"all"})] * 10)
    assert {one.theme for one in coder.code(["anything"], word_encoder.encode(["anything"]))} == {"all"}
