import numpy as np
import pytest

from nlp.coding import scores
from nlp.coding.coder import SURE_ENOUGH, Coder
from nlp.coding.evidence import codebook_evidence
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
def coder(minilm: MiniLM) -> Coder:
    return Coder(CODEBOOK, minilm)


@pytest.mark.model
@pytest.mark.parametrize("theme", CODEBOOK, ids=lambda theme: theme.key)
def test_what_repeats_an_example_is_coded_with_its_theme(coder: Coder, minilm: MiniLM, theme: ThemeDefinition) -> None:
    codings = coder.code(theme.examples, minilm.encode(theme.examples))
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
def test_new_words_for_it_are_coded_too(coder: Coder, minilm: MiniLM, text: str, theme: str) -> None:
    assert [one.theme for one in coder.code([text], minilm.encode([text])) if one.is_primary] == [theme]


@pytest.mark.model
def test_small_talk_is_not_coded(coder: Coder, minilm: MiniLM) -> None:
    assert coder.code(SMALL_TALK, minilm.encode(SMALL_TALK)) == []
    more = ["Yeah, exactly.", "Hello, I'm new.", "Shall we go on?"]
    assert coder.code(more, minilm.encode(more)) == []


@pytest.mark.model
def test_one_text_can_have_two_themes(coder: Coder, minilm: MiniLM) -> None:
    text = "We waited a year for the appointment. The food in the canteen is cold."
    assert {one.theme for one in coder.code([text], minilm.encode([text]), bar=0.2)} == {"waiting", "food"}


@pytest.mark.parametrize("encoder_name", ["word_encoder", pytest.param("minilm", marks=pytest.mark.model)])
def test_two_coders_agree_to_the_last_digit(encoder_name: str, request: pytest.FixtureRequest) -> None:
    encoder: Encoder = request.getfixturevalue(encoder_name)
    texts = ["The waiting list is closed.", "A teacher noticed.", "Yeah."]
    vectors = encoder.encode(texts)
    one, other = (Coder((*CODEBOOK, HELP), encoder, seed=3).probabilities(texts, vectors) for _ in range(2))
    np.testing.assert_array_equal(one, other)


@pytest.mark.model
def test_a_parent_and_its_child_can_both_be_coded(minilm: MiniLM) -> None:
    """A child's examples are no evidence against its parent."""
    texts = ["We waited so long to get help."]
    vectors = minilm.encode(texts)
    apart = ThemeDefinition("waiting", WAITING.name, WAITING.definition, WAITING.includes, (), WAITING.examples)
    related, unrelated = (
        Coder((child, HELP, SCHOOL, FOOD), minilm).probabilities(texts, vectors)[0] for child in (WAITING, apart)
    )
    assert related[:2].min() > related[2:].max()
    assert related[:2].min() > unrelated[:2].min()


@pytest.mark.model
def test_one_theme_is_enough(minilm: MiniLM) -> None:
    coder = Coder([FOOD], minilm)
    texts = ["The canteen food is cold.", "Yeah, same."]
    vectors = minilm.encode(texts)
    assert coder.probabilities(texts, vectors).shape == (2, 1)
    assert [(one.text, one.theme) for one in coder.code(texts, vectors)] == [(0, "food")]


def test_a_theme_of_nothing_but_a_name_is_enough(word_encoder: Encoder) -> None:
    coder = Coder([ThemeDefinition("a", "Alpha"), ThemeDefinition("b", "Beta")], word_encoder)
    assert np.isfinite(
        coder.probabilities(["Alpha", "Something else"], word_encoder.encode(["Alpha", "Something else"]))
    ).all()


def test_no_theme_is_not(word_encoder: Encoder) -> None:
    with pytest.raises(TooLittleText, match="no themes"):
        Coder([], word_encoder)


def test_no_texts_have_no_codings(word_encoder: Encoder) -> None:
    assert Coder(CODEBOOK, word_encoder).code([], word_encoder.encode([])) == []


