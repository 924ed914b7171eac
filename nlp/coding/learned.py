"""Learns a codebook from texts that people have coded, and codes the rest.

A linear support vector machine a theme over meaning (vectors), words and parts of words. Probabilities and each
theme's bar come from texts held out in folds, never from texts that were learned from (Platt 1999).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.coding.choice import codings_above
from nlp.errors import TooLittleText
from nlp.records import SuggestedCoding, Vectors

FOLDS = 3
FEWEST_TO_LEARN_FROM = 6
LOWEST_BAR = 0.1


@dataclass(frozen=True, slots=True)
class _Judgement:
    """How one theme's distance becomes a probability, and from which probability on it is coded."""

    slope: float
    offset: float
    bar: float


class LearnedCoder:
    """Codes texts as people coded others."""

    name = "learned"

    def __init__(
        self, texts: Sequence[str], vectors: Vectors, codes: Sequence[frozenset[str]], *, seed: int = 0
    ) -> None:
        """Raises TooLittleText where no code was given often enough to learn from."""
        counts = {key: sum(key in given for given in codes) for key in sorted(set().union(*codes))}
        self.themes = tuple(key for key, count in counts.items() if count >= FEWEST_TO_LEARN_FROM)
        self.too_rare = tuple(key for key in counts if key not in self.themes)
        if not self.themes:
            raise TooLittleText(
                f"No code was given to at least {FEWEST_TO_LEARN_FROM} texts, so there is nothing to learn from. "
                "Code more rows by hand first."
            )
        given = np.array([[key in row for key in self.themes] for row in codes])
        features = _Features().fit(texts)
        rows = features.transform(texts, vectors)
        self._judgements = _judge_held_out(rows, given, seed)
        self._model = _fit(rows, given, seed)
        self._features = features

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float64]:
        """How likely each text belongs to each theme; shape (texts, themes)."""
        distances = _distances(self._model, self._features.transform(texts, vectors))
        return np.stack(
            [_probability(distances[:, index], judge) for index, judge in enumerate(self._judgements)], axis=1
        )

    def code(self, texts: Sequence[str], vectors: Vectors) -> list[SuggestedCoding]:
        """The themes of each text, surest first; a text that fits none has no coding."""
        bars = [judge.bar for judge in self._judgements]
        return codings_above(self.probabilities(texts, vectors), self.themes, bars)


class _Features:
    """Vectors beside words and parts of words."""

    def fit(self, texts: Sequence[str]) -> "_Features":
        from sklearn.feature_extraction.text import TfidfVectorizer

        few = 2 if len(texts) > 100 else 1
        self._words = TfidfVectorizer(ngram_range=(1, 2), min_df=few, sublinear_tf=True, dtype=np.float32).fit(texts)
        self._parts = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), min_df=few, sublinear_tf=True, dtype=np.float32
        ).fit(texts)
        return self

    def transform(self, texts: Sequence[str], vectors: Vectors) -> Any:
        from scipy.sparse import csr_matrix, hstack

        return hstack([csr_matrix(vectors), self._words.transform(texts), self._parts.transform(texts)]).tocsr()


def _fit(rows: Any, given: NDArray[np.bool_], seed: int) -> list[Any]:
    from sklearn.svm import LinearSVC

    return [
        LinearSVC(C=0.2, class_weight="balanced", random_state=seed).fit(rows, column)
        if column.any() and not column.all()
        else (1.0 if column.any() else -1.0)  # on every text or on none: there is no side to lie on
        for column in given.T
    ]


def _distances(model: list[Any], rows: Any) -> NDArray[np.float64]:
    return np.stack(
        [np.full(rows.shape[0], one) if isinstance(one, float) else one.decision_function(rows) for one in model],
        axis=1,
    )


def _judge_held_out(rows: Any, given: NDArray[np.bool_], seed: int) -> list[_Judgement]:
    from sklearn.model_selection import KFold

    distances = np.zeros(given.shape)
    for rest, held_out in KFold(FOLDS, shuffle=True, random_state=seed).split(given):
        distances[held_out] = _distances(_fit(rows[rest], given[rest], seed), rows[held_out])
    return [_judgement(distances[:, index], given[:, index]) for index in range(given.shape[1])]


def _judgement(distances: NDArray[np.float64], given: NDArray[np.bool_]) -> _Judgement:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import precision_recall_curve

    if given.all():  # Laplace's rule of succession: nothing speaks against it
        return _Judgement(0.0, float(np.log(len(given) + 1)), LOWEST_BAR)
    model = LogisticRegression(C=10.0).fit(distances[:, None], given)
    judge = _Judgement(float(model.coef_[0][0]), float(model.intercept_[0]), 0.5)
    precision, recall, bars = precision_recall_curve(given, _probability(distances, judge))
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1[:-1].argmax())
    below = bars[best - 1] if best else bars[best]  # `bars` rise: the bar goes between what is taken in and what is not
    return _Judgement(judge.slope, judge.offset, float(max((bars[best] + below) / 2, LOWEST_BAR)))


def _probability(distances: NDArray[np.float64], judge: _Judgement) -> NDArray[np.float64]:
    likely: NDArray[np.float64] = 1 / (1 + np.exp(-(judge.slope * distances + judge.offset)))
    return likely
