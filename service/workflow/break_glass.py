"""Break-glass: the real name behind one pseudonym, for a safeguarding lead, when a second person agrees to it.

What was asked, why, by whom and who agreed is kept in the vault, and told to the audit without the reason.
"""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from corpus.errors import NotFound
from corpus.readers.records import Table
from corpus.records import Account, Programme
from corpus.store import contributors, documents, holds
from corpus.store.rows import now
from service.errors import InvalidChoice, NotReady
from service.workflow.intake import decisions_of, reading_of
from service.workflow.who_spoke import row_codes, speaker_codes
from service.workspace import Workspace

GLASS = "glass"
TIME_TO_LOOK = timedelta(minutes=30)
SHORTEST_REASON = 10
LONGEST_REASON = 1000
NO_NAME = "The file gives no name for this person."


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody's wish to know who a contributor is. `agreed_by` and `ends_at` are '' until a second person agrees."""

    contributor_id: int
    document_id: int
    pseudonym: str
    event_name: str
    asked_by: str
    asked_at: str
    reason: str
    agreed_by: str = ""
    ends_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the name may be looked at now."""
        return bool(self.ends_at) and datetime.now(UTC) < datetime.fromisoformat(self.ends_at)

    @property
    def is_over(self) -> bool:
        """Whether the time to look at the name has passed."""
        return bool(self.ends_at) and not self.is_open


def ask(workspace: Workspace, account: Account, turn_id: int, reason: str) -> Request:
    """Asks for the name of who said what is held. Raises InvalidChoice without a reason, NotFound."""
    hold = holds.hold_of(workspace.corpus, turn_id)
    if hold.contributor_id is None:
        raise InvalidChoice("A facilitator said this. Ask the people who ran the event.")
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise InvalidChoice("Write down why you need to know who it is, in a sentence or two.")
    request = Request(
        hold.contributor_id,
        hold.document_id,
        hold.speaker,
        hold.event_name,
        asked_by=account.name,
        asked_at=now(),
        reason=reason.strip(),
    )
    _keep(workspace, request)
    return request


def requests(workspace: Workspace, programme: Programme) -> list[Request]:
    """What was asked in a programme, newest first."""
    here = documents.ids_in_programme(workspace.corpus, programme.id)
    with workspace.vault() as vault:
        kept = vault.unseal_parts(GLASS, here, reason="requests for an identity")
    return sorted((Request(**value) for value in kept.values()), key=lambda one: one.asked_at, reverse=True)


def request_for(workspace: Workspace, programme: Programme, contributor_id: int) -> Request:
    """What was last asked about a contributor. Raises NotFound."""
    found = [one for one in requests(workspace, programme) if one.contributor_id == contributor_id]
    if not found:
        raise NotFound("Nobody has asked who this is.")
    return found[0]


def agree(workspace: Workspace, programme: Programme, account: Account, contributor_id: int) -> None:
    """A second person's agreement, from which the name can be read for a while. Raises InvalidChoice, NotReady."""
    request = request_for(workspace, programme, contributor_id)
    if request.asked_by == account.name:
        raise InvalidChoice("You asked for this. Somebody else has to agree to it: a lead or an approver.")
    if request.ends_at:
        raise NotReady("Somebody has agreed to this already.")
    ends_at = (datetime.now(UTC) + TIME_TO_LOOK).isoformat(timespec="seconds")
    _keep(workspace, replace(request, agreed_by=account.name, ends_at=ends_at))


def identity(workspace: Workspace, programme: Programme, account: Account, contributor_id: int) -> str:
    """The name that a file gives a contributor. Raises NotReady where two have not agreed, or the time is over."""
    request = request_for(workspace, programme, contributor_id)
    if not request.is_open or account.name not in (request.asked_by, request.agreed_by):
        raise NotReady("Nobody may look at this now. Ask for it, and have a second person agree.")
    code = contributors.code_of(workspace.corpus, contributor_id)
    document = documents.document_by_id(workspace.corpus, request.document_id)
    decisions = decisions_of(workspace, document.id)
    reading = reading_of(workspace, document.id, reason="break-glass")
    if isinstance(reading, Table):
        column = decisions.columns.contributor
        rows = row_codes(document.number, reading, column)
        if code not in rows:
            return NO_NAME
        row = rows.index(code)
        return reading.column(column)[row] if column else f"{NO_NAME} It is row {row + 1} of the file."
    labels = {code: label for label, code in speaker_codes(document.number, decisions.speakers).items()}
    return labels.get(code) or NO_NAME


def _keep(workspace: Workspace, request: Request) -> None:
    with workspace.vault() as vault:
        vault.seal_parts(GLASS, request.document_id, {request.contributor_id: asdict(request)})
