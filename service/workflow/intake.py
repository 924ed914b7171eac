"""From an uploaded file to masked, segmented turns: receive, read, confirm, take in."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from corpus import sandbox
from corpus.consent import ANALYSIS, LEVELS, GivenBy
from corpus.errors import NotFound
from corpus.readers.limits import MEGABYTE, Limits
from corpus.readers.names import plain_name
from corpus.readers.records import SpokenTurn, Table, Transcript
from corpus.records import Document, Part
from corpus.store import contributors, documents, events, jobs, unsigned
from corpus.vault import Vault
from service.errors import InvalidChoice, NotReady
from service.workflow.kept_out import withdrawn_places
from service.workflow.what_remains import as_file, is_withdrawn, without
from service.workspace import Workspace

READ, TAKE_IN, ANALYSE, PUBLISH = "read", "take in", "analyse", "publish"
CODE, SUMMARISE, LOOK_ANEW = "code", "summarise", "look for themes anew"
"""The kinds of job, in the order that a document goes through them; the last is for staff to ask for."""


@dataclass(frozen=True, slots=True)
class Received:
    """A document that has come in; `is_new` is False where the event held the same bytes already."""

    document: Document
    is_new: bool


@dataclass(frozen=True, slots=True)
class SpeakerDecision:
    """What staff said about one speaker of a transcript. `consent` is what they agreed to, `consent_by` who gave it."""

    part: Part
    role: str | None = None
    age_band: str | None = None
    locality: str | None = None
    consent: int = ANALYSIS
    consent_by: GivenBy | None = None


@dataclass(frozen=True, slots=True)
class ColumnDecision:
    """What staff said about a table's columns.

    `contributor` is the column that tells one person from another (None: each row is a person). `attributes` gives
    the columns of role, age_band and locality; `others` are columns kept as further attributes. `consent` is what
    everybody agreed to and `consent_by` who gave it, but for whom `consent_columns` (“level”, “by”) say otherwise.
    """

    answers: tuple[str, ...]
    contributor: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    consent: int = ANALYSIS
    consent_by: GivenBy | None = None
    consent_columns: dict[str, str] = field(default_factory=dict)


ATTRIBUTES = {"role": "role", "age band": "age_band", "locality": "locality"}
"""The uses of a column that say something of a contributor, and the attribute that each is kept as."""
CONSENT = {"consent": "level", "who gave consent": "by"}
"""The uses of a column that say what a contributor agreed to."""


def decide_columns(uses: Mapping[str, str]) -> ColumnDecision:
    """The decision that gives each column (by name) its use: answer, person, an attribute's, other attribute."""

    def named(use: str) -> tuple[str, ...]:
        return tuple(name for name, chosen in uses.items() if chosen == use)

    return ColumnDecision(
        answers=named("answer"),
        contributor=next(iter(named("person")), None),
        attributes={field: named(use)[0] for use, field in ATTRIBUTES.items() if named(use)},
        others=named("other attribute"),
        consent_columns={field: named(use)[0] for use, field in CONSENT.items() if named(use)},
    )


def receive(workspace: Workspace, event_id: int, name: str, data: bytes) -> Received:
    """Keeps a file in the vault and queues its reading, all of it or nothing.

    Raises UnreadableFile for what is plainly not readable.
    """
    name = plain_name(name)
    suffix = sandbox.check_format(name, data, limits_of(workspace))
    event = events.event_by_id(workspace.corpus, event_id)
    # The vault is opened first: one that is locked leaves nothing half done. Its file is written before the corpus
    # keeps what it has: where that is cut off, `sweep` finds what nobody owns.
    with workspace.vault() as vault, workspace.corpus.atomic():
        document, is_new = documents.add_document(
            workspace.corpus, event_id, format=suffix.lstrip("."), fingerprint=hashlib.sha256(data).hexdigest()
        )
        if is_new or document.state in ("received", "failed"):
            vault.seal("name", document.id, name.encode("utf-8", "surrogatepass"))
            vault.seal("bytes", document.id, data)
            documents.set_state(workspace.corpus, document.id, "received")
            jobs.add_job(workspace.corpus, kind=READ, programme_id=event.programme_id, subject_id=document.id)
    return Received(documents.document_by_id(workspace.corpus, document.id), is_new)


