from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.records import Event, NewEvent
from corpus.store import events
from service.settings import Settings
from service.workflow import intake
from service.workflow.intake import ColumnDecision, SpeakerDecision
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace
from tests import taken_in

FORUM = NewEvent("F1", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")
TakeIn = Callable[[str, str, ColumnDecision | dict[str, SpeakerDecision]], int]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path / "home", threads=1)) as opened:
        yield opened


@pytest.fixture
def event(workspace: Workspace) -> Event:
    programme = start_programme(workspace, "Wellbeing", with_starter=False)
    return events.add_event(workspace.corpus, programme.id, FORUM)


@pytest.fixture
def take_in(workspace: Workspace, event: Event) -> TakeIn:
    """Receives, reads, confirms and takes in a file of this name and text; its document's id."""

    def done(name: str, text: str, decisions: ColumnDecision | dict[str, SpeakerDecision]) -> int:
        document_id = intake.receive(workspace, event.id, name, text.encode()).document.id
        intake.read_document(workspace, document_id)
        if isinstance(decisions, ColumnDecision):
            intake.confirm_columns(workspace, document_id, decisions)
        else:
            intake.confirm_speakers(workspace, document_id, decisions)
        taken_in.take_in(workspace, document_id)
        return document_id

    return done
