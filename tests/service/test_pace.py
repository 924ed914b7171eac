import pytest

from service.pace import Pace, in_words


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _told(steps: list[tuple[float, int]], total: int) -> list[int | None]:
    """What is told at each (seconds, done)."""
    clock = _Clock()
    pace = Pace(clock)
    told = []
    for clock.now, done in steps:
        told.append(pace.seconds_left(done, total))
    return told


def test_nothing_is_told_before_there_is_something_to_tell_it_from() -> None:
    assert _told([(0, 0), (1, 50), (2.9, 100), (3.0, 100)], 1000) == [None, None, None, 27]


def test_what_was_known_before_is_no_work() -> None:
    assert _told([(0, 900), (10, 910)], 1000) == [None, 90]


def test_too_small_a_share_tells_nothing() -> None:
    assert _told([(0, 0), (10, 9), (11, 10)], 1000) == [None, None, 1089]


def test_the_rate_is_that_of_the_last_half_minute() -> None:
    steps = [(float(second), min(second, 30) * 100 + max(second - 30, 0)) for second in range(0, 91, 10)]
    assert _told(steps, 4000)[-1] == 940  # one a second by now


def test_a_step_of_a_few_parts_has_no_rate() -> None:
    assert _told([(0, 0), (60, 1), (120, 2)], 3) == [None, None, None]


def test_a_step_that_begins_anew_is_timed_anew() -> None:
    assert _told([(0, 0), (10, 50), (20, 0), (30, 10)], 100) == [None, 10, None, 90]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, "less than a minute left in this step"),
        (54, "less than a minute left in this step"),
        (55, "about a minute left in this step"),
        (170, "about 3 minutes left in this step"),
        (60 * 89, "about 89 minutes left in this step"),
        (60 * 90, "about 2 hours left in this step"),
        (60 * 60 * 5, "about 5 hours left in this step"),
    ],
)
def test_time_left_in_words(seconds: int | None, words: str) -> None:
    assert in_words(seconds) == words
