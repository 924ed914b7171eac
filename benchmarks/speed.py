"""From a raw CSV to a coded database, beside sentence-transformers and BERTopic in their defaults, in one run.

Both are given the same file and start in a process of their own, whose whole time counts. BENCH_TEXTS says how many
texts (10,000). With BENCH_STOCK_SECONDS what stock took at another time is put in instead of running it again.
"""

import os
import tempfile
import time
from pathlib import Path

from benchmarks import peers
from benchmarks.many_texts import many_texts, write_table
from benchmarks.own_process import Run, run_chorus
from nlp.encode import ENCODERS
from nlp.records import Vectors
from nlp.themes.discover import discover

Row = dict[str, str | float]
TEXTS = int(os.environ.get("BENCH_TEXTS", "10000"))
FEW = 500


def measure() -> list[Row]:
    """A row a way, and what stock takes of it."""
    with tempfile.TemporaryDirectory() as folder:
        source, few = Path(folder, "texts.csv"), Path(folder, "few.csv")
        write_table(source, TEXTS)
        write_table(few, FEW)
        ways = [name for name in ENCODERS if name in ("minilm", "static")]
        for name in ways:  # what is made once is made before
            _coded(few, folder, name)
        ours = {name: _coded(source, folder, name) for name in ways}
        cold = _coded(few, folder, "minilm")
        started = time.perf_counter()
        stock = peers.ask("stock_table", {"source": str(source), "out": f"{folder}/stock.db"})
        taken = Run(time.perf_counter() - started, stock.peak_mb, "")
    rows = [_row(f"chorus code, {TEXTS:,} texts, {name}", run, taken) for name, run in ours.items()]
    rows.append(_row(f"stock, {TEXTS:,} texts", taken, taken))
    rows.append(_clustering())
    return [
        *rows,
        {
            **dict.fromkeys(rows[0], ""),
            "what": f"cold chorus code, {FEW} texts",
            "seconds here": round(cold.seconds, 1),
        },
    ]


def _coded(source: Path, folder: str, encoder: str) -> Run:
    out = Path(folder, "ours.db")
    out.unlink(missing_ok=True)
    return run_chorus("code", str(source), "--text", "answer", "--encoder", encoder, "--out", str(out), home=folder)


def _clustering() -> Row:
    """Themes in vectors that are there already: of as many texts as BERTopic is given."""
    texts = many_texts(TEXTS)
    vectors = _vectors(texts)
    started = time.perf_counter()
    discover(texts, vectors)
    ours = Run(time.perf_counter() - started, 0.0, "")
    stock = peers.ask("stock_bertopic", {"texts": texts}, vectors)
    return _row(f"themes alone, {TEXTS:,} vectors", ours, Run(stock.seconds, 0.0, ""))


def _vectors(texts: list[str]) -> Vectors:
    from nlp.encode import encoder

    return encoder("static" if "static" in ENCODERS else "minilm").encode(texts)


def _row(what: str, run: Run, stock: Run) -> Row:
    return {
        "what": what,
        "seconds here": round(run.seconds, 1),
        "times as fast as stock": round(stock.seconds / run.seconds, 1),
        "most memory, MB": round(run.peak_mb) or "",
        "share of stock's memory": round(run.peak_mb / stock.peak_mb, 2) if stock.peak_mb else "",
    }
