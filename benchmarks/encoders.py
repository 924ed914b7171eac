"""What the choice of an encoder, and keeping its vectors in half the room, does to themes and codings.

Themes: adjusted mutual information of plain k-means at 25 with people's codes, the mean of some seeds, on the halves
kept for judging. Codings: average precision from a codebook's definitions and examples alone, on the half of the NEAS
comments to develop on. Neither encoder was tuned on any of it: static follows its library's recipe.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_mutual_info_score, average_precision_score

from benchmarks.coded_texts import CodedTexts, coded_texts
from benchmarks.discovery import MOST_THEMES
from benchmarks.encoding import CACHE
from benchmarks.texts import halves
from nlp.coding.coder import Coder
from nlp.encode import encoder
from nlp.protocols import Encoder
from nlp.records import Vectors
from service.workflow.encoding import KEPT_AS

SEEDS = range(3)
Row = dict[str, str | float]


def measure() -> list[Row]:
    """Two rows an encoder: with its vectors as it gives them, and as the corpus keeps them."""
    return [row for name in ("minilm", "static") for row in _rows(name, encoder(name, cache=CACHE))]


def _rows(name: str, model: Encoder) -> Iterator[Row]:
    sets = coded_texts("judged")
    vectors = [model.encode(coded.texts) for coded in sets]
    yield _row(name, sets, vectors) | _coding(model)
    kept = [own.astype(KEPT_AS).astype(np.float32) for own in vectors]
    yield _row(f"{name}, as kept", sets, kept) | dict.fromkeys(("coding, micro AP", "coding, macro AP"), "")


def _row(name: str, sets: Sequence[CodedTexts], vectors: Sequence[Vectors]) -> Row:
    agreement: dict[str, list[float]] = {}
    for coded, own in zip(sets, vectors, strict=True):
        unit = own / np.linalg.norm(own, axis=1, keepdims=True)
        found = [KMeans(MOST_THEMES, random_state=seed).fit_predict(unit) for seed in SEEDS]
        agreement.setdefault(coded.set, []).append(np.mean([adjusted_mutual_info_score(coded.codes, a) for a in found]))
    means = {f"AMI, {own}": float(np.mean(values)) for own, values in agreement.items()}
    means["AMI, mean"] = float(np.mean(list(means.values())))
    return {"encoder": name} | {column: round(value, 3) for column, value in means.items()}


def _coding(model: Encoder) -> Row:
    comments, _ = halves()
    scores = Coder(comments.themes, model).probabilities(comments.texts, model.encode(comments.texts))
    columns = range(comments.codes.shape[1])
    precision = [average_precision_score(comments.codes[:, theme], scores[:, theme]) for theme in columns]
    micro = average_precision_score(comments.codes.ravel(), scores.ravel())
    return {"coding, micro AP": round(float(micro), 3), "coding, macro AP": round(float(np.mean(precision)), 3)}
