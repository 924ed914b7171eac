"""What a phone does in a meeting: it takes a seat, and it answers. Each may be sent twice and is one."""

import sqlite3
import time
from collections.abc import Sequence
from hashlib import blake2b

from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import ForumMember
from corpus.store import codebook, meetings, people, rankings, seats
from corpus.store.meetings import Meeting
from corpus.store.seats import MOST_SEATS, Seat, SeatAnswer
from service.errors import InvalidChoice, NotReady, SignInFailed
from service.sessions import token_hash
from service.workflow.meetings import OVER
from service.workflow.ranking import Offered, chosen_of, rankable
from service.workflow.review import GivenAnswer, keep_answer, read_answer
from service.workspace import Workspace

LARGEST_NUMBER = 2**53  # what a browser can count to
_FULL = f"All {MOST_SEATS} seats are taken. Share a phone with somebody, or tell the person who runs the meeting."
_CLOSED = "The door is closed: nobody new can come in. Tell the person who runs the meeting, who can open it."


def meeting_with_code(workspace: Workspace, code: str) -> Meeting:
    """The meeting with this code, however it was typed; one that ended lately `is_over`. Raises SignInFailed."""
    letters = "".join(filter(str.isalnum, code.upper()))
    meeting = meetings.meeting_by_code(workspace.corpus, letters)
    if meeting is None:
        raise SignInFailed("We do not know that code. Check it against the screen, letter by letter.")
    return meeting


def seat_in(workspace: Workspace, token: str | None) -> Seat | None:
    """The seat of whoever holds this token, or None."""
    return seats.seat_behind(workspace.corpus, token_hash(token)) if token else None


def take_seat(workspace: Workspace, meeting: Meeting, token: str, member: ForumMember | None) -> Seat:
    """A seat for whoever holds this token: their own, where they signed in with a card of this forum.

    Everybody else becomes a forum member for this meeting. Raises InvalidChoice for a card of another forum, NotReady.
    """
    if (seat := seat_in(workspace, token)) and seat.meeting_id == meeting.id:
        return seat
    if member and _forum_of(member) != _forum_of(meeting):
        raise InvalidChoice(
            f"You are signed in with a card of another forum. This meeting is of {meeting.constituency}"
            f" ({meeting.engagement_model}). Are you one of them? Then sign out, and come in again."
        )
    corpus, hashed = workspace.corpus, token_hash(token)
    try:
        if member:
            return seats.take_seat(corpus, meeting.id, member.id, hashed)
        with corpus.atomic():
            guest = seats.add_guest(corpus, meeting.id, hashed)
            return seats.take_seat(corpus, meeting.id, guest.id, hashed)
    except sqlite3.IntegrityError as error:
        if seat := seat_in(workspace, token):  # it was sent twice at once: the other came first
            return seat
        raise NotReady(_FULL if "full" in str(error) else _CLOSED) from error


def answer(workspace: Workspace, seat: Seat, theme_id: int, given: GivenAnswer, number: int | None) -> bool:
    """Keeps an answer; True where its words are held for safeguarding.

    The phone counts what it sends: what has come before, or is older than what is here, is here already. Without a
    `number` it counts as sent now. Raises InvalidChoice, NotFound, and NotReady where the meeting is over.
    """
    corpus, here = workspace.corpus, seats.seat_answers(workspace.corpus, seat.id).get(theme_id)
    number = _number(number, here.number if here else None)
    if here and here.number >= number:
        return here.is_held
    if theme_id not in meetings.asked(corpus, seat.meeting_id).values():
        raise NotFound("This theme is not asked about any more.")
    read, member = read_answer(given), people.forum_member_by_id(corpus, seat.forum_member_id)
    kept = SeatAnswer(number, read.answer, read.is_held)
    try:
        with corpus.atomic():
            if seats.put_seat_answer(corpus, seat.id, theme_id, kept):
                keep_answer(workspace, member, codebook.theme_by_id(corpus, theme_id), read)
                workspace.record("answer theme in meeting", f"meeting {seat.meeting_id}, theme {theme_id}")
    except sqlite3.IntegrityError as error:
        raise NotReady(OVER) from error
    return read.is_held


def offered_there(corpus: Database, seat: Seat) -> list[Offered]:
    """The themes that a seat puts in order: those of the meeting that can be, in an order that is its own lot."""
    known = rankable(corpus, meetings.meeting_by_id(corpus, seat.meeting_id).programme_id)
    asked = [known[theme_id] for theme_id in meetings.asked(corpus, seat.meeting_id).values() if theme_id in known]
    return sorted(asked, key=lambda one: blake2b(f"{seat.id} {one.theme.id}".encode(), digest_size=8).hexdigest())


def rank(workspace: Workspace, seat: Seat, theme_ids: Sequence[int], number: int | None) -> None:
    """Keeps what matters most to whoever sits there, the first first, in place of what did; `number` as in answer().

    Raises InvalidChoice, and NotReady where the meeting is over, or does not ask.
    """
    corpus, here = workspace.corpus, seats.seat_ranking(workspace.corpus, seat.id)
    number = _number(number, here)
    if here is not None and here >= number:
        return
    offered = offered_there(corpus, seat)
    chosen = [one.theme.id for one in chosen_of(offered, theme_ids)]
    try:
        with corpus.atomic():
            if seats.put_seat_ranking(corpus, seat.id, number):
                rankings.put_ranking(corpus, seat.forum_member_id, chosen, [one.theme.id for one in offered])
                workspace.record("rank themes in meeting", f"meeting {seat.meeting_id}")
    except sqlite3.IntegrityError as error:
        raise NotReady(OVER) from error


def _number(given: int | None, here: int | None) -> int:
    """What was sent without a number counts as sent now, and after what is here."""
    return given if given is not None else max(int(time.time() * 1000), here + 1 if here is not None else 0)


def _forum_of(one: ForumMember | Meeting) -> tuple[int, str, str]:
    return one.programme_id, one.constituency, one.engagement_model
