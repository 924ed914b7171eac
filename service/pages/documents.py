"""Documents on their way in: uploading them, and confirming who spoke."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.readers.records import Table, Transcript
from corpus.records import AGE_BANDS, ROLES, Document, Event
from corpus.store import events
from service.errors import InvalidChoice, NotReady
from service.jobs import send_waiting
from service.pages.access import current_programme, workspace
from service.pages.confirm_form import (
    CONSENT_CHOICES,
    USE_WORDS,
    columns_as_decided,
    consent_of_most,
    parse_columns,
    parse_speakers,
    speakers_as_decided,
)
from service.pages.events import show_event
from service.pages.forms import Form
from service.pages.lookup import document_in
from service.pages.uploads import FILES_AT_ONCE, take_files
from service.workflow import intake
from service.workflow.guesses import guess_columns, guess_speakers
from service.workflow.removal import remove_document
from service.workflow.who_spoke import decisions_as_they_stand

blueprint = Blueprint("documents", __name__)


@blueprint.post("/p/<slug>/events/<code>/documents")
def upload(slug: str, code: str) -> str | tuple[str, int]:
    """Takes one file or twenty, and says what became of each."""
    programme = current_programme(slug)
    event = events.event_by_code(workspace().corpus, programme.id, code)
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        return show_event(programme, event, problem="Choose at least one file."), 400
    if len(files) > FILES_AT_ONCE:
        return show_event(programme, event, problem=f"Choose up to {FILES_AT_ONCE} files at once."), 400
    results = take_files(workspace(), event.id, files)
    send_waiting(workspace())
    were_all_refused = all(result.outcome == "refused" for result in results)
    return show_event(programme, event, results), 400 if were_all_refused else 200


@blueprint.route("/p/<slug>/documents/<int:document_id>/confirm", methods=["GET", "POST"])
def confirm(slug: str, document_id: int) -> str | Response | tuple[str, int]:
    """Who spoke, or which columns are answers: guesses for staff to put right, then their decision."""
    document, event = document_in(workspace().corpus, current_programme(slug), document_id)
    if document.state in ("received", "failed"):
        raise NotReady(f"{document.title} has not been read. Wait until the event’s page says “to confirm”.")
    reading = intake.reading_of(workspace(), document_id, reason="confirming who spoke")
    problem, form = "", Form(request.form)
    if request.method == "POST":
        try:
            _decide(event, document_id, reading, form)
        except InvalidChoice as error:
            problem = str(error)
        else:
            flash(f"{document.title} is being taken in.", "success")
            return redirect(url_for("events.detail", slug=slug, code=event.code))
    if isinstance(reading, Transcript):
        page = _show_transcript(event, document, reading, form, problem)
    else:
        page = _show_table(event, document, reading, form, problem)
    return page, 400 if problem else 200


@blueprint.route("/p/<slug>/documents/<int:document_id>/remove", methods=["GET", "POST"])
def remove(slug: str, document_id: int) -> str | Response:
    """Asks whether a document is to go, and takes it out."""
    document, event = document_in(workspace().corpus, current_programme(slug), document_id)
    if request.method == "GET":
        return render_template("documents/remove.html", event=event, document=document)
    remove_document(workspace(), document_id)
    send_waiting(workspace())
    flash(f"{document.title} was removed, with everything that came out of it.", "success")
    return redirect(url_for("events.detail", slug=slug, code=event.code))


def _decide(event: Event, document_id: int, reading: Transcript | Table, form: Form) -> None:
    if isinstance(reading, Transcript):
        speakers = parse_speakers(form, guess_speakers(reading, audience=event.audience))
        intake.confirm_speakers(workspace(), document_id, speakers)
    else:
        intake.confirm_columns(workspace(), document_id, parse_columns(form, guess_columns(reading)))
    send_waiting(workspace())


def _show_transcript(event: Event, document: Document, reading: Transcript, form: Form, problem: str) -> str:
    speakers = speakers_as_decided(guess_speakers(reading, audience=event.audience), _decisions(document))
    return render_template(
        "documents/confirm_speakers.html",
        event=event,
        document=document,
        speakers=speakers,
        of_most=consent_of_most(speakers),
        **CONSENT_CHOICES,
        roles=ROLES,
        age_bands=AGE_BANDS,
        form=form,
        problem=problem,
    )


def _show_table(event: Event, document: Document, reading: Table, form: Form, problem: str) -> str:
    decisions = _decisions(document)
    columns = decisions.columns if decisions else intake.ColumnDecision(())
    return render_template(
        "documents/confirm_columns.html",
        event=event,
        document=document,
        columns=columns_as_decided(guess_columns(reading), decisions),
        of_most=(columns.consent, columns.consent_by),
        **CONSENT_CHOICES,
        rows=len(reading.rows),
        uses=USE_WORDS,
        form=form,
        problem=problem,
    )


def _decisions(document: Document) -> intake.Decisions | None:
    """What staff said of a document before, if they did, with what people have agreed to since."""
    return (
        decisions_as_they_stand(workspace(), document)
        if document.state in ("confirmed", "to sign off", "ready")
        else None
    )
