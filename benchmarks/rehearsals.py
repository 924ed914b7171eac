"""Three pieces of work that may be cut off anywhere, each from a state of its own, and what has to be true after it.

Used by `kills` and `disk_full`. The language work is done by a quick stand-in for the encoder: what is looked at is
what is kept, not what is found.

After each: the databases and the audit are whole, what was acknowledged is there, nothing is half there, no file is
left that belongs to nothing, no word of what was said stands in a log, the name of who said it and what is held stand
nowhere but in the vault, and the next good file is taken in.
"""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each piece runs in a fork

import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, file_digest
from pathlib import Path

import numpy as np

from corpus.records import NewEvent, NewTheme
from corpus.store import codebook, documents, events, holds, jobs
from corpus.store.releases import current_releases, files_released
from nlp.protocols import Progress, unheard
from nlp.records import Vectors
from service import audit
from service import jobs as running
from service.settings import Settings
from service.workflow import intake
from service.workflow.intake import SpeakerDecision
from service.workflow.programmes import start_programme
from service.workflow.sign_off import sign_off
from service.workflow.sweeping import sweep
from service.workspace import Workspace, open_workspace

FORUM = NewEvent("F1", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")
THEMES = [
    NewTheme("change", "I want it to change", "I want it to change."),
    NewTheme("months", "Wait for months", "made me wait for months"),
]
TURNS = 150
SUBJECTS = ("school", "my doctor", "the youth club", "a counsellor", "my family", "the hospital", "sport")
EVENTS = ("listened to me", "never rang back", "made me wait for months", "was kind", "felt unsafe", "cost too much")
NAME = "Zebrina"  # of somebody who speaks and is spoken of
HELD = "My dad hits me"  # what waits for the safeguarding lead
SIGNER = "Sam"
LABELS = (NAME, "YP1", "YP2")
SPEAKERS = {label: SpeakerDecision("contributor", "young person") for label in LABELS}
LOG = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (a fork writes to it, too)
logging.basicConfig(stream=LOG, level=logging.DEBUG, force=True)
Acknowledge = Callable[[str], None]


class Words:
    """A quick encoder: hashed words."""

    name = "words"
    dimensions = 64

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        """A vector for each text."""
        rows = np.full((len(texts), self.dimensions), 0.01, dtype=np.float32)
        for number, text in enumerate(texts):
            for word in text.lower().split():
                rows[number, int.from_bytes(blake2b(word.encode(), digest_size=4).digest()) % self.dimensions] += 1
        progress(len(texts), len(texts))
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


running._ready_encoder = lambda *_: Words()  # type: ignore[assignment]


@dataclass(frozen=True)
class Piece:
    """A piece of work: what stands before it, what it does, and what it is called."""

    name: str
    before: Callable[[Workspace], None]
    act: Callable[[Workspace, Acknowledge], None]
    check: Callable[[Workspace, Sequence[str]], None]


def talk() -> bytes:
    """A transcript; the same every time."""
    return "".join(
        f"{LABELS[n % 3]}: In week {n} {SUBJECTS[n % 7]} {EVENTS[n // 7 % 6]}. I want it to change, {NAME}."
        f"{f' {HELD}.' if n == 40 else ''}\n\n"
        for n in range(TURNS)
    ).encode()


def _begin(workspace: Workspace) -> None:
    programme = start_programme(workspace, "Wellbeing", with_starter=False)
    codebook.put_codebook(workspace.corpus, programme.id, THEMES, reason="rehearsal")
    events.add_event(workspace.corpus, programme.id, FORUM)


def _take_in(workspace: Workspace, acknowledge: Acknowledge) -> None:
    """Upload, read, confirm, take in, sign off: staff are told “received”, “confirmed” and “signed off”."""
    received = intake.receive(workspace, 1, "talk.txt", talk())
    acknowledge("received")
    _run(workspace, intake.READ)
    intake.confirm_speakers(workspace, received.document.id, SPEAKERS)
    acknowledge("confirmed")
    _run(workspace, intake.TAKE_IN)
    sign_off(workspace, received.document.id, by=SIGNER)
    acknowledge("signed off")


def _with_document(workspace: Workspace) -> None:
    _begin(workspace)
    _take_in(workspace, lambda _: None)


def _with_all_done(workspace: Workspace) -> None:
    _with_document(workspace)
    running.run_all(workspace, 1)


def _job(kind: str) -> Callable[[Workspace, Acknowledge], None]:
    def act(workspace: Workspace, acknowledge: Acknowledge) -> None:
        jobs.add_job(workspace.corpus, kind=kind, programme_id=1)
        acknowledge("queued")
        _run(workspace, kind)

    return act


def _run(workspace: Workspace, kind: str) -> None:
    for job in jobs.waiting_jobs(workspace.corpus):
        if job.kind == kind:
            running.run_waiting_job(workspace, job.id)


def _check_document(workspace: Workspace, told: Sequence[str]) -> None:
    found = documents.documents(workspace.corpus, 1)
    assert len(found) <= 1
    assert not ("received" in told and not found), "an upload that was acknowledged is lost"
    for document in found:
        expected = {"ready"} if "signed off" in told else {"to sign off", "ready"}
        expected |= {"to confirm"} if "confirmed" not in told else set()
        assert document.state in expected, (document.state, document.problem)
        turns = documents.turns(workspace.corpus, document.id)
        assert len(turns) == (TURNS if document.state == "ready" else 0), "half a document"
        with workspace.vault() as vault:
            assert vault.unseal("bytes", document.id, reason="rehearsal") == talk()
        if document.state == "to sign off":  # what staff do next
            sign_off(workspace, document.id, by=SIGNER)
            assert len(documents.turns(workspace.corpus, document.id)) == TURNS
        if document.state != "to confirm":
            with workspace.vault() as vault:
                kept = vault.unseal_parts("held", [document.id], reason="rehearsal")
            assert len(kept) == sum(holds.count_holds(workspace.corpus, 1).values()) > 0, "what is held is not there"
    assert intake.receive(workspace, 1, "talk.txt", talk()).is_new is not bool(found)


def _check_job(kind: str) -> Callable[[Workspace, Sequence[str]], None]:
    def check(workspace: Workspace, told: Sequence[str]) -> None:
        _check_document(workspace, ["received", "confirmed", "signed off"])
        job = jobs.last_job(workspace.corpus, 1, kind)
        assert job is not None
        assert job.state == "done", (job.state, job.problem)
        coded = workspace.corpus.execute("SELECT count(*) FROM codings").fetchone()[0]
        assert coded, "nothing is coded"
        _check_release(workspace)

    return check


def _check_release(workspace: Workspace) -> None:
    release = current_releases(workspace.corpus)["wellbeing"]
    path = workspace.settings.releases_path / release.file
    with path.open("rb") as file:
        assert file_digest(file, "sha256").hexdigest() == release.sha256, "the release is not whole"
    check_integrity(path)


PIECES = (
    Piece("intake", _begin, _take_in, _check_document),
    Piece("analysis", _with_document, _job(intake.ANALYSE), _check_job(intake.ANALYSE)),
    Piece("analysis again", _with_all_done, _job(intake.ANALYSE), _check_job(intake.ANALYSE)),
    Piece("publication", _with_all_done, _job(intake.PUBLISH), _check_job(intake.PUBLISH)),
)


@cache
def _do_all_once() -> None:
    """Has libraries loaded and all learned here, and not in every fork: only work is to be cut off."""
    with tempfile.TemporaryDirectory() as folder, open_workspace(Settings(home=Path(folder), threads=1)) as workspace:
        _with_all_done(workspace)


def make_template(piece: Piece, folder: Path) -> Path:
    """The folder of data from which a piece begins."""
    _do_all_once()
    with open_workspace(Settings(home=folder, threads=1)) as workspace:
        piece.before(workspace)
    return folder


@contextmanager
def at(template: Path, home: Path) -> Iterator[Settings]:
    """A copy of a template for as long as a rehearsal lasts, with a folder for temporary files beside it."""
    shutil.copytree(template, home, dirs_exist_ok=True)
    _temporary(home).mkdir()
    tempfile.tempdir = str(_temporary(home))
    try:
        yield Settings(home=home, threads=1)
    finally:
        tempfile.tempdir = None
        shutil.rmtree(home)
        shutil.rmtree(_temporary(home))


def _temporary(home: Path) -> Path:
    return home.with_name(f"{home.name}-temporary")


def play(piece: Piece, settings: Settings, told: int) -> None:
    """Does the piece, and writes what people would be told to the file descriptor `told`. Runs in a fork."""
    os.dup2(LOG.fileno(), 1)
    os.dup2(LOG.fileno(), 2)
    with open_workspace(settings) as workspace:
        piece.act(workspace, lambda word: (os.write(told, f"{word}\n".encode()), None)[1])


def resume_and_check(piece: Piece, settings: Settings, told: Sequence[str]) -> None:
    """What a worker does when it starts, and then what has to be true. Raises AssertionError."""
    check_whole(settings)
    with open_workspace(settings) as workspace:
        sweep(workspace)
        running.run_all(workspace, 1)
        if piece.name != "intake" and "queued" not in told:
            jobs.add_job(workspace.corpus, kind=intake.PUBLISH, programme_id=1)
            jobs.add_job(workspace.corpus, kind=intake.ANALYSE, programme_id=1)
            running.run_all(workspace, 1)
        if _try_again(workspace):
            running.run_all(workspace, 1)
        piece.check(workspace, told)
        _take_in_another(workspace)
        released = files_released(workspace.corpus)
    check_whole(settings)
    known = {path for path in settings_paths(settings) if path.is_file()}
    known |= {settings.releases_path / file for file in released}
    strays = [path for path in files_of(settings) if path not in known and path.parent != settings.models_path]
    assert not strays, strays


def check_whole(settings: Settings) -> None:
    """Raises AssertionError where a database or the audit is not whole, or where something stands that may not."""
    check_integrity(settings.corpus_path)
    if settings.vault_path.exists():
        check_integrity(settings.vault_path)
    with open_workspace(settings) as workspace:
        problem = audit.verify(settings, workspace.corpus).problem
    assert problem is None, problem
    outside = [path for path in files_of(settings) if any(one.encode() in path.read_bytes() for one in (NAME, HELD))]
    assert not outside, f"what is for the vault alone can be read in {outside}"
    LOG.seek(0)
    log = LOG.read()
    assert not [words for words in (*EVENTS, NAME, HELD) if words in log], f"words in the log: {log[-1000:]}"
    LOG.seek(0)
    LOG.truncate()


def files_of(settings: Settings) -> list[Path]:
    """Every file in the folder of data, and every temporary one."""
    return [
        path for folder in (settings.home, _temporary(settings.home)) for path in folder.rglob("*") if path.is_file()
    ]


def settings_paths(settings: Settings) -> list[Path]:
    """The files that Chorus keeps, but for the releases."""
    named = [getattr(settings, name) for name in dir(Settings) if name.endswith("_path")]
    return [*named, *settings.home.glob("*.lock")]


def _take_in_another(workspace: Workspace) -> None:
    good = intake.receive(workspace, 1, "good.txt", b"YP1: I am heard.\n")
    _run(workspace, intake.READ)
    document = documents.document_by_id(workspace.corpus, good.document.id)
    assert (good.is_new, document.state) == (True, "to confirm"), (document.state, document.problem)


def lacked_room(settings: Settings) -> str:
    """What the failed jobs say of a full disk."""
    with open_workspace(settings) as workspace:
        failed = jobs.failed_jobs(workspace.corpus, 1, since=0)
    return "said by the job: no room" if any(job.problem == running.NO_ROOM for job in failed) else ""


def _try_again(workspace: Workspace) -> bool:
    """Does what staff are told to do where there was no room: start it again, or upload the file again."""
    failed = [job for job in jobs.failed_jobs(workspace.corpus, 1, since=0) if job.problem == running.NO_ROOM]
    for job in failed:
        if job.kind in (intake.READ, intake.TAKE_IN):
            document = intake.receive(workspace, 1, "talk.txt", talk()).document
            running.run_all(workspace, 1)
            intake.confirm_speakers(workspace, document.id, SPEAKERS)
            running.run_all(workspace, 1)
            sign_off(workspace, document.id, by=SIGNER)
        else:
            jobs.add_job(workspace.corpus, kind=job.kind, programme_id=1)
    return bool(failed)


def check_integrity(path: Path) -> None:
    """Raises AssertionError for a database that is not whole."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], path.name
        assert db.execute("PRAGMA foreign_key_check").fetchall() == [], path.name
