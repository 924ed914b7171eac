"""“You missed this”: a member says what, looks for who said so, and opens it as a proposal."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.deciding import ProposalSource
from corpus.records import Quote
from corpus.store import member_proposals, quotes
from corpus.store.theme_proposals import NewProposal
from service.jobs import warm_encoder
from service.pages.access import current_member, current_programme, workspace
from service.pages.forum import HELD
from service.workflow.evidence_search import find_evidence
from service.workflow.member_proposals import left_to_propose, may_propose, propose_as
from service.workflow.proposing import Problem

LONGEST_SENTENCE = 300

blueprint = Blueprint("missed", __name__)


@blueprint.get("/forum/missed")
def ask() -> str:
    """What was missed, in a sentence."""
    current_programme()
    return _page({})


@blueprint.post("/forum/missed")
def look() -> str | tuple[str, int]:
    """What people said that says so."""
    current_programme()
    if problems := _problems_with(_sentence()):
        return _page(problems), 400
    return _page({}, _found())


@blueprint.post("/forum/missed/propose")
def propose() -> Response | str | tuple[str, int]:
    """Opens it to be voted on, with what was ticked; shows what to mend where it cannot be."""
    current_programme()
    if problems := _problems_with(_sentence()):
        return _page(problems), 400
    if not _ticked() and "unsaid" not in request.form:
        problems = {"evidence": "Tick what says so, or tick that nobody has said it yet"}
        return _page(problems, _found()), 400
    evidence = () if "unsaid" in request.form else tuple(_ticked())
    name = " ".join(request.form.get("name", "").split())
    given = NewProposal("new theme", name=name, definition=_sentence(), source=_source(), evidence=evidence)
    try:
        made = propose_as(workspace(), current_member(), given)
    except Problem as problem:
        return _page({problem.field: str(problem)}, _found()), 400
    if made is None:
        flash(HELD, "warning")
        return redirect(url_for("forum.home"))
    flash("Thank you. Your idea can be voted on now.", "success")
    return redirect(url_for("forum_proposals.show", proposal_id=made.id))


def _sentence() -> str:
    return " ".join(request.form.get("sentence", "").split())


def _source() -> ProposalSource:
    """Where the idea is from: a group of a card sort begins it, as long as it rests on some of its cards."""
    is_from_cards = request.form.get("source") == "a card sort" and "unsaid" not in request.form
    return "a card sort" if is_from_cards else "you missed this"


def _problems_with(sentence: str) -> dict[str, str]:
    if not sentence:
        return {"sentence": "Write what we missed"}
    if len(sentence) > LONGEST_SENTENCE:
        return {"sentence": f"Make it shorter: {LONGEST_SENTENCE} letters at most"}
    return {}


def _ticked() -> list[int]:
    return [int(one) for one in request.form.getlist("evidence") if one.isdecimal() and len(one) < 12]


def _found() -> list[Quote]:
    """What was ticked, and what else says so: looked for by other words, where there are some."""
    corpus, member = workspace().corpus, current_member()
    words = " ".join(request.form.get("words", "").split()) or _sentence()
    ticked = quotes.may_be_quoted(corpus, member_proposals.in_own_programme(corpus, member, _ticked()))
    found = find_evidence(workspace(), member.programme_id, words, warm_encoder(workspace().settings))
    return list({one.segment_id: one for one in (*ticked, *found)}.values())


def _page(problems: Mapping[str, str], found: list[Quote] | None = None) -> str:
    member = current_member()
    return render_template(
        "missed/ask.html",
        may_propose=may_propose(member),
        model=member.engagement_model,
        left=left_to_propose(workspace(), member),
        problems=problems,
        found=found,
        ticked=_ticked(),
        values=request.form,
        longest=LONGEST_SENTENCE,
    )
