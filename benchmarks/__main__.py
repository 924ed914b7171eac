"""Runs the benchmarks and writes what they measured to benchmarks/results, as Markdown and JSON."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks import (
    card_sorts,
    coding,
    discovery,
    encoders,
    encoding,
    growth,
    identifiers,
    identifiers_beside,
    kept_vectors,
    main_job,
    naming,
    one_more,
    points,
    reviewing,
    safeguarding,
    speed,
    stability,
    summaries,
)
from benchmarks.results_table import RESULTS, table
from benchmarks.texts import DATA

SUITES = {
    "encoding": encoding.measure,
    "encoders": encoders.measure,
    "kept_vectors": kept_vectors.measure,
    "coding": coding.measure,
    "reliability": coding.measure_reliability,
    "reviewing": reviewing.measure,
    "discovery": discovery.measure,
    "stability": stability.measure,
    "naming": naming.measure,
    "names": naming.names,
    "safeguarding": safeguarding.measure,
    "summaries": summaries.measure,
    "card_sorts": card_sorts.measure,
    "points": points.measure,
    "main_job": main_job.measure,
    "speed": speed.measure,
    "growth": growth.measure,
    "one_more": one_more.measure,
    "identifiers": identifiers.measure,
    "identifiers_judged": identifiers.measure_judged,
    "identifiers_beside": identifiers_beside.measure,
}


def main(wanted: Sequence[str]) -> None:
    """The suites that are named, or all of them."""
    if not DATA.is_dir():
        sys.exit(f"The real texts are not at {DATA.name}: nothing to measure on.")
    if len(wanted) != 1:
        # Each in a process of its own: a child's peak of memory is never below that of the process that made it.
        for name in wanted or SUITES:
            subprocess.run([sys.executable, "-m", "benchmarks", name], check=True)
        return
    RESULTS.mkdir(exist_ok=True)
    (name,) = wanted
    rows = SUITES[name]()
    shown = table(rows)
    print(f"\n{name}\n{shown}", flush=True)
    day = datetime.now(UTC).date().isoformat()
    file = speed.TABLE if name == "speed" else name
    (RESULTS / f"{file}.md").write_text(f"# {file}\n\n`make bench`, {day}\n\n{shown}\n", encoding="utf-8")
    (RESULTS / f"{file}.json").write_text(json.dumps({"day": day, "rows": rows}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
