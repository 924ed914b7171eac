import importlib.util
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from nlp.encode import encoder
from nlp.encode import torch_model as module
from nlp.encode.minilm import MiniLM, model_folder
from nlp.encode.torch_model import LIBRARY
from nlp.errors import ModelMissing

pytestmark = pytest.mark.model
needs_torch = pytest.mark.skipif(
    importlib.util.find_spec(LIBRARY) is None, reason="The [torch] extra is not installed."
)


@pytest.fixture
def as_if_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is looked for when an encoder is made, and loaded only with the first text."""
    monkeypatch.setattr(module, "LIBRARY", "json")


@pytest.fixture
def a_copy(tmp_path: Path) -> Path:
    return shutil.copytree(model_folder(), tmp_path / "my-model")


def test_it_says_what_to_install_where_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIBRARY", "no_such_library")
    with pytest.raises(ModelMissing, match=r"Run “.venv/bin/pip install"):
        encoder("torch")


@pytest.mark.parametrize("name", ["no-such/model", "/no/such/folder", "a b c"])
@pytest.mark.usefixtures("as_if_installed")
def test_a_model_that_is_not_here_is_not_fetched(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelMissing, match=f"“{name}” is not on this machine"):
        encoder(f"torch:{name}")


@pytest.mark.usefixtures("as_if_installed")
def test_a_model_is_named_for_what_it_holds_and_not_for_where_it_lies(a_copy: Path, tmp_path: Path) -> None:
    name = encoder(f"torch:{a_copy}").name
    assert name.startswith("my-model, sentence-transformers, weights ")
    assert str(tmp_path) not in name
    moved = shutil.copytree(a_copy, tmp_path / "elsewhere" / "my-model")
    assert encoder(f"torch:{moved}/").name == name
    config = json.loads((a_copy / "config.json").read_text())
    (a_copy / "config.json").write_text(json.dumps(config | {"layer_norm_eps": 0.5}))
    assert encoder(f"torch:{a_copy}").name != name


@needs_torch
def test_it_gives_the_default_encoders_vectors_from_the_same_weights(minilm: MiniLM, a_copy: Path) -> None:
    import torch

    texts = ["I waited fourteen months.", "Nobody listens.", "", "等待太久了 🙂"]
    model = encoder(f"torch:{a_copy}", threads=1)
    np.testing.assert_allclose(model.encode(texts), minilm.encode(texts), atol=1e-5)
    assert torch.get_num_threads() == 1
