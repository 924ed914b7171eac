"""How well comments are coded: from definitions alone, with ten examples a theme and with half of all comments to learn
from, beside the NHS baseline.

Learned on the development half of the NEAS comments, judged on the other half. Chorus is judged at its own bars. The
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
from nlp.coding.coder import Coder
from nlp.encode import encoder
from nlp.records import Vectors

Row = dict[str, str | float]
Scores = NDArray[np.float64]
EXAMPLES = 10
DRAWS = 5


@dataclass(frozen=True)
class Coded:
    """Probabilities, shape (texts, themes), and which of them are suggested."""

    likely: Scores
    chosen: NDArray[np.bool_]


@dataclass(frozen=True)
class Trial:
    """What is learned from, and what is judged, with their vectors; and a coder that has read the codebook alone."""

    taught: CodedComments
    taught_vectors: Vectors
    judged: CodedComments
    judged_vectors: Vectors
    coder: Coder

    def ours(self, rows: NDArray[np.int64] | None = None) -> "Coded":
        """What Chorus makes of the judged half with the codebook alone, or after these rows of the other taught it."""
        coder = self.coder
        if rows is not None:
            decisions = np.where(self.taught.codes[rows], 1, -1).astype(np.int8)
            coder = coder.learn([self.taught.texts[row] for row in rows], self.taught_vectors[rows], decisions)
        return coded(coder, self.judged, self.judged_vectors)

    def baseline(self, rows: NDArray[np.int64]) -> Scores:
        """TF-IDF, then SVC(C=15, class_weight balanced) one-vs-rest, as pxtextmining has it."""
        texts = [self.taught.texts[row] for row in rows]
        words = TfidfVectorizer().fit(texts)
        model = OneVsRestClassifier(SVC(C=15, class_weight="balanced"))
        model.fit(words.transform(texts), self.taught.codes[rows])
        return np.asarray(model.decision_function(words.transform(self.judged.texts)))


def coded(coder: Coder, comments: CodedComments, vectors: Vectors) -> Coded:
    """What a coder makes of comments at its own bars."""
    likely = coder.probabilities(comments.texts, vectors)
    return Coded(likely, likely >= coder.bars)


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
    return [
        _ours("Chorus, definitions and the codebook's examples", 0, [on.ours()], codes),
        _theirs("NHS baseline, 10 a theme", draws, on.baseline, codes),
        _ours("Chorus, 10 a theme", _mean(map(len, draws)), [on.ours(rows) for rows in draws], codes),
        _theirs("NHS baseline, half of all comments", [everything], on.baseline, codes),
        _ours("Chorus, half of all comments", len(everything), [on.ours(everything)], codes),
    ]


def measure_reliability() -> list[Row]:
    """Of the codings given so much confidence, how many people gave too."""
    on = trial()
    everything = np.arange(len(on.taught.texts))
    ways = {
        "definitions": on.ours().likely,
        "10 a theme": on.ours(ten_a_theme(on.taught.codes, 0)).likely,
        "half of all": on.ours(everything).likely,
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


def f1(chosen: NDArray[np.bool_], codes: NDArray[np.bool_]) -> tuple[float, float]:
    """Micro and macro F1."""
    return tuple(f1_score(codes, chosen, average=way, zero_division=0) for way in ("micro", "macro"))  # type: ignore[return-value]


def _ours(way: str, taught: float, trials: list[Coded], codes: NDArray[np.bool_]) -> Row:
    micro, macro = np.mean([f1(one.chosen, codes) for one in trials], axis=0)
    return {
        "way": way,
        "comments learned from": round(taught),
        "micro F1": round(float(micro), 3),
        "macro F1": round(float(macro), 3),
        "macro F1 at the bar best for micro": "",
        "macro AP": _mean(_macro_ap(one.likely, codes) for one in trials),
        "calibration error": _mean(calibration_error(one.likely, codes) for one in trials),
        "left uncoded": _mean(1 - one.chosen.any(axis=1).mean() for one in trials),
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
