"""What is held for the safeguarding lead goes with whoever said it, and what was learned from words goes with them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from corpus.consent import QUOTE
from corpus.records import Account, Event, NewTheme, Programme
from corpus.store import codebook, codings, documents, holds, people
from corpus.store.connect import corpus_at
from corpus.store.programmes import programme_by_id
from nlp.protocols import Encoder
from service.errors import Overtaken
from service.settings import Settings
from service.workflow import break_glass, codebook_coder, reviewing, safeguarding
from service.workflow.analysis import analyse
from service.workflow.backups import back_up, restore
from service.workflow.intake import SpeakerDecision
from service.workflow.publication import publish
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace

pytestmark = pytest.mark.xdist_group("bertopic")

TALK = """Facilitator: How has it been?

Kwame: The zebra crossing is far too slow, honestly.

Sorrel: My dad hits me when the quokka is out.

Sorrel: My uncle hits me by the wombat enclosure.

Sorrel: My mum hits me near the numbat house.

Sorrel: The platypus timetable is far too slow and it worries me.

Kwame: My brother hits me beside the axolotl tank.
"""
YOUNG = SpeakerDecision("contributor", "young person", consent=QUOTE)
SPEAKERS = {"Facilitator": SpeakerDecision("facilitator"), "Kwame": YOUNG, "Sorrel": YOUNG}
THEIRS = ("quokka", "wombat", "numbat", "platypus", "marsupial")
"""Held and waiting, released, escalated, passed on by staff, and what was noted of them."""


@pytest.fixture
def programme(workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder) -> Programme:
    programme = programme_by_id(workspace.corpus, event.programme_id)
    document_id = take_in("talk.txt", TALK, SPEAKERS)
    turns = {turn.position: turn for turn in documents.turns(workspace.corpus, document_id)}
    lead, staff = (_account(workspace, name, role) for name, role in (("Lee", "safeguarding lead"), ("Sam", "staff")))
    break_glass.ask(workspace, lead, turns[2].id, "To tell the duty worker of the marsupial.")
    safeguarding.decide(workspace, lead, turns[3].id, "released", "A marsupial in a film.")
    safeguarding.decide(workspace, lead, turns[4].id, "escalated", "Rang about the marsupial.")
    safeguarding.hold_now(workspace, programme, staff, turns[5].id)
    analyse(workspace, programme.id, word_encoder)
    publish(workspace, programme.id)
    return programme


def _account(workspace: Workspace, name: str, role: Any) -> Account:
    return people.put_account(workspace.corpus, name=name, roles=[role], password_hash="")


def _found(settings: Settings) -> dict[str, set[str]]:
    """Which words each file holds, and what the vault would give away, by kind."""
    texts = {str(file.relative_to(settings.home)): file.read_bytes() for file in _files(settings.home)}
    cipher = Fernet(settings.vault_key_path.read_bytes())
    with closing(sqlite3.connect(settings.vault_path)) as vault:
        for table in ("sealed", "sealed_parts"):
            for kind, content in vault.execute(f"SELECT kind, content FROM {table}").fetchall():
                texts[kind] = texts.get(kind, b"") + cipher.decrypt(content)
    return {name: said for name, text in texts.items() if (said := {word for word in THEIRS if word.encode() in text})}


def _files(home: Path) -> Iterator[Path]:
    return (path for path in home.rglob("*") if path.is_file())


def test_what_was_held_of_whoever_withdraws_is_in_no_file_and_in_no_backup(
    workspace: Workspace, programme: Programme, event: Event, word_encoder: Encoder, tmp_path: Path
) -> None:
    settings = workspace.settings
    back_up(settings, tmp_path / "before")
    found = _found(settings)
    assert found["held"] == {"quokka", "numbat", "platypus"}
    assert found["held decisions"] == {"wombat", "marsupial"}
    assert found["glass"] == {"marsupial"}
    assert found["corpus.db"] == {"wombat"}
    withdraw(workspace, programme, event.code, "1-2", by="Sam")
    assert _found(settings) == {}
    analyse(workspace, programme.id, word_encoder)
    publish(workspace, programme.id)
    assert _found(settings) == {}
    assert holds.count_holds(workspace.corpus, programme.id)["waiting"] == 1  # the other one's
    workspace.corpus.close()
    back_up(settings, tmp_path / "since")
    for backup in ("since", "before"):
        assert restore(settings, tmp_path / backup, replaces=True) == (backup == "before")
        assert _found(settings) == {}
        with corpus_at(settings.corpus_path) as corpus:
            assert holds.count_holds(corpus, programme.id)["waiting"] == 1


def test_what_is_passed_on_while_an_analysis_reads_it_names_and_codes_nothing(
    workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder
) -> None:
    programme = programme_by_id(workspace.corpus, event.programme_id)
    lines = [f"Kwame: the platypus timetable from {place} is slow" for place in ("Kirby", "Holton", "Marsh", "Denby")]
    document_id = take_in("t.txt", "\n\n".join(lines), {"Kwame": YOUNG})
    staff = _account(workspace, "Sam", "staff")
    left = [turn.id for turn in documents.turns(workspace.corpus, document_id)]

    def meanwhile(name: str) -> Any:
        def report(_done: int, _total: int) -> None:
            while name == "Finding themes" and left:
                safeguarding.hold_now(workspace, programme, staff, left.pop())

        return report

    with pytest.raises(Overtaken):
        analyse(workspace, programme.id, word_encoder, meanwhile)
    assert b"platypus" not in workspace.settings.corpus_path.read_bytes().lower()


def test_a_coder_that_learned_from_words_forgets_them_when_they_go(
    workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder
) -> None:
    corpus, programme = workspace.corpus, programme_by_id(workspace.corpus, event.programme_id)
    new = [NewTheme("waiting", "Waiting lists", examples=("A waiting list.",)), NewTheme("buses", "Buses")]
    codebook.put_codebook(corpus, programme.id, new, reason="test")
    take_in(
        "t.txt", "Kwame: the waiting list is long\n\nSorrel: the platypus calms me\n", {"Kwame": YOUNG, "Sorrel": YOUNG}
    )
    themes = {theme.key: theme.id for theme in codebook.themes(corpus, programme.id)}
    segments = {segment.text: segment.id for segment in codings.segments_to_code(corpus, programme.id)}
    staff = _account(workspace, "Sam", "staff")
    decided = segments["the platypus calms me"], themes["buses"], "confirmed"
    reviewing.decide(workspace, programme, staff, decided)
    analyse(workspace, programme.id, word_encoder)
    assert "platypus" in repr(list(codebook_coder._kept))
    withdraw(workspace, programme, event.code, "1-2", by="Sam")
    take_in("u.txt", "Ash: the platypus calms me\n", {"Ash": YOUNG})
    analyse(workspace, programme.id, word_encoder)
    assert "platypus" not in repr(list(codebook_coder._kept))
    (again,) = [one for one in codings.segments_to_code(corpus, programme.id) if "platypus" in one.text]
    coded = corpus.execute("SELECT theme_id FROM codings WHERE segment_id = ?", [again.id]).fetchall()
    assert (themes["buses"],) not in coded
