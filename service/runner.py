"""Whose turn it is to run jobs: one process at a time, so that none takes another's running job for one cut off."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from service.settings import Settings


@contextmanager
def the_only_runner(settings: Settings, *, wait: bool = False) -> Iterator[bool]:
    """True while this process may run jobs, False where another one does (with `wait`, once that one has ended).

    The lock goes with the process, however it ends.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / "runner.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
