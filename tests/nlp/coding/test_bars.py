import numpy as np
import pytest

from nlp.coding.bars import LOWEST, bars


def test_sure_probabilities_have_a_bar_of_one_half() -> None:
    likely = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    np.testing.assert_allclose(bars(likely), [0.5, 0.5])


def test_a_theme_that_is_seldom_clear_has_a_lower_bar() -> None:
    random = np.random.default_rng(1)
    clear, unclear = random.beta(0.1, 0.4, 500), random.beta(2, 6, 500)
    high, low = bars(np.column_stack([clear, unclear]))
    assert 0.5 > high > low >= LOWEST


@pytest.mark.parametrize("likely", [np.zeros((4, 2)), np.full((1, 1), 1e-12)], ids=["nothing", "next to nothing"])
def test_no_bar_is_below_the_lowest(likely: np.ndarray) -> None:
    assert (bars(likely) >= LOWEST).all()


def test_half_the_expected_f1_is_the_best_bar() -> None:
    """For one theme, among all bars, where the probabilities are right."""
    likely = np.random.default_rng(2).beta(0.5, 1.5, (2000, 1))
    expected = [
        2 * likely[likely >= bar].sum() / ((likely >= bar).sum() + likely.sum()) for bar in np.arange(0.2, 0.6, 0.01)
    ]
    best = np.arange(0.2, 0.6, 0.01)[int(np.argmax(expected))]
    assert bars(likely)[0] == pytest.approx(best, abs=0.02)
