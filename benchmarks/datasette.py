"""How long Datasette's pages take over a release of many segments, and how long that release takes to build.

python -m benchmarks.datasette --segments 200000

The product's own server answers somebody who is signed in as an analyst; one request at a time, as from one person.
A page of each kind of each table comes once cold, and then in rounds, in mixed order, with other values every time.
Beside the clock's milliseconds stand the processor's, of all of the server's threads: they do not rise with what else
the machine is doing.
"""

import argparse
import json
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from os import getloadavg
from pathlib import Path

import httpx
import numpy as np

from benchmarks.datasette_pages import LARGE, Page, Pages
from benchmarks.large_programme import fill
from benchmarks.own_process import Run, timed
from benchmarks.own_server import PASSWORD, free_port, read_token, serving
from benchmarks.results_table import RESULTS, table
from corpus.records import Programme
from corpus.store import people
from corpus.store.programmes import programme_by_slug
from service.passwords import hash_password
from service.settings import Settings
from service.workflow.publication import publish
from service.workspace import open_workspace

Row = dict[str, str | float]


@dataclass(frozen=True, slots=True)
class Answer:
    """How long a page took: by the clock, and of the processor; and whether it was asked for the first time."""

    page: Page
    milliseconds: float
    processor: float
    is_first: bool


def main() -> None:
    """Builds, asks, and writes benchmarks/results/datasette."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--home", type=Path, help="where the programme is kept, or is from the last time")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=given.home or Path(folder), port=free_port())
        programme, built = _build(settings, given.segments)
        release = max(settings.releases_path.glob("many-*.db"), key=lambda path: path.stat().st_mtime)
        with serving(settings.home, settings.port) as process, closing(sqlite3.connect(release)) as file:
            cold, warm, whole = ask(settings, process.pid, Pages(file, programme), given.rounds)
            memory = _peak(process.pid)
        size = release.stat().st_size / 1e6
    rows = [_told("cold, all", cold), *_rows(warm), *(_told(f"all rows as CSV, {one.page.of}", [one]) for one in whole)]
    made = f"{built.processor:.1f} s of the processor, {built.seconds:.1f} s and {built.peak_mb:.0f} MB of memory"
    told = f"The release: {size:.0f} MB, built in {made}. The server's memory: {memory:.0f} MB at most."
    print(f"{told}\n\n{table(rows)}")
    _write(given.segments, told, rows, warm)


def _build(settings: Settings, segments: int) -> tuple[Programme, Run]:
    with open_workspace(settings) as workspace:
        if not workspace.corpus.execute("SELECT count(*) FROM programmes").fetchone()[0]:
            fill(workspace.corpus, segments)
            people.put_account(workspace.corpus, name="Ana", roles=["analyst"], password_hash=hash_password(PASSWORD))
        programme = programme_by_slug(workspace.corpus, "many")
    built = Run()
    code = "import sys; from benchmarks.datasette import build_here; build_here(sys.argv[1])"
    told = subprocess.run([sys.executable, "-c", code, str(settings.home)], check=True, capture_output=True, text=True)
    built.seconds, built.processor, built.peak_mb = json.loads(told.stdout)
    return programme, built


def build_here(home: str) -> None:
    """Publishes; prints the seconds, the processor's and the most memory, which is this process's own."""
    with open_workspace(Settings(home=Path(home))) as workspace, timed(resource.RUSAGE_SELF) as run:
        publish(workspace, programme_by_slug(workspace.corpus, "many").id)
    print(json.dumps([run.seconds, run.processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def ask(settings: Settings, pid: int, pages: Pages, rounds: int) -> tuple[list[Answer], list[Answer], list[Answer]]:
    """The first round, cold; the others; and tables of which all rows are asked for."""
    with httpx.Client(base_url=f"http://127.0.0.1:{settings.port}", timeout=120) as client:
        _sign_in(client)
        asked: set[str] = set()
        found = [[_ask(client, pid, page, asked) for page in pages.round()] for _ in range(rounds + 1)]
        whole = [_ask(client, pid, page, asked) for page in pages.whole_tables()]
    return found[0], [answer for one in found[1:] for answer in one], whole


def _sign_in(client: httpx.Client) -> None:
    given = {"csrf_token": read_token(client.get("/sign-in").text), "name": "Ana", "password": PASSWORD}
    assert client.post("/sign-in", data=given).status_code == 302


def _ask(client: httpx.Client, pid: int, page: Page, asked: set[str]) -> Answer:
    is_first = page.path not in asked
    asked.add(page.path)
    processor, began = _processor(pid), time.perf_counter()
    answer = client.get(page.path)
    took = time.perf_counter() - began
    if answer.status_code != 200 or "These facets timed out" in answer.text:
        print(f"{answer.status_code}: {page.path} was not answered in full")
    return Answer(page, took * 1000, (_processor(pid) - processor) * 1000, is_first)


def _peak(pid: int) -> float:
    """The most memory that a process has had, in MB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def _processor(pid: int) -> float:
    """Seconds that all threads of a process have had."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def _rows(warm: Sequence[Answer]) -> list[Row]:
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for answer in warm:
        is_by_itself = answer.page.of in LARGE or answer.page.kind not in ("table", "facet chosen")
        of = answer.page.of if is_by_itself else "small tables"
        kinds[f"{answer.page.kind}, {of}".removesuffix(", ")].append(answer)
    faceted = [answer for answer in warm if answer.page.kind not in ("question", "row", "index", "dashboard")]
    first = [answer for answer in faceted if answer.is_first]
    return [
        _told("warm, all", warm),
        _told("warm, tables with their facets", faceted),
        _told("the same, what nobody had asked for before", first),
        *(_told(kind, kinds[kind]) for kind in sorted(kinds)),
    ]


def _told(name: str, answers: Sequence[Answer]) -> Row:
    took = np.array([answer.milliseconds for answer in answers])
    processor = np.array([answer.processor for answer in answers])
    return {
        "pages": name,
        "requests": len(answers),
        "p50 ms": round(float(np.percentile(took, 50))),
        "p95 ms": round(float(np.percentile(took, 95))),
        "most ms": round(float(took.max())),
        "p95 ms of the processor": round(float(np.percentile(processor, 95))),
    }


def _write(segments: int, told: str, rows: list[Row], warm: Iterable[Answer]) -> None:
    day = datetime.now(UTC).date().isoformat()
    load = f"{getloadavg()[1]:.1f} processes ran or waited on this machine's two cores meanwhile"
    head = f"# datasette\n\n`python -m benchmarks.datasette --segments {segments}`, {day}; {load}"
    (RESULTS / "datasette.md").write_text(f"{head}\n\n{told}\n\n{table(rows)}\n", encoding="utf-8")
    slowest = sorted(warm, key=lambda answer: -answer.milliseconds)[:20]
    slow = [
        {"path": answer.page.path, "ms": round(answer.milliseconds), "processor": round(answer.processor)}
        for answer in slowest
    ]
    measured = {"day": day, "segments": segments, "told": told, "rows": rows, "slowest": slow}
    (RESULTS / "datasette.json").write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
