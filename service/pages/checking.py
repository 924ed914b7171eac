"""Checking codings: right or wrong beside a quote, and a segment at a time."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from corpus.records import CodingState, Programme
from service.errors import InvalidChoice
from service.pages.access import current_account, current_programme, local_path, workspace
from service.pages.audit_entries import also
from service.workflow import reviewing
from service.workflow.review_order import next_to_check
from service.workflow.reviewing import CHOICES, GivenReview, InContext

SKIPPED = "skipped"
SKIPS_REMEMBERED = 100
UNDECIDED = "Say “Right” or “Wrong” for each theme. If you cannot tell, skip it."

blueprint = Blueprint("checking", __name__)


@blueprint.post("/p/<slug>/codings")
def decide(slug: str) -> Response:
    """Keeps one decision, and goes back to where it was made."""
    programme = current_programme(slug)
    decision, go_on_at = decision_in(request.form.get("decision", ""))
    reviewing.decide(workspace(), programme, current_account(), decision)
    also(f"segment {decision[0]}, theme {decision[1]}, {decision[2]}")
    came_from = local_path(request.form.get("next")) or url_for("themes.index", slug=slug)
    return redirect(back_to(came_from, decision, go_on_at))


@blueprint.get("/p/<slug>/review")
def review(slug: str) -> str:
    """The segment where a minute teaches most, or that all is done."""
    programme, corpus = current_programme(slug), workspace().corpus
    segment_id = next_to_check(corpus, programme.id, skipped(programme))
    shown = reviewing.in_context(corpus, programme.id, segment_id) if segment_id else None
    return _page(programme, shown, is_queue=True)


@blueprint.get("/p/<slug>/review/<int:segment_id>")
def segment(slug: str, segment_id: int) -> str:
    """One segment, from wherever somebody came."""
    programme = current_programme(slug)
    return _page(programme, reviewing.in_context(workspace().corpus, programme.id, segment_id), is_queue=False)


@blueprint.post("/p/<slug>/review/<int:segment_id>")
def save(slug: str, segment_id: int) -> Response | tuple[str, int]:
    """Keeps what was decided of a segment, and goes on to the next, or back."""
    programme, corpus = current_programme(slug), workspace().corpus
    is_queue = "queue" in request.form
    shown = reviewing.in_context(corpus, programme.id, segment_id)
    if request.form.get("do") == "skip":
        session[SKIPPED] = [*skipped(programme), segment_id][-SKIPS_REMEMBERED:]
    else:
        try:
            reviewing.review_segment(
                workspace(), programme, current_account(), segment_id, given_in(request.form, shown)
            )
        except InvalidChoice:
            return _page(programme, shown, is_queue=is_queue, problem=UNDECIDED), 400
    if is_queue:
        return redirect(url_for("checking.review", slug=slug, _anchor="segment"))
    came_from = local_path(request.form.get("next")) or url_for("checking.segment", slug=slug, segment_id=segment_id)
    return redirect(f"{urlsplit(came_from)._replace(fragment='').geturl()}#{request.form.get('place', 'segment')}")


def decision_in(sent: str) -> tuple[tuple[int, int, CodingState], int | None]:
    """A button's value, “segment.theme.state” or “segment.theme.state.segment”: what was decided, and the segment to
    go on at where that is another one (0: after the last). Raises InvalidChoice."""
    parts = [*sent.split("."), "", "", ""]
    segment_id, theme_id, state, go_on_at = parts[:4]
    chosen = next((choice for choice in CHOICES if choice == state), None)
    if not (chosen and _is_id(segment_id) and _is_id(theme_id)):
        raise InvalidChoice("Choose “Right” or “Wrong”.")
    return (int(segment_id), int(theme_id), chosen), int(go_on_at) if _is_id(go_on_at) else None


def back_to(address: str, decision: tuple[int, int, CodingState], go_on_at: int | None) -> str:
    """The address of the page that a decision was made on, at its segment, or at the page's word on what was done."""
    parts = urlsplit(address)
    if go_on_at is None:
        return parts._replace(fragment=f"segment-{decision[0]}").geturl()
    asked = [*parse_qsl(parts.query), ("done", ".".join(map(str, (*decision, go_on_at))))]
    return parts._replace(query=urlencode(asked), fragment="done").geturl()


def given_in(form: Mapping[str, str], shown: InContext) -> GivenReview:
    """What a form says of each theme that stands on the segment; “none of these” says wrong of all."""
    if form.get("do") == "none":
        return GivenReview({mark.theme_id: "rejected" for mark in shown.themes})
    sent = {mark.theme_id: form.get(f"theme-{mark.theme_id}", "") for mark in shown.themes}
    decisions = {theme: choice for theme, state in sent.items() for choice in CHOICES if choice == state}
    added = form.get("added", "")
    return GivenReview(decisions, int(added) if _is_id(added) else None)


def skipped(programme: Programme) -> list[int]:
    """The segments that somebody put off since they signed in."""
    return list(session.get(SKIPPED, ()))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


def _page(programme: Programme, shown: InContext | None, *, is_queue: bool, problem: str = "") -> str:
    corpus = workspace().corpus
    return render_template(
        "checking/segment.html",
        shown=shown,
        is_queue=is_queue,
        problem=problem,
        standing=reviewing.standing(corpus, programme.id),
        choices=reviewing.theme_choices(corpus, programme.id),
        skipped=len(skipped(programme)),
        came_from=local_path(request.values.get("next")) or "",
        place=request.values.get("place", ""),
    )
