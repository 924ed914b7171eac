"""What the worker is doing for a programme, as the pages show it."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint

from corpus.errors import NotFound
from corpus.records import Job, Programme
from corpus.store import documents, jobs
from service.pages.access import current_programme, needs, workspace
from service.pages.words import capital, counted
from service.workflow.intake import ANALYSE, PUBLISH, READ, TAKE_IN
from service.workspace import Workspace

blueprint = Blueprint("progress", __name__)

_WORDS = {
    READ: "Reading {subject}",
    TAKE_IN: "Masking names in {subject}",
    ANALYSE: "Coding what was said",
    PUBLISH: "Publishing to Datasette",
}


@dataclass(frozen=True, slots=True)
class WorkShown:
    """A job in words."""

    id: int
    what: str
    step: str
    done: int
    total: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class WorkUnderWay:
    """The jobs that wait or run. `version` changes when one of them begins or ends."""

    jobs: tuple[WorkShown, ...]

    @property
    def version(self) -> str:
        """Which jobs these are, and which of them run."""
        return " ".join(f"{job.id}{'r' if job.is_running else 'q'}" for job in self.jobs)

    @property
    def sentence(self) -> str:
        """All of it, to be read out."""
        if not self.jobs:
            return "All work is done."
        running = next((job.what for job in self.jobs if job.is_running), "waiting to start")
        return f"{capital(counted(len(self.jobs), 'piece'))} of work under way: {running}."


@blueprint.get("/p/<slug>/progress")
@needs("staff", "analyst")
def show(slug: str) -> dict[str, Any]:
    """For the page's script, which asks every second while there is work."""
    work = work_under_way(workspace(), current_programme(slug))
    jobs_shown = [
        {"id": job.id, "what": job.what, "step": job.step, "done": job.done, "total": job.total} for job in work.jobs
    ]
    return {"version": work.version, "sentence": work.sentence, "jobs": jobs_shown}


def work_under_way(workspace: Workspace, programme: Programme) -> WorkUnderWay:
    """The programme's jobs that wait or run, oldest first."""
    return WorkUnderWay(tuple(_shown(workspace, job) for job in jobs.unfinished_jobs(workspace.corpus, programme.id)))


def _shown(workspace: Workspace, job: Job) -> WorkShown:
    what = _WORDS.get(job.kind, capital(job.kind)).format(subject=_subject(workspace, job))
    is_running = job.state == "running"
    step = (capital(job.step) or "Starting") if is_running else "Waiting"
    return WorkShown(job.id, what, step, job.done, job.total, is_running)


def _subject(workspace: Workspace, job: Job) -> str:
    try:
        return documents.document_by_id(workspace.corpus, job.subject_id or 0).title
    except NotFound:
        return "a document"
