"""The main job on 10,334 real comments: from a CSV to coded data in Datasette's release, by the command."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.texts import CODEBOOK, PHASE1

Row = dict[str, str | float]


def measure() -> list[Row]:
    """Seconds, memory, and what became of every row."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"CHORUS_HOME": home}

        def chorus(*arguments: str) -> str:
            command = [sys.executable, "-m", "service.cli", *arguments]
            return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

        chorus("add-programme", "Patients", "--codebook", str(CODEBOOK))
        chorus("add-event", "P1", "--kind", "survey", "--date", "2020-01-01", "--engagement-model", "consultation")
        chorus("add-account", "Bench", "--role", "staff", "--password", "a-long-enough-password")
        started = time.perf_counter()
        told = ("--event", "P1", "--answers", "feedback", "--signed-off-by", "Bench", "--json")
        answer = json.loads(chorus("ingest", str(PHASE1), *told))
        seconds = time.perf_counter() - started
        release = next((Path(home) / "releases").glob("*.db"))
        size = release.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    counts = {name: value for name, value in answer.items() if isinstance(value, int)}
    rows: list[Row] = [
        {"measure": "seconds on this machine", "value": round(seconds, 1)},
        {"measure": "most memory, MB", "value": round(peak)},
        {"measure": "release, MB", "value": round(size, 1)},
    ]
    return rows + [{"measure": name, "value": value} for name, value in counts.items()]
