"""What every Encoder promises, run over every implementation."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.store.connect import corpus_at
from nlp.encode import CHOICES, ENCODERS, encoder
from nlp.encode.torch_model import LIBRARY
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
    "🙂🙃",
    "انتظرت طويلا",
    "\n\t ",
    "[UNK] [PAD] [unused7]",
]
NEEDS_TORCH = pytest.mark.skipif(
    importlib.util.find_spec(LIBRARY) is None, reason="The [torch] extra is not installed."
)
MODELS = [
    pytest.param("minilm", marks=pytest.mark.model),
    pytest.param("static", marks=[pytest.mark.model, pytest.mark.xdist_group("static")]),
    pytest.param("torch", marks=[pytest.mark.model, NEEDS_TORCH]),
]


@pytest.fixture(scope="session")
def torch() -> Encoder:
    """The installed model on torch, loaded once."""
    return encoder("torch", threads=1)


@pytest.fixture
def an_encoder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Encoder]:
    if request.param in ("cached", "words"):
        words: Encoder = request.getfixturevalue("word_encoder")
        with corpus_at(tmp_path / "corpus.db") as corpus:
            yield CachedEncoder(corpus, words) if request.param == "cached" else words
    else:
        yield request.getfixturevalue(request.param)


@pytest.mark.parametrize("an_encoder", ["words", "cached", *MODELS], indirect=True)
class TestEncoder:
    def test_there_is_a_row_of_float32_a_text(self, an_encoder: Encoder) -> None:
        vectors = an_encoder.encode(TEXTS)
        assert vectors.shape == (len(TEXTS), an_encoder.dimensions)
        assert vectors.dtype == np.float32
        assert vectors.flags.c_contiguous
        assert vectors.flags.writeable

    def test_no_texts_give_no_rows(self, an_encoder: Encoder) -> None:
        vectors = an_encoder.encode([])
        assert vectors.shape == (0, an_encoder.dimensions)
        assert vectors.dtype == np.float32

    @pytest.mark.parametrize("text", TEXTS)
    def test_every_row_has_length_1(self, an_encoder: Encoder, text: str) -> None:
        np.testing.assert_allclose(np.linalg.norm(an_encoder.encode([text]), axis=1), 1, atol=1e-5)

    def test_the_order_is_kept(self, an_encoder: Encoder) -> None:
        vectors = an_encoder.encode(TEXTS)
        np.testing.assert_allclose(an_encoder.encode(TEXTS[::-1]), vectors[::-1], atol=1e-5)
        assert not np.allclose(vectors[0], vectors[3], atol=1e-2)

    def test_equal_texts_have_equal_vectors(self, an_encoder: Encoder) -> None:
        vectors = an_encoder.encode(TEXTS)
        np.testing.assert_array_equal(vectors[0], vectors[4])

    def test_twice_is_the_same_to_the_last_digit(self, an_encoder: Encoder) -> None:
        np.testing.assert_array_equal(an_encoder.encode(TEXTS), an_encoder.encode(TEXTS))

    def test_the_order_of_texts_changes_no_digit(self, an_encoder: Encoder) -> None:
        texts = [f"text number {number} " * (number % 5 + 1) for number in range(100)]
        np.testing.assert_array_equal(an_encoder.encode(texts[::-1]), an_encoder.encode(texts)[::-1])

    def test_a_text_has_the_same_vector_alone_and_among_others(self, an_encoder: Encoder) -> None:
        together = an_encoder.encode(TEXTS)
        for text, vector in zip(TEXTS, together, strict=True):
            np.testing.assert_allclose(an_encoder.encode([text])[0], vector, atol=1e-5)

    def test_progress_only_grows_and_reaches_its_total(self, an_encoder: Encoder) -> None:
        told: list[tuple[int, int]] = []
        an_encoder.encode([f"text number {number}" for number in range(70)], progress=lambda *at: told.append(at))
        assert told == sorted(told)
        assert told[-1] == (70, 70)

    def test_its_name_stays(self, an_encoder: Encoder) -> None:
        before = an_encoder.name
        an_encoder.encode(["anything"])
        assert before == an_encoder.name != ""

    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=4))
    def test_any_texts_at_all_have_vectors(self, an_encoder: Encoder, texts: list[str]) -> None:
        vectors = an_encoder.encode(texts)
        assert np.isfinite(vectors).all()
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


@pytest.mark.parametrize("an_encoder", MODELS, indirect=True)
class TestModel:
    def test_what_means_the_same_lies_near(self, an_encoder: Encoder) -> None:
        vectors = an_encoder.encode(
            ["I had to wait months for an appointment.", "The waiting list is far too long.", "Our dog likes the park."]
        )
        to_near, to_far = vectors[1:] @ vectors[0]
        assert to_near > to_far + 0.2

    def test_what_is_beyond_the_longest_text_is_cut_off(self, an_encoder: Encoder) -> None:
        long = "waiting " * 1000
        vectors = an_encoder.encode([long, long + "zebras " * 20_000, "zebras " + long])
        np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-5)
        assert not np.array_equal(vectors[0], vectors[2])


@pytest.mark.model
@pytest.mark.xdist_group("static")
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="Threads are counted where Linux lists them.")
@pytest.mark.parametrize("name", ["minilm", "static"])
def test_it_takes_no_more_threads_than_it_may(name: str, models_folder: Path, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(name).encode(["Makes what is made once."])
    program = (
        "import os, sys, threading, onnxruntime, model2vec\nfrom pathlib import Path\nfrom nlp.encode import encoder\n"
        "native = lambda: len(os.listdir('/proc/self/task')) - threading.active_count()\n"
        "before = native()\n"
        "model = encoder(sys.argv[1], cache=Path(sys.argv[2]), threads=1)\n"
        "model.encode([f'text number {number}' for number in range(200)])\n"
        "print(native() - before)"
    )
    command = [sys.executable, "-c", program, name, str(models_folder)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert int(ran.stdout) <= 1, ran.stderr  # the tokenizer's one


def test_no_two_encoders_have_one_name(tmp_path: Path) -> None:
    there = [name for name in ENCODERS if name != "torch" or importlib.util.find_spec(LIBRARY)]
    names = [encoder(name, cache=tmp_path).name for name in there]
    assert len(set(names)) == len(names)
    assert names[:2] == ["all-MiniLM-L6-v2", "all-MiniLM-L6-v2, static 256, recipe 1"]


@pytest.mark.parametrize("name", ["word2vec", "", "static:", "minilm:x", "torch:", "Minilm"])
def test_encoders_are_asked_for_by_name(name: str) -> None:
    with pytest.raises(UnknownEncoder, match=f"“{name}”.*{CHOICES}"):
        encoder(name)
