"""From scores to probabilities, learned on texts that were held out (Platt 1999).

One logistic regression weighs the views for all themes together; each theme may depart from it as far as its own
decisions bear it out (partial pooling: the departures are shrunk towards nothing).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.coding.evidence import Decisions
from nlp.coding.scores import Scores


@dataclass(frozen=True, slots=True)
class Calibration:
    """`slopes` has shape (themes, views), `offsets` a number a theme."""

    slopes: NDArray[np.float64]
    offsets: NDArray[np.float64]

    def probabilities(self, scores: Scores) -> NDArray[np.float64]:
        """Shape (texts, themes)."""
        likely: NDArray[np.float64] = 1 / (1 + np.exp(-((scores * self.slopes).sum(axis=2) + self.offsets)))
        return likely


def calibrated(scores: Scores, decisions: Decisions, weights: NDArray[np.float64], *, departure: float) -> Calibration:
    """Learned where a decision is known; `departure` 0 keeps all themes alike, 1 lets each go its own way easily."""
    from sklearn.linear_model import LogisticRegression

    known = decisions != 0
    middle = np.average(scores.mean(axis=1), axis=0, weights=weights)
    spread = scores.reshape(-1, scores.shape[2]).std(axis=0) + 1e-9
    rows = _rows(((scores - middle) / spread)[known], np.nonzero(known)[1], decisions.shape[1], departure)
    model = LogisticRegression(C=1.0, max_iter=2000)
    model.fit(rows, decisions[known] > 0, sample_weight=np.broadcast_to(weights[:, None], known.shape)[known])
    views = scores.shape[2]
    own = model.coef_[0][views:].reshape(decisions.shape[1], views + 1) * departure
    slopes = (model.coef_[0][:views] + own[:, :views]) / spread
    return Calibration(slopes, float(model.intercept_[0]) + own[:, views] - slopes @ middle)


def _rows(scores: NDArray[np.float64], theme: NDArray[np.int64], themes: int, departure: float) -> object:
    """The views for all themes, then for each theme its own views and offset; sparse."""
    from scipy.sparse import csr_matrix, hstack

    number, views = scores.shape
    own = np.column_stack([scores, np.ones(number)]) * departure
    columns = theme[:, None] * (views + 1) + np.arange(views + 1)
    starts = np.arange(number + 1) * (views + 1)
    return hstack(
        [csr_matrix(scores), csr_matrix((own.ravel(), columns.ravel(), starts), (number, themes * (views + 1)))]
    ).tocsr()
