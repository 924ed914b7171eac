"""The safeguarding lead's pages: what is held, what becomes of it, and, with a second person, who somebody is."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.errors import NotFound
from corpus.records import HOLD_STATES, HoldState, Programme
from corpus.store import holds
from service.errors import InvalidChoice
from service.jobs import send_waiting
from service.pages.access import current_account, current_programme, workspace
from service.pages.lookup import document_in
from service.pages.paging import page_asked
from service.workflow import break_glass, held_unsigned, safeguarding

ON_A_PAGE = 20
DONE = {
    "released": "It was released. It can be read now, and is coded next.",
    "kept": "It is kept: nobody else can read it.",
    "escalated": "It is marked as escalated, with your note.",
}
RELEASED_TO_SIGN = "It was released. Whoever signs its document off reads it next."
PASSED_ON = "It is held for the safeguarding lead now. If somebody is in danger, tell the lead yourself as well."

blueprint = Blueprint("safeguarding", __name__)


@blueprint.get("/p/<slug>/safeguarding")
def queue(slug: str) -> str:
    """What waits for the lead, what was kept, or what was escalated."""
    return _page(current_programme(slug))


@blueprint.post("/p/<slug>/safeguarding/<int:turn_id>")
def decide(slug: str, turn_id: int) -> Response | tuple[str, int]:
    """Keeps what the lead decided, and goes on in the queue."""
    programme = _owner_of(slug, turn_id)
    choice = request.form.get("do", "")
    try:
        safeguarding.decide(workspace(), current_account(), turn_id, choice, request.form.get("note", ""))
    except InvalidChoice as error:
        return _page(programme, problem=str(error), at=str(turn_id)), 400
    send_waiting(workspace())
    flash(DONE[choice], "success")
    return redirect(url_for("safeguarding.queue", slug=slug, show=request.form.get("show") or None))


@blueprint.post("/p/<slug>/safeguarding/documents/<int:document_id>/<int:piece>")
def decide_unsigned(slug: str, document_id: int, piece: int) -> Response | tuple[str, int]:
    """Keeps what the lead decided of a document that nobody has signed off yet, and goes on in the queue."""
    programme = current_programme(slug)
    document_in(workspace().corpus, programme, document_id)
    choice, note = request.form.get("do", ""), request.form.get("note", "")
    try:
        held_unsigned.decide_unsigned(workspace(), current_account(), (document_id, piece), choice, note)
    except InvalidChoice as error:
        return _page(programme, problem=str(error), at=f"{document_id}-{piece}"), 400
    flash(RELEASED_TO_SIGN if choice == "released" else DONE[choice], "success")
    return redirect(url_for("safeguarding.queue", slug=slug, show=request.form.get("show") or None))


@blueprint.post("/p/<slug>/turns/<int:turn_id>/hold")
def hold(slug: str, turn_id: int) -> Response:
    """Takes what somebody reads and is worried about out of everybody's sight, for the lead."""
    programme = current_programme(slug)
    safeguarding.hold_now(workspace(), programme, current_account(), turn_id)
    send_waiting(workspace())
    flash(PASSED_ON, "success")
    document_id = request.form.get("document", type=int)
    if document_id is None:
        return redirect(url_for("programmes.overview", slug=slug))
    return redirect(url_for("document_reading.read", slug=slug, document_id=document_id, turn=turn_id))


@blueprint.get("/p/<slug>/safeguarding/identities")
def identities(slug: str) -> str:
    """Who asked to know who somebody is, and what a second person said."""
    return _identities(current_programme(slug))


@blueprint.post("/p/<slug>/safeguarding/<int:turn_id>/identity")
def ask(slug: str, turn_id: int) -> Response | tuple[str, int]:
    """Asks for the name of who said what is held."""
    programme = _owner_of(slug, turn_id)
    try:
        break_glass.ask(workspace(), current_account(), turn_id, request.form.get("reason", ""))
    except InvalidChoice as error:
        return _page(programme, problem=str(error), at=str(turn_id)), 400
    flash("Your request is kept. Somebody else, a safeguarding lead or an approver, has to agree to it.", "success")
    return redirect(url_for("safeguarding.identities", slug=slug))


@blueprint.post("/p/<slug>/safeguarding/identities/<int:contributor_id>")
def agree(slug: str, contributor_id: int) -> Response | tuple[str, int]:
    """A second person's agreement."""
    programme = current_programme(slug)
    try:
        break_glass.agree(workspace(), programme, current_account(), contributor_id)
    except InvalidChoice as error:
        return _identities(programme, problem=str(error)), 400
    minutes = int(break_glass.TIME_TO_LOOK.total_seconds() // 60)
    flash(f"You agreed. The name can be read for {minutes} minutes.", "success")
    return redirect(url_for("safeguarding.identities", slug=slug))


@blueprint.post("/p/<slug>/safeguarding/identities/<int:contributor_id>/name")
def identity(slug: str, contributor_id: int) -> str:
    """The name, for as long as it may be read."""
    programme = current_programme(slug)
    name = break_glass.identity(workspace(), programme, current_account(), contributor_id)
    return _identities(programme, name=name, of=contributor_id)


def _owner_of(slug: str, turn_id: int) -> Programme:
    programme = current_programme(slug)
    if holds.hold_of(workspace().corpus, turn_id).programme_id != programme.id:
        raise NotFound("Nothing of that is held in this programme.")
    return programme


def _page(programme: Programme, *, problem: str = "", at: str = "") -> str:
    counts = holds.count_holds(workspace().corpus, programme.id)
    state: HoldState = next((one for one in HOLD_STATES if one == request.values.get("show")), "waiting")
    pages = page_asked(request.values.get("page"), total=counts[state], size=ON_A_PAGE)
    listed = safeguarding.queue_of(workspace(), programme.id, state)[pages.offset : pages.last]
    return render_template(
        "safeguarding/queue.html",
        listed=listed,
        counts=counts,
        state=state,
        pages=pages,
        problem=problem,
        at=at,
        values=request.form,
    )


def _identities(programme: Programme, *, problem: str = "", name: str = "", of: int = 0) -> str:
    return render_template(
        "safeguarding/identities.html",
        requests=break_glass.requests(workspace(), programme),
        me=current_account().name,
        problem=problem,
        name=name,
        of=of,
    )
