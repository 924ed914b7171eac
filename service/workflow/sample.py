"""The sample programme: written for this project, taken in the same way as anybody's own files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import NotFound
from corpus.records import AccountRole, Constituency, Event, NewEvent, Programme
from corpus.store import documents, events, people, unsigned
from corpus.store.open_releases import last_open_releases
from corpus.store.programmes import programmes
from service.errors import NotReady
from service.workflow import accounts, intake, safeguarding
from service.workflow.intake import ColumnDecision, SpeakerDecision
from service.workflow.programmes import start_programme
from service.workflow.sign_off import sign_off
from service.workspace import Workspace

FOLDER = Path(__file__).parent.parent / "starter" / "sample"
NAME = "Emotional wellbeing (sample)"
DESCRIPTION = (
    "What young people, parents and professionals said in ten events. Written for Chorus; nobody's real words."
)
STAFF, LEAD = "sample-staff", "sample-lead"
APPROVERS = ("sample-approver", "sample-approver-2")
"""An open release asks for two."""
ACCOUNTS: dict[str, AccountRole] = {
    STAFF: "staff",
    "sample-analyst": "analyst",
    LEAD: "safeguarding lead",
    **dict.fromkeys(APPROVERS, "approver"),
    "sample-admin": "administrator",
}
PASSWORD = "listening-to-you"  # noqa: S105 (it is printed at the start, for a programme of invented words)
EVENT = "YC-FG"
"""The code of one of its events, for what became of it."""
CODES: dict[Constituency, str] = {
    "young people": "YPYP-2026-HEAR",
    "citizens": "CZCZ-2026-HEAR",
    "professionals": "PRPR-2026-HEAR",
}


BESIDE_OTHERS = (
    "There is another programme in this data folder, and everybody knows the passwords of the sample. Load it into an"
    " empty folder: name one with CHORUS_HOME."
)
STILL_WAITING = 8
"""Turns, that a safeguarding lead who tries Chorus has something to decide on."""
LOOKED_AT = "Looked at when the sample was made: no disclosure."


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """A document of the sample that waits to be read, and what is to be confirmed of it."""

    document_id: int
    confirmation: dict[str, Any]


def is_loaded(workspace: Workspace) -> bool:
    """Whether the sample programme is there, whole: its open release, gone since or not, is published last."""
    programme = _sample(workspace)
    return programme is not None and programme.slug in last_open_releases(workspace.corpus)


def start_sample(workspace: Workspace) -> Programme:
    """The sample programme with its sign-ins: a new one, or what is there of one that was cut off.

    Raises NotReady beside another programme: the sign-ins, which everybody knows, would open that one, too.
    """
    if any(one.name != NAME for one in programmes(workspace.corpus)):
        raise NotReady(BESIDE_OTHERS)
    for name, role in ACCOUNTS.items():
        accounts.put_account(workspace, name, [role], PASSWORD)
    programme = _sample(workspace) or start_programme(workspace, NAME, DESCRIPTION, with_starter=True)
    for constituency, code in CODES.items():
        accounts.put_code(workspace, programme.id, constituency, code)
    return programme


def add_sample_events(workspace: Workspace, programme: Programme) -> list[SampleDocument]:
    """The sample's events with their files received."""
    received = []
    for folder in sorted(path.parent for path in FOLDER.glob("*/event.yaml")):
        described = yaml.safe_load((folder / "event.yaml").read_text(encoding="utf-8"))
        event = _add_event(workspace, programme, described)
        for document in described["documents"]:
            file = folder / document["file"]
            came = intake.receive(workspace, event.id, file.name, file.read_bytes())
            received.append(SampleDocument(came.document.id, document))
    return received


def confirm(workspace: Workspace, document: SampleDocument) -> None:
    """Confirms a document of the sample as its description says, if it has not been."""
    if documents.document_by_id(workspace.corpus, document.document_id).state != "to confirm":
        return
    told = document.confirmation
    if "speakers" in told:
        agreed = {"consent": told["consent"], "consent_by": "the contributor"}
        decisions = {label: SpeakerDecision(**agreed | decision) for label, decision in told["speakers"].items()}
        decisions.setdefault("", SpeakerDecision("facilitator"))
        intake.confirm_speakers(workspace, document.document_id, decisions)
    else:
        columns = told["columns"] | {"answers": tuple(told["columns"]["answers"]), "consent": told["consent"]}
        intake.confirm_columns(workspace, document.document_id, ColumnDecision(**columns))


def sign_off_all(workspace: Workspace, programme: Programme) -> None:
    """Signs off what waits: the sample is invented, and names nobody."""
    for one in unsigned.unsigned_documents(workspace.corpus, programme.id):
        sign_off(workspace, one.document_id, by=STAFF)


def look_through_held(workspace: Workspace, programme: Programme) -> None:
    """Releases what the sample's lead has looked at beforehand: of what is held, the strongest signs still wait."""
    lead = people.account_named(workspace.corpus, LEAD)
    for waiting in safeguarding.queue_of(workspace, programme.id, "waiting")[STILL_WAITING:]:
        safeguarding.decide(workspace, lead, waiting.hold.turn_id, "released", LOOKED_AT)


def open_sign_ins(workspace: Workspace) -> list[str]:
    """The sample's accounts that can still sign in."""
    return [one.name for one in people.accounts(workspace.corpus) if one.name in ACCOUNTS and not one.is_disabled]


def _sample(workspace: Workspace) -> Programme | None:
    return next((one for one in programmes(workspace.corpus) if one.name == NAME), None)


def _add_event(workspace: Workspace, programme: Programme, described: dict[str, Any]) -> Event:
    given = {name: str(value) for name, value in described.items() if name != "documents"}
    try:
        return events.event_by_code(workspace.corpus, programme.id, given["code"])
    except NotFound:
        return events.add_event(workspace.corpus, programme.id, NewEvent(**given))  # type: ignore[arg-type]
