import numpy as np
import pytest

from nlp.evidence import MOST_WORDS, fused, nearest, telling_words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The lift is broken, and the LIFT stinks!", ["lift", "broken", "stinks"]),
        ("It was as it is", ["it", "was", "as", "is"]),
        ("", []),
    ],
)
def test_words_that_say_something_are_looked_for(sentence: str, words: list[str]) -> None:
    assert telling_words(sentence) == words
    assert len(telling_words(" ".join(f"word{n}" for n in range(50)))) == MOST_WORDS


def test_the_nearest_come_first() -> None:
    rows = np.array([[1, 0], [0, 1], [0.8, 0.6]], dtype=np.float32)
    assert nearest(np.array([1, 0], dtype=np.float32), rows, limit=2) == [0, 2]
    assert nearest(np.array([1, 0], dtype=np.float32), rows, limit=9) == [0, 2, 1]
    assert nearest(np.array([1, 0], dtype=np.float32), rows[:0], limit=9) == []


def test_what_stands_high_in_both_comes_first() -> None:
    assert fused([[1, 2, 3], [3, 2]], limit=9) == [3, 2, 1]
    assert fused([[], [4]], limit=9) == [4]
    assert fused([[1, 2], [2, 1]], limit=1) == [1]