def limits_of(workspace: Workspace) -> Limits:
    """What reading an uploaded file may take."""
    settings = workspace.settings
    return Limits(file=settings.upload_megabytes * MEGABYTE, characters=settings.upload_characters)


def read_document(workspace: Workspace, document_id: int) -> None:
    """Reads a file's turns or cells out of its bytes, for staff to confirm. Raises UnreadableFile."""
    with workspace.vault() as vault:
        name = vault.names([document_id], reason="reading an upload")[document_id]
        data = vault.unseal("bytes", document_id, reason="reading an upload")
        content = sandbox.read(name, data, limits_of(workspace))
        if places := withdrawn_places(workspace, document_id, content):
            content = without(content, places)
            ending, data = as_file(content)
            vault.seal("bytes", document_id, data)
            vault.seal("name", document_id, f"document{ending}".encode())
            vault.scrub()
    put_reading(workspace, document_id, content)
    documents.set_state(workspace.corpus, document_id, "to confirm")


def seal_of_document(workspace: Workspace, vault: Vault, kind: str, document_id: int, value: Any) -> None:
    """Keeps a value in the vault as long as its document is there. Raises NotFound where it was removed meanwhile."""
    vault.seal_value(kind, document_id, value)
    try:
        documents.document_by_id(workspace.corpus, document_id)
    except NotFound:
        vault.destroy(document_id)
        raise


def reading_of(workspace: Workspace, document_id: int, *, reason: str) -> Transcript | Table:
    """What was read out of a document, names and all. Raises NotFound where it has not been read."""
    with workspace.vault() as vault:
        return _reading(vault.unseal_value("reading", document_id, reason=reason))


@dataclass(frozen=True, slots=True)
class Decisions:
    """What staff confirmed of a document: its speakers by label, or its columns."""

    speakers: dict[str, SpeakerDecision]
    columns: ColumnDecision
    withdrawn_names: tuple[str, ...] = ()
    """What people are called who withdrew: where others name them, that stays masked."""

    def without_names(self, labels: Mapping[str, str]) -> "Decisions":
        """With the label that stands in for somebody who withdrew in place of theirs, in the same order."""
        speakers = {
            labels.get(label, label): SpeakerDecision(one.part, one.role) if label in labels else one
            for label, one in self.speakers.items()
        }
        return replace(self, speakers=speakers, withdrawn_names=(*self.withdrawn_names, *filter(None, labels)))


def decisions_of(workspace: Workspace, document_id: int) -> Decisions:
    """What staff confirmed. Raises NotFound where nothing has been confirmed."""
    with workspace.vault() as vault:
        kept = vault.unseal_value("decisions", document_id, reason="taking a document in")
    speakers = {label: SpeakerDecision(**decision) for label, decision in kept.get("speakers", {}).items()}
    columns = kept.get("columns", {})
    return Decisions(
        speakers,
        ColumnDecision(
            answers=tuple(columns.get("answers", ())),
            contributor=columns.get("contributor"),
            attributes=columns.get("attributes", {}),
            others=tuple(columns.get("others", ())),
            consent=columns.get("consent", ANALYSIS),
            consent_by=columns.get("consent_by"),
            consent_columns=columns.get("consent_columns", {}),
        ),
        tuple(kept.get("withdrawn_names", ())),
    )


def put_decisions(workspace: Workspace, document_id: int, decisions: Decisions) -> None:
    """Keeps what staff confirmed, as it now is."""
    with workspace.vault() as vault:
        vault.seal_value("decisions", document_id, asdict(decisions))


def put_reading(workspace: Workspace, document_id: int, reading: Transcript | Table) -> None:
    """Keeps what was read of a document, as it now is."""
    with workspace.vault() as vault:
        kind = "transcript" if isinstance(reading, Transcript) else "table"
        seal_of_document(workspace, vault, "reading", document_id, {"kind": kind, **asdict(reading)})


