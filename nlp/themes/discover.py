"""Finds themes in texts that no codebook covers.

BERTopic (Grootendorst 2022) is the frame: it groups the vectors and says by c-TF-IDF what is particular to each
group's words. Into its slots go principal components and k-means, which beat its defaults at a number of themes that
people can read (docs/decisions/0003-discovery.md). A group counts as a theme only where its texts agree with each
other; the rest is handed back as left over, so that members and left-over texts add up to what came in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.placeholders import without_placeholders
from nlp.records import DiscoveredTheme, Vectors
from nlp.themes.naming import shared_words, theme_name
from nlp.themes.words import WORD_PATTERN, stop_words

FEWEST_TEXTS = 12
FEWEST_MEMBERS = 5
FEWEST_WORDS = 5
MOST_THEMES = 25
CLOSE_ENOUGH = 0.45
"""The least cosine similarity between a member and its theme's centre."""
COMPONENTS = 50
MOST_TO_LINK = 3000
FARTHEST_LINK = 0.78
"""The greatest mean cosine distance, between principal components, at which two groups become one."""
KEYWORDS = 6
WORDS_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Discovery:
    """The themes found and the numbers of the texts that are in none."""

    themes: tuple[DiscoveredTheme, ...]
    left_over: tuple[int, ...]


def discover(
    texts: Sequence[str], vectors: Vectors, *, themes: int | None = None, seed: int = 0, place_all: bool = False
) -> Discovery:
    """Themes with their members. `themes` is how many to look for (None: as many as the texts call for).

    With `place_all` every text is put into its nearest theme, however far away it lies.
    """
    usable = [n for n, text in enumerate(texts) if place_all or len(text.split()) >= FEWEST_WORDS]
    first_with = {texts[number]: number for number in reversed(usable)}
    if len(first_with) < FEWEST_TEXTS:
        return Discovery((), tuple(range(len(texts))))
    distinct = sorted(first_with)
    try:
        model = _fit(distinct, vectors[[first_with[text] for text in distinct]], themes, seed)
    except ValueError as error:
        if "empty vocabulary" not in str(error):
            raise
        # Nothing but numbers and words that are in every text: nobody could say what a group of them is about.
        return Discovery((), tuple(range(len(texts))))
    group_of = dict(zip(distinct, model.topics_, strict=True))
    groups = np.array([group_of[texts[number]] for number in usable])
    found = []
    for group in sorted(set(groups.tolist())):
        members = np.array(usable)[groups == group]
        closeness = _closeness(vectors[members])
        kept = {int(n): float(c) for n, c in zip(members, closeness, strict=True) if place_all or c >= CLOSE_ENOUGH}
        keywords = {word: weight for word, weight in model.get_topic(group) if word and weight > 0}
        shared = shared_words(keywords, [texts[number] for number in kept])[:KEYWORDS]
        if place_all or (shared and len({texts[number] for number in kept}) >= FEWEST_MEMBERS):
            found.append((shared or tuple(keywords)[:KEYWORDS], kept))
    return _named(found, len(texts))


def how_many(texts: int) -> int:
    """How many themes a person would look for among so many texts: more with more text, but ever more slowly."""
    return int(np.clip(round(1.2 * texts**0.42), 3, MOST_THEMES))


def _named(found: Sequence[tuple[tuple[str, ...], dict[int, float]]], total: int) -> Discovery:
    """Biggest first, each with a name unlike the others'."""
    ordered = sorted(found, key=lambda one: (-len(one[1]), one[0]))
    names: list[str] = []
    themes = []
    for keywords, members in ordered:
        names.append(theme_name(keywords, taken=names))
        key = f"discovered-{len(names)}"
        themes.append(DiscoveredTheme(key=key, name=names[-1], keywords=keywords, members=members))
    placed = {number for theme in themes for number in theme.members}
    return Discovery(tuple(themes), tuple(number for number in range(total) if number not in placed))


def _fit(texts: list[str], vectors: Vectors, themes: int | None, seed: int) -> Any:
    from bertopic import BERTopic
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.decomposition import PCA
    from sklearn.feature_extraction.text import CountVectorizer

    model = BERTopic(
        embedding_model=None,
        umap_model=PCA(n_components=min(COMPONENTS, len(texts) - 1, vectors.shape[1]), random_state=seed),
        hdbscan_model=_clusterer(len(texts), themes, seed),
        vectorizer_model=CountVectorizer(
            stop_words=sorted(stop_words()), token_pattern=WORD_PATTERN, ngram_range=(1, 2), min_df=1
        ),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True, bm25_weighting=True),
        calculate_probabilities=False,
        top_n_words=WORDS_LOOKED_AT,
        verbose=False,
    )
    model.fit([without_placeholders(text) for text in texts], vectors)
    return model


def _clusterer(texts: int, themes: int | None, seed: int) -> Any:
    """Average linkage finds the few tight groups of a small corpus; k-means the many of a large one."""
    from sklearn.cluster import AgglomerativeClustering, KMeans

    if texts <= MOST_TO_LINK:
        if themes:
            return AgglomerativeClustering(n_clusters=min(themes, texts), metric="cosine", linkage="average")
        return AgglomerativeClustering(
            n_clusters=None, distance_threshold=FARTHEST_LINK, metric="cosine", linkage="average"
        )
    return KMeans(n_clusters=themes or how_many(texts), n_init=4, random_state=seed)


def _closeness(vectors: Vectors) -> NDArray[np.float32]:
    """Each row's cosine similarity with the centre of them all, nothing below 0."""
    centre = vectors.mean(axis=0)
    similarity: NDArray[np.float32] = vectors @ centre / max(float(np.linalg.norm(centre)), 1e-9)
    return similarity.clip(0, 1)
