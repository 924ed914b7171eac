"""From probabilities to codings: several themes a text where it deserves them, none where it does not."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nlp.records import SuggestedCoding

THEMES_A_TEXT = 5


def codings_above(probabilities: NDArray[np.float64], keys: Sequence[str], bar: ArrayLike) -> list[SuggestedCoding]:
    """At most a few codings a text, each at or above `bar` (one number, or one a theme); the surest is primary."""
    bars = np.broadcast_to(np.asarray(bar, dtype=np.float64), (len(keys),))
    found = []
    for text, row in enumerate(probabilities):
        order = np.argsort(-row, kind="stable")
        best = [index for index in order if row[index] >= bars[index]][:THEMES_A_TEXT]
        found += [SuggestedCoding(text, keys[index], float(row[index]), bool(index == best[0])) for index in best]
    return found
