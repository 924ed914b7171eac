"""What is done about a decision: add an action, and say what has become of it."""

from datetime import UTC, datetime
from typing import cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.deciding import ACTION_STATES, ActionState
from corpus.store.actions import Action, ActionStep
from corpus.store.decisions import ForumDecision
from service.errors import InvalidChoice
from service.pages.access import current_programme, workspace
from service.pages.audit_entries import also
from service.workflow import acting

blueprint = Blueprint("actions", __name__)


@blueprint.route("/p/<slug>/decisions/<int:decision_id>/actions", methods=["GET", "POST"])
def add(slug: str, decision_id: int) -> str | Response | tuple[str, int]:
    """A form for an action on a decision."""
    decision, problem = acting.decision_in(workspace(), current_programme(slug), decision_id), ""
    if request.method == "POST":
        words, owner = request.form.get("words", ""), request.form.get("owner", "")
        try:
            made = acting.add(workspace(), decision, words=words, owner=owner, step=_step())
        except InvalidChoice as error:
            problem = str(error)
        else:
            also(f"action {made.id}")
            return _done(slug, decision.id)
    return _page(decision, None, problem)


@blueprint.route("/p/<slug>/actions/<int:action_id>", methods=["GET", "POST"])
def change(slug: str, action_id: int) -> str | Response | tuple[str, int]:
    """A form for what has become of an action, and who has it now."""
    programme, problem = current_programme(slug), ""
    action = acting.action_in(workspace(), programme, action_id)
    if request.method == "POST":
        try:
            acting.change(workspace(), action, owner=request.form.get("owner", ""), step=_step())
        except InvalidChoice as error:
            problem = str(error)
        else:
            return _done(slug, action.decision_id)
    return _page(acting.decision_in(workspace(), programme, action.decision_id), action, problem)


def _step() -> ActionStep:
    state = cast(ActionState, request.form.get("state", ""))  # the workflow says what is none
    return ActionStep(state, request.form.get("note", ""), request.form.get("on_date", "").strip())


def _done(slug: str, decision_id: int) -> Response:
    flash("It is kept. Everybody who is signed in can read it.", "success")
    return redirect(url_for("decisions.index", slug=slug, _anchor=f"decision-{decision_id}"))


def _page(decision: ForumDecision, action: Action | None, problem: str) -> tuple[str, int]:
    page = render_template(
        "decisions/action.html",
        decision=decision,
        action=action,
        problem=problem,
        values=request.form,
        states=ACTION_STATES,
        today=datetime.now(UTC).date().isoformat(),
    )
    return page, 400 if problem else 200
