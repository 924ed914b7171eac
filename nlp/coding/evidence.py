"""What a coder learns from: what the codebook says, and what people decided."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.coding.small_talk import SMALL_TALK
from nlp.non_answers import is_non_answer
from nlp.protocols import Encoder
from nlp.records import ThemeDefinition, Vectors

Decisions = NDArray[np.int8]
"""Shape (texts, themes): 1 where the text is the theme's, -1 where it is not, 0 where nobody has said."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Texts with their vectors and what is known of them; one row each."""

    texts: tuple[str, ...]
    vectors: Vectors
    decisions: Decisions

    def __len__(self) -> int:
        return len(self.texts)

    def __add__(self, other: "Evidence") -> "Evidence":
        return Evidence(
            self.texts + other.texts,
            np.vstack([self.vectors, other.vectors]),
            np.vstack([self.decisions, other.decisions]),
        )


def codebook_evidence(themes: Sequence[ThemeDefinition], encoder: Encoder) -> Evidence:
    """Every statement of the codebook as a text of its theme, and small talk as no theme's.

    Excludes are for people: they describe the neighbouring theme. An example that answers nothing (“Nothing”)
    teaches nothing. A child's statement says nothing against its parent, nor the other way round.
    """
    texts, rows = list(SMALL_TALK), [np.full(len(themes), -1, dtype=np.int8)] * len(SMALL_TALK)
    for number, theme in enumerate(themes):
        says = [theme.name, f"{theme.name}. {theme.definition}", *theme.includes, *theme.examples]
        distinct = [text for text in dict.fromkeys(says) if not is_non_answer(text)]
        texts += distinct
        rows += [_of_theme(number, themes)] * len(distinct)
    return Evidence(tuple(texts), encoder.encode(texts), np.array(rows, dtype=np.int8))


def _of_theme(number: int, themes: Sequence[ThemeDefinition]) -> Decisions:
    one = themes[number]
    related = [other.key == one.parent or other.parent == one.key for other in themes]
    row = np.where(related, 0, -1).astype(np.int8)
    row[number] = 1
    return row
