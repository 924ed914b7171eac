"""What the choice of an encoder, and keeping its vectors in half the room, does to themes and codings.

Themes: adjusted mutual information of plain k-means at 25 with people's codes, the mean of some seeds, on the halves
kept for judging. Codings: average precision from a codebook's definitions and examples alone, on the half of the NEAS
comments to develop on. Neither encoder was tuned on any of it: static follows its library's recipe.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_mutual_info_score, average_precision_score

from benchmarks.coded_texts import coded_texts
from benchmarks.discovery import MOST_THEMES
from benchmarks.texts import development_half
from nlp.coding.coder import Coder
from nlp.encode import encoder
from nlp.protocols import Encoder, Progress, unheard
from nlp.records import Vectors
from service.workflow.encoding import KEPT_AS

SEEDS = range(3)
Row = dict[str, str | float]


class _Kept:
    """An encoder whose vectors went through the room that the corpus keeps them in."""

    def __init__(self, model: Encoder) -> None:
        self._model = model
        self.name, self.dimensions = model.name, model.dimensions

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        """As the corpus gives them back."""
        rows: Vectors = self._model.encode(texts, progress=progress).astype(KEPT_AS).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def measure() -> list[Row]:
    """A row an encoder."""
    models = {name: encoder(name) for name in ("minilm", "static")}
    kept = {f"{name}, as kept": _Kept(model) for name, model in models.items()}
    return [_row(name, model) for name, model in (models | kept).items()]


def _row(name: str, model: Encoder) -> Row:
    agreement: dict[str, list[float]] = {}
    for coded in coded_texts("judged"):
        vectors = model.encode(coded.texts)
        agree = partial(adjusted_mutual_info_score, coded.codes)
        found = [agree(KMeans(MOST_THEMES, random_state=seed).fit_predict(vectors)) for seed in SEEDS]
        agreement.setdefault(coded.set, []).append(float(np.mean(found)))
    sets = {own: round(float(np.mean(values)), 3) for own, values in agreement.items()}
    comments = development_half()
    scores = Coder(comments.themes, model).probabilities(comments.texts, model.encode(comments.texts))
    columns = range(comments.codes.shape[1])
    precision = [average_precision_score(comments.codes[:, theme], scores[:, theme]) for theme in columns]
    micro = average_precision_score(comments.codes.ravel(), scores.ravel())
    return (
        {"encoder": name}
        | {f"AMI, {own}": value for own, value in sets.items()}
        | {"AMI, mean": round(float(np.mean(list(sets.values()))), 3)}
        | {"coding, micro AP": round(float(micro), 3), "coding, macro AP": round(float(np.mean(precision)), 3)}
    )
