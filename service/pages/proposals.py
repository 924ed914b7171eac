"""Proposals, for those who run a programme: open one, answer objections, decide it under the rule, or take it back."""

from collections.abc import Mapping
from typing import cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlite_utils import Database
from werkzeug.wrappers import Response

from corpus.deciding import SHARES, ProposalKind, Rule, Share
from corpus.records import CONSTITUENCIES, ENGAGEMENT_MODELS, Programme, Theme
from corpus.store import codebook, decisions, people, theme_proposals, votes
from service.errors import InvalidChoice, NotReady
from service.jobs import send_waiting
from service.pages.access import current_programme, may, workspace
from service.pages.audit_entries import also
from service.pages.forms import Form
from service.pages.proposal_form import (
    KIND_WORDS,
    PARTS_OFFERED,
    ProposalForm,
    as_proposal,
    kind_asked,
    quotes_offered,
    with_meanings,
)
from service.pages.proposal_parts import asked, turn_out, vote_pictures
from service.workflow import deciding, proposing
from service.workflow.proposal_words import question

LARGEST_QUORUM = 100

blueprint = Blueprint("proposals", __name__)


@blueprint.get("/p/<slug>/proposals")
def index(slug: str) -> str:
    """What is open, with what waits for staff, and what is closed."""
    programme, corpus = current_programme(slug), workspace().corpus
    listed = [(one, question(one)) for one in theme_proposals.proposals(corpus, programme.id)]
    return render_template(
        "proposals/index.html",
        open=[(one, words, deciding.standing(corpus, one)) for one, words in listed if one.state == "open"],
        taken_back=[(one, words) for one, words in listed if one.state == "withdrawn"],
        rule=decisions.rule_of(corpus, programme.id),
        constituencies=CONSTITUENCIES,
        members=[(model, people.count_forum_members(corpus, programme.id, model)) for model in ENGAGEMENT_MODELS],
    )


@blueprint.route("/p/<slug>/proposals/new", methods=["GET", "POST"])
def new(slug: str) -> str | Response | tuple[str, int]:
    """The kinds of proposals there are, or the form for one; a form that is sent to begin with is only shown."""
    programme, corpus = current_programme(slug), workspace().corpus
    theme_id = request.values.get("theme", type=int)
    theme = proposing.in_use(workspace(), programme.id, theme_id) if theme_id else None
    kind = kind_asked(request.values.get("kind"))
    if kind is None or (kind == "new theme") is (theme is not None):
        kinds = [(one, words) for one, words in KIND_WORDS.items() if one != "new theme"] if theme else []
        return render_template("proposals/kinds.html", theme=theme, kinds=kinds, themes=_themes(corpus, programme))
    problems: dict[str, str] = {}
    if request.method == "POST" and "began" in request.form and "find" not in request.form:
        try:
            made = proposing.propose(workspace(), programme, as_proposal(kind, theme, request.form))
        except proposing.Problem as problem:
            problems[problem.field] = str(problem)
        else:
            also(f"proposal {made.id}")
            flash("The forum can vote on it now.", "success")
            return redirect(url_for("proposals.show", slug=slug, proposal_id=made.id))
    return _form(_begun(corpus, programme, theme, kind), problems)


@blueprint.get("/p/<slug>/proposals/<int:proposal_id>")
def show(slug: str, proposal_id: int) -> str:
    """One proposal: how it stands, the objections, and what can be done."""
    return _page(current_programme(slug), proposal_id)


@blueprint.post("/p/<slug>/proposals/<int:proposal_id>/close")
def close(slug: str, proposal_id: int) -> Response | tuple[str, int]:
    """Decides it under the rule, or says why that cannot be."""
    programme = current_programme(slug)
    try:
        is_before_all_said = request.form.get("before_all_said") == "yes"
        decision = deciding.close(workspace(), programme, proposal_id, is_before_all_said=is_before_all_said)
    except NotReady as error:
        return _page(programme, proposal_id, problem=str(error), at="close"), 409
    also(f"decision {decision.id}")
    send_waiting(workspace())
    flash(f"Decided. {decision.words}", "success")
    return redirect(url_for("decisions.index", slug=slug, _anchor=f"decision-{decision.id}"))


