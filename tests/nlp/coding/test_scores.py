import numpy as np
import pytest

from nlp.coding.features import Features
from nlp.coding.scores import RIVAL, WORDING, Ground, Scorer
from nlp.protocols import Encoder

TEXTS = ("we waited for months", "we waited for a year", "the food was cold", "no bus goes there", "it was all fine")


@pytest.mark.parametrize("themes", [1, 2, 3])
def test_a_themes_rival_is_the_strongest_other(word_encoder: Encoder, themes: int) -> None:
    vectors = word_encoder.encode(TEXTS)
    rows = Features(TEXTS, vectors).rows(TEXTS, vectors)
    own = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)[:, :themes]
    ground = Ground(rows, own, np.where(own, 1.0, -1.0), seed=0)
    found = Scorer(ground, np.arange(5), np.ones(5)).scores(rows)
    for theme in range(themes):
        others = np.delete(found[:, :, WORDING], theme, axis=1)
        np.testing.assert_array_equal(found[:, theme, RIVAL], others.max(axis=1) if themes > 1 else np.zeros(5))


def test_new_texts_score_as_the_same_texts_held_out(word_encoder: Encoder) -> None:
    vectors = word_encoder.encode(TEXTS)
    rows = Features(TEXTS, vectors).rows(TEXTS, vectors)
    own = np.eye(5, 3, dtype=bool)
    scorer = Scorer(Ground(rows, own, np.where(own, 1.0, -1.0), seed=0), np.arange(3), np.ones(5))
    left = np.array([3, 4])
    np.testing.assert_allclose(scorer.scores(rows[left]), scorer.held_out(left), atol=1e-5)
