"""Where forum members vote on proposals, object, read the answers, and say whether an objection stands."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.store import decisions, member_proposals, theme_proposals, votes
from corpus.store.theme_proposals import Proposal
from service.pages.access import current_member, current_programme, workspace
from service.pages.forum import HELD
from service.pages.proposal_parts import VOTE_WORDS, asked, turn_out, vote_pictures
from service.workflow.deciding import GivenVote, let_stand, may_decide, vote
from service.workflow.member_proposals import may_propose, take_back_own
from service.workflow.proposal_words import question
from service.workflow.proposing import proposal_in

blueprint = Blueprint("forum_proposals", __name__)


@blueprint.get("/forum/proposals")
def index() -> str:
    """What is open to be voted on, and what this member has voted on already."""
    programme, corpus = current_programme(), workspace().corpus
    member = current_member()
    voted = votes.votes_by(corpus, member.id)
    listed = [(one, question(one)) for one in reversed(theme_proposals.proposals(corpus, programme.id, "open"))]
    return render_template(
        "forum_proposals/index.html",
        listed=listed,
        voted=voted,
        left=[one for one, _ in listed if one.id not in voted],
        vote_words=VOTE_WORDS,
        own=member_proposals.opened_by(corpus, member.id),
        may_propose=may_propose(member),
        may_vote=may_decide(member),
        model=member.engagement_model,
    )


@blueprint.get("/forum/proposals/<int:proposal_id>")
def show(proposal_id: int) -> str:
    """What is proposed, what people said, and the vote."""
    proposal, member = proposal_in(workspace(), current_member().programme_id, proposal_id), current_member()
    objection = votes.objection_of(workspace().corpus, proposal.id, member.id)
    voted = votes.vote_of(workspace().corpus, proposal.id, member.id)
    return _page(proposal, GivenVote(voted or "", objection.words if objection else ""), {})


@blueprint.post("/forum/proposals/<int:proposal_id>")
def cast(proposal_id: int) -> Response | tuple[str, int]:
    """Keeps the vote; shows what to mend where it cannot be kept."""
    proposal = proposal_in(workspace(), current_member().programme_id, proposal_id)
    given = GivenVote(request.form.get("vote", ""), request.form.get("objection", ""))
    if given.problems:
        return _page(proposal, given, given.problems), 400
    if vote(workspace(), current_member(), proposal.id, given):
        flash(HELD, "warning")
    flash("Your vote is saved. You can change it until the vote is closed.", "success")
    return redirect(url_for("forum_proposals.show", proposal_id=proposal.id))


@blueprint.post("/forum/proposals/<int:proposal_id>/minority-view")
def stand(proposal_id: int) -> Response:
    """Lets the member's own objection stand as a minority view, or takes that back."""
    stands = request.form.get("stands") == "yes"
    let_stand(workspace(), current_member(), proposal_id, stands=stands)
    words = "Your view stands. It is shown with the theme, and published with it."
    flash(words if stands else "Your view is not shown.", "success")
    return redirect(url_for("forum_proposals.show", proposal_id=proposal_id))


@blueprint.post("/forum/proposals/<int:proposal_id>/take-back")
def take_back(proposal_id: int) -> Response:
    """Takes back what the member proposed themselves."""
    take_back_own(workspace(), current_member(), proposal_id)
    flash("You took your idea back. You can have another.", "success")
    return redirect(url_for("forum_proposals.index"))


def _page(proposal: Proposal, given: GivenVote, problems: Mapping[str, str]) -> str:
    current_programme()
    corpus, member = workspace().corpus, current_member()
    decision = decisions.decision_on(corpus, proposal.id)
    return render_template(
        "forum_proposals/show.html",
        asked=asked(corpus, proposal),
        given=given,
        problems=problems,
        vote_words=VOTE_WORDS,
        voted=votes.vote_of(corpus, proposal.id, member.id),
        is_own=proposal.id in member_proposals.opened_by(corpus, member.id),
        others_voted=votes.others_voted(corpus, proposal.id, member.id),
        own=votes.objection_of(corpus, proposal.id, member.id),
        others=[
            one for one in votes.objections(corpus, proposal.id) if one.forum_member_id != member.id and not one.is_held
        ],
        may_vote=may_decide(member),
        model=member.engagement_model,
        turn_out=turn_out(corpus, proposal),
        decision=decision,
        pictures=vote_pictures(decision.tallies) if decision else [],
    )
