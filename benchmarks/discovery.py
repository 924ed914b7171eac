"""How well discovered themes agree with people's codes, beside BERTopic and plain k-means, on the halves kept for it.

Adjusted mutual information at no more than 25 top-level themes, every text placed. All but our static encoder's row
are given the same MiniLM vectors: BERTopic's default model, and benchmarks/encoding.py shows that ours equal its own.
BERTopic's outliers count as a topic of their own.
"""

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_mutual_info_score

from benchmarks.coded_texts import CodedTexts, Half, coded_texts
from benchmarks.encoding import CACHE
from benchmarks.peers import ask
from nlp.encode import encoder
from nlp.records import Vectors
from nlp.themes.discover import discover

MOST_THEMES = 25
Row = dict[str, str | float]
Labels = list[list[int]]
Way = Callable[[Sequence[CodedTexts], Sequence[Vectors]], Labels]


def measure(half: Half = "judged") -> list[Row]:
    """A row a way: its agreement with people on each set, the mean of the three, and how many themes it made."""
    sets = coded_texts(half)
    model = encoder("minilm")
    vectors = [model.encode(coded.texts) for coded in sets]
    return [_row(name, sets, way(sets, vectors)) for name, way in WAYS.items()]


def _row(name: str, sets: Sequence[CodedTexts], labels: Labels) -> Row:
    agreement = [adjusted_mutual_info_score(coded.codes, own) for coded, own in zip(sets, labels, strict=True)]
    names = list(dict.fromkeys(coded.set for coded in sets))

    def mean(values: Sequence[float], wanted: str) -> float:
        return float(np.mean([value for value, coded in zip(values, sets, strict=True) if coded.set == wanted]))

    scores = [mean(agreement, one) for one in names]
    made = [len(set(own) - {-1}) for own in labels]
    outliers = sum(label == -1 for own in labels for label in own) / sum(map(len, labels))
    return (
        {"way": name}
        | {one: round(score, 3) for one, score in zip(names, scores, strict=True)}
        | {"mean": round(float(np.mean(scores)), 3)}
        | {f"themes, {one}": round(mean(made, one), 1) for one in names}
        | {"placed in none, %": round(100 * outliers, 1)}
    )


def _ours(sets: Sequence[CodedTexts], vectors: Sequence[Vectors]) -> Labels:
    return [_labels(coded.texts, own) for coded, own in zip(sets, vectors, strict=True)]


def _ours_static(sets: Sequence[CodedTexts], _: Sequence[Vectors]) -> Labels:
    model = encoder("static", cache=CACHE)
    return _ours(sets, [model.encode(coded.texts) for coded in sets])


def _labels(texts: Sequence[str], vectors: Vectors) -> list[int]:
    found = discover(texts, vectors, place_all=True)
    theme_of = {number: place for place, theme in enumerate(found.top) for number in theme.members}
    return [theme_of.get(number, -1) for number in range(len(texts))]


def _k_means(sets: Sequence[CodedTexts], vectors: Sequence[Vectors]) -> Labels:
    return [KMeans(MOST_THEMES, n_init=10, random_state=0).fit_predict(own).tolist() for own in vectors]


def _bertopic(nr_topics: int | None) -> Way:
    def labels(sets: Sequence[CodedTexts], vectors: Sequence[Vectors]) -> Labels:
        sizes = [len(coded.texts) for coded in sets]
        question = {"texts": [text for coded in sets for text in coded.texts], "parts": sizes, "nr_topics": nr_topics}
        flat = ask("stock_bertopic", question, np.concatenate(vectors)).answer["labels"]
        ends = np.cumsum(sizes).tolist()
        return [flat[end - size : end] for size, end in zip(sizes, ends, strict=True)]

    return labels


WAYS: dict[str, Way] = {
    "Chorus": _ours,
    "Chorus, static encoder": _ours_static,
    "BERTopic, its defaults": _bertopic(None),
    "BERTopic, nr_topics=25": _bertopic(MOST_THEMES),
    "k-means at 25": _k_means,
}
