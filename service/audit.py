"""What the audit is told. Things are named by their ids; what is in them, and what was searched for, is not written."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.store import audit
from corpus.store.audit import Head
from service.keys import secret_at
from service.settings import Settings

NAMES = {
    "slug": "programme",
    "code": "event",
    "contributor": "contributor",
    "document_id": "document",
    "theme_id": "theme",
    "segment_id": "segment",
    "job_id": "work",
    "account_id": "account",
    "proposal_id": "proposal",
    "objection_id": "objection",
    "decision_id": "decision",
    "action_id": "action",
    "writing_id": "writing",
    "sort_id": "card sort",
    "card_id": "card",
    "pile_id": "pile",
    "meeting_id": "meeting",
}
"""What the parts of an address are called. A part that is not here, such as an invitation's, is not written down."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look through the audit found: `problem` is None where every entry fits."""

    entries: int
    head: str
    problem: str | None


def record(settings: Settings, corpus: Database, *, who: str, action: str, subject: str) -> None:
    """Adds an entry: in the transaction that is open, so that the deed and its entry are kept or lost together."""
    if not settings.audit_key_path.exists():
        audit.begin_head(settings.audit_head_path)
    entry = audit.add_entry(corpus, secret_at(settings.audit_key_path), who=who, action=action, subject=subject)
    if not corpus.conn.in_transaction:  # what is not committed may yet be lost, and would then be missed
        audit.note_head(settings.audit_head_path, corpus, entry)


def verify(settings: Settings, corpus: Database) -> Verdict:
    """Looks through all of it."""
    entries = audit.count_entries(corpus)
    head = audit.read_head(settings.audit_head_path)
    newest = audit.entries(corpus, limit=1)
    last = f"{newest[0].number} {newest[0].seal}" if newest else "0"
    if head is None and (entries or settings.audit_key_path.exists()):
        gone = f"{settings.audit_head_path.name} is missing: nobody can say whether the last entries are there."
        return Verdict(entries, last, gone)
    key = secret_at(settings.audit_key_path) if settings.audit_key_path.exists() else b""  # a look makes nothing
    problem = audit.broken_at(corpus, key, head or Head())
    return Verdict(entries, last, problem)


def subject_of(parts: Mapping[str, object]) -> str:
    """The parts of an address, as a subject."""
    return ", ".join(f"{NAMES[name]} {value}" for name, value in parts.items() if name in NAMES)
