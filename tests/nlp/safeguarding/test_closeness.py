from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from nlp.encode import encoder
from nlp.protocols import Progress, unheard
from nlp.records import Vectors
from nlp.safeguarding import Example, examples, learn_closeness, ordinary_speech


class Corners:
    """Puts what holds “bad” into one corner, all else into another."""

    name = "corners"
    dimensions = 2

    def __init__(self) -> None:
        self.times = 0

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        self.times += 1
        return np.array([(0, 1) if "bad" in text else (1, 0) for text in texts], dtype=np.float32).reshape(-1, 2)


WRITTEN = [Example("bad at home", "abuse", "quiet"), Example("home is fine", "abuse", "lure")]


def test_what_is_close_to_a_disclosure_is_a_concern_in_whole_with_its_nearest_example() -> None:
    corners = Corners()
    closeness = learn_closeness(corners, WRITTEN, ["we need a bus"])
    texts = ["it is really so bad", "it is really so sunny"]
    bad, sunny = closeness.concerns(texts, corners.encode(texts))
    assert sunny is None
    assert bad is not None
    assert (bad.start, bad.end, bad.kind) == (0, len("it is really so bad"), "abuse")
    assert "bad at home" in bad.reason


def test_nothing_is_close_to_nothing() -> None:
    closeness = learn_closeness(Corners(), WRITTEN, [])
    assert closeness.concerns([], Corners().encode([])) == []


def test_the_examples_are_encoded_once_and_others_anew(tmp_path: Path) -> None:
    texts = ["it is really so bad", "it is really so sunny"]
    rows, corners = Corners().encode(texts), Corners()
    first, again = (learn_closeness(corners, WRITTEN, ["we need a bus"], folder=tmp_path) for _ in range(2))
    assert corners.times == 1
    np.testing.assert_array_equal(first.scores(rows), again.scores(rows))
    learn_closeness(corners, WRITTEN, ["we need a train"], folder=tmp_path)
    assert corners.times == 2


@pytest.mark.parametrize("content", [b"", b"half of a file"])
def test_kept_vectors_that_cannot_be_read_are_made_anew(tmp_path: Path, content: bytes) -> None:
    corners = Corners()
    learn_closeness(corners, WRITTEN, [], folder=tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(content)
    learn_closeness(corners, WRITTEN, [], folder=tmp_path)
    assert corners.times == 2


@pytest.mark.model
def test_with_the_real_encoder_it_finds_what_rules_have_no_words_for() -> None:
    model = encoder("minilm", threads=1)
    closeness = learn_closeness(model, examples()[::3], ordinary_speech()[:60])
    texts = ["Whenever it's just him and me in the house I keep my door shut.", "The bus to the library is late."]
    held, let_by = closeness.concerns(texts, model.encode(texts))
    assert held is not None
    assert let_by is None
