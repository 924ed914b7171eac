"""How time and memory grow with the number of texts: `chorus code` with the static encoder, each in its own process.

BENCH_SIZES says which sizes (10000,100000,1000000). What ten times the last would take is reckoned, and marked so.
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.many_texts import write_table
from benchmarks.own_process import Run, run_chorus
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
            rows.append(_row(f"{size:,}", run))
            print(rows[-1], flush=True)
    rows = rows[1:]
    seconds, processor, memory = ([float(row[name]) for row in rows] for name in list(rows[0])[1:])
    slopes = [_slope(SIZES, processor), _slope(SIZES[-2:], processor[-2:])]
    tenfold = Run(*(_tenfold(values) for values in (seconds, processor, memory)))
    rows.append(_row(f"{10 * SIZES[-1]:,} (reckoned)", tenfold))
    rest = dict.fromkeys(list(rows[0])[1:], "")
    rows += [{**rest, "texts": "slope over all", "processor's seconds": round(slopes[0], 2)}]
    return [*rows, {**rest, "texts": "slope over the last two", "processor's seconds": round(slopes[1], 2)}]


def _tenfold(values: Sequence[float]) -> float:
    """What ten times the last size would take, if each further text takes what those of the last step took."""
    return values[-1] + (values[-1] - values[-2]) / (SIZES[-1] - SIZES[-2]) * 9 * SIZES[-1]


def _slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def _row(texts: str, run: Run) -> Row:
    return {
        "texts": texts,
        "seconds here": round(run.seconds, 1),
        "processor's seconds": round(run.processor, 1),
        "most memory, MB": round(run.peak_mb),
    }