@blueprint.post("/p/<slug>/proposals/<int:proposal_id>/take-back")
def take_back(slug: str, proposal_id: int) -> Response | tuple[str, int]:
    """Closes it without a decision."""
    programme = current_programme(slug)
    try:
        proposing.take_back(workspace(), programme, proposal_id, request.form.get("because", ""))
    except InvalidChoice as error:
        return _page(programme, proposal_id, problem=str(error), at="because"), 400
    flash("It was taken back. Members can read why.", "success")
    return redirect(url_for("proposals.index", slug=slug))


@blueprint.post("/p/<slug>/objections/<int:objection_id>")
def answer(slug: str, objection_id: int) -> Response | tuple[str, int]:
    """Keeps the written answer to an objection."""
    programme = current_programme(slug)
    try:
        proposal = deciding.answer_objection(workspace(), programme, objection_id, request.form.get("answer", ""))
    except InvalidChoice as error:
        proposal_id = votes.objection_by_id(workspace().corpus, objection_id).proposal_id
        return _page(programme, proposal_id, problem=str(error), at=f"answer-{objection_id}"), 400
    flash("Your answer is kept. Whoever objected can read it, and say whether their view stands.", "success")
    return redirect(url_for("proposals.show", slug=slug, proposal_id=proposal.id))


@blueprint.route("/p/<slug>/proposals/rule", methods=["GET", "POST"])
def rule(slug: str) -> str | Response | tuple[str, int]:
    """How many of each constituency have to vote, and which share of them be in favour."""
    programme, corpus, form = current_programme(slug), workspace().corpus, Form(request.form)
    if request.method == "POST":
        share = form.chosen("share", SHARES, "Choose how many have to be in favour.")
        quorum = {name: _number(form, name.replace(" ", "_")) for name in CONSTITUENCIES}
        if not form.errors and not any(quorum.values()):
            form.errors["young_people"] = "Somebody has to vote: at least one number must be more than 0."
        if not form.errors:
            decisions.put_rule(corpus, programme.id, Rule(quorum, cast(Share, share)))
            flash("The rule is kept. It holds for everything that is still open.", "success")
            return redirect(url_for("proposals.index", slug=slug))
    page = render_template(
        "proposals/rule.html",
        form=form,
        rule=decisions.rule_of(corpus, programme.id),
        constituencies=CONSTITUENCIES,
        shares=SHARES,
        members=people.count_forum_members(corpus, programme.id, "co-production"),
    )
    return page, 400 if form.errors else 200


def _number(form: Form, name: str) -> int:
    text = form.value(name)
    if text.isdecimal() and len(text) < 9 and int(text) <= LARGEST_QUORUM:
        return int(text)
    form.errors[name] = f"Enter a number from 0 to {LARGEST_QUORUM}."
    return 0


def _begun(corpus: Database, programme: Programme, theme: Theme | None, kind: ProposalKind) -> ProposalForm:
    offered = quotes_offered(corpus, programme.id, theme, request.form)
    themes = [one for one in _themes(corpus, programme) if theme is None or one.id != theme.id]
    return with_meanings(ProposalForm(kind, theme, request.form, offered, themes))


def _themes(corpus: Database, programme: Programme) -> list[Theme]:
    return sorted(codebook.themes(corpus, programme.id), key=lambda theme: theme.name.casefold())


def _form(form: ProposalForm, problems: Mapping[str, str]) -> tuple[str, int]:
    page = render_template(
        "proposals/new.html",
        form=form,
        values=form.values,
        problems=problems,
        kind_words=KIND_WORDS,
        parts=range(1, PARTS_OFFERED + 1),
    )
    return page, 400 if problems else 200


def _page(programme: Programme, proposal_id: int, *, problem: str = "", at: str = "") -> str:
    corpus = workspace().corpus
    proposal = proposing.proposal_in(workspace(), programme.id, proposal_id)
    decision = decisions.decision_on(corpus, proposal.id)
    return render_template(
        "proposals/show.html",
        asked=asked(corpus, proposal),
        standing=deciding.standing(corpus, proposal),
        objections=votes.objections(corpus, proposal.id),
        turn_out=turn_out(corpus, proposal),
        decision=decision,
        pictures=vote_pictures(decision.tallies) if decision else [],
        may_act=may("proposals.close"),
        problem=problem,
        at=at,
        values=request.form,
    )
