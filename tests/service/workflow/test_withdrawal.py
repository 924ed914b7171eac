"""Whoever withdraws is gone from every file, and stays away."""

import csv
import io
import sqlite3
from typing import Any

import pytest

from corpus.consent import QUOTE
from corpus.errors import NotFound
from corpus.records import Event, NewTheme, Programme
from corpus.store import (
    codebook,
    codebook_changes,
    contributors,
    documents,
    events,
    jobs,
    releases,
    said_once,
    summaries,
    vectors,
    voices,
)  # fmt: skip
from corpus.store.programmes import programme_by_id
from corpus.store.search import count_found
from nlp.protocols import Encoder
from service import jobs as queue
from service.errors import Overtaken
from service.workflow import intake
from service.workflow.analysis import analyse
from service.workflow.incremental import summarise_anew
from service.workflow.intake import ColumnDecision, SpeakerDecision
from service.workflow.publication import publish
from service.workflow.withdrawal import replay, withdraw
from service.workspace import Workspace
from tests import taken_in

pytestmark = pytest.mark.xdist_group("bertopic")

PLACES = ["Kirby", "Holton", "Marsh", "Denby", "Ashton", "Selby"]
THEIRS = "marmalade"  # a word that cannot be taken for a name
THEIR_NUMBER = "07700 900123"  # masked; and another's, who goes on saying it, by the same placeholder
WORDS = (THEIRS, "snorkelling", "Snorkelling", THEIR_NUMBER)
WAITED = "The waiting list is far too long for {}."
TALK = f"""Facilitator: How is it?

Persephone Quartermaine: The waiting list is far too long for {THEIRS} and snorkelling.

Dr Obafemi: As Persephone says, the waiting list is far too long.

Ash Bell: Same.

Persephone Quartermaine: I never ever want to see the {THEIRS} purple grass alone again.

Ash Bell: The waiting list is far too long, months of waiting.
"""
SPEAKERS = {
    "Facilitator": SpeakerDecision("facilitator"),
    "Persephone Quartermaine": SpeakerDecision("contributor", "young person", consent=QUOTE),
    "Dr Obafemi": SpeakerDecision("contributor", "professional", consent=QUOTE),
    "Ash Bell": SpeakerDecision("contributor", "young person", consent=QUOTE),
}
TABLE = ColumnDecision(("Answer",), "Person", consent=QUOTE)


def _table(*, with_them: bool = True) -> str:
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["Person", "Answer"])
    for place in PLACES:
        rows.writerow([place, f"the bus timetable from {place} makes buses useless"])
        rows.writerow(
            [
                "them" if with_them else place,
                f"snorkelling lessons near {place} and a {THEIRS} calm me, ring {THEIR_NUMBER}",
            ]
        )
        rows.writerow([f"other {place}", f"lessons near {place} calm me and my sister on 07700 900456"])
    return file.getvalue()


@pytest.fixture
def programme(workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder) -> Programme:
    waiting = NewTheme("waiting", "Waiting lists", examples=(WAITED.format("us"), "A waiting list of months."))
    codebook.put_codebook(workspace.corpus, event.programme_id, [waiting], reason="test")
    take_in("talk.txt", TALK, SPEAKERS)
    take_in("survey.csv", _table(), TABLE)
    analyse(workspace, event.programme_id, word_encoder)
    publish(workspace, event.programme_id)
    return programme_by_id(workspace.corpus, event.programme_id)


def _held(workspace: Workspace) -> dict[str, list[str]]:
    """Which files hold any of the words, and what the vault would give away."""
    found: dict[str, list[str]] = {}
    for file in workspace.settings.home.rglob("*"):
        if file.is_file():
            content = file.read_bytes().lower()
            found[file.name] = [word for word in WORDS if word.lower().encode() in content]
    with workspace.vault() as vault:
        for kind, document in vault._db.execute("SELECT kind, document_id FROM sealed").fetchall():
            content = vault.unseal(kind, document, reason="test").lower()
            found[f"{kind} {document}"] = [word for word in WORDS if word.lower().encode() in content]
    return {name: words for name, words in found.items() if words}


def _work(workspace: Workspace, programme: Programme, encoder: Encoder) -> None:
    analyse(workspace, programme.id, encoder)
    publish(workspace, programme.id)


def _gone(workspace: Workspace, programme: Programme) -> None:
    for code in ("1-1", "2-2"):
        withdraw(workspace, programme, "F1", code, by="Sam")


