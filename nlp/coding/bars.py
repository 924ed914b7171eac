"""From which probability on a text is given a theme.

The bar that gives the best F1 is half of that F1 (Lipton, Elkan and Naryanaswamy 2014), and probabilities that are
right say what F1 to expect. A theme that is told apart well has a high bar, one that is seldom clear a lower one. Each
goes half way from the bar that suits all themes together to its own.
"""

import numpy as np
from numpy.typing import NDArray

LOWEST = 0.25
"""Below it a suggestion would be wrong more than three times as often as right."""


def bars(likely: NDArray[np.float64]) -> NDArray[np.float64]:
    """A bar a theme, for probabilities of shape (texts, themes) that are like those to be judged."""
    own = np.array([_expected_f1(column) for column in likely.T])
    return np.asarray(np.maximum((own + _expected_f1(likely.ravel())) / 4, LOWEST))


def _expected_f1(likely: NDArray[np.float64]) -> float:
    """The best that any bar would give."""
    falling = np.sort(likely)[::-1]
    return float((2 * falling.cumsum() / (np.arange(1, len(falling) + 1) + falling.sum())).max())
