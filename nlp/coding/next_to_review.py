"""Which codings a person should look at next, so that a minute of theirs teaches the coder most.

A coding is worth asking about as far as the coder is in doubt (the entropy of its probability; Lewis and Gale 1994),
as its theme is large and has had few decisions for its size, and as its text is unlike those already asked about for
the theme: ten copies of one complaint teach no more than the first.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from nlp.records import Vectors

CANDIDATES_A_THEME = 200
"""Only so many of a theme's most doubtful texts are weighed against each other, however large the corpus is."""
SMALLEST_SHARE = 0.01
"""A theme counts as no smaller than this share of all codings, so that a rare one is asked about too."""


def next_to_review(
    probabilities: NDArray[np.float64],
    vectors: Vectors,
    decided: Collection[tuple[int, int]],
    count: int,
    *,
    seed: int = 0,
) -> list[tuple[int, int]]:
    """At most `count` pairs of (text, theme), the most telling first; none that is decided, and none twice.

    `probabilities` has shape (texts, themes) and `vectors` a row a text. The list is shorter than `count` only where
    there are not so many undecided pairs left among the candidates. `seed` settles ties.
    """
    doubt = _doubt(probabilities)
    size = probabilities.sum(axis=0) / max(probabilities.sum(), 1e-9) + SMALLEST_SHARE
    asked = np.zeros(doubt.shape[1])
    for text, theme in decided:
        doubt[text, theme] = -1.0
        asked[theme] += 1
    text_of, theme_of = _candidates(doubt, seed)
    worth = doubt[text_of, theme_of]
    likeness = _likeness_to_decided(vectors, decided, text_of, theme_of)
    is_open = np.ones(len(text_of), dtype=bool)
    picked: list[tuple[int, int]] = []
    while len(picked) < min(count, len(text_of)):
        value = worth * (1 - likeness) * np.sqrt(size / (1 + asked))[theme_of]
        best = int(np.where(is_open, value, -1.0).argmax())
        text, theme = int(text_of[best]), int(theme_of[best])
        picked.append((text, theme))
        asked[theme] += 1
        same = theme_of == theme
        likeness[same] = np.maximum(likeness[same], _similarity(vectors[text_of[same]], vectors[text]))
        is_open[best] = False
    return picked


def _doubt(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """Binary entropy, from 0 where the coder is sure to 1 where it might be either."""
    likely = np.clip(probabilities, 1e-9, 1 - 1e-9)
    return np.asarray(-(likely * np.log2(likely) + (1 - likely) * np.log2(1 - likely)))


def _candidates(doubt: NDArray[np.float64], seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The undecided pairs of each theme that are most in doubt, as texts and themes."""
    order = np.random.default_rng(seed).permutation(len(doubt))
    ranked = order[np.argsort(-doubt[order], axis=0, kind="stable")][:CANDIDATES_A_THEME]
    themes = np.broadcast_to(np.arange(doubt.shape[1]), ranked.shape)
    is_open = np.take_along_axis(doubt, ranked, axis=0) >= 0
    return ranked[is_open], themes[is_open]


def _likeness_to_decided(
    vectors: Vectors, decided: Collection[tuple[int, int]], text_of: NDArray[np.int64], theme_of: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How close each candidate comes to a text that was decided for the same theme, 0 to 1."""
    likeness = np.zeros(len(text_of))
    for theme in {theme for _, theme in decided}:
        same = theme_of == theme
        texts = sorted(text for text, other in decided if other == theme)
        near = vectors[text_of[same]] @ vectors[texts].T
        likeness[same] = near.max(axis=1).clip(0, 1)
    return likeness


def _similarity(vectors: Vectors, one: Vectors) -> NDArray[np.float64]:
    return np.asarray((vectors @ one).clip(0, 1), dtype=np.float64)