def test_no_file_holds_their_words(workspace: Workspace, programme: Programme, word_encoder: Encoder) -> None:
    before = _held(workspace)
    assert {"corpus.db", "wellbeing-1.db", "bytes 1", "reading 1", "bytes 2", "reading 2"} <= before.keys()
    assert said_once.count_said_once(workspace.corpus, programme.id)["open"]
    _gone(workspace, programme)
    assert _held(workspace) == {}  # at once, before anything is analysed again
    assert intake.ANALYSE in [job.kind for job in jobs.unfinished_jobs(workspace.corpus, programme.id)]
    _work(workspace, programme, word_encoder)
    assert _held(workspace) == {}


def test_themes_are_not_called_by_what_only_they_said(workspace: Workspace, programme: Programme) -> None:
    corpus = workspace.corpus
    bus, lessons = sorted(theme.id for theme in codebook.themes(corpus, programme.id) if theme.origin == "discovered")
    told = "Found in what people said. They used words like: snorkelling, lessons, calm. Near to: Waiting lists."
    sql = "UPDATE themes SET name = ?, definition = ?, keywords = ? WHERE id = ?"
    corpus.execute(sql, ["Snorkelling lessons", told, '["snorkelling", "lessons", "calm"]', lessons])
    corpus.execute(sql, ["Bus timetable", "Sam wrote this.", '["bus"]', bus])
    corpus.execute("UPDATE codebook_versions SET reason = 'themes: “Calm” became “Snorkelling lessons”'")
    codebook_changes.add_included(corpus, 1, "Snorkelling lessons")  # as where a forum makes the two one
    corpus.conn.commit()
    _gone(workspace, programme)
    renamed = codebook.theme_by_id(corpus, lessons)
    assert (renamed.name, renamed.keywords) == ("Lessons and calm", ("lessons", "calm"))
    assert renamed.definition == (
        "Found in what people said. They used words like: lessons, calm. Near to: Waiting lists."
    )
    assert codebook.theme_by_id(corpus, 1).includes == ("Lessons and calm",)
    kept = codebook.theme_by_id(corpus, bus)
    assert (kept.name, kept.keywords, kept.definition) == ("Bus timetable", ("bus",), "Sam wrote this.")
    assert corpus.execute("SELECT reason FROM codebook_versions").fetchone() == (
        "themes: “Calm” became “Lessons and calm”",
    )
    assert _held(workspace) == {}


def test_what_others_said_stays_and_is_counted_anew(
    workspace: Workspace, programme: Programme, word_encoder: Encoder
) -> None:
    corpus = workspace.corpus
    waiting = next(theme for theme in codebook.themes(corpus, programme.id) if theme.key == "waiting")
    before = voices.theme_voices(corpus, waiting.id)
    people = voices.coverage(corpus, programme.id).people
    withdraw(workspace, programme, "F1", "1-1", by="Sam")
    after = voices.theme_voices(corpus, waiting.id)
    assert after.people == before.people - 1
    assert voices.coverage(corpus, programme.id).people == people - 1
    assert summaries.summary(corpus, waiting.id)[0].text.startswith(f"{after.people} people")
    assert count_found(corpus, programme.id, THEIRS) == len(PLACES)  # the other one has not withdrawn
    turns = documents.turns(corpus, 1)
    assert [turn.speaker for turn in turns][:2] == ["Facilitator 1", "Professional 1"]
    assert documents.document_by_id(corpus, 1).answers == 3


def test_releases_that_held_them_are_withdrawn_and_the_next_has_the_next_number(
    workspace: Workspace, programme: Programme, word_encoder: Encoder
) -> None:
    withdraw(workspace, programme, "F1", "1-1", by="Sam")
    assert releases.current_releases(workspace.corpus) == {}
    (old,) = releases.releases(workspace.corpus, programme.id)
    assert old.withdrawn_because == "Somebody withdrew what they had said."
    assert not (workspace.settings.releases_path / old.file).exists()
    _work(workspace, programme, word_encoder)
    assert releases.current_releases(workspace.corpus)[programme.slug].number == 2
    assert len(list(workspace.settings.releases_path.iterdir())) == 1


def test_the_ledger_says_nothing_of_them(workspace: Workspace, programme: Programme) -> None:
    withdraw(workspace, programme, "F1", "1-1", by="Sam")
    with sqlite3.connect(workspace.settings.ledger_path) as ledger:
        held = "\n".join(ledger.iterdump())
    assert "Sam" in held
    assert "F1" in held
    for word in (*WORDS, "1-1", "Persephone", "Young person"):
        assert word not in held


