"""The values that language work takes in and hands out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions), each row of length 1."""

DOUBTFUL_UP_TO = 0.5
"""The highest score of an identifier that a person should look at."""
FIRM_FROM = 0.9
"""The least share of re-runs in which a theme that is called firm was found again."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: characters `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Identifier(Span):
    """A stretch of text that names or points to somebody: what kind of identifier, from 0 to 1 sure, and why."""

    kind: str
    score: float
    why: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at it."""
        return self.score <= DOUBTFUL_UP_TO


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A text with its identifiers replaced.

    `replaced` has each placeholder that stands in `text` and the original it stands for; only the vault may keep it.
    `found` has, for each of them, where it stood in the original and why it was masked; `doubtful` has what stands in
    the original, and in `text`, though it may name somebody.
    """

    text: str
    replaced: tuple[tuple[str, str], ...]
    found: tuple[Identifier, ...] = ()
    doubtful: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeDefinition:
    """A theme as a codebook defines it. `key` is stable; `parent` is another theme's key."""

    key: str
    name: str
    definition: str = ""
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class SuggestedCoding:
    """A model's suggestion that text number `text` belongs to the theme `theme` (a key), from 0 to 1 sure."""

    text: int
    theme: str
    confidence: float
    is_primary: bool


@dataclass(frozen=True, slots=True)
class Stability:
    """In how many re-runs, each with part of the texts left out, a theme was found again."""

    found: int
    runs: int

    @property
    def is_firm(self) -> bool:
        """Whether it is there for more than chance."""
        return self.found >= FIRM_FROM * self.runs


@dataclass(frozen=True, slots=True)
class DiscoveredTheme:
    """A pattern found in texts that no codebook named: its members (text numbers) with their closeness, 0 to 1.

    `parent` is the key of the theme it is a part of, which has its members too.
    """

    key: str
    name: str
    keywords: tuple[str, ...]
    members: Mapping[int, float]
    parent: str | None = None
    stability: Stability | None = None


SentenceKind = Literal["counted", "said", "point", "example", "others", "apart", "view", "quote"]
"""Counts; words that came up; what several people said, the words that stand for it, and how many said other things;
what people did not see the same way, and each side's words; other quotes."""


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary, the numbers of the texts it rests on, and what kind of sentence it is."""

    text: str
    evidence: tuple[int, ...]
    kind: SentenceKind
