"""What the worker is doing for a programme, as the pages show it."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from corpus.errors import NotFound
from corpus.records import Job, Programme
from corpus.store import documents, jobs
from service.cancelling import cancel, start_again
from service.jobs import send_waiting
from service.pace import in_words
from service.pages.access import current_programme, local_path, workspace
from service.pages.words import capital, counted
from service.workflow.intake import ANALYSE, CODE, LOOK_ANEW, PUBLISH, READ, SUMMARISE, TAKE_IN
from service.workspace import Workspace

blueprint = Blueprint("progress", __name__)

_WORDS = {
    READ: "Reading {subject}",
    TAKE_IN: "Masking names in {subject}",
    ANALYSE: "Coding what was said",
    LOOK_ANEW: "Looking for themes anew",
    CODE: "Coding what is new",
    SUMMARISE: "Writing summaries",
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
    left: str
    is_running: bool
    is_told_to_stop: bool


@dataclass(frozen=True, slots=True)
class WorkUnderWay:
    """The jobs that wait or run, and those that somebody cancelled and nobody started again."""

    jobs: tuple[WorkShown, ...]
    cancelled: tuple[WorkShown, ...] = ()

    @property
    def version(self) -> str:
        """Which jobs these are, and which of them run. It changes when one begins, is told to stop, or ends."""
        under_way = [f"{job.id}{'s' if job.is_told_to_stop else 'r' if job.is_running else 'q'}" for job in self.jobs]
        return " ".join([*under_way, *[f"{job.id}c" for job in self.cancelled]])

    @property
    def sentence(self) -> str:
        """All of it, to be read out."""
        if not self.jobs:
            return f"Cancelled: {self.cancelled[-1].what}." if self.cancelled else "All work is done."
        running = next((job.what for job in self.jobs if job.is_running), "waiting to start")
        return f"{capital(counted(len(self.jobs), 'piece'))} of work under way: {running}."


@blueprint.get("/p/<slug>/progress")
def show(slug: str) -> dict[str, Any]:
    """For the page's script, which asks every second while there is work."""
    work = work_under_way(workspace(), current_programme(slug))
    jobs_shown = [
        {"id": job.id, "what": job.what, "step": job.step, "done": job.done, "total": job.total, "left": job.left}
        for job in work.jobs
    ]
    return {"version": work.version, "sentence": work.sentence, "jobs": jobs_shown}


@blueprint.post("/p/<slug>/work/<int:job_id>/cancel")
def stop(slug: str, job_id: int) -> Response:
    """Tells a job to stop, and goes back to the page that the button stood on."""
    job = _job_of(current_programme(slug), job_id)
    if cancel(workspace(), job):
        flash("Cancelled. If it was at work already, it stops in a moment. All stays as it was before.")
    else:
        flash("That was over before it could be cancelled.")
    return _back(slug)


@blueprint.post("/p/<slug>/work/<int:job_id>/start-again")
def resume(slug: str, job_id: int) -> Response:
    """Queues a cancelled job again."""
    start_again(workspace(), _job_of(current_programme(slug), job_id))
    send_waiting(workspace())
    return _back(slug)


def work_under_way(workspace: Workspace, programme: Programme) -> WorkUnderWay:
    """The programme's jobs that wait or run, and those that were cancelled, oldest first."""
    return WorkUnderWay(
        tuple(_shown(workspace, job) for job in jobs.unfinished_jobs(workspace.corpus, programme.id)),
        tuple(_shown(workspace, job) for job in jobs.cancelled_jobs(workspace.corpus, programme.id)),
    )


def _shown(workspace: Workspace, job: Job) -> WorkShown:
    what = _WORDS.get(job.kind, capital(job.kind)).format(subject=_subject(workspace, job))
    is_running = job.state == "running"
    step = (capital(job.step) or "Starting") if is_running else "Waiting"
    if job.cancel_requested:
        step = "Stopping"
    left = in_words(job.seconds_left) if is_running and not job.cancel_requested and job.done < job.total else ""
    return WorkShown(job.id, what, step, job.done, job.total, left, is_running, job.cancel_requested)


def _job_of(programme: Programme, job_id: int) -> Job:
    job = jobs.job_by_id(workspace().corpus, job_id)
    if job.programme_id != programme.id:
        raise NotFound(f"There is no job {job_id}.")
    return job


def _back(slug: str) -> Response:
    page = local_path(request.form.get("page")) or url_for("programmes.overview", slug=slug)
    return redirect(page)


def _subject(workspace: Workspace, job: Job) -> str:
    try:
        return documents.document_by_id(workspace.corpus, job.subject_id or 0).title
    except NotFound:
        return "a document"
