"""Which phones of a meeting have asked lately. In this process's memory: after a restart they ask again in seconds."""

import time
from collections.abc import Iterable

SECONDS = 15
"""A phone that has not asked for so long is out of reach: it asks every two seconds."""


class Presence:
    """When each seat was last heard of."""

    def __init__(self) -> None:
        self._last: dict[int, float] = {}

    def hear(self, seat_id: int) -> None:
        """A seat's phone has asked now."""
        self._last[seat_id] = time.monotonic()

    def here(self, seat_ids: Iterable[int]) -> int:
        """How many of these have been heard of lately."""
        since = time.monotonic() - SECONDS
        return sum(self._last.get(seat_id, 0.0) > since for seat_id in seat_ids)
