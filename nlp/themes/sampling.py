"""Which texts are looked at, where all of them would be too many or part of them is to be left out."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
"""Texts, by their places among those given."""

KEPT_SHARE = 0.8
"""What a re-run keeps of the texts."""


def sample(texts: Sequence[str], most: int) -> Numbers:
    """At most `most` texts, in their order. A text is drawn by its own checksum, whatever else there is."""
    if len(texts) <= most:
        return np.arange(len(texts))
    drawn = np.array([crc32(text.encode()) for text in texts])
    return np.sort(np.argsort(drawn, kind="stable")[:most])


def parts(total: int, runs: int, seed: int) -> list[Numbers]:
    """For each run the places it keeps, in an order of its own."""
    kept = max(2, round(KEPT_SHARE * total))
    return [np.random.default_rng([seed, run]).permutation(total)[:kept] for run in range(runs)]
