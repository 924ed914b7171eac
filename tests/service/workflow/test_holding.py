from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from corpus.records import HELD_WORDS, Event, NewEvent
from corpus.store import codings, documents, events, holds, search
from nlp.protocols import Encoder, Progress, unheard
from nlp.records import Vectors
from nlp.safeguarding import Example, learn_closeness
from service.workflow import analysis, holding, intake, publication
from service.workflow.intake import ColumnDecision, SpeakerDecision
from service.workspace import Workspace
from tests import taken_in

YOUNG = SpeakerDecision("contributor", "young person")
TALK = """Facilitator: How has it been?

YP1: The zebra crossing is far too slow, honestly.

YP2: My dad hits me when the quokka is out.

YP1: Yeah.

Facilitator: So your dad hits you, YP2, with the quokka?
"""
SPEAKERS = {"Facilitator": SpeakerDecision("facilitator"), "YP1": YOUNG, "YP2": YOUNG}


def _held(workspace: Workspace, document_id: int) -> dict[int, holding.HeldTurn]:
    with workspace.vault() as vault:
        kept = vault.unseal_parts(holding.HELD, [document_id], reason="a test")
    return {position: holding.held_turn(value) for (_, position), value in kept.items()}


def test_what_may_be_a_disclosure_leaves_only_its_place(workspace: Workspace, event: Event, take_in: Any) -> None:
    document_id = take_in("talk.txt", TALK, SPEAKERS)
    turns = documents.turns(workspace.corpus, document_id)
    assert [turn.text == HELD_WORDS for turn in turns] == [False, False, True, False, True]
    assert turns[2].speaker == "Young person 2"
    said = {segment.turn_id for segment in codings.segments_to_code(workspace.corpus, event.programme_id)}
    assert said == {turns[1].id, turns[3].id}
    held = _held(workspace, document_id)
    assert held[2].text == "My dad hits me when the quokka is out."
    assert {concern.kind for concern in held[2].concerns} == {"abuse"}
    assert holds.count_holds(workspace.corpus, event.programme_id) == {"waiting": 2, "kept": 0, "escalated": 0}


def test_held_words_are_in_no_file_that_can_be_read(
    workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder
) -> None:
    take_in("talk.txt", TALK, SPEAKERS)
    analysis.analyse(workspace, event.programme_id, word_encoder)
    publication.publish(workspace, event.programme_id)
    assert not search.search_quotes(workspace.corpus, event.programme_id, "quokka")
    files = [path for path in workspace.settings.home.rglob("*") if path.is_file()]
    assert any(b"zebra" in path.read_bytes() for path in files)
    assert [path.name for path in files if b"quokka" in path.read_bytes()] == []


def test_nobody_agrees_with_what_was_said_before_words_that_are_held(
    workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder
) -> None:
    take_in("talk.txt", TALK, SPEAKERS)
    analysis.analyse(workspace, event.programme_id, word_encoder)
    assert workspace.corpus.execute("SELECT count(*) FROM agreements").fetchone() == (0,)


def test_at_a_sensitive_event_everything_waits(workspace: Workspace, event: Event) -> None:
    quiet = events.add_event(
        workspace.corpus,
        event.programme_id,
        replace(_new(event), code="S1", is_sensitive=True),
    )
    document_id = _take_in(workspace, quiet, "talk.txt", "YP1: The bus is slow.\n\nYP2: I like the park.\n")
    assert {turn.text for turn in documents.turns(workspace.corpus, document_id)} == {HELD_WORDS}
    assert {turn.strength for turn in _held(workspace, document_id).values()} == {0}


def test_speech_in_a_column_about_people_is_held_as_an_answer(workspace: Workspace, take_in: Any) -> None:
    table = "Answer,Anything about you\nThe bus is slow,My dad hits me\nI like the park,Left-handed\n"
    document_id = take_in("t.csv", table, ColumnDecision(("Answer",), others=("Anything about you",)))
    held = _held(workspace, document_id)
    assert [turn.text for turn in held.values()] == ["My dad hits me"]
    kept = workspace.corpus.execute("SELECT attributes FROM contributors ORDER BY id").fetchall()
    assert kept == [("{}",), ('{"Anything about you": "Left-handed"}',)]


class Corners:
    """Puts what holds “bad” into one corner, all else into another."""

    name = "corners"
    dimensions = 2

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        return np.array([(0, 1) if "bad" in text else (1, 0) for text in texts], dtype=np.float32).reshape(-1, 2)


def test_what_only_comes_close_is_held_too_and_leaves_no_vector(
    workspace: Workspace, take_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = [Example("bad at home", "abuse", "quiet"), Example("home is fine", "abuse", "lure")]
    learned = learn_closeness(Corners(), written, [])
    monkeypatch.setattr(holding, "warm_closeness", lambda _encoder, _folder: learned)
    document_id = take_in(
        "talk.txt", "YP1: The bus is slow.\n\nYP2: It feels bad over there now.\n", {"YP1": YOUNG, "YP2": YOUNG}
    )
    assert _held(workspace, document_id) == {}
    taken_in.take_in(workspace, document_id, encoder=Corners())
    (held,) = _held(workspace, document_id).values()
    assert held.text == "It feels bad over there now."
    assert workspace.corpus.execute("SELECT count(*) FROM vectors").fetchone() == (1,)


def _new(event: Event) -> Any:
    return NewEvent(**{one.name: getattr(event, one.name) for one in fields(NewEvent)})


def _take_in(workspace: Workspace, event: Event, name: str, text: str) -> int:
    document_id = intake.receive(workspace, event.id, name, text.encode()).document.id
    intake.read_document(workspace, document_id)
    intake.confirm_speakers(workspace, document_id, {"YP1": YOUNG, "YP2": YOUNG})
    taken_in.take_in(workspace, document_id)
    return document_id
