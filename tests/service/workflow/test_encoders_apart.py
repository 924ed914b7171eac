"""A vector never meets one of another model."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from corpus.records import Event, NewTheme
from corpus.store import codebook
from nlp.encode.minilm import MiniLM
from nlp.encode.static import Static
from nlp.protocols import Encoder, Progress, unheard
from nlp.records import Vectors
from service.workflow.analysis import analyse
from service.workflow.encoding import KEPT_AS, CachedEncoder
from service.workflow.intake import ColumnDecision
from service.workspace import Workspace

WAITING = (
    "The waiting list is far too long.",
    "We waited months for an appointment.",
    "Waiting and waiting to be seen.",
)
HEARD = ("Nobody listens to what we say.", "She listened and really heard me.", "They never listen to our voice.")
FOOD = ("The food in the canteen is cold.", "Lunch tastes of nothing.", "Good food and a warm dinner.")
CODEBOOK = [
    NewTheme("waiting", "Waiting lists", definition="Waiting a long time for an appointment.", examples=WAITING),
    NewTheme("heard", "Being listened to", definition="Whether people listen to what is said.", examples=HEARD),
    NewTheme("food", "Food", definition="What there is to eat, and how it tastes.", examples=FOOD),
]
ANSWERS = [
    "It took nine months until anybody saw my daughter.",
    "They never asked me what I wanted.",
    "The waiting list is far too long.",
    "Nobody listens to what we say here.",
    "My counsellor let me talk and took me seriously.",
    "We like the colour of the new benches.",
]


class _Watched:
    """Remembers what an encoder gave."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dimensions = encoder.name, encoder.dimensions
        self.gave: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        rows = self._encoder.encode(texts, progress=progress)
        self.gave |= dict(zip(texts, rows, strict=True))
        return rows


@pytest.mark.model
@pytest.mark.xdist_group("static")
def test_two_encoders_on_one_corpus_keep_apart(
    workspace: Workspace, event: Event, take_in: Any, minilm: MiniLM, static: Static
) -> None:
    corpus = workspace.corpus
    codebook.put_codebook(corpus, event.programme_id, CODEBOOK, reason="test")
    take_in("answers.csv", "\n".join(["Answer", *ANSWERS]), ColumnDecision(("Answer",)))
    codings: list[list[tuple[Any, ...]]] = []
    watched = [_Watched(minilm), _Watched(static), _Watched(minilm)]
    for encoder in watched:
        analyse(workspace, event.programme_id, encoder)
        codings.append(
            corpus.execute(
                """SELECT segment_id, theme_id, confidence, coders.name FROM codings
                JOIN coders ON coders.id = coder_id ORDER BY 1, 2"""
            ).fetchall()
        )
    first, second, third = watched
    assert set(first.gave) == set(second.gave) >= set(ANSWERS)
    assert third.gave == {}, "what was kept from the first time is used"
    assert codings[0] == codings[2] != codings[1]
    assert {row[3].rpartition(", codebook")[0] for row in codings[1]} == {static.name}
    for encoder in (first, second):
        kept = CachedEncoder(corpus, encoder).encode(ANSWERS)
        np.testing.assert_allclose(kept, [encoder.gave[text] for text in ANSWERS], atol=1e-3)


class _Sized:
    """Another model under the same name."""

    name = "one name"

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        rows = np.full((len(texts), self.dimensions), self.dimensions**-0.5, dtype=np.float32)
        progress(len(texts), len(texts))
        return rows


def test_a_kept_vector_of_another_length_is_never_given(workspace: Workspace) -> None:
    for dimensions in (4, 6, 4):
        rows = CachedEncoder(workspace.corpus, _Sized(dimensions)).encode(["one", "two"])
        np.testing.assert_allclose(rows, dimensions**-0.5, atol=1e-3)
        assert rows.shape == (2, dimensions)


def test_what_is_kept_is_what_was_new(workspace: Workspace, word_encoder: Encoder) -> None:
    texts = [f"text number {number} of them" for number in range(30)]
    new = CachedEncoder(workspace.corpus, word_encoder).encode(texts)
    kept = CachedEncoder(workspace.corpus, word_encoder).encode(texts[::-1])[::-1]
    np.testing.assert_array_equal(new, kept)
    np.testing.assert_allclose(new, word_encoder.encode(texts), atol=np.finfo(KEPT_AS).eps)
