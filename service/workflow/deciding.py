"""Deciding: members of a co-production forum vote, object and are answered; the rule says when it is decided."""

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.deciding import FORUM_MAY, VOTES, Outcome, Rule, Short, Tally, outcome_of, short_of_quorum
from corpus.errors import NotFound
from corpus.records import Constituency, ForumMember, Programme
from corpus.store import codebook, decisions, jobs, theme_proposals, votes
from corpus.store.decisions import ForumDecision, NewDecision
from corpus.store.rights import raise_rights_version
from corpus.store.theme_proposals import Proposal
from nlp.deidentify import Masker
from service.errors import InvalidChoice, NotReady
from service.workflow.codebook_changes import CODED_ANEW, carry_out
from service.workflow.forum_words import hold, read_words
from service.workflow.intake import ANALYSE, PUBLISH
from service.workflow.proposal_words import agreed_words, listed, refused_words
from service.workflow.proposing import proposal_in
from service.workspace import Workspace

LONGEST_WORDS = 2000
UNSAID = "Somebody has not said yet whether their view stands. Wait, or tick that you close the vote before they have."
_CLOSED = "This proposal is closed. Votes on it can no longer be changed."


@dataclass(frozen=True, slots=True)
class GivenVote:
    """What a member sent, as they sent it."""

    vote: str = ""
    objection: str = ""

    @property
    def problems(self) -> dict[str, str]:
        """What to mend, by the field that it is in."""
        found = {}
        if self.vote not in VOTES:
            found["vote"] = "Choose “Yes”, “No” or “I stand aside”"
        if len(self.objection) > LONGEST_WORDS:
            found["objection"] = f"Make it shorter: {LONGEST_WORDS:,} letters at most"
        return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How an open proposal stands: what is missing until it can be closed, and what would come of it now."""

    rule: Rule
    tallies: dict[Constituency, Tally]
    short: tuple[Short, ...]
    unanswered: int
    unsaid: int
    outcome: Outcome

    @property
    def can_close(self) -> bool:
        """Whether the quorum is there and every objection is answered."""
        return not self.short and not self.unanswered

    @property
    def missing(self) -> list[str]:
        """Why it cannot be closed yet, in sentences."""
        found = [
            f"{one.constituency.capitalize()}: {one.voted} voted, and {one.needed} must have." for one in self.short
        ]
        if self.unanswered:
            noun = "objection waits" if self.unanswered == 1 else "objections wait"
            found.append(f"{self.unanswered} {noun} for a written answer.")
        return found


def may_decide(member: ForumMember) -> bool:
    """Whether somebody's forum decides: co-production does, participation and consultation do not."""
    return "decide" in FORUM_MAY[member.engagement_model]


def standing(corpus: Database, proposal: Proposal) -> Standing:
    """How a proposal stands under the programme's rule."""
    rule, tallies = decisions.rule_of(corpus, proposal.programme_id), votes.tallies(corpus, proposal.id)
    objections = votes.objections(corpus, proposal.id)
    unanswered, unsaid = sum(not one.answer for one in objections), sum(one.is_unsaid for one in objections)
    short = tuple(short_of_quorum(rule, tallies))
    return Standing(rule, tallies, short, unanswered, unsaid, outcome_of(rule, tallies))


def vote(workspace: Workspace, member: ForumMember, proposal_id: int, given: GivenVote) -> bool:
    """Keeps a vote in place of the one before, with the objection; True where that is held for safeguarding.

    Raises InvalidChoice, NotFound, and NotReady where the member may not decide or the proposal is closed.
    """
    proposal = proposal_in(workspace, member.programme_id, proposal_id)
    if not may_decide(member):
        raise NotReady("Your forum does not vote on proposals.")
    if given.problems:
        raise InvalidChoice(". ".join(given.problems.values()) + ".")
    choice = next(one for one in VOTES if one == given.vote)
    (words,) = read_words(given.objection)
    is_held = choice == "against" and words.is_concern
    try:
        with workspace.corpus.atomic():
            votes.put_vote(workspace.corpus, proposal.id, member.id, choice)
            if is_held:
                votes.put_objection(workspace.corpus, proposal.id, member.id, "", is_held=True)
                hold(workspace, member, "objection", proposal.id, [words.text])
            elif choice == "against" and words.text:
                votes.put_objection(workspace.corpus, proposal.id, member.id, words.text)
            else:
                votes.drop_objection(workspace.corpus, proposal.id, member.id)
    except sqlite3.IntegrityError as error:
        raise NotReady(_CLOSED) from error
    return is_held


