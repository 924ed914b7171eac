"""Who sits in a meeting, and what they answered there. A seat is known by a random token of which a hash is kept."""

from dataclasses import dataclass

from sqlite_utils import Database

from corpus.records import ANSWERS, Answer, ForumMember
from corpus.store.people import forum_member_by_id

MOST_SEATS = 40
"""How many a meeting holds; the table sees to it."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A forum member's place in a meeting."""

    id: int
    meeting_id: int
    forum_member_id: int


@dataclass(frozen=True, slots=True)
class SeatAnswer:
    """What a seat answered to a theme. The higher `number` is the later one; `is_held` as with a review's words."""

    number: int
    answer: Answer
    is_held: bool


def add_guest(db: Database, meeting_id: int, token_hash: str) -> ForumMember:
    """A forum member made for a meeting, of its forum; they have no card."""
    sql = """INSERT INTO forum_members (programme_id, constituency, engagement_model, code_hash, meeting_id)
    SELECT programme_id, constituency, engagement_model, ?, id FROM meetings WHERE id = ? RETURNING id"""
    with db.atomic():
        row = db.execute(sql, [f"seat {token_hash}", meeting_id]).fetchone()  # no code has such a hash
    return forum_member_by_id(db, row[0])


def take_seat(db: Database, meeting_id: int, forum_member_id: int, token_hash: str) -> Seat:
    """A seat for a member, the one they have where they have one, known by this token from now on.

    Raises sqlite3.IntegrityError where the door is closed or the room is full.
    """
    is_new = seat_of(db, meeting_id, forum_member_id) is None
    with db.atomic():
        if is_new:
            sql = "INSERT INTO seats (meeting_id, forum_member_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
            db.execute(sql, [meeting_id, forum_member_id])  # somebody with two phones may take it on both at once
        sql = "INSERT INTO seat_keys SELECT ?, id FROM seats WHERE meeting_id = ? AND forum_member_id = ?"
        db.execute(sql, [token_hash, meeting_id, forum_member_id])
    seat = seat_of(db, meeting_id, forum_member_id)
    assert seat is not None  # noqa: S101 (it was just taken)
    return seat


def seat_of(db: Database, meeting_id: int, forum_member_id: int) -> Seat | None:
    """A member's seat in a meeting, or None."""
    sql = "SELECT * FROM seats WHERE meeting_id = ? AND forum_member_id = ?"
    row = next(iter(db.query(sql, [meeting_id, forum_member_id])), None)
    return Seat(**row) if row else None


def seat_behind(db: Database, token_hash: str) -> Seat | None:
    """The seat that a token is for, or None."""
    sql = "SELECT seats.* FROM seats JOIN seat_keys ON seat_id = seats.id WHERE token_hash = ?"
    row = next(iter(db.query(sql, [token_hash])), None)
    return Seat(**row) if row else None


def seat_ids(db: Database, meeting_id: int) -> list[int]:
    """The ids of all the seats that were taken."""
    return [seat_id for (seat_id,) in db.execute("SELECT id FROM seats WHERE meeting_id = ?", [meeting_id])]


def put_seat_answer(db: Database, seat_id: int, theme_id: int, given: SeatAnswer) -> bool:
    """Keeps an answer unless it is there already, or a later one is; whether it was kept.

    Raises sqlite3.IntegrityError where the meeting is over, or does not ask about the theme.
    """
    with db.atomic():
        kept = db.execute(
            "INSERT INTO seat_answers VALUES (?, ?, ?, ?, ?) ON CONFLICT (seat_id, theme_id) DO UPDATE"
            " SET number = excluded.number, answer = excluded.answer, is_held = excluded.is_held"
            " WHERE excluded.number > seat_answers.number",
            [seat_id, theme_id, given.number, given.answer, given.is_held],
        )
    return bool(kept.rowcount)


def seat_answers(db: Database, seat_id: int) -> dict[int, SeatAnswer]:
    """A seat's answers, by theme id."""
    sql = "SELECT theme_id, number, answer, is_held FROM seat_answers WHERE seat_id = ?"
    return {row[0]: SeatAnswer(row[1], row[2], bool(row[3])) for row in db.execute(sql, [seat_id])}


def count_seat_answers(db: Database, meeting_id: int) -> dict[int, dict[Answer, int]]:
    """How often each answer was given at a meeting, by theme id; of a theme that somebody answered, all three."""
    sql = """SELECT theme_id, answer, count(*) FROM seat_answers JOIN seats ON seats.id = seat_id
    WHERE meeting_id = ? GROUP BY 1, 2"""
    counts: dict[int, dict[Answer, int]] = {}
    for theme_id, answer, number in db.execute(sql, [meeting_id]):
        counts.setdefault(theme_id, dict.fromkeys(ANSWERS, 0))[answer] = number
    return counts


def put_seat_ranking(db: Database, seat_id: int, number: int) -> bool:
    """Notes that a seat has ranked, unless that is there already, or a later one is; whether it was noted.

    Raises sqlite3.IntegrityError where the meeting is over, or does not end with a ranking.
    """
    with db.atomic():
        noted = db.execute(
            "INSERT INTO seat_rankings VALUES (?, ?) ON CONFLICT (seat_id) DO UPDATE SET number = excluded.number"
            " WHERE excluded.number > seat_rankings.number",
            [seat_id, number],
        )
    return bool(noted.rowcount)


def seat_ranking(db: Database, seat_id: int) -> int | None:
    """The number of a seat's ranking, or None."""
    row = db.execute("SELECT number FROM seat_rankings WHERE seat_id = ?", [seat_id]).fetchone()
    return row[0] if row else None


def count_seat_rankings(db: Database, meeting_id: int) -> int:
    """How many seats of a meeting have ranked."""
    sql = "SELECT count(*) FROM seat_rankings JOIN seats ON seats.id = seat_id WHERE meeting_id = ?"
    return int(db.execute(sql, [meeting_id]).fetchone()[0])
