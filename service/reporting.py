"""How far a job has come, into the jobs table; and word from there that it is to stop."""

import time

from corpus.records import Reached
from corpus.store import jobs
from nlp.protocols import Progress
from service.cancelling import CANCELLED
from service.errors import Cancelled
from service.pace import Pace
from service.workspace import Workspace

SECONDS_BETWEEN_REPORTS = 0.5


def reporter(workspace: Workspace, job_id: int, step: str) -> Progress:
    """A Progress that writes to the jobs table, not oftener than people can see. Raises Cancelled where it is told."""
    last = 0.0
    pace = Pace()

    def report(done: int, total: int) -> None:
        nonlocal last
        if done < total and time.monotonic() - last < SECONDS_BETWEEN_REPORTS:
            return
        last = time.monotonic()
        reached = Reached(step, done, total, pace.seconds_left(done, total))
        if jobs.report_progress(workspace.corpus, job_id, reached):
            raise Cancelled(CANCELLED)

    return report


def both(one: Progress, other: Progress) -> Progress:
    """A Progress that tells two."""

    def report(done: int, total: int) -> None:
        one(done, total)
        other(done, total)

    return report
