import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.records import Document, NewEvent
from corpus.store import documents, events, jobs
from nlp.protocols import Progress
from service.cancelling import CANCELLED
from service.jobs import (
    CUT_OFF,
    UNEXPECTED,
    queue,
    run_all,
    run_job,
    run_waiting_job,
    send_waiting,
    take_up_again,
)
from service.runner import the_only_runner
from service.settings import Settings
from service.workflow import intake, publication, taking_in
from service.workflow.intake import ColumnDecision
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace
from tests import taken_in

SURVEY = NewEvent("S1", "Survey", "survey", "2026-03-01", "North", "online", "mixed", "consultation")
ANSWERS = b"Answer\nI waited for months\nNobody rang\n"


@pytest.fixture
def workspace(tmp_path: Path, models_folder: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path / "home", models=str(models_folder), threads=1)) as opened:
        start_programme(opened, "Wellbeing", with_starter=False)
        events.add_event(opened.corpus, 1, SURVEY)
        yield opened


@pytest.fixture
def received(workspace: Workspace) -> Document:
    return intake.receive(workspace, 1, "answers.csv", ANSWERS).document


def _state(workspace: Workspace, document: Document) -> str:
    return documents.document_by_id(workspace.corpus, document.id).state


def _queued(settings: Settings) -> int:
    return len(queue(settings)[0].pending())


