"""Who spoke at an event, what they agreed to, and the way to change it or to withdraw."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.errors import NotFound
from corpus.records import Event
from corpus.store import contributors, documents, events
from service.jobs import send_waiting
from service.pages.access import current_account, current_programme, workspace
from service.pages.confirm_form import CONSENT_CHOICES, parse_consent
from service.pages.forms import Form
from service.workflow.consents import change_consent
from service.workflow.intake import decisions_of, reading_of
from service.workflow.who_spoke import labels_of
from service.workflow.withdrawal import withdraw as withdraw_contributor

blueprint = Blueprint("people", __name__)


@blueprint.get("/p/<slug>/events/<code>/people")
def index(slug: str, code: str) -> str:
    """An event's contributors by their codes, and what the file calls each."""
    programme = current_programme(slug)
    event = events.event_by_code(workspace().corpus, programme.id, code)
    listed = contributors.contributors(workspace().corpus, event.id)
    return render_template("people/index.html", event=event, people=listed, labels=_labels(event), **CONSENT_CHOICES)


@blueprint.post("/p/<slug>/events/<code>/people/<contributor>")
def change(slug: str, code: str, contributor: str) -> Response:
    """Keeps what somebody agrees to now."""
    programme = current_programme(slug)
    event = events.event_by_code(workspace().corpus, programme.id, code)
    change_consent(workspace(), programme, event, contributor, parse_consent(Form(request.form)))
    send_waiting(workspace())
    flash(f"What {contributor} agreed to is kept. What follows from it is under way.", "success")
    return redirect(url_for("people.index", slug=slug, code=code))


@blueprint.route("/p/<slug>/events/<code>/people/<contributor>/withdraw", methods=["GET", "POST"])
def withdraw(slug: str, code: str, contributor: str) -> str | Response:
    """Asks whether somebody's words are to go, and takes them out."""
    programme = current_programme(slug)
    event = events.event_by_code(workspace().corpus, programme.id, code)
    one = contributors.contributor(workspace().corpus, event.id, contributor)
    if request.method == "GET":
        return render_template("people/withdraw.html", event=event, one=one)
    withdraw_contributor(workspace(), programme, event.code, one.code, by=current_account().name)
    send_waiting(workspace())
    flash(f"What {one.code} said is gone. The programme is analysed and published anew without it.", "success")
    return redirect(url_for("people.index", slug=slug, code=code))


def _labels(event: Event) -> dict[str, str]:
    """What the files call people, which may be their names: every look is written down."""
    found: dict[str, str] = {}
    for document in documents.documents(workspace().corpus, event.id):
        try:
            reading = reading_of(workspace(), document.id, reason="list of contributors")
            found |= labels_of(document.number, reading, decisions_of(workspace(), document.id))
        except NotFound:
            continue
    return found
