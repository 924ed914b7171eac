"""Codes texts against a codebook, from its definitions and from as many decisions as people have made.

With no decisions at all the codebook's statements teach everything. Every confirmed or rejected coding is one more
example beside them, so a programme moves from one to the other as people review. Texts that agree with no theme stay
uncoded rather than being forced into the nearest one.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nlp.coding.bars import bars
from nlp.coding.calibration import Calibration, calibrated
from nlp.coding.choice import codings_above
from nlp.coding.evidence import Decisions, Evidence, codebook_evidence
from nlp.coding.features import Features, Rows
from nlp.coding.scores import RIVAL, VIEWS, WORDING, Ground, Scorer
from nlp.errors import TooLittleText
from nlp.protocols import Encoder
from nlp.records import SuggestedCoding, ThemeDefinition, Vectors

SURE_ENOUGH = 0.45
"""The bar of a coder that has no decisions to take its bars from."""
FOLDS = 5
STATEMENT = 0.3
"""What a statement of the codebook weighs beside a text that a person decided on."""
ENOUGH_TO_CALIBRATE = 20
"""From about so many decisions a theme on, probabilities follow people's decisions more than the codebook."""
A_FAIR_DRAW = 100
"""From about so many decisions a theme on, they show how texts are: how often themes meet, and where bars belong."""
DEPARTURE = 0.3
TEXTS_AT_ONCE = 5000


class Coder:
    """Codes texts against the themes of one codebook; `learn` gives one that knows more."""

    def __init__(self, themes: Sequence[ThemeDefinition], encoder: Encoder, *, seed: int = 0) -> None:
        """Raises TooLittleText where the codebook has no theme."""
        if not themes:
            raise TooLittleText("The codebook has no themes. Add at least one.")
        self.themes = tuple(themes)
        self._seed = seed
        self._statements = codebook_evidence(self.themes, encoder)
        self._decided: Evidence | None = None

    @property
    def name(self) -> str:
        """What the coder went by."""
        return "framework" if self._decided is None else "learned"

    def learn(self, texts: Sequence[str], vectors: Vectors, decisions: Decisions) -> "Coder":
        """A coder that has also learned from people: 1 for confirmed, -1 for rejected, 0 for not said.

        `decisions` has a row a text and a column a theme, in the order of `themes`. Texts of which nothing is said
        teach nothing.
        """
        said = np.flatnonzero(decisions.any(axis=1))
        new = Evidence(tuple(texts[int(number)] for number in said), vectors[said], decisions[said].astype(np.int8))
        more = object.__new__(Coder)
        more.themes, more._seed, more._statements = self.themes, self._seed, self._statements
        more._decided = (self._decided + new if self._decided else new) if len(said) else self._decided
        return more

    @property
    def bars(self) -> NDArray[np.float64]:
        """From which probability on a text is given each theme."""
        return self._model[3]

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float64]:
        """How likely each text belongs to each theme; shape (texts, themes)."""
        features, scorer, calibration, _ = self._model
        likely = np.zeros((len(texts), len(self.themes)))
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            part = slice(start, start + TEXTS_AT_ONCE)
            likely[part] = calibration.probabilities(scorer.scores(features.rows(texts[part], vectors[part])))
        return likely

    def code(self, texts: Sequence[str], vectors: Vectors, *, bar: float | None = None) -> list[SuggestedCoding]:
        """The themes of each text, surest first; a text that fits none has no coding. `bar` None: the coder's own."""
        keys = [theme.key for theme in self.themes]
        return codings_above(self.probabilities(texts, vectors), keys, self.bars if bar is None else bar)

    @cached_property
    def _model(self) -> tuple[Features, Scorer, Calibration, NDArray[np.float64]]:
        """What scores texts, what turns scores into probabilities, and bars; learned on texts held out in folds."""
        from sklearn.model_selection import KFold
        from threadpoolctl import threadpool_limits

        evidence = self._statements + self._decided if self._decided else self._statements
        features = Features(evidence.texts, evidence.vectors)
        rows = features.rows(evidence.texts, evidence.vectors)
        ground = Ground(rows, evidence.decisions > 0, self._targets(rows), seed=self._seed)
        weights = self._weights(STATEMENT)
        scores = np.zeros((*evidence.decisions.shape, VIEWS))
        for rest, held_out in KFold(FOLDS, shuffle=True, random_state=self._seed).split(evidence.texts):
            scores[held_out] = Scorer(ground, rest, weights).held_out(held_out)
        decided = self._decisions_a_theme
        if decided < A_FAIR_DRAW:
            scores[:, :, RIVAL] = 0  # a statement is about one theme because it was written so; speech is not
        with threadpool_limits(1):  # small matrices: threads would spend longer meeting than working
            trust = calibrated(
                scores,
                evidence.decisions,
                self._weights(min(1.0, ENOUGH_TO_CALIBRATE / max(decided, 1.0))),
                departure=DEPARTURE * decided / (decided + ENOUGH_TO_CALIBRATE),
            )
        own = np.full(len(self.themes), SURE_ENOUGH)
        if self._decided is not None:
            fair = bars(trust.probabilities(scores[len(self._statements) :]))
            own += (fair - SURE_ENOUGH) * decided / (decided + A_FAIR_DRAW)
        return features, Scorer(ground, np.arange(len(evidence)), weights), trust, own

    @property
    def _decisions_a_theme(self) -> float:
        return 0.0 if self._decided is None else float((self._decided.decisions != 0).sum()) / len(self.themes)

    def _weights(self, statement: float) -> NDArray[np.float64]:
        if self._decided is None:
            return np.ones(len(self._statements))
        return np.concatenate([np.full(len(self._statements), statement), np.ones(len(self._decided))])

    def _targets(self, rows: Rows) -> NDArray[np.float64]:
        """Decisions as numbers; what nobody has said is what the codebook alone would say of it."""
        stated = self._statements.decisions
        targets = stated.astype(np.float64)
        if self._decided is None:
            return targets
        decided, known = self._decided.decisions, len(stated)
        if (decided == 0).any():
            codebook = Ground(rows[np.arange(known)], stated > 0, targets, seed=self._seed)
            scorer = Scorer(codebook, np.arange(known), np.ones(known))
            expected = scorer.scores(rows[np.arange(known, len(rows))])[:, :, WORDING]
            decided = np.where(decided == 0, expected.clip(-1, 1), decided)
        return np.vstack([targets, decided])
