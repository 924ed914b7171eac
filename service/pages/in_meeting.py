"""What phones show in a meeting: a field for the code, a seat, the theme that the room is at, and the question."""

import secrets
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from corpus.ranking import PLACES
from corpus.records import ForumMember
from corpus.store import meetings
from corpus.store.meetings import Meeting
from corpus.store.seats import Seat
from service.errors import EXPECTED, InvalidChoice, NotReady, SignInFailed, TooManyTries, status_of
from service.pages.access import current_person, tries, workspace
from service.pages.forum import HELD
from service.pages.meeting_on_phone import phone_version, room_page
from service.presence import Presence
from service.sessions import SEAT
from service.workflow.in_meeting import (
    LARGEST_NUMBER,
    answer,
    meeting_with_code,
    rank,
    seat_in,
    take_seat,
)
from service.workflow.review import GivenAnswer

PRESENCE = "chorus_presence"
"""Where the app notes which phones have asked lately, in `app.extensions`."""
LONGEST_CODE = 20
_THANKS = "Thank you. We have your answer."
_NO_SEAT = "You have no seat in a meeting. Type the code on the screen to come in again."

blueprint = Blueprint("in_meeting", __name__)
Page = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]
Json = tuple[dict[str, Any], int]


@blueprint.get("/m")
def enter() -> Page:
    """A field for the code on the screen."""
    code = request.args.get("code", "").strip()[:LONGEST_CODE]
    if code:
        return redirect(url_for("in_meeting.join", code=code))
    return render_template("in_meeting/enter.html", problem=None, code="")


@blueprint.route("/m/<code>", methods=["GET", "POST"])
def join(code: str) -> Page:
    """Where the QR code leads: what this is, and a button that takes a seat."""
    try:
        with tries().at_meeting_code(request.remote_addr or ""):
            meeting = meeting_with_code(workspace(), code[:LONGEST_CODE])
    except SignInFailed as error:
        page = render_template("in_meeting/enter.html", problem=str(error), code=code[:LONGEST_CODE])
        wait = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyTries) else {}
        return page, status_of(error) if wait else 404, wait
    token, seat = _token_for(meeting)
    if seat:
        return redirect(url_for("in_meeting.room"))
    if meeting.is_over:
        return render_template("in_meeting/over.html"), 410
    if request.method == "GET":
        return render_template("in_meeting/join.html", meeting=meeting, problem=None)
    try:
        seat = take_seat(workspace(), meeting, token, _card())
    except (InvalidChoice, NotReady) as error:
        return render_template("in_meeting/join.html", meeting=meeting, problem=str(error)), status_of(error)
    _acting(seat).record("take seat", f"meeting {meeting.id}")
    return redirect(url_for("in_meeting.room"))


@blueprint.get("/meeting")
def room() -> Page:
    """Where the room is: it begins soon, a theme, the end, or it is over."""
    seat = seat_in(workspace(), session.get(SEAT))
    if seat is None:
        return redirect(url_for("in_meeting.enter"))
    presence().hear(seat.id)
    return room_page(workspace().corpus, seat, {})


@blueprint.get("/meeting/now")
def now() -> Json:
    """For the phone's script, which asks every two seconds: where the room is."""
    seat = seat_in(workspace(), session.get(SEAT))
    if seat is None:
        return {"why": _NO_SEAT}, 403
    presence().hear(seat.id)
    meeting = meetings.meeting_by_id(workspace().corpus, seat.meeting_id)
    return {"version": phone_version(workspace().corpus, meeting), "token": generate_csrf()}, 200


@blueprint.post("/meeting/answers")
def give() -> Page | Json:
    """Keeps an answer, and says so: to the phone's script, or by showing the room again."""
    is_script = request.accept_mimetypes.best == "application/json"
    seat = seat_in(workspace(), session.get(SEAT))
    if seat is None:
        return ({"why": _NO_SEAT}, 403) if is_script else redirect(url_for("in_meeting.enter"))
    given = GivenAnswer(*(request.form.get(field, "") for field in ("answer", "reason", "suggested_name")))
    try:
        is_held = answer(_acting(seat), seat, _number("theme_id") or 0, given, _number("number"))
    except EXPECTED as error:
        if is_script:
            return {"why": str(error)}, status_of(error)
        if not given.problems:
            raise
        return room_page(workspace().corpus, seat, given.problems, given=given), 400
    if is_script:
        return {"held": HELD if is_held else ""}, 200
    flash(HELD if is_held else _THANKS, "warning" if is_held else "success")
    return redirect(url_for("in_meeting.room"))


@blueprint.post("/meeting/ranking")
def put_in_order() -> Page | Json:
    """Keeps what matters most, and says so as for an answer."""
    is_script = request.accept_mimetypes.best == "application/json"
    seat = seat_in(workspace(), session.get(SEAT))
    if seat is None:
        return ({"why": _NO_SEAT}, 403) if is_script else redirect(url_for("in_meeting.enter"))
    chosen = [one for place in range(1, PLACES + 1) if (one := _number(f"place-{place}"))]
    try:
        rank(_acting(seat), seat, chosen, _number("number"))
    except EXPECTED as error:
        if is_script:
            return {"why": str(error)}, status_of(error)
        if not isinstance(error, InvalidChoice):
            raise
        return room_page(workspace().corpus, seat, {"place-1": str(error)}, chosen=chosen), 400
    if is_script:
        return {"held": ""}, 200
    flash(_THANKS, "success")
    return redirect(url_for("in_meeting.room"))


def presence() -> Presence:
    """Which phones have asked lately."""
    found = current_app.extensions[PRESENCE]
    assert isinstance(found, Presence)  # noqa: S101 (create_app put it there)
    return found


def _acting(seat: Seat) -> Any:
    return workspace().on_behalf_of(f"forum member {seat.forum_member_id}")


def _card() -> ForumMember | None:
    person = current_person()
    return person if isinstance(person, ForumMember) else None


def _token_for(meeting: Meeting) -> tuple[str, Seat | None]:
    """What this browser's seat in a meeting goes by, and the seat where it has taken it.

    The token is there before the seat is: whoever sends the form twice takes one.
    """
    token = session.get(SEAT)
    seat = seat_in(workspace(), token)
    if not token or (seat and seat.meeting_id != meeting.id):
        token, seat = secrets.token_urlsafe(32), None
        session[SEAT] = token
        session.permanent = True
    return token, seat


def _number(field: str) -> int | None:
    text = request.form.get(field, "")
    is_number = text.isascii() and text.isdecimal() and len(text) < 17  # Python reads no number of thousands of digits
    return int(text) if is_number and int(text) < LARGEST_NUMBER else None
