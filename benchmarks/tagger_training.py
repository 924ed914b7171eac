"""Makes the tagger's weights: `python -m benchmarks.tagger_training`, in half a minute."""

import functools
import sys
import warnings
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.marked_speech import FILE as SPEECH
from benchmarks.marked_speech import items
from benchmarks.tagger_examples import Example, examples, negatives
from nlp.deidentify.tagger.features import Rows, about, row, token_table
from nlp.deidentify.tagger.network import AROUND, FILE, KINDS, SEEN, Weights, anywhere
from nlp.deidentify.tokens import tokenise

RECIPE = 1
"""Goes up with every change to features, examples or training that changes the weights."""
DIMENSIONS, HIDDEN, ROUNDS, PENALTY, BATCH, SEED = 40, 48, 8, 0.01, 256, 0


def made_from() -> str:
    """What tells whether the kept weights are those of today's labelled set and recipe."""
    return blake2b(SPEECH.read_bytes() + f"recipe {RECIPE}".encode(), digest_size=16).hexdigest()


def learn(texts: Iterable[Example], rounds: int = ROUNDS) -> Weights:
    """The weights that these examples teach; the same each time."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    mean, projection = _principal(token_table())
    seen, labels = _windows(texts, (token_table() - mean) @ projection)
    learner = MLPClassifier(
        (HIDDEN,), alpha=PENALTY, batch_size=BATCH, max_iter=rounds, tol=0, random_state=SEED, learning_rate_init=0.001
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a few rounds are meant: more learns the set by heart
        learner.fit(seen, labels)
    first, last = (rows.astype(np.float32) for rows in learner.coefs_)
    out = np.zeros((HIDDEN, len(KINDS)), dtype=np.float32)
    out_bias = np.full(len(KINDS), -1e4, dtype=np.float32)  # what no example was is never found
    out[:, learner.classes_], out_bias[learner.classes_] = last, learner.intercepts_[1]
    in_words = first[:-2].reshape(SEEN, -1, HIDDEN)
    return Weights(in_words, first[-2:], learner.intercepts_[0].astype(np.float32), out, out_bias, mean, projection)


def keep(weights: Weights, file: Path = FILE) -> None:
    """Writes them in half precision."""
    from safetensors.numpy import save_file

    rows = {name: np.ascontiguousarray(value.astype(np.float16)) for name, value in vars(weights).items()}
    save_file(rows, file, metadata={"made_from": made_from()})


def _principal(table: Rows) -> tuple[Rows, Rows]:
    """The mean of the tokens' vectors, and what makes them shorter and about one in size."""
    mean = table.mean(axis=0)
    centred = (table - mean).astype(float)
    spread, axes = np.linalg.eigh(centred.T @ centred / len(table))
    axes = axes[:, ::-1][:, :DIMENSIONS] / np.sqrt(spread[::-1][:DIMENSIONS].mean())
    return mean, axes.astype(np.float32)


def _windows(texts: Iterable[Example], vectors: Rows) -> tuple[Rows, NDArray[np.int_]]:
    """A row a token: what is seen of it and its neighbours, one after another, and of the whole text."""
    kept = functools.cache(lambda token: row(token, vectors))
    seen, labels = [], []
    for example in texts:
        tokens = tokenise(example.text)
        if not tokens:
            continue
        rows = np.array([kept(anywhere(token)) for token in tokens])
        padded = np.zeros((len(tokens) + 2 * AROUND, rows.shape[1] + 1), dtype=np.float32)
        padded[AROUND:-AROUND, :-1] = rows
        padded[:AROUND, -1] = padded[-AROUND:, -1] = 1
        beside = [padded[place : place + len(tokens)] for place in range(SEEN)]
        of_these = example.labels(tokens)
        seen.append(np.hstack([*beside, np.tile(about(tokens), (len(tokens), 1))])[of_these >= 0])
        labels.append(of_these[of_these >= 0])
    return np.concatenate(seen), np.concatenate(labels)


def main(arguments: Sequence[str]) -> None:
    """Makes and keeps the weights."""
    if arguments:
        sys.exit(__doc__)
    keep(learn([*examples(items()), *negatives()]))


if __name__ == "__main__":
    main(sys.argv[1:])
