import numpy as np
import pytest

from nlp.encode import minilm as module
from nlp.encode.minilm import MOST_TOKENS, MiniLM
from nlp.errors import ModelMissing

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("I had to wait months for an appointment.", "The waiting list is far too long.", "Our dog likes the park."),
        ("Nobody listens to me.", "I do not feel heard.", "The bus leaves at nine."),
        ("My teacher helped me a lot.", "School gave me good support.", "It rained all weekend."),
    ],
)
def test_what_means_the_same_lies_near(minilm: MiniLM, text: str, near: str, far: str) -> None:
    vectors = minilm.encode([text, near, far])
    to_near, to_far = vectors[1:] @ vectors[0]
    assert to_near > 0.3
    assert to_near > to_far + 0.2


def test_the_published_similarity_comes_out(minilm: MiniLM) -> None:
    """The three sentences of sentence-transformers' own quick start for this model, and what it gives for them."""
    vectors = minilm.encode(
        ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."],
    )
    np.testing.assert_allclose(
        vectors @ vectors.T, [[1, 0.6660, 0.1046], [0.6660, 1, 0.1411], [0.1046, 0.1411, 1]], atol=2e-4
    )


def test_what_is_beyond_the_longest_text_is_cut_off(minilm: MiniLM) -> None:
    within = "waiting " * (MOST_TOKENS - 2)  # two tokens mark the beginning and the end
    vectors = minilm.encode([within, within + "zebras " * 5000, "zebras " + within])
    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-5)
    assert not np.allclose(vectors[0], vectors[2], atol=1e-2)


def test_it_says_what_to_do_where_the_weights_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "no_such_weights")
    with pytest.raises(ModelMissing, match="make setup"):
        MiniLM().encode(["anything"])