@pytest.mark.parametrize("name", ["talk.txt", "again.txt"])
def test_the_same_file_again_brings_nobody_back(
    workspace: Workspace, programme: Programme, take_in: Any, name: str
) -> None:
    withdraw(workspace, programme, "F1", "1-1", by="Sam")
    from service.workflow.removal import remove_document

    remove_document(workspace, 1)
    document = intake.receive(workspace, 1, name, TALK.encode()).document
    intake.read_document(workspace, document.id)
    speakers = {label: one for label, one in SPEAKERS.items() if "Persephone" not in label}
    intake.confirm_speakers(workspace, document.id, speakers)
    taken_in.take_in(workspace, document.id)
    assert [turn.speaker for turn in documents.turns(workspace.corpus, document.id)] == [
        *("Facilitator 1", "Professional 1"), *["Contributor 1", "Young person 1"][1:], "Young person 1"]  # fmt: skip
    held = _held(workspace)
    assert not [name for name in held if name.endswith(f" {document.id}")]


def test_taking_in_anew_leaves_everybody_their_code(workspace: Workspace, programme: Programme) -> None:
    withdraw(workspace, programme, "F1", "1-1", by="Sam")
    speakers = {label: one for label, one in SPEAKERS.items() if "Persephone" not in label}
    intake.confirm_speakers(workspace, 1, speakers)
    taken_in.take_in(workspace, 1)
    assert [(one.code, one.pseudonym) for one in contributors.contributors(workspace.corpus, 1)][:2] == [
        ("1-2", "Professional 1"),
        ("1-3", "Young person 2"),
    ]
    assert "Persephone" not in " ".join(turn.text for turn in documents.turns(workspace.corpus, 1))
    withdraw(workspace, programme, "F1", "2-2", by="Sam")
    assert _held(workspace) == {}


def test_what_is_put_back_from_an_older_file_goes_again(
    workspace: Workspace, programme: Programme, word_encoder: Encoder
) -> None:
    corpus_file, vault_file = workspace.settings.corpus_path, workspace.settings.vault_path
    old = {}
    for file in (corpus_file, vault_file):
        with sqlite3.connect(file) as db:
            old[file] = db.serialize()
        db.close()
    _gone(workspace, programme)
    for file, content in old.items():
        copy = sqlite3.connect(":memory:")
        copy.deserialize(content)
        with sqlite3.connect(file) as db:
            copy.backup(db)
        db.close()
        copy.close()
    assert _held(workspace)
    assert replay(workspace, all_of_it=False) == 0
    assert replay(workspace, all_of_it=True) == 2
    assert _held(workspace) == {}
    assert replay(workspace, all_of_it=True) == 0


def test_a_withdrawal_that_was_cut_off_is_finished_at_the_next_start(
    workspace: Workspace, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    from service.workflow import withdrawal

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(withdrawal, "_take_out_of_vault", killed)
        withdraw(workspace, programme, "F1", "1-1", by="Sam")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(withdrawal, "erase", killed)
        withdraw(workspace, programme, "F1", "2-2", by="Sam")
    assert _held(workspace)
    queue.take_up_again(workspace.settings)
    assert _held(workspace) == {}


def test_work_under_way_starts_over_and_writes_nothing_of_theirs(
    workspace: Workspace, programme: Programme, word_encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(_name: str) -> Any:
        def report(_done: int, _total: int) -> None:
            if len(contributors.said_by(workspace.corpus, 1, "1-1")):
                _gone(workspace, programme)

        return report

    with pytest.raises(Overtaken):
        analyse(workspace, programme.id, word_encoder, meanwhile)
    job, _ = jobs.add_job(workspace.corpus, kind=intake.ANALYSE, programme_id=programme.id)
    monkeypatch.setattr(queue, "_ready_encoder", lambda *_: word_encoder)
    assert queue.run_waiting_job(workspace, job.id).state == "done"
    assert _held(workspace) == {}


def test_summaries_under_way_start_over_and_leave_no_vector_of_theirs(
    workspace: Workspace, programme: Programme, word_encoder: Encoder
) -> None:
    vectors.forget_unused_vectors(workspace.corpus, lambda _: "")

    def meanwhile(_name: str) -> Any:
        def report(done: int, total: int) -> None:
            if done == total and len(contributors.said_by(workspace.corpus, 1, "1-1")):
                _gone(workspace, programme)

        return report

    with pytest.raises(Overtaken):
        summarise_anew(workspace, programme.id, word_encoder, meanwhile)
    assert _held(workspace) == {}


def test_who_is_not_there_cannot_withdraw(workspace: Workspace, programme: Programme) -> None:
    with pytest.raises(NotFound):
        withdraw(workspace, programme, "F1", "9-9", by="Sam")
    with pytest.raises(NotFound):
        withdraw(workspace, programme, "none", "1-1", by="Sam")
    assert events.events(workspace.corpus, programme.id)
