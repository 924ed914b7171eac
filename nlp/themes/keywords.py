"""What is particular to the words of each group of texts: BERTopic's class-based TF-IDF (Grootendorst 2022)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.placeholders import without_placeholders
from nlp.themes.words import WORD_PATTERN, stop_words

WORDS_LOOKED_AT = 40


def keywords(texts: Sequence[str], *levels: NDArray[np.intp]) -> list[list[dict[str, float]]]:
    """For each level, a group number a text, each group's words and pairs of words with their weights, heaviest first.

    Nothing where no text has a word that says anything: nobody could say what a group of them is about.
    """
    import scipy.sparse
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(
        stop_words=sorted(stop_words()), token_pattern=WORD_PATTERN, ngram_range=(1, 2), dtype=np.float64
    )
    try:
        counts = counter.fit_transform([without_placeholders(text) for text in texts])
    except ValueError as error:
        if "empty vocabulary" not in str(error):
            raise
        return []
    words = counter.get_feature_names_out()
    found = []
    for labels in levels:
        groups = int(labels.max()) + 1
        own = scipy.sparse.csr_matrix((np.ones(len(labels)), (labels, np.arange(len(labels)))), (groups, len(labels)))
        if len(words) == 1:  # which ClassTfidfTransformer 0.17 cannot weigh
            found.append([{str(words[0]): 1.0}] * groups)
            continue
        weigher = ClassTfidfTransformer(reduce_frequent_words=True, bm25_weighting=True)
        weights = weigher.fit(own @ counts).transform(own @ counts).tocsr()
        found.append([_heaviest(weights[group], words) for group in range(groups)])
    return found


def _heaviest(row: Any, words: NDArray[np.object_]) -> dict[str, float]:
    """`row` is sparse, and has a weight a word."""
    order = np.lexsort((words[row.indices], -row.data))[:WORDS_LOOKED_AT]
    return {str(words[row.indices[place]]): float(row.data[place]) for place in order if row.data[place] > 0}
