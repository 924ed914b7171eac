"""What waits for somebody in each programme, so that they are told where they come in."""

from dataclasses import dataclass

from sqlite_utils import Database

from corpus.records import Account, Programme
from corpus.store import votes
from corpus.store.programmes import programmes
from service.workflow.open_release_list import what_a_draft_waits_for


@dataclass(frozen=True, slots=True)
class Waiting:
    """The number of a draft that an approver has not signed, if any, and how many objections staff have to answer."""

    programme: Programme
    draft: int | None
    objections: int


def what_waits_for(corpus: Database, account: Account) -> list[Waiting]:
    """The programmes in which something waits for this account."""
    found = [_in_programme(corpus, programme, account) for programme in programmes(corpus)]
    return [one for one in found if one.draft is not None or one.objections]


def _in_programme(corpus: Database, programme: Programme, account: Account) -> Waiting:
    draft = what_a_draft_waits_for(corpus, programme.id, account)
    objections = votes.count_unanswered(corpus, programme.id) if "staff" in account.roles else {}
    return Waiting(programme, draft.number if draft and draft.is_yours else None, sum(objections.values()))
