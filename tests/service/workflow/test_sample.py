"""The sample programme's files are what their descriptions say. That it comes out right, the browser test sees."""

from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from corpus import readers
from corpus.readers.records import Table, Transcript
from corpus.records import ACCOUNT_ROLES, AGE_BANDS, ENGAGEMENT_MODELS, EVENT_KINDS, HELD_WORDS, ROLES, Event, Part
from corpus.store import (
    actions,
    card_sorts,
    codebook,
    decisions,
    documents,
    events,
    held_writing,
    holds,
    jobs,
    open_releases,
    theme_proposals,
)
from corpus.store.programmes import programmes
from nlp.summary.reading_age import OLDEST
from service.errors import NotReady
from service.workflow import accounts, open_release, safeguarding, sample
from service.workflow.forum_words import read_words
from service.workflow.intake import READ, SpeakerDecision
from service.workflow.programmes import start_programme
from service.workflow.rewriting import ease_of
from service.workflow.sample_deciding import decide_sample
from service.workflow.sample_going_out import OWN_WORDS, publish_openly
from service.workflow.sample_sorting import PILES, SORTERS, sort_sample
from service.workflow.what_became import minority_views
from service.workspace import Workspace
from tests import sortable
from tests.service.workflow.conftest import FORUM as EVENT

FOLDERS = sorted(path.parent for path in sample.FOLDER.glob("*/event.yaml"))
LOCALITIES = {"North cluster", "Central cluster", "South cluster", "Whole borough"}


