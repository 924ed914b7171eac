"""How often somebody may get a password or a code wrong before they have to wait."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from math import ceil

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from service.errors import SignInFailed, TooManyTries

# By name alone there is room for many tries: otherwise anybody could keep somebody out by typing their name.
NAME_HERE = parse("10 per 15 minutes")
NAME_ANYWHERE = parse("100 per hour")
NAMES_FROM_HERE = parse("60 per 15 minutes")
CODES_FROM_HERE = parse("30 per 15 minutes")
CODES_ANYWHERE = parse("1000 per hour")
EVENTS_FROM_HERE = parse("30 per 15 minutes")
EVENTS_ANYWHERE = parse("1000 per hour")
# Forty people type one code from one address within a minute, with thumbs.
MEETINGS_FROM_HERE = parse("120 per 15 minutes")
MEETINGS_ANYWHERE = parse("1000 per hour")
SECOND_STEP = parse("5 per 15 minutes")

Counted = tuple[RateLimitItem, tuple[str, ...]]


class Tries:
    """Counts failures and nothing else: at a forum, thirty people sign in from one address within minutes.

    The counts are in this process's memory, as all requests come to it; a restart forgets them.
    """

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    @contextmanager
    def at_password(self, name: str, address: str) -> Iterator[None]:
        """A try at a name's password from an address. Raises TooManyTries."""
        known_as = blake2b(name.strip().casefold().encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        here, anywhere = (NAME_HERE, ("name", known_as, address)), (NAME_ANYWHERE, ("name", known_as))
        with self._counting(here, anywhere, (NAMES_FROM_HERE, ("names", address))):
            yield

    @contextmanager
    def at_code(self, address: str) -> Iterator[None]:
        """A try at a forum code from an address. Raises TooManyTries."""
        with self._counting((CODES_FROM_HERE, ("codes", address)), (CODES_ANYWHERE, ("codes",))):
            yield

    @contextmanager
    def at_event_code(self, address: str) -> Iterator[None]:
        """A try at an event's code, from anybody. Raises TooManyTries."""
        with self._counting((EVENTS_FROM_HERE, ("events", address)), (EVENTS_ANYWHERE, ("events",))):
            yield

    @contextmanager
    def at_meeting_code(self, address: str) -> Iterator[None]:
        """A try at a meeting's code, from anybody. Raises TooManyTries."""
        with self._counting((MEETINGS_FROM_HERE, ("meetings", address)), (MEETINGS_ANYWHERE, ("meetings",))):
            yield

    @contextmanager
    def at_second_step(self, account_id: int) -> Iterator[None]:
        """A try at an account's second step. Raises TooManyTries."""
        with self._counting((SECOND_STEP, ("second step", str(account_id)))):
            yield

    @contextmanager
    def _counting(self, *counted: Counted) -> Iterator[None]:
        for limit, key in counted:
            if not self._limiter.test(limit, *key):
                raise _refusal(self._limiter.get_window_stats(limit, *key).reset_time)
        try:
            yield
        except SignInFailed:
            for limit, key in counted:
                self._limiter.hit(limit, *key)
            raise


def _refusal(until: float) -> TooManyTries:
    """Says when to try again, by the clock on the wall and by how long it is."""
    seconds = max(1, ceil(until - time.time()))
    minutes = ceil(seconds / 60)
    at = datetime.fromtimestamp(until).astimezone()
    wait = "a minute" if minutes == 1 else f"{minutes} minutes"
    return TooManyTries(f"That was wrong too often. Try again in {wait}, after {at:%H:%M}.", seconds)
