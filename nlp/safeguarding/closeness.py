"""How close a text comes, in meaning, to written examples of disclosures: for what no rule has words for.

A support vector machine with a Gaussian kernel (Cortes and Vapnik 1995), fitted on the vectors of the written examples
against those of lures and of ordinary speech, so that what tells is not the subject but what is said of it.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from nlp.encode.kept_rows import keep_rows, read_rows
from nlp.protocols import Encoder
from nlp.records import Vectors
from nlp.safeguarding.examples import Example
from nlp.safeguarding.records import LIKELY, QUIET, Concern, ConcernKind

HELD_FROM = -0.2
"""Chosen on the written examples and on half of the sample programme; see docs/decisions/0019-safeguarding.md."""
LIKELY_FROM = 0.3
FEWEST_WORDS = 5
"""What is shorter says too little to be close to anything: rules alone look at it."""
PENALTY, WIDTH = 3.0, 1.0
ORDINARY_WEIGHT = 0.5
"""Of one text of ordinary speech: there are many, and a miss costs more than a false alarm."""
_REASON = "Comes close in meaning to ways of speaking of {kind}, as in “{example}”."


@dataclass(frozen=True)
class Closeness:
    """What was learned from the examples. `vectors` has a row for each of `disclosures`."""

    machine: Any
    vectors: Vectors
    disclosures: tuple[Example, ...]

    def scores(self, vectors: Vectors) -> np.ndarray[Any, np.dtype[np.float64]]:
        """How close each text comes; shape (texts,)."""
        if not len(vectors):
            return np.zeros(0)
        scores: np.ndarray[Any, np.dtype[np.float64]] = self.machine.decision_function(vectors)
        return scores

    def concerns(self, texts: Sequence[str], vectors: Vectors, *, held_from: float = HELD_FROM) -> list[Concern | None]:
        """For each text the concern that it is in whole, or None. `vectors` has a row a text, of the same encoder."""
        scores = self.scores(vectors)
        return [
            self._concern(text, vector, score) if score >= held_from and len(text.split()) >= FEWEST_WORDS else None
            for text, vector, score in zip(texts, vectors, scores, strict=True)
        ]

    def _concern(self, text: str, vector: Vectors, score: float) -> Concern:
        nearest = self.disclosures[int(np.argmax(self.vectors @ vector))]
        kind: ConcernKind = nearest.kind
        reason = _REASON.format(kind=kind, example=nearest.text)
        return Concern(0, len(text), kind, LIKELY if score >= LIKELY_FROM else QUIET, reason)


def learn_closeness(
    encoder: Encoder, written: Sequence[Example], ordinary: Sequence[str], *, folder: Path | None = None
) -> Closeness:
    """What tells the disclosures among written examples from the lures among them, and from ordinary speech.

    `folder` is where the vectors of these are kept, made on first use. Without one they are not kept.
    """
    from sklearn.svm import SVC

    rows = _rows(encoder, [*(example.text for example in written), *ordinary], folder)
    is_disclosure = np.array([example.said != "lure" for example in written] + [False] * len(ordinary))
    weights = np.array([1.0] * len(written) + [ORDINARY_WEIGHT] * len(ordinary))
    machine = SVC(C=PENALTY, gamma=WIDTH, class_weight="balanced").fit(rows, is_disclosure, sample_weight=weights)
    told = [number for number, example in enumerate(written) if example.said != "lure"]
    return Closeness(machine, rows[told], tuple(written[number] for number in told))


def _rows(encoder: Encoder, texts: Sequence[str], folder: Path | None) -> Vectors:
    made_from = blake2b("\0".join((encoder.name, *texts)).encode(), digest_size=8).hexdigest()
    path = folder / f"closeness-{made_from}.safetensors" if folder else None
    if path and (kept := read_rows(path)) is not None:
        return kept
    rows = encoder.encode(texts)
    if path:
        # Where nothing can be written they are made anew each time: slower, and no worse.
        with contextlib.suppress(OSError):
            keep_rows(rows, path)
    return rows
