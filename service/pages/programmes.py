"""Programmes: their list, a new one, and what stands where in one of them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.errors import AlreadyThere
from corpus.records import ENGAGEMENT_MODELS, ForumMember
from corpus.store import (
    attendance,
    codebook,
    decisions,
    events,
    held_writing,
    holds,
    jobs,
    programmes,
    releases,
    said_once,
    theme_proposals,
    voices,
    votes,
)
from service.jobs import send_waiting
from service.pages.access import current_account, current_person, current_programme, may, workspace
from service.pages.forms import Form
from service.pages.progress import work_under_way
from service.workflow.intake import ANALYSE, LOOK_ANEW, PUBLISH
from service.workflow.open_release_list import what_a_draft_waits_for
from service.workflow.programmes import start_programme
from service.workflow.safeguarding import has_lead
from service.workflow.waiting import what_waits_for

blueprint = Blueprint("programmes", __name__)


@blueprint.get("/")
def index() -> str | Response:
    """Where everybody starts: the programmes, the forum's pages, or doors to choose from."""
    person = current_person()
    if person is None:
        return render_template("front.html")
    if isinstance(person, ForumMember):
        return redirect(url_for("forum.home"))
    if not may("programmes.overview"):
        return redirect(url_for("accounts.index"))
    db = workspace().corpus
    listed = [
        (programme, len(events.events(db, programme.id)), sum(attendance.people_by_event(db, programme.id).values()))
        for programme in programmes.programmes(db)
    ]
    return render_template("programmes/index.html", listed=listed, waiting=what_waits_for(db, person))


@blueprint.route("/programmes/new", methods=["GET", "POST"])
def new() -> str | Response | tuple[str, int]:
    """A form for a new programme."""
    form = Form(request.form)
    if request.method == "POST" and form.needed("name", "Enter the programme’s name."):
        try:
            with_starter = form.value("codebook") != "empty"
            programme = start_programme(
                workspace(), form.value("name"), form.value("description"), with_starter=with_starter
            )
        except AlreadyThere as error:
            form.errors["name"] = str(error)
        else:
            return redirect(url_for("programmes.overview", slug=programme.slug))
    return render_template("programmes/new.html", form=form), 400 if form.errors else 200


@blueprint.get("/p/<slug>/")
def overview(slug: str) -> str:
    """How much was heard in a programme, what became of it, and what waits for somebody."""
    programme, db = current_programme(slug), workspace().corpus
    people, listed = attendance.people_by_event(db, programme.id), events.events(db, programme.id)
    by_model = {model: [event for event in listed if event.engagement_model == model] for model in ENGAGEMENT_MODELS}
    return render_template(
        "programmes/overview.html",
        events=listed,
        models=[(model, len(held), sum(people.get(event.id, 0) for event in held)) for model, held in by_model.items()],
        people=sum(people.values()),
        coverage=voices.coverage(db, programme.id),
        once=said_once.count_said_once(db, programme.id)["open"],
        themes=len(codebook.themes(db, programme.id)),
        to_confirm=attendance.documents_in_state(db, programme.id, "to confirm"),
        to_sign_off=attendance.documents_in_state(db, programme.id, "to sign off"),
        failed=attendance.documents_in_state(db, programme.id, "failed"),
        event_by_id={event.id: event for event in listed},
        work=work_under_way(workspace(), programme),
        analysis=jobs.last_job(db, programme.id, ANALYSE),
        release=releases.current_releases(db).get(slug),
        held=holds.count_holds(db, programme.id)["waiting"],
        has_lead=has_lead(workspace()),
        proposals=len(theme_proposals.proposals(db, programme.id, "open")),
        unanswered=sum(votes.count_unanswered(db, programme.id).values()),
        decided=len(decisions.decisions(db, programme.id)),
        draft=what_a_draft_waits_for(db, programme.id, current_account()) if may("open_releases.index") else None,
        writing=len(held_writing.held_writing(db, programme.id, "waiting")),
    )


@blueprint.post("/p/<slug>/analyse")
def analyse(slug: str) -> Response:
    """Has the worker code everything again."""
    return _ask_for(ANALYSE, slug, "Everything in this programme will be coded again, and published.")


@blueprint.post("/p/<slug>/look-anew")
def look_anew(slug: str) -> Response:
    """Has the worker look for themes that the codebook does not name as if there were none yet."""
    return _ask_for(
        LOOK_ANEW,
        slug,
        "Themes that the codebook does not name will be looked for anew. The overview shows how far it is.",
    )


@blueprint.post("/p/<slug>/publish")
def publish(slug: str) -> Response:
    """Has the worker publish what stands, forum answers since the last release included."""
    return _ask_for(PUBLISH, slug, "A new release will be in Datasette in a moment.")


def _ask_for(kind: str, slug: str, promise: str) -> Response:
    """Queues a job for the worker, and says what will come of it."""
    jobs.add_job(workspace().corpus, kind=kind, programme_id=current_programme(slug).id)
    send_waiting(workspace())
    flash(promise)
    return redirect(url_for("programmes.overview", slug=slug))
