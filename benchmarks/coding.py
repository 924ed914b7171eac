"""How well comments are coded: from definitions alone, and learned from people, beside the NHS baseline."""

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score, f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import SVC

from benchmarks.texts import CodedComments, development_half
from nlp.coding.coder import Coder
from nlp.coding.learned import LearnedCoder
from nlp.encode import encoder
from nlp.records import Vectors

Row = dict[str, str | float]
Scores = NDArray[np.float64]
TAUGHT = 2 / 3


def measure() -> list[Row]:
    """A row a way of coding. F1 is at the best of 40 common thresholds for each, so that none is favoured."""
    comments = development_half()
    model = encoder("minilm")
    vectors = model.encode(comments.texts)
    cut = int(len(comments.texts) * TAUGHT)
    coder = Coder(comments.themes, model)
    statements = [
        (number, text)
        for number, theme in enumerate(comments.themes)
        for text in (theme.name, f"{theme.name}. {theme.definition}", *theme.examples)
    ]
    similarity = vectors @ model.encode([text for _, text in statements]).T
    owner = np.array([number for number, _ in statements])
    nearest = np.stack([similarity[:, owner == theme].max(axis=1) for theme in range(len(comments.themes))], axis=1)
    everything = slice(None)
    framework = coder.probabilities(comments.texts, vectors)
    return [
        _row("nearest statement", nearest, comments.codes, everything),
        _row("Chorus, definitions and examples", framework, comments.codes, everything),
        _row("NHS baseline, two thirds to learn from", _baseline(comments, cut), comments.codes, slice(cut, None)),
        _row("Chorus, two thirds to learn from", _learned(comments, vectors, cut), comments.codes, slice(cut, None)),
    ]


def _learned(comments: CodedComments, vectors: Vectors, cut: int) -> Scores:
    keys = [theme.key for theme in comments.themes]
    codes = [frozenset(np.array(keys)[row]) for row in comments.codes[:cut]]
    coder = LearnedCoder(comments.texts[:cut], vectors[:cut], codes)
    scores = np.zeros((len(comments.texts) - cut, len(keys)))
    for column, key in enumerate(coder.themes):
        scores[:, keys.index(key)] = coder.probabilities(comments.texts[cut:], vectors[cut:])[:, column]
    return scores


def _baseline(comments: CodedComments, cut: int) -> Scores:
    """TF-IDF, then SVC(C=15, class_weight balanced) one-vs-rest, as pxtextmining has it."""
    words = TfidfVectorizer().fit(comments.texts[:cut])
    model = OneVsRestClassifier(SVC(C=15, class_weight="balanced"))
    model.fit(words.transform(comments.texts[:cut]), comments.codes[:cut])
    return np.asarray(model.decision_function(words.transform(comments.texts[cut:])))


def _row(name: str, scores: Scores, codes: NDArray[np.bool_], judged: slice) -> Row:
    truth = codes[judged]
    bars = np.quantile(scores, np.linspace(0.8, 0.995, 40))
    micro, macro = max(
        (
            f1_score(truth, scores >= bar, average="micro"),
            f1_score(truth, scores >= bar, average="macro", zero_division=0),
        )
        for bar in bars
    )
    per_theme = [average_precision_score(truth[:, theme], scores[:, theme]) for theme in range(truth.shape[1])]
    return {
        "way": name,
        "micro F1": round(float(micro), 3),
        "macro F1": round(float(macro), 3),
        "micro AP": round(float(average_precision_score(truth.ravel(), scores.ravel())), 3),
        "macro AP": round(float(np.mean(per_theme)), 3),
    }
