"""The quick encoder: a text is the mean of its tokens' vectors, which are made once from MiniLM and kept on disk."""

import contextlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from nlp.encode.batches import encode_in_batches
from nlp.encode.distil import DIMENSIONS, RECIPE, token_vectors
from nlp.encode.kept_rows import keep_rows, read_rows
from nlp.encode.minilm import MiniLM, load_tokenizer
from nlp.protocols import Progress, unheard
from nlp.records import Vectors

BATCH = 4096, 200_000
"""Each of a batch's tokens takes 1 kB for a moment."""


FILE = f"{MiniLM.name}-static-{DIMENSIONS}-recipe-{RECIPE}.safetensors"


class Static:
    """Meaning as 256 numbers a text, some fifty times as fast as MiniLM and coarser: word order counts for nothing."""

    name = f"{MiniLM.name}, static {DIMENSIONS}, recipe {RECIPE}"
    dimensions = DIMENSIONS

    def __init__(self, folder: Path | None = None, *, threads: int = 0) -> None:
        """`folder` is where the tokens' vectors are kept, made on first use. Without one they are not kept."""
        self._path = folder / FILE if folder else None
        self._threads = threads
        self._vectors: Vectors | None = None

    @property
    def is_made(self) -> bool:
        """Whether the tokens' vectors are there already."""
        return self._vectors is not None or bool(self._path and self._path.is_file())

    def make(self, progress: Progress = unheard) -> Vectors:
        """The tokens' vectors, read or else made and kept. Raises ModelMissing."""
        if self._vectors is None and self._path:
            self._vectors = read_rows(self._path)
        if self._vectors is None:
            self._vectors = token_vectors(MiniLM(threads=self._threads), threads=self._threads, progress=progress)
            if self._path:
                # Where nothing can be written they are made anew each time: slower, and no worse.
                with contextlib.suppress(OSError):
                    keep_rows(self._vectors, self._path)
        return self._vectors

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        """One unit-length row a text, in the order given; equal texts are encoded once."""
        return encode_in_batches(texts, self._encode_batch, dimensions=DIMENSIONS, batch=BATCH, progress=progress)

    def _encode_batch(self, texts: list[str]) -> Vectors:
        rows: Vectors = self._model.encode(texts, use_multiprocessing=False)
        # A text of which no token is known means what the unknown token means.
        rows[~rows.any(axis=1)] = self._unknown
        return rows

    @cached_property
    def _model(self) -> Any:
        from model2vec import StaticModel

        return StaticModel(self.make(), load_tokenizer(threads=self._threads), normalize=True)

    @cached_property
    def _unknown(self) -> Vectors:
        row: Vectors = self._model.embedding[self._model.unk_token_id]
        return row / np.linalg.norm(row)
