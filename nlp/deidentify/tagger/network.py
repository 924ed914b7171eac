"""The network: a word and the three on each side of it, one hidden layer, and how likely each kind is.

It is the window network of Collobert et al. (2011), “Natural Language Processing (Almost) from Scratch”. What a word
adds to the hidden layer does not depend on the words around it: it is computed once a word and kept.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlp.deidentify.tagger.features import Rows, about, row, token_table
from nlp.deidentify.tokens import Token
from nlp.errors import ModelMissing

FILE = Path(__file__).parent / "weights.safetensors"
KINDS = (
    "",
    *("name", "school", "GP practice", "hospital", "ward", "place of worship", "centre", "place", "age", "family"),
)
"""What a word may be part of; the first is nothing."""
AROUND = 3
SEEN = 2 * AROUND + 1
KEPT_WORDS = 10_000
"""Each takes 1.3 kB."""


@dataclass(frozen=True)
class Weights:
    """What was learned, in half precision in the file.

    `words` has the shape (SEEN, features + 1, hidden): the last row of each is for a place beyond the text's ends.
    `about` is (2, hidden), `bias` (hidden,), `out` (hidden, kinds), `out_bias` (kinds,). `mean` (384,) and `projection`
    (384, dimensions) make the model's vectors of tokens shorter.
    """

    words: Rows
    about: Rows
    bias: Rows
    out: Rows
    out_bias: Rows
    mean: Rows
    projection: Rows

    def shortened(self, table: Rows) -> Rows:
        """The vectors of all tokens, shape (tokens, dimensions)."""
        shorter: Rows = ((table - self.mean) @ self.projection).astype(np.float32)
        return shorter


class Network:
    """What tells how likely each word of a text is part of something that names or points to somebody."""

    def __init__(self, weights: Weights) -> None:
        """Raises ModelMissing."""
        self._weights = weights
        self._vectors = weights.shortened(token_table())
        self._added = functools.lru_cache(maxsize=KEPT_WORDS)(self._add)

    def likelihoods(self, tokens: list[Token]) -> Rows:
        """A row a token with the likelihood of each of KINDS; shape (tokens, kinds)."""
        weights, count = self._weights, len(tokens)
        hidden = np.tile(weights.bias + about(tokens) @ weights.about, (count, 1))
        added = np.stack([self._added(anywhere(token)) for token in tokens])
        for place in range(SEEN):
            before = min(count, max(0, AROUND - place))
            after = min(count, max(0, place - AROUND))
            hidden[before : count - after] += added[after : count - before, place]
            hidden[:before] += weights.words[place, -1]
            hidden[count - after :] += weights.words[place, -1]
        scores = np.maximum(hidden, 0) @ weights.out + weights.out_bias
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Rows = likely / likely.sum(axis=1, keepdims=True)
        return shares

    def _add(self, token: Token) -> Rows:
        """What a word adds to the hidden layer of the words around it, shape (SEEN, hidden)."""
        added: Rows = row(token, self._vectors) @ self._weights.words[:, :-1]
        return added


def anywhere(token: Token) -> Token:
    """The same for all of a word's places in texts."""
    return Token(0, 0, token.word, token.lower, token.tail, token.starts_sentence)


@functools.cache
def network() -> Network | None:
    """The network of this process, read at its first use; None where the embedding model is not installed."""
    try:
        return Network(read_weights())
    except ModelMissing:
        return None


def read_weights(file: Path = FILE) -> Weights:
    """What was learned."""
    from safetensors.numpy import load_file

    return Weights(**{name: rows.astype(np.float32) for name, rows in load_file(file).items()})
