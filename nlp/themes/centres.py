"""Where discovered themes lie, so that what is said later can be put into them without looking for themes anew."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.records import SuggestedCoding, Vectors

LOOSEST = 0.1
"""The share of a theme's own members that are farther from its centre than a new text may be."""


@dataclass(frozen=True, slots=True)
class Centre:
    """A theme's mean direction, shape (dimensions,) and of length 1, and the least closeness of one of its texts."""

    key: str
    direction: NDArray[np.float32]
    reach: float


def centre_of(key: str, members: Vectors) -> Centre:
    """The centre of a theme's members, unit vectors of which there is at least one.

    It reaches as far as nine out of ten of them lie from the centre of the others: a text draws the centre of a small
    theme towards itself, and what is said later does not.
    """
    total = members.sum(axis=0, dtype=np.float64)
    direction = np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)
    along = members @ total
    others = np.sqrt((total @ total - 2 * along + 1).clip(1e-9))
    closeness = (along - 1) / others if len(members) > 1 else along
    return Centre(key, direction, float(np.quantile(closeness, LOOSEST)))


def nearest(vectors: Vectors, centres: Sequence[Centre]) -> list[SuggestedCoding]:
    """The theme whose centre each text is closest to, where it is within its reach; the rest have none."""
    if not centres or not len(vectors):
        return []
    closeness = vectors @ np.stack([centre.direction for centre in centres]).T
    best = closeness.argmax(axis=1)
    return [
        SuggestedCoding(text, centres[theme].key, float(np.clip(closeness[text, theme], 0, 1)), is_primary=True)
        for text, theme in enumerate(best)
        if closeness[text, theme] >= centres[theme].reach
    ]
