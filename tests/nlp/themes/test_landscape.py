"""Who is near whom, in all texts and in a part of them."""

import numpy as np

from nlp.protocols import Encoder
from nlp.themes.landscape import landscape
from nlp.themes.neighbours import FEW
from nlp.themes.sampling import parts

WORDS = ["bus", "dog", "violin", "clinic", "school", "park", "nurse", "queue"]
TEXTS = sorted({f"{one} {other} {third}" for one in WORDS for other in WORDS for third in WORDS})


def test_in_a_part_everybody_has_as_many_neighbours(word_encoder: Encoder) -> None:
    land = landscape(TEXTS, word_encoder.encode(TEXTS), spare=True)
    (part,) = parts(len(TEXTS), 1, seed=0)
    graph = land.neighbours.graph(part)
    assert graph.shape == (len(part), len(part))
    assert int((graph != 0).sum(axis=1).min()) >= 1 + FEW  # itself, and those that are left of the ones to spare


def test_rows_are_means_over_neighbours(word_encoder: Encoder) -> None:
    graph = landscape(TEXTS, word_encoder.encode(TEXTS)).neighbours.graph(np.arange(len(TEXTS)))
    np.testing.assert_allclose(np.asarray(graph.sum(axis=1)).ravel(), 1, rtol=1e-5)
