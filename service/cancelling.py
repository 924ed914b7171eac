"""Stopping work: what a cancelled job leaves behind is what was there before it."""

from corpus.errors import NotFound
from corpus.records import Job
from corpus.store import documents, jobs
from service.workflow import intake
from service.workspace import Workspace

CANCELLED = "This was cancelled before it was finished. All is as it was before. You can start it again."
OF_A_DOCUMENT = (intake.READ, intake.TAKE_IN)


def cancel(workspace: Workspace, job: Job) -> bool:
    """Has a job stop: at once where it waits, else when it next says how far it is. False where it is over already."""
    is_told = jobs.request_cancel(workspace.corpus, job.id, problem=CANCELLED)
    if is_told and jobs.job_by_id(workspace.corpus, job.id).state == "cancelled":
        _put_document_back(workspace, job)
    return is_told


def has_stopped(workspace: Workspace, job: Job) -> None:
    """Writes down that a running job was stopped."""
    jobs.end_job(workspace.corpus, job.id, problem=CANCELLED, is_cancelled=True)
    _put_document_back(workspace, job)


def start_again(workspace: Workspace, job: Job) -> None:
    """Queues what a job was to do. A document that was to be taken in is confirmed again by that."""
    if job.kind == intake.TAKE_IN and job.subject_id:
        documents.set_state(workspace.corpus, job.subject_id, "confirmed")
    if job.kind == intake.READ and job.subject_id:
        documents.set_state(workspace.corpus, job.subject_id, "received")
    jobs.add_job(workspace.corpus, kind=job.kind, programme_id=job.programme_id, subject_id=job.subject_id)


def _put_document_back(workspace: Workspace, job: Job) -> None:
    """A document whose job was stopped, as it was before: taken in already, to be confirmed, or not yet read."""
    if job.kind not in OF_A_DOCUMENT or not job.subject_id:
        return
    try:
        document = documents.document_by_id(workspace.corpus, job.subject_id)
    except NotFound:
        return
    if job.kind == intake.READ:
        documents.set_state(workspace.corpus, document.id, "failed", problem=CANCELLED)
    else:
        documents.set_state(workspace.corpus, document.id, "ready" if document.answers else "to confirm")
