import pytest

from nlp.themes.inflect import gerund, participle, stem, verb_forms
from nlp.themes.lexicon import CLOSED, IRREGULAR, VERBS


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("wait", "waiting"),
        ("make", "making"),
        ("stop", "stopping"),
        ("die", "dying"),
        ("see", "seeing"),
        ("be", "being"),
    ],
)
def test_gerunds(lemma: str, form: str) -> None:
    assert gerund(lemma) == form


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("treat", "treated"), ("tell", "told"), ("give", "given"), ("carry", "carried"), ("stop", "stopped")],
)
def test_participles(lemma: str, form: str) -> None:
    assert participle(lemma) == form


@pytest.mark.parametrize(
    "words",
    [
        ("waiting", "waited", "waits", "Wait"),
        ("told", "tells", "telling"),
        ("clinics", "clinic"),
        ("families", "family"),
        ("churches", "church"),
        ("quickly", "quick"),
        ("mum's", "mum"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize(("one", "other"), [("friendly", "friend"), ("class", "clas"), ("bus", "bu"), ("this", "thi")])
def test_words_that_only_look_like_forms_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_every_verb_has_its_forms() -> None:
    forms = verb_forms()
    for lemma in (VERBS | IRREGULAR.keys()) - {"welcome"}:
        assert forms[gerund(lemma)][0] == lemma
        assert participle(lemma) in forms


def test_a_closed_word_has_one_tag() -> None:
    assert all(len(tag) == 1 for tag in CLOSED.values())