def _described(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = yaml.safe_load((folder / "event.yaml").read_text(encoding="utf-8"))
    return described


def test_the_events_are_those_that_were_promised() -> None:
    described = [_described(folder) for folder in FOLDERS]
    kinds = [one["kind"] for one in described]
    assert {kind: kinds.count(kind) for kind in EVENT_KINDS} == {
        "focus group": 2,
        "co-design event": 3,
        "testing event": 1,
        "forum meeting": 2,
        "stakeholder event": 1,
        "survey": 1,
    }
    assert {one["engagement_model"] for one in described} == set(ENGAGEMENT_MODELS)
    assert len({one["code"] for one in described}) == len(described)
    assert {one["locality"] for one in described} <= LOCALITIES
    assert all(date.fromisoformat(str(one["held_on"])) for one in described)
    suffixes = {Path(document["file"]).suffix for one in described for document in one["documents"]}
    assert suffixes == set(readers.FORMATS)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_holds_what_its_description_confirms(folder: Path) -> None:
    for document in _described(folder)["documents"]:
        read = readers.read(document["file"], (folder / document["file"]).read_bytes())
        if isinstance(read, Transcript):
            assert set(document["speakers"]) == {speaker for speaker in read.speakers if speaker}
            decisions = document["speakers"].values()
            assert {decision["part"] for decision in decisions} == set(get_args(Part))
            assert {decision.get("role") for decision in decisions} <= {None, *ROLES}
            assert {decision.get("age_band") for decision in decisions} <= {None, *AGE_BANDS}
            assert all(decision.get("role") for decision in decisions if decision["part"] == "contributor")
        else:
            assert isinstance(read, Table)
            columns = document["columns"]
            named = {*columns["answers"], columns["contributor"], *columns["attributes"].values()}
            assert named <= set(read.columns)
            roles = set(read.column(columns["attributes"]["role"]))
            assert roles <= {"", *ROLES}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_of_a_folder_is_described(folder: Path) -> None:
    described = {document["file"] for document in _described(folder)["documents"]}
    assert {path.name for path in folder.iterdir()} == {"event.yaml", *described}


def test_its_sign_ins_open_no_other_programme_that_was_there(workspace: Workspace) -> None:
    start_programme(workspace, "Real", with_starter=False)
    with pytest.raises(NotReady, match="empty folder"):
        sample.start_sample(workspace)
    assert sample.open_sign_ins(workspace) == []


def test_it_is_received_once_with_its_sign_ins(workspace: Workspace) -> None:
    assert not sample.is_loaded(workspace)
    programme = sample.start_sample(workspace)
    assert sample.open_sign_ins(workspace) == sorted(sample.ACCOUNTS)
    received = sample.add_sample_events(workspace, programme)
    assert not sample.is_loaded(workspace)  # cut off now, it is gone on with
    again = sample.add_sample_events(workspace, sample.start_sample(workspace))
    assert again == received
    assert len(events.events(workspace.corpus, programme.id)) == len(FOLDERS)
    assert [job.kind for job in jobs.waiting_jobs(workspace.corpus)] == [READ] * len(received)
    for document in received:
        assert documents.document_by_id(workspace.corpus, document.document_id).state == "received"
    assert set(sample.ACCOUNTS.values()) == set(ACCOUNT_ROLES)
    for name, role in sample.ACCOUNTS.items():
        assert accounts.sign_in(workspace, name, sample.PASSWORD).roles == (role,)
    for constituency, code in sample.CODES.items():
        assert accounts.sign_in_with_code(workspace, code).constituency == constituency


def test_of_what_is_held_the_strongest_signs_still_wait(
    workspace: Workspace, event: Event, take_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "STILL_WAITING", 1)
    accounts.put_account(workspace, sample.LEAD, ["safeguarding lead"], sample.PASSWORD)
    talk = "YP1: My dad hits me.\n\nYP2: Nobody would notice if I was gone.\n\nYP2: The bus is late.\n"
    speakers = dict.fromkeys(("YP1", "YP2"), SpeakerDecision("contributor", "young person"))
    document = documents.document_by_id(workspace.corpus, take_in("talk.txt", talk, speakers))
    held = len(holds.holds(workspace.corpus, event.programme_id, "waiting"))
    (programme,) = programmes(workspace.corpus)
    sample.look_through_held(workspace, programme)
    (left,) = safeguarding.queue_of(workspace, programme.id, "waiting")
    assert held > 1
    assert left.words.text == "My dad hits me."
    assert [turn.text for turn in documents.turns(workspace.corpus, document.id)].count(HELD_WORDS) == 1


def test_its_forum_has_decided_and_is_asked_to(workspace: Workspace) -> None:
    programme = sample.start_sample(workspace)
    for _ in range(2):  # cut off and begun again
        decide_sample(workspace, programme)
    made = decisions.decisions(workspace.corpus, programme.id)
    assert [one.outcome for one in made] == ["agreed", "agreed"]
    assert [len(minority_views(workspace.corpus, one.proposal_id)) for one in made] == [0, 1]
    states = [one.now.state for decision in made for one in actions.actions(workspace.corpus, decision.id)]
    assert states == ["under way", "planned", "will not happen", "done"]
    for decision in made:
        steps = [step for one in actions.actions(workspace.corpus, decision.id) for step in one.steps]
        assert {step.on_date for step in steps} == {decision.decided_at[:10]}
    assert len(theme_proposals.proposals(workspace.corpus, programme.id, "open")) == 2
    written = [dict(row) for table in ("theme_proposals", "objections", "actions", "action_states")
               for row in workspace.corpus.query(f"SELECT * FROM {table}")]  # fmt: skip
    assert "[" not in str([value for row in written for value in row.values()])[1:-1]
    assert held_writing.held_writing(workspace.corpus, programme.id, "waiting") == []


def test_its_open_release_is_signed_by_both_approvers(workspace: Workspace) -> None:
    programme = sample.start_sample(workspace)
    decide_sample(workspace, programme)
    publish_openly(workspace, programme)
    assert sample.is_loaded(workspace)
    (release,) = open_releases.open_releases(workspace.corpus, programme.id)
    assert release.state == "published"
    assert {one.name for one in open_releases.signatures(workspace.corpus, release.id)} == set(sample.APPROVERS)
    open_release.recall(workspace, release)
    assert sample.is_loaded(workspace)  # it is not published again behind anybody's back


def test_what_its_forum_wrote_was_said_in_it() -> None:
    files = [path for folder in FOLDERS for path in folder.iterdir() if path.name != "event.yaml"]
    read = [readers.read(path.name, path.read_bytes()) for path in files]
    said = " ".join(
        " ".join(turn.text for turn in one.turns)
        if isinstance(one, Transcript)
        else " ".join(cell for name in one.columns for cell in one.column(name))
        for one in read
    )
    assert [part for _, parts in OWN_WORDS for part in parts if part not in said] == []
    assert (ease_of([text for text, _ in OWN_WORDS]).age or 99) <= OLDEST


def test_its_forum_has_sorted_cards_and_can_sort_others(workspace: Workspace) -> None:
    programme = sample.start_sample(workspace)
    sort_sample(workspace, programme)
    assert card_sorts.card_sorts(workspace.corpus, programme.id) == []  # nothing was said yet
    event = events.add_event(workspace.corpus, programme.id, EVENT)
    sortable.fill(workspace, programme.id, event.id)
    for _ in range(2):  # cut off and begun again
        sort_sample(workspace, programme)
    is_open, closed = card_sorts.card_sorts(workspace.corpus, programme.id)
    assert (is_open.state, closed.state) == ("open", "closed")
    assert len(card_sorts.sorters(workspace.corpus, closed.id)) == sum(SORTERS.values())
    assert card_sorts.sorters(workspace.corpus, is_open.id) == {}


def test_what_its_forum_calls_piles_is_of_its_themes_and_is_shown_as_it_is(workspace: Workspace) -> None:
    programme = sample.start_sample(workspace)
    keys = {theme.key for theme in codebook.themes(workspace.corpus, programme.id)}
    assert {key for own in PILES.values() for key in own} <= keys
    names = sorted({name for own in PILES.values() for name in own.values()})
    assert [(one.text, one.is_concern) for one in read_words(*names)] == [(name, False) for name in names]
