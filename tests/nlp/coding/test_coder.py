import numpy as np
import pytest

from nlp.coding.framework import FrameworkCoder
from nlp.coding.small_talk import SMALL_TALK
from nlp.encode.minilm import MiniLM
from nlp.errors import TooLittleText
from nlp.protocols import Encoder
from nlp.records import ThemeDefinition

WAITING = ThemeDefinition(
    "waiting",
    "Waiting to be seen",
    "How long people wait for an appointment.",
    includes=("months on a waiting list",),
    examples=(
        "We waited fourteen months for the first appointment.",
        "The waiting list is closed.",
        "It took a year before anybody saw her.",
    ),
    parent="help",
)
SCHOOL = ThemeDefinition(
    "school",
    "Support in school",
    "What teachers and schools do for pupils' feelings.",
    includes=("a teacher who helps",),
    examples=(
        "My form tutor noticed that I was quiet.",
        "There is a quiet room at school where I can calm down.",
        "The teachers need training in mental health.",
    ),
)
FOOD = ThemeDefinition(
    "food",
    "Food and meals",
    "What there is to eat.",
    includes=("school dinners", "the canteen"),
    examples=("The canteen food is cold.", "I love the pasta on Fridays.", "There was nothing for vegetarians."),
)
HELP = ThemeDefinition(
    "help",
    "Getting help",
    "Finding and getting support.",
    examples=("It is hard to get any help round here.", "We waited so long to get help."),
)
CODEBOOK = (WAITING, SCHOOL, FOOD)


@pytest.fixture(scope="module")
def coder(minilm: MiniLM) -> FrameworkCoder:
    return FrameworkCoder(CODEBOOK, minilm)


@pytest.mark.model
@pytest.mark.parametrize("theme", CODEBOOK, ids=lambda theme: theme.key)
def test_what_repeats_an_example_is_coded_with_its_theme(
    coder: FrameworkCoder, minilm: MiniLM, theme: ThemeDefinition
) -> None:
    codings = coder.code(minilm.encode(theme.examples))
    assert {one.text for one in codings if one.theme == theme.key and one.is_primary} == {0, 1, 2}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("I was on the list for nearly a year before I got seen.", "waiting"),
        ("Sir lets me sit in the calm room when lessons get too much.", "school"),
        ("The lunches are horrible.", "food"),
    ],
)
def test_new_words_for_it_are_coded_too(coder: FrameworkCoder, minilm: MiniLM, text: str, theme: str) -> None:
    assert [one.theme for one in coder.code(minilm.encode([text])) if one.is_primary] == [theme]


@pytest.mark.model
def test_small_talk_is_not_coded(coder: FrameworkCoder, minilm: MiniLM) -> None:
    assert coder.code(minilm.encode(SMALL_TALK)) == []
    assert coder.code(minilm.encode(["Yeah, exactly.", "Hello, I'm new.", "Shall we go on?"])) == []


@pytest.mark.model
def test_one_text_can_have_two_themes(coder: FrameworkCoder, minilm: MiniLM) -> None:
    text = "We waited a year for the appointment. The food in the canteen is cold."
    assert {one.theme for one in coder.code(minilm.encode([text]), bar=0.2)} == {"waiting", "food"}


@pytest.mark.parametrize("encoder_name", ["word_encoder", pytest.param("minilm", marks=pytest.mark.model)])
def test_two_coders_agree_to_the_last_digit(encoder_name: str, request: pytest.FixtureRequest) -> None:
    encoder: Encoder = request.getfixturevalue(encoder_name)
    vectors = encoder.encode(["The waiting list is closed.", "A teacher noticed.", "Yeah."])
    one, other = (FrameworkCoder((*CODEBOOK, HELP), encoder, seed=3).probabilities(vectors) for _ in range(2))
    np.testing.assert_array_equal(one, other)


@pytest.mark.model
def test_a_parent_and_its_child_can_both_be_coded(minilm: MiniLM) -> None:
    """A child's examples are no evidence against its parent."""
    vectors = minilm.encode(["We waited so long to get help."])
    apart = ThemeDefinition("waiting", WAITING.name, WAITING.definition, WAITING.includes, (), WAITING.examples)
    related, unrelated = (
        FrameworkCoder((child, HELP, SCHOOL, FOOD), minilm).probabilities(vectors)[0] for child in (WAITING, apart)
    )
    assert related[:2].min() > related[2:].max()
    assert related[:2].min() > unrelated[:2].min()


@pytest.mark.model
def test_one_theme_is_enough(minilm: MiniLM) -> None:
    coder = FrameworkCoder([FOOD], minilm)
    vectors = minilm.encode(["The canteen food is cold.", "Yeah, same."])
    assert coder.probabilities(vectors).shape == (2, 1)
    assert [(one.text, one.theme) for one in coder.code(vectors)] == [(0, "food")]


def test_a_theme_of_nothing_but_a_name_is_enough(word_encoder: Encoder) -> None:
    coder = FrameworkCoder([ThemeDefinition("a", "Alpha"), ThemeDefinition("b", "Beta")], word_encoder)
    assert np.isfinite(coder.probabilities(word_encoder.encode(["Alpha", "Something else"]))).all()


def test_no_theme_is_not(word_encoder: Encoder) -> None:
    with pytest.raises(TooLittleText, match="no themes"):
        FrameworkCoder([], word_encoder)


def test_no_texts_have_no_codings(word_encoder: Encoder) -> None:
    assert FrameworkCoder(CODEBOOK, word_encoder).code(word_encoder.encode([])) == []
