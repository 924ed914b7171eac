"""Our own command in a process of its own, with the seconds and the memory that it took."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Wall-clock seconds from start to end, imports and all, and the most memory in MB."""

    seconds: float
    peak_mb: float
    printed: str


def run_chorus(*arguments: str, home: str) -> Run:
    """Runs the `chorus` command with its data and models in `home`. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "service.cli", *arguments]
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=os.environ | {"CHORUS_HOME": home}, stdout=subprocess.PIPE, text=True
    ) as process:
        printed = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)  # the process's own peak: that of all children is their highest
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - started, used.ru_maxrss / 1024, printed)
