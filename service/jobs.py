"""The queue and the thin tasks that call the workflow.

Huey carries the queue; the corpus's jobs table is what is believed. Huey forgets a running job when its worker is
killed, so a starting worker empties the queue and fills it again from the table.
"""

import logging
import time
from functools import cache
from pathlib import Path

from huey import SqliteHuey
from huey.api import TaskWrapper

from corpus.errors import NotFound
from corpus.records import Job
from corpus.store import documents, jobs, vectors
from nlp.encode import encoder, make_ready
from nlp.protocols import Encoder, Progress
from service.cancelling import OF_A_DOCUMENT, has_stopped
from service.error_places import place_of
from service.errors import EXPECTED, Cancelled, Overtaken, is_for_lack_of_room
from service.reporting import SECONDS_BETWEEN_REPORTS, both, reporter
from service.runner import the_only_runner
from service.settings import Settings
from service.steps import Steps, unwatched
from service.workflow import analysis, incremental, intake, publication, taking_in, withdrawal
from service.workflow.encoding import as_encoded
from service.workflow.sweeping import sweep
from service.workspace import Workspace, open_workspace

log = logging.getLogger(__name__)
ATTEMPTS = 2
CUT_OFF = "This was cut off twice, so it was not tried again. Start it again, or upload the file again."
UNEXPECTED = "Something went wrong that we did not foresee. Nothing was lost. Tell the person who runs Chorus."
NO_ROOM = (
    "There was no room left on this machine's disk, so this was not done. Tell whoever runs Chorus. When there is "
    "room, start it again, or upload the file again."
)
REMOVED = "The document was removed."
STEPS = {intake.READ: "Reading the file", intake.TAKE_IN: "Masking names", intake.PUBLISH: "Publishing"}


def queue(settings: Settings) -> tuple[SqliteHuey, TaskWrapper]:
    """The queue and its one task, which runs a job by its id."""
    settings.home.mkdir(parents=True, exist_ok=True)
    huey = SqliteHuey("chorus", filename=str(settings.queue_path), results=False, journal_mode="delete", timeout=30)
    return huey, huey.task(name="run_job")(lambda job_id: run_job(settings, job_id))


def send_waiting(workspace: Workspace) -> None:
    """Puts every job that waits on the queue. One that is there twice still runs once: see `jobs.start_job`."""
    _, task = queue(workspace.settings)
    for job in jobs.waiting_jobs(workspace.corpus):
        task(job.id)


def take_up_again(settings: Settings) -> None:
    """At a worker's start: what was cut off waits again, once, and the queue holds just what waits."""
    with open_workspace(settings) as workspace:
        huey, _ = queue(settings)
        huey.flush()
        sweep(workspace)
        _requeue(workspace)
        if settings.ledger_path.exists():
            withdrawal.replay(workspace, all_of_it=False)
        send_waiting(workspace)


def run_job(settings: Settings, job_id: int) -> None:
    """Runs a job that waits, and sends on what it leads to."""
    with open_workspace(settings) as workspace:
        run_waiting_job(workspace, job_id)
        send_waiting(workspace)


def run_waiting_job(workspace: Workspace, job_id: int, also: Steps = unwatched) -> Job:
    """The job as it is after it was run here, if it still waited. `also` hears how far it is, beside the jobs table."""
    if not jobs.start_job(workspace.corpus, job_id):
        return jobs.job_by_id(workspace.corpus, job_id)
    job = jobs.job_by_id(workspace.corpus, job_id)
    try:
        _work(workspace, job, also)
    except Cancelled:
        has_stopped(workspace, job)
    except Overtaken:
        vectors.forget_unused_vectors(workspace.corpus, as_encoded)  # it may have made some of what is gone
        jobs.wait_again(workspace.corpus, job.id)
    except EXPECTED as error:
        _fail(workspace, job, str(error))
    except KeyboardInterrupt:
        has_stopped(workspace, job)
        raise
    except Exception as error:
        # The message may hold what somebody said; the kind and the place do not.
        log.error("job %s (%s) failed: %s at %s", job.id, job.kind, type(error).__name__, place_of(error))
        _fail(workspace, job, NO_ROOM if is_for_lack_of_room(error) else UNEXPECTED)
    else:
        jobs.end_job(workspace.corpus, job.id)
    return jobs.job_by_id(workspace.corpus, job.id)