def _count(corpus: Database, table: str) -> int:
    return int(corpus.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_job_runs_once_and_says_how_far_it_is(workspace: Workspace, received: Document) -> None:
    (job,) = jobs.waiting_jobs(workspace.corpus)
    told: list[str] = []

    def also(step: str) -> Progress:
        told.append(step)
        return lambda *_: None

    assert run_waiting_job(workspace, job.id, also).state == "done"
    assert told == ["Reading the file"]
    assert _state(workspace, received) == "to confirm"
    again = run_waiting_job(workspace, job.id)
    assert (again.state, again.attempts) == ("done", 1)


def test_jobs_run_in_the_order_they_came_with_all_they_lead_to(workspace: Workspace, received: Document) -> None:
    assert run_all(workspace, 1) == []
    intake.confirm_columns(workspace, received.id, ColumnDecision(("Answer",)))
    assert run_all(workspace, 1) == []
    assert _state(workspace, received) == "to sign off"
    taken_in.sign_all(workspace)
    assert run_all(workspace, 1) == []
    done = workspace.corpus.execute("SELECT kind, state FROM jobs ORDER BY id").fetchall()
    assert done == [(kind, "done") for kind in ("read", "take in", "analyse", "publish")]
    assert _state(workspace, received) == "ready"
    assert (workspace.settings.releases_path / "wellbeing-1.db").is_file()


def test_another_programmes_jobs_are_left_alone(workspace: Workspace, received: Document) -> None:
    assert run_all(workspace, 2) == []
    assert _state(workspace, received) == "received"


def test_what_was_foreseen_is_said_to_staff(workspace: Workspace, received: Document) -> None:
    garbled = intake.receive(workspace, 1, "garbled.txt", bytes(range(256)) * 9).document
    (failed,) = run_all(workspace, 1)
    assert failed.problem
    # Its title stands for its file's name, which may name somebody and is in the vault only.
    assert failed.problem.startswith(f"{garbled.title} is not text we can read")
    assert documents.document_by_id(workspace.corpus, garbled.id).problem == failed.problem
    assert (_state(workspace, garbled), _state(workspace, received)) == ("failed", "to confirm")


def test_what_was_not_foreseen_is_said_plainly_and_not_what_people_said(
    workspace: Workspace, received: Document, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("cannot parse “Persephone waited for months”")

    monkeypatch.setattr(intake, "read_document", breaks)
    with caplog.at_level(logging.DEBUG):
        (failed,) = run_all(workspace, 1)
    assert failed.problem == documents.document_by_id(workspace.corpus, received.id).problem == UNEXPECTED
    assert "RuntimeError at jobs.py:" in caplog.text
    assert "test_jobs.py:" in caplog.text
    assert "Persephone" not in caplog.text
    assert b"Persephone" not in workspace.settings.corpus_path.read_bytes()


def test_a_failed_analysis_leaves_its_documents_alone(
    workspace: Workspace, received: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise OSError("disk full")

    run_all(workspace, 1)
    monkeypatch.setattr(publication, "publish", breaks)
    jobs.add_job(workspace.corpus, kind=intake.PUBLISH, programme_id=1)
    assert [job.problem for job in run_all(workspace, 1)] == [UNEXPECTED]
    assert _state(workspace, received) == "to confirm"


def test_what_a_person_stops_does_not_stay_running(
    workspace: Workspace, received: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the next command would wait for it for ever."""

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(intake, "read_document", stopped)
        with pytest.raises(KeyboardInterrupt):
            run_all(workspace, 1)
    assert jobs.unfinished_jobs(workspace.corpus, 1) == []
    assert documents.document_by_id(workspace.corpus, received.id).problem == CANCELLED
    intake.receive(workspace, 1, "answers.csv", ANSWERS)
    assert run_all(workspace, 1) == []
    assert _state(workspace, received) == "to confirm"


def test_the_queue_holds_what_waits(workspace: Workspace, received: Document) -> None:
    send_waiting(workspace)
    send_waiting(workspace)
    assert _queued(workspace.settings) == 2
    take_up_again(workspace.settings)
    assert _queued(workspace.settings) == 1


def test_a_job_that_is_on_the_queue_twice_runs_once(workspace: Workspace, received: Document) -> None:
    (job,) = jobs.waiting_jobs(workspace.corpus)
    run_job(workspace.settings, job.id)
    run_job(workspace.settings, job.id)
    assert jobs.job_by_id(workspace.corpus, job.id).attempts == 1


def test_what_a_finished_job_leads_to_is_sent(workspace: Workspace, received: Document) -> None:
    run_all(workspace, 1)
    intake.confirm_columns(workspace, received.id, ColumnDecision(("Answer",)))
    run_all(workspace, 1)
    taken_in.sign_all(workspace)
    (job,) = jobs.waiting_jobs(workspace.corpus)
    run_job(workspace.settings, job.id)
    assert [one.kind for one in jobs.waiting_jobs(workspace.corpus)] == [intake.PUBLISH]
    assert _queued(workspace.settings) == 1


def test_what_was_cut_off_runs_again_with_nothing_twice(workspace: Workspace, received: Document) -> None:
    """The worker may die at the worst moment: when all is done but the job is not yet said to be."""
    run_all(workspace, 1)
    intake.confirm_columns(workspace, received.id, ColumnDecision(("Answer",)))
    (job,) = jobs.waiting_jobs(workspace.corpus)
    jobs.start_job(workspace.corpus, job.id)
    taking_in.take_in(workspace, received.id)
    take_up_again(workspace.settings)
    run_job(workspace.settings, job.id)
    assert jobs.job_by_id(workspace.corpus, job.id).state == "done"
    taken_in.sign_all(workspace)
    tables = ("documents", "turns", "segments", "contributors")
    assert {table: _count(workspace.corpus, table) for table in tables} == {
        "documents": 1,
        "turns": 2,
        "segments": 2,
        "contributors": 2,
    }
    assert [one.kind for one in jobs.waiting_jobs(workspace.corpus)] == [intake.ANALYSE]


def test_what_was_cut_off_twice_is_not_tried_again(workspace: Workspace, received: Document) -> None:
    (job,) = jobs.waiting_jobs(workspace.corpus)
    for _ in range(2):
        assert jobs.start_job(workspace.corpus, job.id)
        take_up_again(workspace.settings)
    failed = jobs.job_by_id(workspace.corpus, job.id)
    assert (failed.state, failed.problem, failed.attempts) == ("failed", CUT_OFF, 2)
    document = documents.document_by_id(workspace.corpus, received.id)
    assert (document.state, document.problem) == ("failed", CUT_OFF)
    assert _queued(workspace.settings) == 0
    intake.receive(workspace, 1, "answers.csv", ANSWERS)
    assert run_all(workspace, 1) == []
    assert _state(workspace, received) == "to confirm"


def test_a_command_leaves_the_jobs_to_the_process_that_runs_them(workspace: Workspace, received: Document) -> None:
    with the_only_runner(workspace.settings) as is_ours:
        assert is_ours
        worker = threading.Thread(target=_run_what_waits, args=[workspace.settings])
        worker.start()
        assert run_all(workspace, 1) == []  # it waits for the other's work, and does none itself
        worker.join()
    assert _state(workspace, received) == "to confirm"
    assert jobs.last_job(workspace.corpus, 1, intake.READ).attempts == 1


def _run_what_waits(settings: Settings) -> None:
    time.sleep(0.5)
    with open_workspace(settings) as other:
        for job in jobs.waiting_jobs(other.corpus):
            run_job(settings, job.id)


def test_a_command_takes_up_what_a_killed_one_left(workspace: Workspace, received: Document) -> None:
    assert jobs.start_job(workspace.corpus, jobs.waiting_jobs(workspace.corpus)[0].id)
    assert run_all(workspace, 1) == []
    assert _state(workspace, received) == "to confirm"