def confirm_speakers(workspace: Workspace, document_id: int, speakers: dict[str, SpeakerDecision]) -> None:
    """Keeps who is a facilitator and who a contributor ('' is speech without a name), and queues the taking in.

    Raises InvalidChoice where a speaker is missing or nobody is a contributor.
    """
    reading = _to_confirm(workspace, document_id)
    if not isinstance(reading, Transcript):
        raise InvalidChoice("This document is a table. Say which of its columns are answers.")
    before = _decisions_before(workspace, document_id)
    gone = {
        label: before.speakers.get(label, SpeakerDecision("contributor"))
        for label in reading.speakers
        if label and is_withdrawn(label)
    }
    speakers |= gone
    speakers = {
        label: speakers[label] for label in [one or "" for one in reading.speakers] if label in speakers
    } | speakers
    missing = {speaker or "" for speaker in reading.speakers} - set(speakers) - {""}
    if missing:
        raise InvalidChoice(f"Say who {', '.join(sorted(missing))} is: a facilitator or a contributor.")
    if not any(decision.part == "contributor" for label, decision in speakers.items() if label not in gone):
        raise InvalidChoice("Mark at least one speaker as a contributor: otherwise there is nobody to listen to.")
    _check_levels(decision.consent for decision in speakers.values())
    contributors.forget_consents_changed(workspace.corpus, document_id)  # the form said them all anew
    _confirm(workspace, document_id, replace(before, speakers=speakers))


def confirm_columns(workspace: Workspace, document_id: int, columns: ColumnDecision) -> None:
    """Keeps which columns are the answers and which are attributes, and queues the taking in.

    Raises InvalidChoice where no answer column is named or a column does not exist.
    """
    reading = _to_confirm(workspace, document_id)
    if not isinstance(reading, Table):
        raise InvalidChoice("This document is a transcript. Say who its speakers are.")
    if not columns.answers:
        raise InvalidChoice("Choose at least one column that holds the answers.")
    _check_levels([columns.consent])
    named = [*columns.answers, *columns.attributes.values(), *columns.others, *columns.consent_columns.values()]
    for column in [*named, columns.contributor] if columns.contributor else named:
        if column not in reading.columns:
            raise InvalidChoice(f"There is no column “{column}”. The columns are: {', '.join(reading.columns)}.")
    before = _decisions_before(workspace, document_id)
    if before.columns.contributor != columns.contributor:  # nobody is whom a level was set for
        contributors.forget_consents_changed(workspace.corpus, document_id)
    _confirm(workspace, document_id, replace(before, columns=columns))


def _check_levels(levels: Iterable[int]) -> None:
    if any(level not in LEVELS for level in levels):
        raise InvalidChoice("Choose what people agreed to.")


def _decisions_before(workspace: Workspace, document_id: int) -> Decisions:
    try:
        return decisions_of(workspace, document_id)
    except NotFound:
        return Decisions({}, ColumnDecision(()))


def _to_confirm(workspace: Workspace, document_id: int) -> Transcript | Table:
    document = documents.document_by_id(workspace.corpus, document_id)
    if document.state in ("received", "failed"):
        raise NotReady(f"{document.title} has not been read yet. Wait until it says “to confirm”.")
    return reading_of(workspace, document_id, reason="confirming who spoke")


def _confirm(workspace: Workspace, document_id: int, decisions: Decisions) -> None:
    put_decisions(workspace, document_id, decisions)
    with workspace.corpus.atomic():
        unsigned.drop_unsigned(workspace.corpus, document_id)
        documents.set_state(workspace.corpus, document_id, "confirmed")
        document = documents.document_by_id(workspace.corpus, document_id)
        programme_id = events.event_by_id(workspace.corpus, document.event_id).programme_id
        jobs.add_job(workspace.corpus, kind=TAKE_IN, programme_id=programme_id, subject_id=document_id)


def _reading(value: dict[str, Any]) -> Transcript | Table:
    if value["kind"] == "transcript":
        return Transcript(tuple(SpokenTurn(**turn) for turn in value["turns"]))
    return Table(tuple(value["columns"]), tuple(tuple(row) for row in value["rows"]))