def _work(workspace: Workspace, job: Job, also: Steps) -> None:
    """Does what a job says. Everything it calls can be done again without anything being there twice."""

    def step(name: str) -> Progress:
        return both(reporter(workspace, job.id, name), also(name))

    subject = job.subject_id or 0
    match job.kind:
        case intake.READ:
            step(STEPS[job.kind])(0, 0)
            intake.read_document(workspace, subject)
        case intake.TAKE_IN:
            model = _ready_encoder(workspace.settings, step)
            taking_in.take_in(workspace, subject, step(STEPS[job.kind]), encoder=model)
        case intake.ANALYSE | intake.LOOK_ANEW:
            model, anew = _ready_encoder(workspace.settings, step), job.kind == intake.LOOK_ANEW
            analysis.analyse(workspace, job.programme_id, model, step, anew=anew)
        case intake.CODE:
            incremental.code_new(workspace, job.programme_id, _ready_encoder(workspace.settings, step), step)
        case intake.SUMMARISE:
            incremental.summarise_anew(workspace, job.programme_id, _ready_encoder(workspace.settings, step), step)
        case intake.PUBLISH:
            publication.publish(workspace, job.programme_id, step(STEPS[job.kind]))


def warm_encoder(settings: Settings) -> Encoder:
    """The encoder that the settings name, loaded once a process."""
    return _encoder(settings.encoder, settings.models_path, settings.threads)


def _ready_encoder(settings: Settings, step: Steps) -> Encoder:
    """The same, with what it makes once before its first text."""
    model = warm_encoder(settings)
    make_ready(model, step)
    return model


@cache
def _encoder(name: str, cache: Path, threads: int) -> Encoder:
    return encoder(name, cache=cache, threads=threads)


def _fail(workspace: Workspace, job: Job, problem: str) -> None:
    problem = _without_file_name(workspace, job, problem)
    jobs.end_job(workspace.corpus, job.id, problem=problem)
    _fail_document(workspace, job, problem)


def _without_file_name(workspace: Workspace, job: Job, problem: str) -> str:
    """The sentence with the document's title for its file's name, which may name somebody and stays in the vault."""
    if job.kind not in OF_A_DOCUMENT or not job.subject_id:
        return problem
    try:
        title = documents.document_by_id(workspace.corpus, job.subject_id).title
    except NotFound:
        return REMOVED
    with workspace.vault() as vault:
        name = vault.names([job.subject_id], reason="saying what went wrong").get(job.subject_id)
    return problem.replace(f"“{name}”", title).replace(name, title) if name else problem


def _fail_document(workspace: Workspace, job: Job, problem: str) -> None:
    if job.kind in OF_A_DOCUMENT and job.subject_id:
        documents.set_state(workspace.corpus, job.subject_id, "failed", problem=problem)


def run_all(workspace: Workspace, programme_id: int, also: Steps = unwatched) -> list[Job]:
    """Has a programme's jobs run, one after another, with all that they lead to; gives those that failed.

    They run in this process, or, where another one runs jobs, there: then it is waited for.
    """
    waiting = jobs.unfinished_jobs(workspace.corpus, programme_id)
    if not waiting:
        return []
    with the_only_runner(workspace.settings) as is_ours:
        if is_ours:
            sweep(workspace)
            _requeue(workspace)
        else:
            send_waiting(workspace)
        while unfinished := jobs.unfinished_jobs(workspace.corpus, programme_id):
            if is_ours:
                run_waiting_job(workspace, unfinished[0].id, also)
            else:
                time.sleep(SECONDS_BETWEEN_REPORTS)
    return jobs.failed_jobs(workspace.corpus, programme_id, since=waiting[0].id)


def _requeue(workspace: Workspace) -> None:
    for job in jobs.told_to_stop(workspace.corpus):
        has_stopped(workspace, job)
    for job in jobs.requeue_unfinished(workspace.corpus, attempts=ATTEMPTS, problem=CUT_OFF):
        _fail_document(workspace, job, CUT_OFF)
