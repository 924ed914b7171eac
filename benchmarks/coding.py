"""How well comments are coded: from definitions alone, with ten examples a theme and with half of all comments to learn
from, beside the NHS baseline.

Learned on the development half of the NEAS comments, judged on the other half. Chorus is judged at its own bar. The
baseline has no bar of its own, so it is judged at the one of 60 that suits each figure best, found on the half that
is judged: no way of setting it could do better.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score, f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import SVC

from benchmarks.texts import CodedComments, halves
from nlp.coding.coder import SURE_ENOUGH, Coder
from nlp.encode import encoder
from nlp.records import Vectors

Row = dict[str, str | float]
Scores = NDArray[np.float64]
EXAMPLES = 10
DRAWS = 5


@dataclass(frozen=True)
class Trial:
    """What is learned from, and what is judged, with their vectors; and a coder that has read the codebook alone."""

    taught: CodedComments
    taught_vectors: Vectors
    judged: CodedComments
    judged_vectors: Vectors
    coder: Coder

    def learned(self, rows: NDArray[np.int64]) -> Scores:
        """What Chorus makes of the judged half after these rows of the other have taught it."""
        decisions = np.where(self.taught.codes[rows], 1, -1).astype(np.int8)
        coder = self.coder.learn([self.taught.texts[row] for row in rows], self.taught_vectors[rows], decisions)
        return coder.probabilities(self.judged.texts, self.judged_vectors)

    def baseline(self, rows: NDArray[np.int64]) -> Scores:
        """TF-IDF, then SVC(C=15, class_weight balanced) one-vs-rest, as pxtextmining has it."""
        texts = [self.taught.texts[row] for row in rows]
        words = TfidfVectorizer().fit(texts)
        model = OneVsRestClassifier(SVC(C=15, class_weight="balanced"))
        model.fit(words.transform(texts), self.taught.codes[rows])
        return np.asarray(model.decision_function(words.transform(self.judged.texts)))


def trial() -> Trial:
    """Both halves, encoded."""
    taught, judged = halves()
    model = encoder("minilm")
    return Trial(taught, model.encode(taught.texts), judged, model.encode(judged.texts), Coder(taught.themes, model))


def measure() -> list[Row]:
    """A row a way of coding; ten examples a theme are drawn five times, and their figures are means."""
    on = trial()
    codes = on.judged.codes
    everything = np.arange(len(on.taught.texts))
    draws = [ten_a_theme(on.taught.codes, seed) for seed in range(DRAWS)]
    alone = on.coder.probabilities(on.judged.texts, on.judged_vectors)
    return [
        _ours("Chorus, definitions and the codebook's examples", 0, [alone], codes),
        _theirs("NHS baseline, 10 a theme", draws, on.baseline, codes),
        _ours("Chorus, 10 a theme", _mean(map(len, draws)), [on.learned(rows) for rows in draws], codes),
        _theirs("NHS baseline, half of all comments", [everything], on.baseline, codes),
        _ours("Chorus, half of all comments", len(everything), [on.learned(everything)], codes),
    ]


def measure_reliability() -> list[Row]:
    """Of the codings given so much confidence, how many people gave too."""
    on = trial()
    everything = np.arange(len(on.taught.texts))
    ways = {
        "definitions": on.coder.probabilities(on.judged.texts, on.judged_vectors),
        "10 a theme": on.learned(ten_a_theme(on.taught.codes, 0)),
        "half of all": on.learned(everything),
    }
    rows: list[Row] = []
    for tenth in range(10):
        row: Row = {"confidence": f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}"}
        for way, likely in ways.items():
            here = (likely * 10).astype(int).clip(0, 9) == tenth
            row |= {f"{way}: codings": int(here.sum()), f"{way}: right": _share(on.judged.codes[here])}
        rows.append(row)
    return rows


def ten_a_theme(codes: NDArray[np.bool_], seed: int) -> NDArray[np.int64]:
    """Rows in which each theme has at least ten comments, or all there are."""
    random = np.random.default_rng(seed)
    chosen = [random.permutation(np.flatnonzero(column))[:EXAMPLES] for column in codes.T]
    return np.unique(np.concatenate(chosen))


def calibration_error(likely: Scores, codes: NDArray[np.bool_]) -> float:
    """Expected calibration error in tenths, over the pairs that are given at least 0.05 (most have next to nothing)."""
    said = likely >= 0.05
    tenth = (likely[said] * 10).astype(int).clip(0, 9)
    gaps = np.bincount(tenth, likely[said] - codes[said], minlength=10)
    return float(np.abs(gaps).sum() / said.sum())


def at_own_bar(likely: Scores, codes: NDArray[np.bool_]) -> tuple[float, float]:
    """Micro and macro F1 of what Chorus codes."""
    coded = likely >= SURE_ENOUGH
    return tuple(f1_score(codes, coded, average=way, zero_division=0) for way in ("micro", "macro"))  # type: ignore[return-value]


def _ours(way: str, taught: float, trials: list[Scores], codes: NDArray[np.bool_]) -> Row:
    f1 = np.mean([at_own_bar(likely, codes) for likely in trials], axis=0)
    return {
        "way": way,
        "comments learned from": round(taught),
        "micro F1": round(float(f1[0]), 3),
        "macro F1": round(float(f1[1]), 3),
        "macro F1 at the bar best for micro": "",
        "macro AP": _mean(_macro_ap(likely, codes) for likely in trials),
        "calibration error": _mean(calibration_error(likely, codes) for likely in trials),
        "left uncoded": _mean((likely < SURE_ENOUGH).all(axis=1).mean() for likely in trials),
    }


def _theirs(
    way: str,
    draws: list[NDArray[np.int64]],
    fit: Callable[[NDArray[np.int64]], Scores],
    codes: NDArray[np.bool_],
) -> Row:
    trials = [fit(rows) for rows in draws]
    return {
        "way": way,
        "comments learned from": round(_mean(map(len, draws))),
        "micro F1": _mean(_best(scores, codes)[0] for scores in trials),
        "macro F1": _mean(_best(scores, codes)[2] for scores in trials),
        "macro F1 at the bar best for micro": _mean(_best(scores, codes)[1] for scores in trials),
        "macro AP": _mean(_macro_ap(scores, codes) for scores in trials),
        "calibration error": "no probability",
        "left uncoded": "",
    }


def _best(scores: Scores, codes: NDArray[np.bool_]) -> tuple[float, float, float]:
    """The best micro F1 of any common bar, the macro F1 at that bar, and the best macro F1 of any."""
    bars = np.quantile(scores, np.linspace(0.8, 0.995, 60))
    found = [
        tuple(float(f1_score(codes, scores >= bar, average=way, zero_division=0)) for way in ("micro", "macro"))
        for bar in bars
    ]
    return *max(found), max(macro for _, macro in found)  # type: ignore[return-value]


def _macro_ap(scores: Scores, codes: NDArray[np.bool_]) -> float:
    return float(np.mean([average_precision_score(*pair) for pair in zip(codes.T, scores.T, strict=True)]))


def _share(given: NDArray[np.bool_]) -> str | float:
    return round(float(given.mean()), 2) if given.size else ""


def _mean(values: object) -> float:
    return round(float(np.mean(list(values))), 3)  # type: ignore[call-overload]
