import tracemalloc
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.encode import batches
from nlp.encode.batches import encode_in_batches
from nlp.protocols import unheard
from nlp.records import Vectors


def _lengths(texts: Sequence[str]) -> Vectors:
    return np.array([[len(text), ord(text[0]) if text else 0] for text in texts], dtype=np.float32)


def _encode(texts: Sequence[str], batch: tuple[int, int], given: list[list[str]] | None = None) -> Vectors:
    def encode_batch(some: list[str]) -> Vectors:
        if given is not None:
            given.append(some)
        return _lengths(some)

    return encode_in_batches(texts, encode_batch, dimensions=2, batch=batch, progress=unheard)


@given(
    texts=st.lists(st.text(max_size=9), max_size=40),
    most_texts=st.integers(1, 7),
    most_characters=st.integers(1, 30),
)
def test_every_text_has_its_row_and_no_batch_is_too_large(
    texts: list[str], most_texts: int, most_characters: int
) -> None:
    given: list[list[str]] = []
    rows = _encode(texts, (most_texts, most_characters), given)
    np.testing.assert_array_equal(rows, _lengths(texts).reshape(-1, 2))
    assert sorted(text for some in given for text in some) == sorted(set(texts))
    assert all(len(some) <= most_texts for some in given)
    assert all(len(some) == 1 or sum(map(len, some)) <= most_characters for some in given)


def test_batches_are_the_same_whatever_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "TEXTS_IN_VIEW", 10)
    texts = [f"{number * 7919 % 101} " * (number % 9) for number in range(60)]
    one: list[list[str]] = []
    other: list[list[str]] = []
    _encode(texts, (4, 1000), one)
    _encode(texts[::-1] + texts[:9], (4, 1000), other)
    assert one == other


@pytest.mark.parametrize("text_of", [str, lambda row: str(row % 5)], ids=["distinct", "repeated"])
def test_it_needs_no_more_than_the_rows_and_a_batch(text_of: Callable[[int], str]) -> None:
    texts = [text_of(row) for row in range(20_000)]

    def encode_batch(some: list[str]) -> Vectors:
        return np.ones((len(some), 256), dtype=np.float32)

    tracemalloc.start()
    rows = encode_in_batches(texts, encode_batch, dimensions=256, batch=(512, 10_000), progress=unheard)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < rows.nbytes * 1.4
