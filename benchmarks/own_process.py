"""A command in a process of its own, with the seconds, the processor's seconds and the memory that it took."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Run:
    """Wall-clock seconds from start to end, imports and all, the processor's own, and the most memory in MB.

    On a machine with other work the processor's seconds are what can be compared.
    """

    seconds: float = 0.0
    processor: float = 0.0
    peak_mb: float = 0.0


@contextmanager
def timed(of: int = resource.RUSAGE_CHILDREN) -> Iterator[Run]:
    """What is run in the block, as children or in this process (RUSAGE_SELF). The memory is for others to fill in."""
    run, started, before = Run(), time.perf_counter(), resource.getrusage(of)
    yield run
    after = resource.getrusage(of)
    run.seconds = time.perf_counter() - started
    run.processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run_chorus(*arguments: str, home: str) -> Run:
    """Runs the `chorus` command with its data and models in `home`. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "service.cli", *arguments]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | {"CHORUS_HOME": home}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)  # the peak of all children would be that of the highest of them
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
