"""What a facilitator shows and does: a meeting's code on the screen, the themes one by one, what the room said."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from corpus.ranking import FEWEST_RANKERS
from corpus.records import CONSTITUENCIES, ENGAGEMENT_MODELS, Programme
from corpus.store import events, meetings, seats
from corpus.store.meetings import Meeting
from corpus.store.seats import MOST_SEATS
from service.errors import InvalidChoice
from service.pages.access import current_programme, workspace
from service.pages.audit_entries import also
from service.pages.forms import Form
from service.pages.in_meeting import presence
from service.pages.meeting_bars import FEWEST_ANSWERS, answer_bars, bars_shown, ranking_bars
from service.pages.meeting_form import meeting_in_form
from service.workflow import meetings as facilitating
from service.workflow.meetings import THEMES_TO_BEGIN_WITH, asked, last_place, meeting_in, ranking_place, themes_offered

blueprint = Blueprint("meetings", __name__)


@blueprint.get("/p/<slug>/meetings")
def index(slug: str) -> str:
    """The programme's meetings, newest first."""
    programme = current_programme(slug)
    corpus = workspace().corpus
    held = meetings.meetings(corpus, programme.id)
    return render_template(
        "meetings/index.html",
        meetings=held,
        answers=meetings.answer_counts(corpus, programme.id),
        event_names={event.id: event.name for event in events.events(corpus, programme.id)},
    )


@blueprint.route("/p/<slug>/meetings/new", methods=["GET", "POST"])
def new(slug: str) -> str | Response | tuple[str, int]:
    """Whose meeting it is, and which themes it looks at, in which order."""
    programme, form, corpus = current_programme(slug), Form(request.form), workspace().corpus
    offered = themes_offered(corpus, programme.id)
    if request.method == "POST":
        wanted = meeting_in_form(form, offered)
        try:
            if wanted:
                meeting = facilitating.open_meeting(workspace(), programme, wanted)
                also(f"meeting {meeting.id}")
                return redirect(url_for("meetings.show", slug=slug, meeting_id=meeting.id))
        except InvalidChoice as error:
            form.errors["themes"] = str(error)
    page = render_template(
        "meetings/new.html",
        form=form,
        offered=offered,
        to_begin_with=THEMES_TO_BEGIN_WITH,
        constituencies=CONSTITUENCIES,
        models=ENGAGEMENT_MODELS,
        events=events.events(corpus, programme.id),
    )
    return page, 400 if form.errors else 200


@blueprint.get("/p/<slug>/meetings/<int:meeting_id>")
def show(slug: str, meeting_id: int) -> str:
    """The screen in the room; when the meeting is over, what it said."""
    programme = current_programme(slug)
    return _screen(programme, meeting_in(workspace(), programme, meeting_id))


@blueprint.get("/p/<slug>/meetings/<int:meeting_id>/now")
def now(slug: str, meeting_id: int) -> dict[str, Any]:
    """For the screen's script, which asks every second or two: who is there and what they said, where it is shown."""
    meeting = meeting_in(workspace(), current_programme(slug), meeting_id)
    live = _live(meeting)
    return {"version": _version(meeting, live), **live}


@blueprint.post("/p/<slug>/meetings/<int:meeting_id>/lead")
def lead(slug: str, meeting_id: int) -> Response:
    """One step: to a place, showing or hiding what was said, the door, the end."""
    meeting = meeting_in(workspace(), current_programme(slug), meeting_id)
    step, place = request.form.get("step", ""), request.form.get("place", "")
    if step == "go" and request.form.get("sure") != "yes" and _begins_alone(meeting):
        return redirect(url_for("meetings.show", slug=slug, meeting_id=meeting.id, alone="yes"))
    if step == "go" and place.isascii() and place.isdecimal():
        facilitating.move(workspace(), meeting, int(place[:4]))
    elif step in ("show", "hide"):
        facilitating.show(workspace(), meeting, is_shown=step == "show")
    elif step in ("open", "close"):
        facilitating.set_door(workspace(), meeting, is_open=step == "open")
    elif step == "end":
        facilitating.end(workspace(), meeting)
    else:
        raise InvalidChoice("Choose what the meeting does next.")
    also(f"{step} {place}".strip())
    return redirect(url_for("meetings.show", slug=slug, meeting_id=meeting.id))


def _screen(programme: Programme, meeting: Meeting) -> str:
    corpus = workspace().corpus
    themes = asked(corpus, meeting)
    counts, live = seats.count_seat_answers(corpus, meeting.id), _live(meeting)
    address = url_for("in_meeting.join", code=meeting.code, _external=True) if meeting.code else ""
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        version=_version(meeting, live),
        live=live,
        themes=themes,
        here=next((one for one in themes if one.position == meeting.place), None),
        after=next((one for one in themes if one.position > meeting.place), None),
        ranking=ranking_place(meeting, themes),
        last=last_place(meeting, themes),
        said=[
            (one.theme, answer_bars(counts.get(one.theme.id, {})), sum(counts.get(one.theme.id, {}).values()))
            for one in themes
        ],
        matters=ranking_bars(corpus, meeting.id) if meeting.ends_with_ranking else [],
        is_nobody_there=(is_nobody_there := _begins_alone(meeting)),
        is_asked_if_sure=is_nobody_there and "alone" in request.args,
        ranked=seats.count_seat_rankings(corpus, meeting.id),
        fewest=FEWEST_RANKERS,
        fewest_answers=FEWEST_ANSWERS,
        most_seats=MOST_SEATS,
        typed=f"{request.host}{url_for('in_meeting.enter')}",
        picture=_picture(address) if address else "",
        is_out_of_reach=request.host.split(":")[0] in ("localhost", "127.0.0.1"),
        programme=programme,
    )


def _live(meeting: Meeting) -> dict[str, Any]:
    """What moves on the screen by itself; the bars only where they are shown."""
    corpus = workspace().corpus
    taken, themes = seats.seat_ids(corpus, meeting.id), asked(corpus, meeting)
    live = {"seats": len(taken), "here": presence().here(taken)}
    if meeting.place == ranking_place(meeting, themes):
        answered = seats.count_seat_rankings(corpus, meeting.id)
    else:
        theme_id = next((one.theme.id for one in themes if one.position == meeting.place), 0)
        answered = sum(seats.count_seat_answers(corpus, meeting.id).get(theme_id, {}).values())
    return {**live, "answered": answered, "bars": [asdict(one) for one in bars_shown(corpus, meeting)]}


def _version(meeting: Meeting, live: Mapping[str, Any]) -> str:
    """Changes whenever the screen is another: with the first bars, and each that ranks: they change places."""
    is_shown = meeting.ends_with_ranking and meeting.is_shown
    ranked = seats.count_seat_rankings(workspace().corpus, meeting.id) if is_shown else ""
    alone = "n" if _begins_alone(meeting) else ""
    return f"{meeting.version}{'' if meeting.is_door_open else 'c'}{alone}{'t' if live['bars'] else ''}{ranked}"


def _begins_alone(meeting: Meeting) -> bool:
    """Whether a meeting has not begun, and nobody is in the room yet."""
    return meeting.place == 0 and not seats.seat_ids(workspace().corpus, meeting.id)


def _picture(address: str) -> Markup:
    drawn = segno.make(address, micro=False).svg_inline(
        scale=1, omitsize=True, title="QR code that leads to this meeting"
    )
    return Markup(drawn)  # noqa: S704 (segno draws squares) # nosec B704
