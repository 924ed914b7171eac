"""What speaks for a sentence: the words to look for, what lies near it in meaning, and both together."""

import re
from collections.abc import Sequence

import numpy as np

from nlp.records import Vectors
from nlp.themes.words import stop_words

MOST_WORDS = 12
FUSED_AT = 60
"""How little more the very first place is worth than the next. G. V. Cormack, C. L. A. Clarke and S. Büttcher,
Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, SIGIR 2009."""


def telling_words(sentence: str) -> list[str]:
    """The words to look for, each once: those that say something, or all of them where none does."""
    words = list(dict.fromkeys(re.findall(r"[^\W_]+", sentence.casefold())))
    telling = [word for word in words if word not in stop_words() and len(word) > 1]
    return (telling or words)[:MOST_WORDS]


def nearest(sentence: Vectors, rows: Vectors, *, limit: int) -> list[int]:
    """The places of the rows (unit length, one a text) nearest to a sentence's vector, the nearest first."""
    likeness = rows @ sentence.reshape(-1)
    some = np.argpartition(-likeness, min(limit, len(rows)) - 1)[:limit] if len(rows) else np.array([], dtype=int)
    return [int(place) for place in sorted(some, key=lambda place: (-likeness[place], place))]


def fused(rankings: Sequence[Sequence[int]], *, limit: int) -> list[int]:
    """One ranking out of several, the best first: what stands high in any, and higher what stands high in more."""
    score: dict[int, float] = {}
    for ranking in rankings:
        for place, one in enumerate(ranking, start=1):
            score[one] = score.get(one, 0.0) + 1 / (FUSED_AT + place)
    return sorted(score, key=lambda one: (-score[one], one))[:limit]
