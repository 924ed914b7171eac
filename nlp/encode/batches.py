"""Texts to rows, a batch at a time: what every encoder shares."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from nlp.protocols import Progress
from nlp.records import Vectors

TEXTS_IN_VIEW = 4096


def encode_in_batches(
    texts: Sequence[str],
    encode_batch: Callable[[list[str]], Vectors],
    *,
    dimensions: int,
    batch: tuple[int, int],
    progress: Progress,
) -> Vectors:
    """One row a text, in the order given; equal texts are encoded once. Needs the rows and one batch of memory.

    `batch` is the most texts and the most characters that `encode_batch` gets. The batches are the same whatever order
    the texts come in. Some thousand texts are in view at a time and sorted by length, so that little is padded; not all
    at once, for then the slowest would come last and nobody could tell how long it takes still.
    """
    first: dict[str, int] = {}
    for row, text in enumerate(texts):
        first.setdefault(text, row)
    distinct = sorted(first)
    rows = np.empty((len(texts), dimensions), dtype=np.float32)
    done = 0
    for start in range(0, len(distinct), TEXTS_IN_VIEW):
        for some in _batches(sorted(distinct[start : start + TEXTS_IN_VIEW], key=len), *batch):
            rows[[first[text] for text in some]] = encode_batch(some)
            done += len(some)
            progress(done, len(distinct))
    _repeat(rows, texts, first)
    return rows


def _batches(texts: Sequence[str], most_texts: int, most_characters: int) -> Iterator[list[str]]:
    """At least one text each, and no more of both than given."""
    some: list[str] = []
    characters = 0
    for text in texts:
        characters += len(text)
        if some and (len(some) == most_texts or characters > most_characters):
            yield some
            some, characters = [], len(text)
        some.append(text)
    if some:
        yield some


def _repeat(rows: Vectors, texts: Sequence[str], first: dict[str, int]) -> None:
    """Gives texts that were said before the row of the first time."""
    if len(first) == len(texts):
        return
    again = [row for row, text in enumerate(texts) if first[text] != row]
    for start in range(0, len(again), TEXTS_IN_VIEW):
        some = again[start : start + TEXTS_IN_VIEW]
        rows[some] = rows[[first[texts[row]] for row in some]]
