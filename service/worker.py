"""The worker: a process of its own that runs jobs one after another, and gives way to the pages."""

import os
import signal
import sys
import threading

from service.errors import NotReady
from service.jobs import queue, take_up_again
from service.runner import the_only_runner
from service.settings import Settings

NICENESS = 10
SECONDS_BETWEEN_LOOKS = 0.3


def run_worker(settings: Settings, *, until_input_ends: bool = False) -> None:
    """Works until it is told to stop, or, started by the server, until the server is gone. Raises NotReady."""
    os.nice(NICENESS)
    if until_input_ends:
        threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
    with the_only_runner(settings, wait=until_input_ends) as is_ours:
        if not is_ours:
            raise NotReady(f"Another process runs the jobs in {settings.home} already. Stop it first.")
        take_up_again(settings)
        huey, _ = queue(settings)
        huey.create_consumer(
            workers=1, periodic=False, initial_delay=SECONDS_BETWEEN_LOOKS, max_delay=SECONDS_BETWEEN_LOOKS
        ).run()


def _stop_at_end_of_input() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
