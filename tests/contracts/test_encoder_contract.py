"""What every Encoder promises, run over every implementation."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.store.connect import corpus_at
from nlp.encode import ENCODERS, encoder
from nlp.errors import UnknownEncoder
from nlp.protocols import Encoder
from service.workflow.encoding import CachedEncoder

TEXTS = [
    "I waited fourteen months to be seen.",
    "Yes.",
    "",
    "My form tutor noticed before anybody else did, and she asked me whether I was all right, and I was not.",
    "I waited fourteen months to be seen.",
    "Ünïcödé, 等待太久了, 🙂",
]


@pytest.fixture(params=["words", "cached", pytest.param("minilm", marks=pytest.mark.model)])
def an_encoder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Encoder]:
    if request.param == "minilm":
        yield request.getfixturevalue("minilm")
    elif request.param == "words":
        yield request.getfixturevalue("word_encoder")
    else:
        with corpus_at(tmp_path / "corpus.db") as corpus:
            yield CachedEncoder(corpus, request.getfixturevalue("word_encoder"))


class TestEncoder:
    def test_there_is_a_row_of_float32_a_text(self, an_encoder: Encoder) -> None:
        vectors = an_encoder.encode(TEXTS)
        assert vectors.shape == (len(TEXTS), an_encoder.dimensions)
        assert vectors.dtype == np.float32

    def test_no_texts_give_no_rows(self, an_encoder: Encoder) -> None:
        assert an_encoder.encode([]).shape == (0, an_encoder.dimensions)

    def test_every_row_has_length_1(self, an_encoder: Encoder) -> None:
        np.testing.assert_allclose(np.linalg.norm(an_encoder.encode(TEXTS), axis=1), 1, atol=1e-5)

    def test_the_order_is_kept(self, an_encoder: Encoder) -> None:
        vectors = an_encoder.encode(TEXTS)
        np.testing.assert_allclose(an_encoder.encode(TEXTS[::-1]), vectors[::-1], atol=1e-5)
        assert not np.allclose(vectors[0], vectors[3], atol=1e-2)

    def test_equal_texts_have_equal_vectors(self, an_encoder: Encoder) -> None:
        vectors = an_encoder.encode(TEXTS)
        np.testing.assert_array_equal(vectors[0], vectors[4])

    def test_a_text_has_the_same_vector_alone_and_among_others(self, an_encoder: Encoder) -> None:
        together = an_encoder.encode(TEXTS)
        for text, vector in zip(TEXTS, together, strict=True):
            np.testing.assert_allclose(an_encoder.encode([text])[0], vector, atol=1e-5)

    def test_progress_only_grows_and_reaches_its_total(self, an_encoder: Encoder) -> None:
        told: list[tuple[int, int]] = []
        an_encoder.encode([f"text number {number}" for number in range(70)], progress=lambda *at: told.append(at))
        assert told == sorted(told)
        assert told[-1] == (70, 70)

    def test_it_has_a_name(self, an_encoder: Encoder) -> None:
        assert an_encoder.name

    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=4))
    def test_any_texts_at_all_have_vectors(self, an_encoder: Encoder, texts: list[str]) -> None:
        vectors = an_encoder.encode(texts)
        assert np.isfinite(vectors).all()
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_encoders_are_asked_for_by_name() -> None:
    assert [encoder(name).name for name in ENCODERS] == ["all-MiniLM-L6-v2"]
    with pytest.raises(UnknownEncoder, match=r"“word2vec”.*minilm"):
        encoder("word2vec")
