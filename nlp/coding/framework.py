"""Codes texts against a codebook from its definitions and examples alone.

Every statement of a codebook entry (its name, definition, what it includes, its examples) is a labelled text. A
logistic regression a theme learns from them which way the theme lies, and the nearest statements say how close a text
comes. How much the two are to be trusted is learned from the codebook too: statements are held out in folds, judged
by what is left, and a second logistic regression turns the two scores into a probability (Platt 1999). Texts that
agree with no theme stay uncoded rather than being forced into the nearest one.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.coding.choice import codings_above
from nlp.coding.small_talk import SMALL_TALK
from nlp.errors import TooLittleText
from nlp.protocols import Encoder
from nlp.records import SuggestedCoding, ThemeDefinition, Vectors

SURE_ENOUGH = 0.45
FOLDS = 5
NEAREST = 3
NO_THEME = -1
Scores = NDArray[np.float64]
"""Shape (texts, themes, 2): which side of the theme a text lies on, and how close its nearest statements are."""


class FrameworkCoder:
    """Codes vectors against the themes of one codebook."""

    name = "framework"

    def __init__(self, themes: Sequence[ThemeDefinition], encoder: Encoder, *, seed: int = 0) -> None:
        """Raises TooLittleText where the codebook has no theme."""
        if not themes:
            raise TooLittleText("The codebook has no themes. Add at least one.")
        self.themes = tuple(themes)
        self._seed = seed
        texts, owner = _statements(self.themes)
        vectors = encoder.encode(texts)
        self._owner = np.array(owner)
        self._centre = vectors[self._owner != NO_THEME].mean(axis=0)
        self._statements = self._centred(vectors)
        self._directions = _directions(self._statements, self._owner, len(self.themes))
        self._weights, self._bias = self._calibrate()

    def probabilities(self, vectors: Vectors) -> NDArray[np.float64]:
        """How likely each text belongs to each theme; shape (texts, themes)."""
        scores = self._scores(self._centred(vectors), self._directions, self._statements, self._owner)
        return _probability(scores, self._weights, self._bias)

    def code(self, vectors: Vectors, *, bar: float = SURE_ENOUGH) -> list[SuggestedCoding]:
        """The themes of each text, surest first; a text that fits none has no coding."""
        return codings_above(self.probabilities(vectors), [theme.key for theme in self.themes], bar)

    def _centred(self, vectors: Vectors) -> Vectors:
        """What the codebook's statements have in common says nothing about which of its themes is meant."""
        centred = vectors - self._centre
        return np.asarray(centred / np.linalg.norm(centred, axis=1, keepdims=True).clip(1e-9), dtype=np.float32)

    def _scores(
        self, vectors: Vectors, directions: NDArray[np.float64], statements: Vectors, owner: NDArray[np.int64]
    ) -> Scores:
        sides = np.column_stack([vectors, np.ones(len(vectors))]) @ directions.T
        similarity = vectors @ statements.T
        close = np.zeros_like(sides)
        for theme in np.unique(owner[owner != NO_THEME]):
            own = np.sort(similarity[:, owner == theme], axis=1)[:, ::-1]
            close[:, theme] = own[:, :NEAREST].mean(axis=1)
        return np.stack([sides, close], axis=2)

    def _calibrate(self) -> tuple[NDArray[np.float64], float]:
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import KFold

        scores = np.zeros((len(self._owner), len(self.themes), 2))
        for rest, held_out in KFold(FOLDS, shuffle=True, random_state=self._seed).split(self._statements):
            directions = _directions(self._statements[rest], self._owner[rest], len(self.themes))
            scores[held_out] = self._scores(
                self._statements[held_out], directions, self._statements[rest], self._owner[rest]
            )
        is_own = self._owner[:, None] == np.arange(len(self.themes))[None, :]
        fair = is_own | ~self._related()
        model = LogisticRegression(C=10.0).fit(scores[fair], is_own[fair])
        return model.coef_[0], float(model.intercept_[0])

    def _related(self) -> NDArray[np.bool_]:
        """Whether a statement's own theme and another are parent and child: one says nothing against the other."""
        index = {theme.key: number for number, theme in enumerate(self.themes)}
        related = np.eye(len(self.themes) + 1, dtype=bool)  # the last row stands for NO_THEME
        related[-1, -1] = False
        for number, theme in enumerate(self.themes):
            if theme.parent in index:
                related[number, index[theme.parent]] = related[index[theme.parent], number] = True
        return np.asarray(related[self._owner][:, : len(self.themes)])


def _statements(themes: Sequence[ThemeDefinition]) -> tuple[list[str], list[int]]:
    """What the codebook says, and whose each statement is; small talk belongs to no theme."""
    texts, owner = list(SMALL_TALK), [NO_THEME] * len(SMALL_TALK)
    for number, theme in enumerate(themes):
        says = [theme.name, f"{theme.name}. {theme.definition}", *theme.includes, *theme.examples]
        distinct = [text for text in dict.fromkeys(says) if text.strip()]
        texts += distinct
        owner += [number] * len(distinct)
    return texts, owner


def _directions(vectors: Vectors, owner: NDArray[np.int64], themes: int) -> NDArray[np.float64]:
    """A hyperplane a theme, with its offset last; shape (themes, dimensions + 1)."""
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    planes = np.zeros((themes, vectors.shape[1] + 1))
    planes[:, -1] = -10.0  # a theme of which nothing is left in a fold claims nothing
    with threadpool_limits(1):  # the fits are many and small: threads would spend longer meeting than working
        for theme in range(themes):
            is_own = owner == theme
            if is_own.any() and not is_own.all():
                model = LogisticRegression(C=3.0, class_weight="balanced", max_iter=500).fit(vectors, is_own)
                planes[theme] = [*model.coef_[0], float(model.intercept_[0])]
    return planes


def _probability(scores: Scores, weights: NDArray[np.float64], bias: float) -> NDArray[np.float64]:
    likely: NDArray[np.float64] = 1 / (1 + np.exp(-(scores @ weights + bias)))
    return likely
