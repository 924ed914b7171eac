"""From a raw CSV to a coded database, beside sentence-transformers and BERTopic in their defaults, in one run.

Both are given the same file and start in a process of their own, whose whole time counts. BENCH_TEXTS says how many
texts (10,000); with another number the table is one of its own, such as speed_100000.
"""

import os
import tempfile
from pathlib import Path
from resource import RUSAGE_SELF

from benchmarks import peers
from benchmarks.encoding import CACHE
from benchmarks.many_texts import many_texts, write_table
from benchmarks.own_process import Run, run_chorus, timed
from nlp.encode import encoder
from nlp.encode.static import Static
from nlp.themes.discover import discover

Row = dict[str, str | float]
WAYS = ("minilm", "static")
TEXTS = int(os.environ.get("BENCH_TEXTS", "10000"))
FEW = 500
TABLE = "speed" if TEXTS == 10_000 else f"speed_{TEXTS}"
"""What the table is called."""


def measure() -> list[Row]:
    """A row a way, and what stock takes of it."""
    if not peers.is_built():
        peers.build()  # which is none of stock's time
    with tempfile.TemporaryDirectory() as folder:
        source, few = Path(folder, "texts.csv"), Path(folder, "few.csv")
        write_table(source, TEXTS)
        write_table(few, FEW)
        start = {"chorus --help": run_chorus("--help", home=folder)}
        _coded(few, folder, "static")  # whose model is made once, and before
        start |= {f"cold chorus code, {FEW} texts, {name}": _coded(few, folder, name) for name in WAYS}
        ours = {name: _coded(source, folder, name) for name in WAYS}
        with timed() as stock:
            asked = peers.ask("stock_table", {"source": str(source), "out": f"{folder}/stock.db"})
        stock.peak_mb = asked.peak_mb
    rows = [_row(f"chorus code, {TEXTS:,} texts, {name}", run, stock) for name, run in ours.items()]
    rows += [_row(f"stock, {TEXTS:,} texts", stock, stock), *_clustering()]
    with timed(RUSAGE_SELF) as once:
        Static().make()
    start["making the static model, once"] = once
    return [*rows, *(_row(what, run, None) for what, run in start.items())]


def _coded(source: Path, folder: str, name: str) -> Run:
    out = Path(folder, "ours.db")
    out.unlink(missing_ok=True)
    given = ("code", str(source), "--text", "answer", "--encoder", name, "--out", str(out))
    run = run_chorus(*given, home=folder)
    print(name, source.name, run, flush=True)
    return run


def _clustering() -> list[Row]:
    """Themes in vectors that are there already, as many as the texts call for."""
    texts = many_texts(TEXTS)
    vectors = encoder("static", cache=CACHE).encode(texts)
    with timed(RUSAGE_SELF) as ours:
        discover(texts, vectors, place_all=True)
    with timed() as stock:
        asked = peers.ask("stock_bertopic", {"texts": texts}, vectors)
    stock.seconds, stock.processor = asked.seconds, stock.processor * asked.seconds / stock.seconds  # without imports
    return [_row(f"themes alone, {TEXTS:,} vectors", ours, stock), _row("stock's themes alone", stock, stock)]


def _row(what: str, run: Run, stock: Run | None) -> Row:
    row: Row = {
        "what": what,
        "seconds here": round(run.seconds, 1),
        "processor's seconds": round(run.processor, 1),
        "most memory, MB": round(run.peak_mb) or "",
        "times as fast as stock": "",
        "share of stock's processor time": "",
        "share of stock's memory": "",
    }
    if stock:
        row["times as fast as stock"] = round(stock.seconds / run.seconds, 1)
        row["share of stock's processor time"] = round(run.processor / stock.processor, 3)
        row["share of stock's memory"] = round(run.peak_mb / stock.peak_mb, 2) if stock.peak_mb else ""
    print(row, flush=True)
    return row
