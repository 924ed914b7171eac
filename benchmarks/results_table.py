"""Where the benchmarks' results are written, and how a table of them looks."""

from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def table(rows: Sequence[dict[str, str | float]]) -> str:
    """Rows as Markdown."""
    head = list(rows[0])
    lines = [head, ["---"] * len(head), *[[str(row[name]) for name in head] for row in rows]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