def answer_objection(workspace: Workspace, programme: Programme, objection_id: int, answer: str) -> Proposal:
    """Answers an objection in writing; its proposal. Raises InvalidChoice, NotReady, NotFound."""
    objection = votes.objection_by_id(workspace.corpus, objection_id)
    proposal = proposal_in(workspace, programme.id, objection.proposal_id)
    (masked,) = Masker({}).mask_all([answer.strip()])
    if not masked.text:
        raise InvalidChoice("Write an answer.")
    if len(masked.text) > LONGEST_WORDS:
        raise InvalidChoice(f"Make your answer shorter: {LONGEST_WORDS:,} letters at most.")
    if proposal.state != "open":
        raise NotReady("This proposal is closed.")
    if objection.is_held:
        raise NotReady("The safeguarding lead has to read this objection before it can be answered.")
    votes.answer_objection(workspace.corpus, objection.id, masked.text)
    return proposal


def let_stand(workspace: Workspace, member: ForumMember, proposal_id: int, *, stands: bool) -> None:
    """Makes a member's own objection a minority view, or no longer one: before or after the decision.

    Raises NotFound where they have none, NotReady as long as it is not answered.
    """
    proposal = proposal_in(workspace, member.programme_id, proposal_id)
    objection = votes.objection_of(workspace.corpus, proposal.id, member.id)
    if objection is None:
        raise NotFound("You have no objection to this proposal.")
    if not objection.answer or objection.is_held:
        raise NotReady("Wait until your objection is answered. Then say whether it stands.")
    votes.let_stand(workspace.corpus, objection.id, stands=stands)


def close(
    workspace: Workspace, programme: Programme, proposal_id: int, *, is_before_all_said: bool = False
) -> ForumDecision:
    """Decides a proposal under the programme's rule, and changes the codebook where it is agreed.

    Raises NotReady with what is missing where the quorum is not there or an objection is not answered, and where
    somebody has not said yet whether their view stands, unless it is closed before they all have; NotFound.
    """
    corpus = workspace.corpus
    proposal = proposal_in(workspace, programme.id, proposal_id)
    with corpus.atomic():
        # Written first, so that nobody votes between the count and the decision.
        if not theme_proposals.close_proposal(corpus, proposal.id, "decided"):
            raise NotReady("This proposal is closed already.")
        stood = standing(corpus, proposal)
        if not stood.can_close:
            raise NotReady("It cannot be decided yet. " + " ".join(stood.missing))
        if stood.unsaid and not is_before_all_said:
            raise NotReady(UNSAID)
        decided = _agree(corpus, proposal, stood) if stood.outcome == "agreed" else _refuse(proposal, stood)
        decision_id = decisions.add_decision(corpus, decided)
    return decisions.decision_by_id(corpus, decision_id)


def _agree(corpus: Database, proposal: Proposal, stood: Standing) -> NewDecision:
    theme_id = carry_out(corpus, proposal)
    voted = [name for name, tally in stood.tallies.items() if tally.voted]
    words = agreed_words(proposal)
    version = codebook.add_version(
        corpus, proposal.programme_id, f"{words} Decided by the forum: {listed(voted)}.", voted
    )
    raise_rights_version(corpus, proposal.programme_id)  # an analysis under way read the codebook as it was
    kind = ANALYSE if proposal.kind in CODED_ANEW else PUBLISH
    jobs.add_job(corpus, kind=kind, programme_id=proposal.programme_id)
    return NewDecision(proposal.id, theme_id, words, version, stood.rule, stood.tallies)


def _refuse(proposal: Proposal, stood: Standing) -> NewDecision:
    return NewDecision(proposal.id, proposal.theme_id, refused_words(proposal), None, stood.rule, stood.tallies)
