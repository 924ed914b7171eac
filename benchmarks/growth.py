"""How time and memory grow with the number of texts: `chorus code` with the static encoder, each in its own process.

BENCH_SIZES says which sizes (10000,100000,1000000). What ten times the last would take is reckoned, and marked so.
"""

import os
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.many_texts import write_table
from benchmarks.own_process import run_chorus
from nlp.encode import ENCODERS

Row = dict[str, str | float]
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000,1000000").split(",")]
FEW = 500


def measure() -> list[Row]:
    """A row a size, the slope of log time over log size, and what the next size would take."""
    name = "static" if "static" in ENCODERS else "minilm"
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in [FEW, *SIZES]:  # the first makes what is made once
            source = Path(folder, "texts.csv")
            write_table(source, size)
            given = ("code", str(source), "--text", "answer", "--encoder", name, "--out", f"{folder}/coded.db")
            run = run_chorus(*given, home=folder)
            rows.append(_row(f"{size:,}", run.seconds, run.peak_mb))
            print(rows[-1], flush=True)
    rows = rows[1:]
    seconds, memory = ([float(row[column]) for row in rows] for column in ("seconds here", "most memory, MB"))
    slope = float(np.polyfit(np.log(SIZES), np.log(seconds), 1)[0])
    steepest = float(np.polyfit(np.log(SIZES[-2:]), np.log(seconds[-2:]), 1)[0])
    per_text = (memory[-1] - memory[-2]) / (SIZES[-1] - SIZES[-2])
    rows.append(
        _row(f"{10 * SIZES[-1]:,} (reckoned)", seconds[-1] * 10**steepest, memory[-1] + per_text * 9 * SIZES[-1])
    )
    rows.append(_row("slope over all sizes", round(slope, 2), ""))
    return [*rows, _row("slope over the last two", round(steepest, 2), "")]


def _row(texts: str, seconds: float, memory: float | str) -> Row:
    kept = round(memory) if isinstance(memory, float) else memory
    return {"texts": texts, "seconds here": round(seconds, 2), "most memory, MB": kept}
