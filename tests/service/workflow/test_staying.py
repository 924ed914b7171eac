import numpy as np
import pytest

from nlp.themes.centres import Centre
from service.workflow.staying import may_stay, stay

ROWS = np.array([[1, 0], [0.6, 0.8], [0, 1], [0.8, 0.6], [-1, 0]], dtype=np.float32)
EAST, NORTH = np.array([1, 0], dtype=np.float32), np.array([0, 1], dtype=np.float32)
CENTRES = [Centre("east", EAST, 0.7), Centre("north", NORTH, 0.9)]


def test_what_was_coded_keeps_its_theme_and_what_is_new_joins_where_it_fits() -> None:
    stayed = stay(ROWS, CENTRES, {"east": {0, 1}, "north": {2}}, [0, 1, 2, 3, 4], {3, 4})
    assert {key: set(own) for key, own in stayed.members.items()} == {"east": {0, 1, 3}, "north": {2}}
    assert stayed.left == (4,)


def test_what_was_left_over_before_stays_left_over() -> None:
    stayed = stay(ROWS, CENTRES, {"east": {0}}, [0, 3], set())
    assert stayed.left == (3,)


@pytest.mark.parametrize(("known", "new", "may"), [(0, 0, False), (0, 5, False), (10, 5, True), (10, 6, False)])
def test_with_too_much_that_is_new_all_is_looked_at_anew(known: int, new: int, may: bool) -> None:
    assert may_stay(known, new) is may