def test_an_example_that_answers_nothing_teaches_nothing(word_encoder: Encoder) -> None:
    """Codebooks of surveys have “Nothing” among what people said to “What could be better?”."""
    happy = ThemeDefinition("happy", "All good", examples=("It was all good.", "Nothing", "n/a"))
    taught = codebook_evidence([happy], word_encoder)
    assert set(taught.texts) == {*SMALL_TALK, "All good", "All good. ", "It was all good."}


PLACES = ["clinic", "school", "hospital", "centre", "office", "library"]
BUSES = [f"no bus goes to the {place}" for place in PLACES]
NEW_BUS = ["no bus goes to the college"]


def _decided(encoder: Encoder, decision: int) -> float:
    """How likely a new text about buses is the school's after people decided the same of six others."""
    decisions = np.array([[0, decision, 0]] * 6, dtype=np.int8)
    coder = Coder(CODEBOOK, encoder).learn(BUSES, encoder.encode(BUSES), decisions)
    return float(coder.probabilities(NEW_BUS, encoder.encode(NEW_BUS))[0, 1])


@pytest.mark.parametrize("encoder_name", ["word_encoder", pytest.param("minilm", marks=pytest.mark.model)])
def test_what_people_confirm_is_found_and_what_they_reject_is_not(
    encoder_name: str, request: pytest.FixtureRequest
) -> None:
    encoder: Encoder = request.getfixturevalue(encoder_name)
    before = float(Coder(CODEBOOK, encoder).probabilities(NEW_BUS, encoder.encode(NEW_BUS))[0, 1])
    assert _decided(encoder, 1) > max(0.6, before)
    assert _decided(encoder, -1) < before


def test_nothing_said_teaches_nothing(word_encoder: Encoder) -> None:
    coder = Coder(CODEBOOK, word_encoder)
    vectors = word_encoder.encode(BUSES)
    same = coder.learn(BUSES, vectors, np.zeros((6, 3), dtype=np.int8))
    np.testing.assert_array_equal(same.probabilities(BUSES, vectors), coder.probabilities(BUSES, vectors))
    assert (coder.name, same.name) == ("framework", "framework")


def test_learning_leaves_the_first_coder_as_it_was(word_encoder: Encoder) -> None:
    coder = Coder(CODEBOOK, word_encoder)
    vectors = word_encoder.encode(BUSES)
    before = coder.probabilities(BUSES, vectors)
    learned = coder.learn(BUSES, vectors, np.ones((6, 3), dtype=np.int8))
    assert learned.name == "learned"
    np.testing.assert_array_equal(coder.probabilities(BUSES, vectors), before)
    assert (learned.probabilities(BUSES, vectors) > before).all()


def test_what_is_learned_in_two_parts_is_learned_as_in_one(word_encoder: Encoder) -> None:
    decisions = np.array([[0, 1, 0], [0, -1, 1]] * 3, dtype=np.int8)
    vectors = word_encoder.encode(BUSES)
    coder = Coder(CODEBOOK, word_encoder)
    twice = coder.learn(BUSES[:4], vectors[:4], decisions[:4]).learn(BUSES[4:], vectors[4:], decisions[4:])
    once = coder.learn(BUSES, vectors, decisions)
    np.testing.assert_array_equal(twice.probabilities(BUSES, vectors), once.probabilities(BUSES, vectors))


def test_more_texts_than_landmarks_are_learned_from(word_encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "MOST_LANDMARKS", 20)
    assert _decided(word_encoder, 1) > 0.5 > _decided(word_encoder, -1)


def test_bars_move_away_from_the_codebooks_as_people_decide(word_encoder: Encoder) -> None:
    coder = Coder(CODEBOOK, word_encoder)
    assert (coder.bars == SURE_ENOUGH).all()
    texts = [
        f"{said} {number}" for number in range(40) for said in ("no bus goes to", "the food at", "somebody parked at")
    ]
    decisions = np.array([[-1, 1, -1], [-1, -1, 1], [-1, -1, -1]] * 40, dtype=np.int8)
    learned = coder.learn(texts, word_encoder.encode(texts), decisions)
    assert (learned.bars[1:] > SURE_ENOUGH).all()  # what is told apart well has a high bar
    assert [one.theme for one in learned.code(texts[:3], word_encoder.encode(texts[:3]))] == ["school", "food"]
