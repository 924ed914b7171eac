"""What has been kept for as long as its zone's clock says, and destroying it on a signature."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.store.destructions import destructions
from corpus.store.holds import count_holds
from corpus.store.programmes import programmes
from service.jobs import send_waiting
from service.pages.access import current_account, workspace
from service.workflow import retention

blueprint = Blueprint("retention", __name__)
WRONG_SIGNATURE = "Type your account’s name, as you sign in with it."


@blueprint.get("/retention")
def index() -> str:
    """What is due, by zone, and what was destroyed before."""
    return _page("")


@blueprint.post("/retention")
def destroy() -> Response | tuple[str, int]:
    """Destroys what the page showed, where whoever sends it has signed with their own name."""
    if request.form.get("signature", "").strip() != current_account().name:
        return _page(WRONG_SIGNATURE), 400
    shown = set(request.form.getlist("due"))
    things = [one for one in retention.due(workspace()) if f"{one.zone} {one.held.id}" in shown]
    retention.destroy(workspace(), things, signed_by=current_account().name)
    send_waiting(workspace())
    flash("What was due is destroyed, and that is written down.", "success")
    return redirect(url_for("retention.index"))


def _page(problem: str) -> str:
    corpus = workspace().corpus
    return render_template(
        "retention.html",
        due=retention.due(workspace()),
        clocks=retention.clocks(workspace()),
        destroyed=destructions(corpus),
        held=sum(sum(count_holds(corpus, one.id).values()) for one in programmes(corpus)),
        problem=problem,
    )
