"""Events: their list, a new one, and what one of them brought."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.records import ENGAGEMENT_MODELS, EVENT_KINDS, Event, Programme
from corpus.store import attendance, documents, events
from service.pages.access import current_account, current_programme, workspace
from service.pages.event_form import AUDIENCES, MODEL_HINTS, parse_event
from service.pages.forms import Form
from service.pages.progress import work_under_way
from service.pages.uploads import FILES_AT_ONCE, FileResult, accepted_types

blueprint = Blueprint("events", __name__)


@blueprint.get("/p/<slug>/events")
def index(slug: str) -> str:
    """A programme's events, newest first, each with its engagement model and its people."""
    programme, db = current_programme(slug), workspace().corpus
    return render_template(
        "events/index.html",
        events=events.events(db, programme.id),
        people=attendance.people_by_event(db, programme.id),
        documents=attendance.documents_by_event(db, programme.id),
    )


@blueprint.route("/p/<slug>/events/new", methods=["GET", "POST"])
def new(slug: str) -> str | Response | tuple[str, int]:
    """A form for a new event."""
    programme, form = current_programme(slug), Form(request.form)
    others = events.events(workspace().corpus, programme.id)
    if request.method == "POST":
        event = parse_event(form, taken=(other.code for other in others))
        if event:
            events.add_event(workspace().corpus, programme.id, event)
            return redirect(url_for("events.detail", slug=slug, code=event.code))
    page = render_template(
        "events/new.html",
        form=form,
        kinds=EVENT_KINDS,
        models=[(model, MODEL_HINTS[model]) for model in ENGAGEMENT_MODELS],
        audiences=AUDIENCES,
        localities=sorted({other.locality for other in others}),
    )
    return page, 400 if form.errors else 200


@blueprint.get("/p/<slug>/events/<code>")
def detail(slug: str, code: str) -> str:
    """An event's documents and how far each has come, with the form to add more."""
    programme = current_programme(slug)
    event = events.event_by_code(workspace().corpus, programme.id, code)
    return show_event(programme, event)


def show_event(programme: Programme, event: Event, results: list[FileResult] | None = None, problem: str = "") -> str:
    """An event's page, with what became of the files that were just sent."""
    listed = documents.documents(workspace().corpus, event.id)
    return render_template(
        "events/detail.html",
        event=event,
        documents=listed,
        names=_file_names([document.id for document in listed]),
        people=attendance.people_by_event(workspace().corpus, programme.id).get(event.id, 0),
        work=work_under_way(workspace(), programme),
        results=results or [],
        problem=problem,
        accepted_types=accepted_types(),
        files_at_once=FILES_AT_ONCE,
        megabytes=workspace().settings.upload_megabytes,
    )


def _file_names(document_ids: list[int]) -> dict[int, str]:
    """The names that files came with, which may give people away: for staff only."""
    if "staff" not in current_account().roles or not document_ids:
        return {}
    with workspace().vault() as vault:
        return dict(vault.names(document_ids, reason="event page"))
