import os
from pathlib import Path

import numpy as np
import pytest

from nlp.encode import MAKING, distil, encoder, make_ready
from nlp.encode import static as module
from nlp.encode.minilm import load_tokenizer
from nlp.encode.static import FILE, Static
from nlp.protocols import Progress
from nlp.records import Vectors

pytestmark = pytest.mark.model
TEXTS = ["I waited fourteen months.", "Nobody listens."]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the tokens' vectors were made, which here takes no time."""
    times: list[int] = []

    def quickly(_model: object, *, threads: int, progress: Progress) -> Vectors:
        times.append(1)
        progress(1, 2)
        progress(2, 2)
        rows = np.random.default_rng(0).normal(size=(load_tokenizer(threads=threads).get_vocab_size(), 256))
        return rows.astype(np.float32)

    monkeypatch.setattr(module, "token_vectors", quickly)
    return times


def test_it_is_made_once_and_kept(tmp_path: Path, made: list[int]) -> None:
    folder = tmp_path / "not" / "there yet"
    first = Static(folder).encode(TEXTS)
    again = Static(folder)
    assert again.is_made
    np.testing.assert_array_equal(again.encode(TEXTS), first)
    assert len(made) == 1
    assert [file.name for file in folder.iterdir()] == [FILE]


def test_its_file_is_named_for_model_and_recipe() -> None:
    assert FILE == "all-MiniLM-L6-v2-static-256-recipe-1.safetensors"
    assert Static.name == "all-MiniLM-L6-v2, static 256, recipe 1"


def test_people_see_that_it_is_made_and_only_then(tmp_path: Path, made: list[int]) -> None:
    told: list[tuple[str, int, int]] = []

    def step(name: str) -> Progress:
        return lambda done, total: told.append((name, done, total))

    make_ready(encoder("static", cache=tmp_path), step)
    assert told == [(MAKING, 1, 2), (MAKING, 2, 2)]
    make_ready(encoder("static", cache=tmp_path), step)
    make_ready(encoder("minilm"), step)
    assert len(told) == 2
    assert len(made) == 1


@pytest.mark.parametrize("cut_off", [KeyboardInterrupt, SystemExit])
def test_a_making_that_is_cut_off_leaves_no_file(
    tmp_path: Path, made: list[int], cut_off: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_handle: int) -> None:
        raise cut_off

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", stop)
        with pytest.raises(cut_off):
            Static(tmp_path).make()
    assert list(tmp_path.iterdir()) == []
    assert not Static(tmp_path).is_made
    Static(tmp_path).make()
    assert len(made) == 2


@pytest.mark.parametrize("content", [b"", b"half of a file"])
def test_a_file_that_cannot_be_read_is_made_anew(tmp_path: Path, made: list[int], content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    Static(tmp_path).encode(TEXTS)
    assert len(made) == 1
    assert (tmp_path / FILE).stat().st_size > 1_000_000


def test_where_nothing_can_be_kept_it_works_all_the_same(tmp_path: Path, made: list[int]) -> None:
    (tmp_path / "file").touch()
    for folder in (None, tmp_path / "file" / "folder"):
        model = Static(folder)
        assert model.encode(TEXTS).shape == model.encode(TEXTS).shape == (2, 256)
    assert len(made) == 2


class _Pretending:
    """Gives each token numbers of its own, at once."""

    dimensions = 384

    def __init__(self) -> None:
        table = np.random.default_rng(0).normal(size=(31_000, 384)).astype(np.float32)
        self._rows = table / np.linalg.norm(table, axis=1, keepdims=True)

    def encode_tokens(self, ids: Vectors) -> Vectors:
        assert set(ids[:, 0]) == {101}
        assert set(ids[:, 2]) == {102}
        return self._rows[ids[:, 1]]


def test_every_token_that_a_text_can_have_has_a_vector_and_rare_ones_weigh_more() -> None:
    told: list[tuple[int, int]] = []
    vectors = distil.token_vectors(_Pretending(), threads=1, progress=lambda *at: told.append(at))  # type: ignore[arg-type]
    vocabulary: dict[str, int] = load_tokenizer(threads=1).get_vocab()
    lengths = np.linalg.norm(vectors, axis=1)
    unused = [number for token, number in vocabulary.items() if token.startswith("[unused")]
    assert vectors.shape == (len(vocabulary), 256)
    assert np.flatnonzero(lengths == 0).tolist() == sorted(unused)
    assert lengths[vocabulary["the"]] < lengths[vocabulary["waiting"]] < lengths[vocabulary["zebra"]]
    assert told == sorted(told)
    assert told[-1] == (len(vocabulary) - len(unused),) * 2
