"""How long the worker keeps everybody else from writing to the corpus: signing in and reading pages wait for it.

python -m benchmarks.write_lock --answers 10000

Processor seconds from the first statement that writes in a transaction to its end, the longest of each kind of work.
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.many_texts import write_table
from corpus.consent import QUOTE
from corpus.records import NewEvent
from corpus.store import events, jobs
from service.jobs import run_waiting_job
from service.settings import Settings
from service.workflow import intake
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace

EVENT = NewEvent("S1", "Survey", "survey", "2026-03-01", "Whole borough", "online", "mixed", "consultation")
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "BEGIN IMMEDIATE", "VACUUM")
_ENDS = ("COMMIT", "ROLLBACK")


class Watch:
    """Hears every statement of a connection, and keeps how long it held the write lock."""

    def __init__(self) -> None:
        self.held: list[tuple[float, str]] = []
        self._since: tuple[float, str] | None = None
        self._is_open = False

    def __call__(self, statement: str) -> None:
        """A statement begins."""
        said = statement.lstrip().upper()
        self._is_open = self._is_open or said.startswith("BEGIN")
        if self._since is None and said.startswith(_WRITES):
            self._since = time.process_time(), " ".join(said.split()[:3])
        if said.startswith(_ENDS):
            self.end()

    def end(self) -> None:
        """A transaction ends."""
        if self._since:
            self.held.append((time.process_time() - self._since[0], self._since[1]))
        self._since = None


def main() -> None:
    """Prints the longest of each job."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_workspace(Settings(home=Path(folder, "home"))) as workspace:
        table = Path(folder, "answers.csv")
        write_table(table, given.answers)
        programme = start_programme(workspace, "Bench", with_starter=True)
        event = events.add_event(workspace.corpus, programme.id, EVENT)
        document = intake.receive(workspace, event.id, table.name, table.read_bytes()).document
        _work_off(workspace, programme.id)
        intake.confirm_columns(workspace, document.id, intake.ColumnDecision(("answer",), "id", consent=QUOTE))
        _work_off(workspace, programme.id)
        jobs.add_job(workspace.corpus, kind=intake.SUMMARISE, programme_id=programme.id)
        _work_off(workspace, programme.id)


def _work_off(workspace: Workspace, programme_id: int) -> None:
    while waiting := jobs.unfinished_jobs(workspace.corpus, programme_id):
        watch, began = Watch(), time.process_time()
        workspace.corpus.conn.set_trace_callback(watch)
        done = run_waiting_job(workspace, waiting[0].id)
        workspace.corpus.conn.set_trace_callback(None)
        took = time.process_time() - began
        held, first = max(watch.held, default=(0.0, "nothing"))
        print(
            f"{done.kind}, {done.state}: {took:.1f} s of work, the lock for {held:.2f} s at most ({first})", flush=True
        )


if __name__ == "__main__":
    main()
