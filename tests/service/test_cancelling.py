"""A job that is cancelled, at whichever step it is, leaves what was there before it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.records import NewEvent, NewTheme
from corpus.store import codebook, documents, events, jobs
from nlp.protocols import Encoder, Progress
from service import jobs as service_jobs
from service import reporting
from service.cancelling import CANCELLED, cancel, start_again
from service.jobs import run_all, run_waiting_job, take_up_again
from service.settings import Settings
from service.workflow import intake
from service.workflow.intake import ANALYSE, PUBLISH, ColumnDecision
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace
from tests.taken_in import sign_all

pytestmark = pytest.mark.xdist_group("bertopic")  # which takes two seconds to import

SURVEY = NewEvent("S1", "Survey", "survey", "2026-03-01", "North", "online", "mixed", "consultation")
PLACES = ("school", "home", "work", "town", "college", "church")
SAID = [f"the bus timetable from {place} makes buses useless" for place in PLACES]
SAID += [f"walking a dog near {place} calms my dog" for place in PLACES] + ["The waiting list is far too long."] * 3
ANSWERS = "\n".join(["Answer", *SAID]).encode()
WAITING = NewTheme("waiting", "Waiting lists", examples=("The waiting list is far too long.", "Waiting for months."))
CODED = ("themes", "codings", "summary_lines", "summary_evidence", "codebook_versions", "releases")


@pytest.fixture
def workspace(tmp_path: Path, word_encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A programme with a survey that is coded and published, and every report heard."""
    monkeypatch.setattr(service_jobs, "warm_encoder", lambda _: word_encoder)
    monkeypatch.setattr(reporting, "SECONDS_BETWEEN_REPORTS", 0)
    with open_workspace(Settings(home=tmp_path / "home", threads=1)) as opened:
        start_programme(opened, "Wellbeing", with_starter=False)
        codebook.put_codebook(opened.corpus, 1, [WAITING], reason="test")
        events.add_event(opened.corpus, 1, SURVEY)
        _take_in(opened, "answers.csv", ANSWERS)
        assert run_all(opened, 1) == []
        sign_all(opened)
        assert run_all(opened, 1) == []
        yield opened


def _take_in(workspace: Workspace, name: str, data: bytes) -> int:
    document = intake.receive(workspace, 1, name, data).document
    run_all(workspace, 1)
    intake.confirm_columns(workspace, document.id, ColumnDecision(("Answer",)))
    return document.id


def _coded(workspace: Workspace) -> dict[str, list[Any]]:
    return {table: workspace.corpus.execute(f"SELECT * FROM {table}").fetchall() for table in CODED}


def _cancelling_at(workspace: Workspace, report: int) -> Any:
    """Steps that cancel whatever runs at the report of this number, as another process would."""
    heard = 0

    def step(_name: str) -> Progress:
        def told(_done: int, _total: int) -> None:
            nonlocal heard
            heard += 1
            if heard == report:
                with open_workspace(workspace.settings) as other:
                    for job in jobs.unfinished_jobs(other.corpus, 1):
                        cancel(other, job)

        return told

    return step


def test_an_analysis_cancelled_at_any_step_leaves_the_last_good_state(workspace: Workspace) -> None:
    workspace.corpus.execute("UPDATE themes SET examples = '[\"the bus timetable makes buses useless\"]'")
    workspace.corpus.conn.commit()
    before = _coded(workspace)
    # From the report after the last of these on all is written under a lock, and nobody else can write.
    for report in range(1, 7):
        job, _ = jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=1)
        ended = run_waiting_job(workspace, job.id, _cancelling_at(workspace, report))
        assert (report, ended.state, ended.problem) == (report, "cancelled", CANCELLED)
        assert _coded(workspace) == before
    start_again(workspace, ended)
    assert run_all(workspace, 1) == []
    assert _coded(workspace)["codings"] != before["codings"]


def test_a_publication_that_is_cancelled_publishes_nothing(workspace: Workspace) -> None:
    before = _coded(workspace)
    job, _ = jobs.add_job(workspace.corpus, kind=PUBLISH, programme_id=1)
    ended = run_waiting_job(workspace, job.id, _cancelling_at(workspace, 1))
    assert ended.state == "cancelled"
    assert _coded(workspace) == before
    assert [file.name for file in workspace.settings.releases_path.iterdir()] == ["wellbeing-1.db"]


def test_masking_that_is_cancelled_leaves_the_document_to_be_confirmed(workspace: Workspace) -> None:
    document_id = _take_in(workspace, "more.csv", b"Answer\nNobody rang\nNobody came\n")
    (job,) = jobs.waiting_jobs(workspace.corpus)
    ended = run_waiting_job(workspace, job.id, _cancelling_at(workspace, 1))
    assert ended.state == "cancelled"
    document = documents.document_by_id(workspace.corpus, document_id)
    assert (document.state, documents.turns(workspace.corpus, document_id)) == ("to confirm", [])
    start_again(workspace, ended)
    assert documents.document_by_id(workspace.corpus, document_id).state == "confirmed"
    assert run_all(workspace, 1) == []
    sign_all(workspace)
    assert len(documents.turns(workspace.corpus, document_id)) == 2


def test_a_document_that_was_taken_in_before_stays_as_it_was(workspace: Workspace) -> None:
    intake.confirm_columns(workspace, 1, ColumnDecision(("Answer",)))
    (job,) = jobs.waiting_jobs(workspace.corpus)
    assert cancel(workspace, job)
    assert documents.document_by_id(workspace.corpus, 1).state == "ready"
    assert len(documents.turns(workspace.corpus, 1)) == len(SAID)


def test_reading_that_is_cancelled_can_be_started_again(workspace: Workspace) -> None:
    document = intake.receive(workspace, 1, "more.csv", b"Answer\nNobody rang\n").document
    (job,) = jobs.waiting_jobs(workspace.corpus)
    cancel(workspace, job)
    assert documents.document_by_id(workspace.corpus, document.id).problem == CANCELLED
    start_again(workspace, job)
    assert run_all(workspace, 1) == []
    assert documents.document_by_id(workspace.corpus, document.id).state == "to confirm"


def test_a_job_whose_worker_was_killed_after_it_was_told_to_stop_is_not_taken_up_again(workspace: Workspace) -> None:
    job, _ = jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=1)
    jobs.start_job(workspace.corpus, job.id)
    cancel(workspace, job)
    take_up_again(workspace.settings)
    assert jobs.job_by_id(workspace.corpus, job.id).state == "cancelled"


def test_ctrl_c_leaves_the_last_good_state(workspace: Workspace) -> None:
    before = _coded(workspace)

    def stopped(step: str) -> Progress:
        def report(_done: int, _total: int) -> None:
            if step == "Writing summaries":
                raise KeyboardInterrupt

        return report

    job, _ = jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=1)
    with pytest.raises(KeyboardInterrupt):
        run_waiting_job(workspace, job.id, stopped)
    assert jobs.job_by_id(workspace.corpus, job.id).state == "cancelled"
    assert _coded(workspace) == before
