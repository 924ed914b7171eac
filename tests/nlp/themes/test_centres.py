import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.records import Vectors
from nlp.themes.centres import LOOSEST, centre_of, nearest


def _near(place: int, count: int, seed: int) -> Vectors:
    """Unit vectors about one axis of eight."""
    rows = np.random.default_rng(seed).normal(scale=0.2, size=(count, 8))
    rows[:, place] += 1
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_a_text_goes_to_the_theme_it_is_closest_to_if_it_is_as_close_as_its_members() -> None:
    centres = [centre_of("one", _near(0, 40, 1)), centre_of("two", _near(1, 40, 2))]
    new = np.eye(8, dtype=np.float32)[[1, 0, 5]]
    found = nearest(new, centres)
    assert [(one.text, one.theme, one.is_primary) for one in found] == [(0, "two", True), (1, "one", True)]
    assert all(centre.reach <= one.confidence <= 1 for one, centre in zip(found, reversed(centres), strict=True))


@given(st.integers(1, 60), st.integers(0, 99))
def test_a_centre_takes_in_nine_out_of_ten_of_its_own(count: int, seed: int) -> None:
    members = _near(3, count, seed)
    centre = centre_of("theme", members)
    assert np.linalg.norm(centre.direction) == pytest.approx(1, abs=1e-5)
    assert len(nearest(members, [centre])) >= (1 - LOOSEST) * count - 1


def test_a_small_theme_reaches_what_is_as_like_its_members_as_they_are_like_each_other() -> None:
    members = _near(0, 6, 1)
    reach = centre_of("theme", members).reach
    others = [centre_of("theme", np.delete(members, one, axis=0)).direction for one in range(6)]
    closeness = sorted(float(member @ other) for member, other in zip(members, others, strict=True))
    assert reach == pytest.approx(np.quantile(closeness, LOOSEST), abs=1e-5)


def test_without_themes_or_texts_there_is_nothing() -> None:
    assert nearest(_near(0, 3, 0), []) == []
    assert nearest(np.zeros((0, 8), dtype=np.float32), [centre_of("one", _near(0, 4, 1))]) == []
