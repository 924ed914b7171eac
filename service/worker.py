"""The worker: a process of its own that runs jobs one after another, and gives way to the pages."""

import fcntl
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from service.errors import NotReady
from service.jobs import queue, take_up_again
from service.settings import Settings

NICENESS = 10
SECONDS_BETWEEN_LOOKS = 0.3


def run_worker(settings: Settings, *, until_input_ends: bool = False) -> None:
    """Works until it is told to stop, or, started by the server, until the server is gone. Raises NotReady."""
    os.nice(NICENESS)
    with _only_one(settings):
        take_up_again(settings)
        if until_input_ends:
            threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
        huey, _ = queue(settings)
        huey.create_consumer(
            workers=1, periodic=False, initial_delay=SECONDS_BETWEEN_LOOKS, max_delay=SECONDS_BETWEEN_LOOKS
        ).run()


def _stop_at_end_of_input() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    """Two workers would each take the other's running job for one that was cut off."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise NotReady(f"A worker is running already in {settings.home}. Stop it first.") from error
        yield
