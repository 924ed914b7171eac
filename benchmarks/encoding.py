"""Whether the encoder gives sentence-transformers' vectors, how fast it is beside it, and how far from the limit.

The limit is the machine's best rate of multiplying matrices in float32, by numpy's library, with as many threads. Only
what a text needs is counted for the encoder: its own tokens, and neither padding nor cutting the text into tokens.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.peers import ask
from benchmarks.texts import phase1_texts
from nlp.encode.graph import Shape
from nlp.encode.minilm import MOST_TOKENS, MiniLM, load_tokenizer, model_folder
from nlp.encode.static import Static

TEXTS = 300
ROUNDS = 5
SIDE = 2048
"""Of the square matrices that are multiplied; larger ones are no faster."""

THREADS = os.cpu_count() or 1
CACHE = Path(__file__).parent / "cache"
Row = dict[str, str | float]


def measure() -> list[Row]:
    """A row a measure. The fastest of rounds that take turns counts, for other work only ever slows one down."""
    texts = np.random.default_rng(0).permutation(sorted(set(phase1_texts())))[:TEXTS].tolist()
    model = MiniLM(threads=THREADS)
    model.encode(texts[:32])
    static = Static(CACHE, threads=THREADS)
    static.encode(texts[:32])
    one, other = (np.random.default_rng(seed).random((SIDE, SIDE), dtype=np.float32) for seed in (0, 1))
    ours = model.encode(texts)
    rounds = [
        (_seconds(lambda: model.encode(texts)), _seconds(lambda: static.encode(texts)), _seconds(lambda: one @ other))
        for _ in range(ROUNDS)
    ]
    seconds, static_seconds, multiplying = np.min(rounds, axis=0).tolist()
    limit = SIDE**3 / multiplying
    peer = ask("sentence_encoder", {"texts": texts, "rounds": ROUNDS}).answer
    theirs = np.array(peer["vectors"], dtype=np.float32)
    reached = _multiply_adds(texts) / seconds
    measured: dict[str, float] = {
        "threads": THREADS,
        "largest difference of a number from sentence-transformers": _short(float(np.abs(ours - theirs).max())),
        "smallest cosine similarity with sentence-transformers": float((ours * theirs).sum(axis=1).min()),
        "minilm, times as fast as sentence-transformers": round(peer["seconds"] / seconds, 2),
        "machine's best, billion multiply-adds a second": round(limit / 1e9, 1),
        "minilm, billion multiply-adds a second": round(reached / 1e9, 1),
        "minilm, share of the machine's best": round(reached / limit, 2),
        "sentence-transformers, share of the machine's best": round(reached * seconds / peer["seconds"] / limit, 2),
        "static, times as fast as minilm": round(seconds / static_seconds, 1),
    }
    return [{"measure": name, "value": value} for name, value in measured.items()]


def _short(number: float) -> float:
    return float(f"{number:.2g}")


def _seconds(work: Callable[[], object]) -> float:
    with threadpool_limits(THREADS):
        started = time.perf_counter()
        work()
        return time.perf_counter() - started


def _multiply_adds(texts: list[str]) -> float:
    """What the model's matrices need for these texts: a token's own, and each token with each of its text."""
    shape = Shape.read(model_folder() / "config.json")
    tokenizer = load_tokenizer(threads=THREADS)
    tokenizer.enable_truncation(MOST_TOKENS)
    tokens = np.array([len(encoding.ids) for encoding in tokenizer.encode_batch(texts)], dtype=float)
    # Four square matrices of attention, two four times as wide; then queries with keys, and weights with values.
    a_token = 12 * shape.dimensions**2
    pairs = 2 * shape.dimensions
    return float(shape.layers * (tokens.sum() * a_token + (tokens**2).sum() * pairs))
