"""What a text says is so and what it says is not: its own words, each for or against; and whether it praises or blames.

Two texts on the same matter lie close together as vectors whether one says yes and the other no. Their words tell them
apart: a negation turns every word after it, to the end of its clause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from nlp.summary.evaluative import BAD, BLAMED, GOOD, HATED, HELPED, LIKED, NOTHING, PLEASED, WANTED, Side
from nlp.themes.inflect import stem
from nlp.themes.tags import clauses
from nlp.themes.words import stop_words

Matrix = Any
"""A sparse matrix of scipy's, which has no types and is loaded late."""
_PRAISE = GOOD | LIKED | HELPED | PLEASED
_BLAME = BAD | HATED | WANTED | BLAMED
_TURNING = NOTHING | {"nobody", "no-one", "without", "neither", "nor"}
_OWN = "nvgea"
"""What nouns, verbs and adjectives are tagged with (`nlp.themes.lexicon`)."""
_FEWEST_LETTERS = 3
_STANDS_FOR_A_NAME = "xxxx"
_ALSO_A_SPEAKER = "professional"
"""A stop word, because speakers are called so; and one of praise."""


@dataclass(frozen=True, slots=True)
class Asserted:
    """The stems of a text's own words, each with 1 where it is said to be so and -1 where not; which of them name
    something, and neither praise nor blame; and 1 where it only praises, -1 where it only blames or wishes, or 0."""

    words: Mapping[str, Side]
    named: frozenset[str]
    side: Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Texts by their words, both of shape (texts, words).

    `weights` has rows of length 1 (or 0): the rarer a word among these texts the heavier (Sparck Jones 1972), and below
    0 where it is said not to be so. `named` has 1 or -1 for each word that names something.
    """

    weights: Matrix
    named: Matrix


@lru_cache(maxsize=2**14)
def asserted(text: str) -> Asserted:
    """What a text asserts. A word said both ways counts as it came first; “how long” blames nobody."""
    words: dict[str, Side] = {}
    named: set[str] = set()
    sides: set[Side] = set()
    for clause in clauses(text):
        sign: Side = 1
        before = ""
        for word, tag in zip((word.lower() for word in clause.words), clause.tags, strict=True):
            if tag in "wx" or word in _TURNING:
                sign = 1 if tag == "w" else -1
            if before != "how" and (word in _PRAISE or word in _BLAME):
                sides.add(sign if word in _PRAISE else -sign)
            if tag in _OWN and _says_something(word):
                words.setdefault(stem(word), sign)
                if word not in _PRAISE and word not in _BLAME:
                    named.add(stem(word))
            before = word
    return Asserted(words, frozenset(named), sides.pop() if len(sides) == 1 else 0)


def weighed(texts: Sequence[Asserted]) -> Weighed:
    """Their words, weighed among themselves."""
    from scipy.sparse import csr_matrix

    used: dict[str, int] = {}
    for one in texts:
        for word in one.words:
            used[word] = used.get(word, 0) + 1
    column = {word: number for number, word in enumerate(sorted(used))}
    cells = [(row, word, sign) for row, one in enumerate(texts) for word, sign in one.words.items()]
    place = [row for row, _, _ in cells], [column[word] for _, word, _ in cells]
    shape = len(texts), len(column)
    weights = [sign * np.log(len(texts) / used[word]) for _, word, sign in cells]
    named = [sign * (word in texts[row].named) for row, word, sign in cells]
    return Weighed(
        _unit_rows(csr_matrix((np.asarray(weights, np.float32), place), shape=shape)),
        csr_matrix((np.asarray(named, np.float32), place), shape=shape),
    )


def _unit_rows(matrix: Matrix) -> Matrix:
    from scipy.sparse import diags

    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (diags(1 / np.maximum(lengths, 1e-9)) @ matrix).astype(np.float32).tocsr()


def _says_something(word: str) -> bool:
    if word == _ALSO_A_SPEAKER:
        return True
    return len(word) >= _FEWEST_LETTERS and word not in stop_words() and word != _STANDS_FOR_A_NAME
