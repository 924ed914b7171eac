"""Members of co-production and participation forums propose: “you missed this”, or what should become of a theme.

What they write is masked, and looked at by the safeguarding rules, before anybody else reads it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from corpus.deciding import FORUM_MAY, MOST_OPEN
from corpus.errors import NotFound
from corpus.records import ForumMember, Programme
from corpus.store import member_proposals, people, programmes, quotes, theme_proposals, votes
from corpus.store.held_writing import HeldWriting
from corpus.store.theme_proposals import NewProposal, Part, Proposal
from service.errors import InvalidChoice, NotReady
from service.workflow.forum_words import hold_with, read_words
from service.workflow.proposal_words import question
from service.workflow.proposing import Problem, checked
from service.workspace import Workspace

TAKEN_BACK_BY_OWN = "Whoever proposed this took it back."
_ENOUGH = f"You have {MOST_OPEN} ideas open. Wait until one of them is decided."


def may_propose(member: ForumMember) -> bool:
    """Whether somebody's forum proposes: co-production and participation do, consultation does not."""
    return "propose" in FORUM_MAY[member.engagement_model]


def left_to_propose(workspace: Workspace, member: ForumMember) -> int:
    """How many proposals more a member can open as long as none of theirs is closed."""
    return max(0, MOST_OPEN - member_proposals.count_open(workspace.corpus, member.id))


def propose_as(workspace: Workspace, member: ForumMember, given: NewProposal) -> Proposal | None:
    """Opens what a member proposes, as one of their constituency; None where it is held for the safeguarding lead.

    Raises Problem for what cannot be voted on or is voted on already, NotReady where they may not or have enough open,
    NotFound for its theme.
    """
    if not may_propose(member):
        raise NotReady("Your forum does not make proposals.")
    if not left_to_propose(workspace, member):
        raise NotReady(_ENOUGH)
    programme = programmes.programme_by_id(workspace.corpus, member.programme_id)
    ready = _ready(workspace, programme, member, given)
    words = read_words(ready.name, ready.definition, ready.reason)
    with workspace.corpus.atomic():
        member_proposals.wait_for_turn(workspace.corpus, member.id)
        # Of two that are sent at once, the second finds the first; the vault would keep what is refused after it.
        if not left_to_propose(workspace, member):
            raise NotReady(_ENOUGH)
        if any(one.is_concern for one in words):
            hold_with(workspace, member, "proposal", ready.theme_id or 0, _as_held(ready))
            return None
        return _open(workspace, member, ready)


def take_back_own(workspace: Workspace, member: ForumMember, proposal_id: int) -> None:
    """Closes what a member proposed themselves, as long as nobody else has voted on it. Raises NotFound, NotReady."""
    corpus = workspace.corpus
    if proposal_id not in member_proposals.opened_by(corpus, member.id):
        raise NotFound("You have proposed nothing of that kind.")
    with corpus.atomic():
        # Written first, so that nobody votes between the count and the end of it.
        if not theme_proposals.close_proposal(corpus, proposal_id, "withdrawn", because=TAKEN_BACK_BY_OWN):
            raise NotReady("This proposal is closed already.")
        if votes.others_voted(corpus, proposal_id, member.id):
            raise NotReady("Others have voted on it already. Talk to the person who runs your forum.")


def open_released(workspace: Workspace, held: HeldWriting, texts: Sequence[str], proposal: Mapping[str, Any]) -> None:
    """Opens what was held and is not any more. Raises InvalidChoice where that cannot be any longer."""
    name, definition, reason = texts
    given = NewProposal(
        proposal["kind"],
        held.subject_id or None,
        name=name,
        definition=definition,
        reason=reason,
        source=proposal["source"],
        parts=tuple(Part("", "", theme_id) for theme_id in proposal["merged"]),
        evidence=tuple(proposal["evidence"]),
    )
    member = people.forum_member_by_id(workspace.corpus, held.forum_member_id)
    programme = programmes.programme_by_id(workspace.corpus, held.programme_id)
    try:
        _open(workspace, member, _ready(workspace, programme, member, given))
    except (Problem, NotFound) as error:
        raise InvalidChoice(f"It cannot be opened any more: {error} Keep it instead.") from error


def _ready(workspace: Workspace, programme: Programme, member: ForumMember, given: NewProposal) -> NewProposal:
    """As it is opened: masked, of the member's constituency, on nothing but what may be quoted to them."""
    own = member_proposals.in_own_programme(workspace.corpus, member, list(given.evidence))
    evidence = tuple(one.segment_id for one in quotes.may_be_quoted(workspace.corpus, own))
    is_missed = given.source == "you missed this"
    ready = checked(
        workspace,
        programme,
        replace(given, constituency=member.constituency, evidence=evidence),
        may_be_unsaid=is_missed,
    )
    asked = question(ready).casefold()
    open_now = theme_proposals.proposals(workspace.corpus, programme.id, "open")
    if any(question(one).casefold() == asked for one in open_now):
        raise Problem("name", "Somebody has proposed this already. You find it under Vote.")
    return ready


def _open(workspace: Workspace, member: ForumMember, ready: NewProposal) -> Proposal:
    was_unsaid = ready.kind == "new theme" and not ready.evidence
    with workspace.corpus.atomic():
        proposal_id = theme_proposals.open_proposal(workspace.corpus, member.programme_id, ready)
        member_proposals.add_member_proposal(workspace.corpus, proposal_id, member.id, was_unsaid=was_unsaid)
    return theme_proposals.proposal_by_id(workspace.corpus, proposal_id)


def _as_held(ready: NewProposal) -> dict[str, object]:
    merged = [part.theme_id for part in ready.parts]
    proposal = {"kind": ready.kind, "source": ready.source, "merged": merged, "evidence": list(ready.evidence)}
    return {"texts": [ready.name, ready.definition, ready.reason], "proposal": proposal}
