"""The worker as it is run: a process of its own, which may be killed at any moment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.records import Job, NewEvent
from corpus.store import documents, events, jobs
from service.errors import NotReady
from service.settings import Settings
from service.worker import run_worker
from service.workflow import intake
from service.workflow.intake import SpeakerDecision
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace
from tests import taken_in

FORUM = NewEvent("F1", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")
TURNS = 600
TALK = "".join(f"YP{number % 2 + 1}: I waited {number} weeks. Nobody ever rang me back.\n\n" for number in range(TURNS))


@pytest.fixture
def workspace(tmp_path: Path, models_folder: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path / "home", models=str(models_folder), threads=1)) as opened:
        start_programme(opened, "Wellbeing", with_starter=False)
        events.add_event(opened.corpus, 1, FORUM)
        yield opened


@contextmanager
def _worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "worker"],
        env={**os.environ, "CHORUS_HOME": str(settings.home), "CHORUS_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _wait_until(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert process.poll() is None, "the worker has ended"
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.01)


def _job(workspace: Workspace, kind: str) -> Job:
    job = jobs.last_job(workspace.corpus, 1, kind)
    assert job
    return job


def test_a_worker_that_is_killed_leaves_its_job_to_the_next(workspace: Workspace) -> None:
    document_id = intake.receive(workspace, 1, "talk.txt", TALK.encode()).document.id
    intake.read_document(workspace, document_id)
    speakers = {label: SpeakerDecision("contributor", "young person") for label in ("YP1", "YP2")}
    intake.confirm_speakers(workspace, document_id, speakers)
    with _worker(workspace.settings) as first:
        _wait_until(lambda: _job(workspace, intake.TAKE_IN).state == "running", first)
        first.send_signal(signal.SIGKILL)
        first.wait()
    cut_off = _job(workspace, intake.TAKE_IN)
    assert (cut_off.state, cut_off.attempts) == ("running", 1)
    assert documents.turns(workspace.corpus, document_id) == []
    with _worker(workspace.settings) as second:
        _wait_until(lambda: _job(workspace, intake.TAKE_IN).state == "done", second)
    assert _job(workspace, intake.TAKE_IN).attempts == 2
    taken_in.sign_all(workspace)
    assert len(documents.turns(workspace.corpus, document_id)) == TURNS
    counted = workspace.corpus.execute("SELECT count(*), count(DISTINCT turn_id) FROM segments").fetchone()
    assert counted == (TURNS, TURNS)
    assert workspace.corpus.execute("SELECT count(*) FROM contributors").fetchone() == (2,)
    assert workspace.corpus.execute("SELECT count(*) FROM jobs WHERE kind = 'take in'").fetchone() == (1,)


def test_an_analysis_whose_worker_is_killed_leaves_the_last_good_state(workspace: Workspace) -> None:
    document_id = intake.receive(workspace, 1, "talk.txt", TALK.encode()).document.id
    intake.read_document(workspace, document_id)
    speakers = {label: SpeakerDecision("contributor", "young person") for label in ("YP1", "YP2")}
    intake.confirm_speakers(workspace, document_id, speakers)
    taken_in.take_in(workspace, document_id)
    jobs.drop_jobs(workspace.corpus, subject_id=document_id)
    coded = "SELECT (SELECT count(*) FROM codings), (SELECT count(*) FROM themes), (SELECT count(*) FROM jobs)"
    before = workspace.corpus.execute(coded).fetchone()
    with _worker(workspace.settings) as worker:
        _wait_until(lambda: _job(workspace, intake.ANALYSE).done > 0, worker)  # some of the texts are encoded
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert _job(workspace, intake.ANALYSE).state == "running"
    assert workspace.corpus.execute(coded).fetchone() == before
    assert workspace.corpus.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    jobs.request_cancel(workspace.corpus, _job(workspace, intake.ANALYSE).id, problem="Cancelled.")
    with _worker(workspace.settings) as worker:
        _wait_until(lambda: _job(workspace, intake.ANALYSE).state == "cancelled", worker)
    assert workspace.corpus.execute(coded).fetchone() == before


def test_there_is_one_worker_at_a_time(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr(os, "nice", lambda _: 0)
    with (workspace.settings.home / "runner.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(NotReady, match="Another process runs the jobs"):
            run_worker(workspace.settings)


def test_the_servers_worker_ends_with_the_server(workspace: Workspace) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "worker", "--until-input-ends"],
        env={**os.environ, "CHORUS_HOME": str(workspace.settings.home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        document = intake.receive(workspace, 1, "talk.txt", b"YP1: I waited for ever so long.\n").document
        _wait_until((workspace.settings.home / "runner.lock").exists, process)
        assert process.stdin
        process.stdin.close()
        process.wait(timeout=20)
    finally:
        process.kill()
        process.wait()
    assert documents.document_by_id(workspace.corpus, document.id).state in ("received", "to confirm")
