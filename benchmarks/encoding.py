"""Whether the encoder gives sentence-transformers' vectors, and how fast it is beside it."""

import importlib.util
import time

import numpy as np

from benchmarks.texts import phase1_texts
from nlp.encode import encoder
from nlp.encode.minilm import model_folder

TEXTS = 1500
Row = dict[str, str | float]


def measure() -> list[Row]:
    """A row a measure. Where sentence-transformers is not installed, the row says so."""
    texts = sorted(set(phase1_texts()))[:TEXTS]
    model = encoder("minilm")
    model.encode(texts[:32])
    started = time.perf_counter()
    ours = model.encode(texts)
    seconds = time.perf_counter() - started
    if importlib.util.find_spec("sentence_transformers") is None:
        return [{"measure": "beside sentence-transformers", "value": "not installed: pip install .[torch] to compare"}]
    from sentence_transformers import SentenceTransformer

    peer = SentenceTransformer(str(model_folder()), device="cpu")
    started = time.perf_counter()
    theirs = peer.encode(texts, normalize_embeddings=True)
    peer_seconds = time.perf_counter() - started
    return [
        {"measure": "largest difference of a number", "value": float(np.abs(ours - theirs).max())},
        {"measure": "smallest cosine similarity", "value": float((ours * theirs).sum(axis=1).min())},
        {"measure": "times as fast as sentence-transformers", "value": round(peer_seconds / seconds, 2)},
    ]
