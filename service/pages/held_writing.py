"""The safeguarding lead's page of what forum members wrote and nobody else may read, for now."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.records import Programme
from corpus.store.held_writing import WritingState
from service.errors import InvalidChoice
from service.pages.access import current_account, current_programme, workspace
from service.workflow.held_writing import GivenDecision, decide, queue_of

SHOWN: tuple[WritingState, ...] = ("waiting", "kept", "escalated")
DONE = {
    "released": "It was released. It stands where it was written for.",
    "kept": "It is kept: nobody else can read it.",
    "escalated": "It is marked as escalated, with your note.",
}

blueprint = Blueprint("held_writing", __name__)


@blueprint.get("/p/<slug>/safeguarding/writing")
def queue(slug: str) -> str:
    """What waits for the lead, was kept, or was escalated."""
    return _page(current_programme(slug))


@blueprint.post("/p/<slug>/safeguarding/writing/<int:writing_id>")
def settle(slug: str, writing_id: int) -> Response | tuple[str, int]:
    """Keeps what the lead decided."""
    programme, given = current_programme(slug), GivenDecision(request.form.get("do", ""), request.form.get("note", ""))
    try:
        decide(workspace(), programme, current_account(), writing_id, given)
    except InvalidChoice as error:
        return _page(programme, problem=str(error), at=writing_id), 400
    flash(DONE[given.choice], "success")
    return redirect(url_for("held_writing.queue", slug=slug))


def _page(programme: Programme, *, problem: str = "", at: int = 0) -> str:
    listed = [(state, queue_of(workspace(), programme.id, state)) for state in SHOWN]
    return render_template(
        "safeguarding/writing.html", listed=listed, problem=problem, at=at, note=request.form.get("note")
    )
