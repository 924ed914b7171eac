"""What one person said once, strongly: nothing that others said is like it, so no theme is made of it.

A minimum size of a theme drops exactly this, and it may be the one thing in a programme that somebody has to act on.
The ranking is made of general signs only: words of need, of harm and of always and never, speaking of oneself, how much
is said, and how far the nearest thing that anybody else said lies. It chooses what a person reads first; whether it
matters, a person says.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.agreements import is_agreement
from nlp.records import Vectors
from nlp.themes.words import stop_words

FEWEST_CONTENT_WORDS = 4
MOST_COMPARED = 4000
"""Where more texts than this fit no theme, those with the strongest words are compared with all others."""
SAID_BY_OTHERS = 0.7
"""Cosine similarity from which on somebody else said much the same."""
STRONG = 2.0
LONG = 25
"""Words from which on more of them make nothing stronger."""
_ROWS_AT_ONCE = 8192
_TEXTS_AT_ONCE = 512

_SIGNS = (
    # need, and what ought to be
    r"need(?:s|ed)?|want(?:s|ed)?|wish(?:es|ed)?|must|should(?:n'?t)?|ought|please|stop|can'?t|cannot|couldn'?t|won'?t|"
    r"wouldn'?t|refus\w+|(?:has|have|had)-to|(?:let|give)-(?:us|me)",
    # always and never
    r"never|always|nobody|no-one|nothing|nowhere|everyone|everybody|everything|every|only|ever|at-all|all-the-time|"
    r"any-?more|none",
    # harm, fear and loss
    r"afraid|scared?|scary|frighten\w*|terrif\w+|unsafe|safe|safety|danger\w*|threat\w*|alone|lonel\w+|asham\w+|"
    r"embarrass\w+|hurt\w*|hate[sd]?|angry|anger|cry|cried|crying|die[sd]?|dying|dead|death|kill\w*|suicid\w+|worst|"
    r"worse|awful|horrible|desperat\w+|ignor\w+|blam\w+|punish\w*|bull(?:y|ied|ying)|abus\w+|attack\w*|police|lost|"
    r"lose|losing|panic\w*|nightmare\w*|trapped|forced|racis\w+|homeless\w*|hungry|(?:give|gave)-(?:up|in)",
)
_SIGN = tuple(re.compile(sign) for sign in _SIGNS)
_PHRASE = re.compile(
    r"\b(?:(?:has|have|had) to|(?:let|give) (?:us|me)|no one|at all|all the time|any more|(?:give|gave) (?:up|in))\b"
)
_SELF = frozenset(
    ("i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "myself", "we", "we're", "we've", "us", "our")
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True, slots=True)
class RareVoice:
    """Text number `text`; how strong it is (a higher number comes first), and its likeness (cosine) to the nearest text
    of anybody else."""

    text: int
    strength: float
    nearest: float


def said_once(
    texts: Sequence[str], vectors: Vectors, people: Sequence[int], unplaced: Sequence[int]
) -> list[RareVoice]:
    """Of the texts numbered `unplaced`, which fit no theme: those of substance that nobody else said, strongest first.

    `people` gives a number for whoever said each text. All texts are compared with, in blocks, so that memory stays
    the same however many there are.
    """
    weights = {number: strength_of_words(texts[number]) for number in unplaced if is_substantial(texts[number])}
    chosen = sorted(weights, key=lambda number: (-weights[number], number))[:MOST_COMPARED]
    if not chosen:
        return []
    nearest = _nearest_of_others(vectors, np.asarray(people), np.asarray(chosen))
    lonely = float(np.quantile(nearest, 0.25))
    found = [
        RareVoice(number, round(weights[number] + 2 * (1 - near), 4), round(near, 4))
        for number, near in zip(chosen, map(float, nearest), strict=True)
        if near < SAID_BY_OTHERS and (weights[number] >= STRONG or near <= lonely)
    ]
    return sorted(found, key=lambda one: (-one.strength, one.text))


def is_substantial(text: str) -> bool:
    """Whether a text says something by itself: enough words that carry meaning, more than agreeing or only asking."""
    plain = _plain(text)
    if is_agreement(text) or plain.rstrip().endswith("?"):
        return False
    return len(set(_WORD.findall(plain)) - stop_words()) >= FEWEST_CONTENT_WORDS


def strength_of_words(text: str) -> float:
    """From 0 on: a point for each kind of strong word, half for a second of its kind, half for speaking of oneself, and
    up to one for length."""
    words = _WORD.findall(_PHRASE.sub(lambda phrase: phrase.group().replace(" ", "-"), _plain(text)))
    kinds = Counter(kind for word in set(words) if (kind := _kind(word)) is not None)
    strong = sum(min(1 + 0.5 * (found - 1), 1.5) for found in kinds.values())
    return strong + 0.5 * (not _SELF.isdisjoint(words)) + min(len(words) / LONG, 1.0)


@lru_cache(maxsize=50_000)
def _kind(word: str) -> int | None:
    """Which kind of strong word this is, if it is one."""
    return next((kind for kind, sign in enumerate(_SIGN) if sign.fullmatch(word)), None)


def _nearest_of_others(vectors: Vectors, people: NDArray[np.int64], chosen: NDArray[np.int64]) -> NDArray[np.float32]:
    """For each chosen text, the greatest similarity to a text of another person; -1 where nobody else spoke."""
    nearest = np.full(len(chosen), -1.0, dtype=np.float32)
    for start in range(0, len(chosen), _TEXTS_AT_ONCE):
        mine = slice(start, start + _TEXTS_AT_ONCE)
        rows, who = np.asarray(vectors[chosen[mine]], dtype=np.float32), people[chosen[mine]]
        for first in range(0, len(people), _ROWS_AT_ONCE):
            block = slice(first, first + _ROWS_AT_ONCE)
            alike = rows @ np.asarray(vectors[block], dtype=np.float32).T
            alike[who[:, None] == people[None, block]] = -1.0
            np.maximum(nearest[mine], alike.max(axis=1), out=nearest[mine])
    return nearest


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")
