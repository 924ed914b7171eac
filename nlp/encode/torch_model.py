"""An encoder on torch, for a graphics card or for another model: needs the [torch] extra, and fetches nothing."""

import importlib.util
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from nlp.encode.batches import encode_in_batches
from nlp.encode.minilm import MiniLM, model_folder
from nlp.errors import ModelMissing
from nlp.protocols import Progress, unheard
from nlp.records import Vectors

LIBRARY = "sentence_transformers"
BATCH = 256, 100_000
WEIGHTS = frozenset({".safetensors", ".bin", ".json", ".txt", ".model"})
"""What of a model's folder its vectors depend on."""


class TorchModel:
    """A model of sentence-transformers: the installed MiniLM, or one that lies on this machine."""

    def __init__(self, model: str = "", *, threads: int = 0) -> None:
        """`model` is a folder, or the name of a model that was downloaded before. Raises ModelMissing."""
        if importlib.util.find_spec(LIBRARY) is None:
            raise ModelMissing(
                "The encoder “torch” needs sentence-transformers, which is not installed. "
                "Run “.venv/bin/pip install sentence-transformers”, or choose minilm or static."
            )
        self._folder = _folder_of(model) if model else model_folder()
        title = (model.rstrip("/").rpartition("/")[2] or self._folder.name) if model else MiniLM.name
        self.name = f"{title}, sentence-transformers, weights {_digest(self._folder)}"
        self._threads = threads

    @property
    def dimensions(self) -> int:
        """Numbers a text; loads the model."""
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        """One unit-length row a text, in the order given; equal texts are encoded once."""
        return encode_in_batches(texts, self._encode_batch, dimensions=self.dimensions, batch=BATCH, progress=progress)

    def _encode_batch(self, texts: list[str]) -> Vectors:
        rows: Vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return rows

    @cached_property
    def _model(self) -> Any:
        import torch
        from sentence_transformers import SentenceTransformer

        if self._threads:
            torch.set_num_threads(self._threads)
        return SentenceTransformer(str(self._folder), local_files_only=True)


def _folder_of(model: str) -> Path:
    """The folder of a model given as a folder or by name. Raises ModelMissing."""
    if (Path(model) / "config.json").is_file() or (Path(model) / "modules.json").is_file():
        return Path(model)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, local_files_only=True))  # nosec B615
    except (HFValidationError, LocalEntryNotFoundError) as error:
        raise ModelMissing(
            f"The model “{model}” is not on this machine, and Chorus fetches nothing. "
            "Download it first, or give the folder that it lies in."
        ) from error


def _digest(folder: Path) -> str:
    """Eight letters that are others when anything in the model is another."""
    digest = blake2b(digest_size=4)
    for file in sorted(file for file in folder.rglob("*") if file.suffix in WEIGHTS and file.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as content:
            while piece := content.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()
