"""Points of a theme, on arguments whose key points people marked: is what is counted with a quote the same point?

A topic is taken for a theme, with all its arguments, for and against, whether they make a key point or none. Beside
Chorus stand k-means in the topic, with the text nearest to each centre for its quote, and the same at a closeness from
which a text counts. Everything was chosen by the development half of the topics.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from sklearn.cluster import KMeans

from benchmarks.coded_texts import Argument, Half, arguments
from nlp.encode import encoder
from nlp.records import Vectors
from nlp.summary.points import FEWEST_PEOPLE, MOST, points
from nlp.summary.quoting import Said

Row = dict[str, str | float]
Group = tuple[int, Sequence[int]]
"""The number of the text that speaks for others, and those of all in it."""
Way = Callable[[Sequence[str], Vectors], list[Group]]
SEED = 7


def measure() -> list[Row]:
    """A row a way, on both halves: to be judged by the second, which nothing was chosen by."""
    model = encoder("minilm")
    rows: list[Row] = []
    halves: tuple[Half, ...] = ("development", "judged")
    for half in halves:
        topics = [(said, model.encode([one.text for one in said])) for said in arguments(half).values()]
        for name, way in WAYS.items():
            found = [(said, way([one.text for one in said], vectors)) for said, vectors in topics]
            rows.append({"topics": half, "way": name} | _row([_judged(*one) for one in found]))
    return rows


def _judged(said: Sequence[Argument], groups: Sequence[Group]) -> Mapping[str, int]:
    """Beside each quote: texts counted with it, those of the other side, those with a key point where the quote has one
    too, and those that share it. Of texts whose key point three and more make: all, and those in a point of it."""
    uses = Counter(point for one in said for point in one.points)
    shared = {n for n, one in enumerate(said) if any(uses[point] >= FEWEST_PEOPLE for point in one.points)}
    beside = [(said[quote], said[one]) for quote, texts in groups for one in texts if one != quote]
    marked = [(quote, one) for quote, one in beside if quote.points and one.points]
    told = {one for quote, texts in groups for one in texts if said[quote].points & said[one].points}
    return {
        "groups": len(groups),
        "counted": len(beside),
        "opposed": sum(quote.is_for != one.is_for for quote, one in beside),
        "marked": len(marked),
        "same": sum(bool(quote.points & one.points) for quote, one in marked),
        "shared": len(shared),
        "told": len(told & shared),
    }


def _row(topics: Sequence[Mapping[str, int]]) -> Row:
    total = {name: sum(one[name] for one in topics) for name in topics[0]}
    return {
        "points a topic": round(total["groups"] / len(topics), 1),
        "people a point": round(1 + total["counted"] / max(1, total["groups"]), 1),
        "same key point, % of those with one": _percent(total["same"], total["marked"]),
        "same key point, % of all": _percent(total["same"], total["counted"]),
        "of the other side, %": _percent(total["opposed"], total["counted"]),
        "in a point, % of who share one": _percent(total["told"], total["shared"]),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 1)


def _chorus(texts: Sequence[str], vectors: Vectors) -> list[Group]:
    said = [Said(text, number, None, "", 1.0) for number, text in enumerate(texts)]
    return [(one.quote, one.texts) for one in points(said, vectors)]


def _k_means(groups: int, closeness: float = -1.0) -> Way:
    def way(texts: Sequence[str], vectors: Vectors) -> list[Group]:
        fitted = KMeans(groups, n_init=3, random_state=SEED).fit(vectors)
        centres = fitted.cluster_centers_ / np.linalg.norm(fitted.cluster_centers_, axis=1, keepdims=True)
        found: list[Group] = []
        for number, close in enumerate(centres @ vectors.T):
            own = np.flatnonzero((fitted.labels_ == number) & (close >= closeness))
            if len(own) >= FEWEST_PEOPLE:
                found.append((int(own[close[own].argmax()]), own.tolist()))
        return sorted(found, key=lambda group: -len(group[1]))[:MOST]

    return way


WAYS: dict[str, Way] = {
    "Chorus": _chorus,
    "k-means, 8 groups": _k_means(8),
    "k-means, 30 groups": _k_means(30),
    "k-means, 30 groups, closeness 0.9": _k_means(30, 0.9),
}
