"""What a phone in a meeting shows, wherever the room is: a theme and the question, what matters most, or words."""

from collections.abc import Mapping, Sequence

from flask import render_template
from sqlite_utils import Database

from corpus.records import ANSWERS, Theme
from corpus.store import meetings, rankings, reviews, seats
from corpus.store.meetings import Meeting
from corpus.store.seats import Seat
from service.pages.forum import ANSWER_WORDS, answer_before
from service.pages.meeting_bars import bars_shown
from service.pages.ranking import PLACE_WORDS
from service.pages.summary_shown import summary_shown, words_of
from service.workflow.in_meeting import offered_there
from service.workflow.meetings import asked, last_place, ranking_place
from service.workflow.review import GivenAnswer


def room_page(
    corpus: Database,
    seat: Seat,
    problems: Mapping[str, str],
    *,
    given: GivenAnswer | None = None,
    chosen: Sequence[int] = (),
) -> str:
    """The page, with what to mend by the field that it is in, and what was sent where it is shown again."""
    meeting = meetings.meeting_by_id(corpus, seat.meeting_id)
    themes = asked(corpus, meeting)
    theme = next((one.theme for one in themes if one.position == meeting.place), None)
    is_ranking = meeting.place == ranking_place(meeting, themes)
    parts: dict[str, object] = {}
    if theme and not meeting.is_over:
        parts = _theme_parts(corpus, seat, meeting, theme, given)
    elif is_ranking and not meeting.is_over:
        parts = _ranking_parts(corpus, seat, meeting, chosen)
    return render_template(
        "in_meeting/room.html",
        meeting=meeting,
        version=phone_version(corpus, meeting),
        is_before=meeting.place == 0,
        is_ranking=is_ranking,
        is_after=meeting.place >= last_place(meeting, themes),
        number=sum(one.position <= meeting.place for one in themes),
        total=len(themes),
        problems=problems,
        theme=theme,
        **parts,
    )


def phone_version(corpus: Database, meeting: Meeting) -> str:
    """Changes whenever the phones have something else to show, such as the first bars."""
    return f"{meeting.version}{'t' if bars_shown(corpus, meeting) else ''}"


def _theme_parts(
    corpus: Database, seat: Seat, meeting: Meeting, theme: Theme, given: GivenAnswer | None
) -> dict[str, object]:
    summary = summary_shown(corpus, theme, only_quotable=True)
    before = answer_before(reviews.review_by(corpus, theme.id, seat.forum_member_id))
    return {
        "summary": summary,
        "words": words_of(summary),
        "given": given or before,
        "here": theme.id in seats.seat_answers(corpus, seat.id),
        "answers": [(one, ANSWER_WORDS[one]) for one in ANSWERS],
        "bars": bars_shown(corpus, meeting),
    }


def _ranking_parts(corpus: Database, seat: Seat, meeting: Meeting, chosen: Sequence[int]) -> dict[str, object]:
    here = seats.seat_ranking(corpus, seat.id) is not None
    before = rankings.ranking_by(corpus, seat.forum_member_id) if here else None
    offered = offered_there(corpus, seat)
    return {
        "offered": offered,
        "chosen": chosen or (before.chosen if before else ()),
        "here": here,
        "place_words": PLACE_WORDS[: len(offered)],
        "bars": bars_shown(corpus, meeting),
    }
