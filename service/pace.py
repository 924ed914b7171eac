"""How long the step that is under way will take still: told from the rate it keeps, and not before it can be told."""

import time
from collections import deque
from collections.abc import Callable

SECONDS_LOOKED_AT = 30.0
"""The rate is that of so many seconds back: what went before may have been quicker, such as what was known already."""
FEWEST_SECONDS = 3.0
FEWEST_PARTS = 10
SMALLEST_SHARE = 0.01


class Pace:
    """The rate of one step."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()
        self._first = 0

    def seconds_left(self, done: int, total: int) -> int | None:
        """Seconds that the rest will take at the rate so far, or None where there is too little to tell it from.

        A step of a few parts has no rate: its parts are not alike.
        """
        now = self._clock()
        if not self._seen or done < self._seen[-1][1]:
            self._seen.clear()
            self._first = done
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] >= SECONDS_LOOKED_AT:
            self._seen.popleft()
        since, first = self._seen[0]
        is_little = done - self._first < SMALLEST_SHARE * total or now - since < FEWEST_SECONDS
        if total < FEWEST_PARTS or is_little or done == first:
            return None
        return round((total - done) * (now - since) / (done - first))


def in_words(seconds: int | None) -> str:
    """“About 3 minutes left in this step”, without its capital; nothing where nobody can say."""
    if seconds is None:
        return ""
    if seconds < 55:
        return "less than a minute left in this step"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"about {_counted(minutes, 'a', 'minute')} left in this step"
    return f"about {_counted(round(minutes / 60), 'an', 'hour')} left in this step"


def _counted(number: int, article: str, unit: str) -> str:
    return f"{article} {unit}" if number == 1 else f"{number} {unit}s"
