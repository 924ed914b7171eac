"""Makes a vector for every token of a sentence encoder's vocabulary: a static model.

The recipe is that of model2vec (Tulkens and van Dongen 2024). Its own needs torch; this one is done by our runtime.
Each token is encoded alone, between the marks of a text's beginning and end. Principal components leave what tells
tokens apart. Common tokens are weighed down by smooth inverse frequency (Arora et al. 2017), where a token's frequency
is guessed from its rank in the vocabulary by Zipf's law.
"""

import re

import numpy as np
from numpy.typing import NDArray

from nlp.encode.minilm import MiniLM, load_tokenizer
from nlp.protocols import Progress
from nlp.records import Vectors

RECIPE = 1
"""Goes up with every change here that changes a vector."""

DIMENSIONS = 256
SMOOTHING = 1e-4
TOKENS_AT_ONCE = 256
_NEVER_USED = re.compile(r"\[unused\d+\]")


def token_vectors(model: MiniLM, *, threads: int, progress: Progress) -> Vectors:
    """A row a token of the vocabulary, by its id; 0 for those that no text has. Takes some 2 TFLOP."""
    vocabulary: dict[str, int] = load_tokenizer(threads=threads).get_vocab()
    used = np.array(sorted(number for token, number in vocabulary.items() if not _NEVER_USED.match(token)))
    encoded = _encode_alone(model, used, vocabulary["[CLS]"], vocabulary["[SEP]"], progress)
    vectors = np.zeros((len(vocabulary), DIMENSIONS), dtype=np.float32)
    vectors[used] = _components(encoded) * _weights(len(used))[:, None]
    return vectors


def _encode_alone(model: MiniLM, tokens: NDArray[np.int_], begin: int, end: int, progress: Progress) -> Vectors:
    rows = np.empty((len(tokens), model.dimensions), dtype=np.float32)
    for start in range(0, len(tokens), TOKENS_AT_ONCE):
        some = tokens[start : start + TOKENS_AT_ONCE]
        ids = np.stack([np.full_like(some, begin), some, np.full_like(some, end)], axis=1)
        rows[start : start + len(some)] = model.encode_tokens(ids.astype(np.int32))
        progress(start + len(some), len(tokens))
    return rows


def _components(rows: Vectors) -> NDArray[np.float64]:
    from sklearn.decomposition import PCA

    # In double precision: components of nearly one size are told apart badly in single.
    components: NDArray[np.float64] = PCA(DIMENSIONS, svd_solver="covariance_eigh").fit_transform(rows.astype(float))
    return components


def _weights(tokens: int) -> NDArray[np.float64]:
    """By rank, the commonest first, which is how the vocabulary stands."""
    frequency = 1 / np.arange(2, tokens + 2)
    weights: NDArray[np.float64] = SMOOTHING / (SMOOTHING + frequency / frequency.sum())
    return weights
