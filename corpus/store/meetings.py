"""Meetings of a forum: which themes are asked about, in which order, and how far the room has come."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from corpus.records import Constituency, EngagementModel
from corpus.store.rows import Row, now, one

CODES_KEPT = timedelta(days=1)
"""How long the code of a meeting that is over stays known, and is nobody else's."""


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting as it is opened: of whom, at which event if any, what it asks about, in order, and whether it ends
    with what matters most."""

    constituency: Constituency
    engagement_model: EngagementModel
    theme_ids: tuple[int, ...]
    event_id: int | None = None
    ends_with_ranking: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting. `place` is 0 before the first theme, then a theme's position, and beyond the last the ranking, if it
    ends with one, and the end.

    `is_shown` says whether the room sees what it said of the theme; `code` is None once the meeting is over.
    """

    id: int
    programme_id: int
    event_id: int | None
    constituency: Constituency
    engagement_model: EngagementModel
    code: str | None
    is_door_open: bool
    place: int
    is_shown: bool
    began_at: str
    ended_at: str | None
    ends_with_ranking: bool

    @property
    def is_over(self) -> bool:
        """Whether nobody can answer any more."""
        return self.ended_at is not None

    @property
    def version(self) -> str:
        """Changes whenever the phones have something else to show."""
        return f"{self.place}{'s' if self.is_shown else ''}{'e' if self.is_over else ''}"


def add_meeting(db: Database, programme_id: int, new: NewMeeting, code: str) -> Meeting:
    """A meeting with its door open. Raises sqlite3.IntegrityError where the code is another's."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO meetings (programme_id, event_id, constituency, engagement_model, ends_with_ranking, code,"
            " began_at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            [programme_id, new.event_id, new.constituency, new.engagement_model, new.ends_with_ranking, code, now()],
        ).fetchone()
        for position, theme_id in enumerate(new.theme_ids, start=1):
            db.execute("INSERT INTO meeting_themes VALUES (?, ?, ?)", [row[0], position, theme_id])
    return meeting_by_id(db, row[0])


def meetings(db: Database, programme_id: int) -> list[Meeting]:
    """A programme's meetings, newest first."""
    return [
        _meeting(row)
        for row in db.query("SELECT * FROM meetings WHERE programme_id = ? ORDER BY id DESC", [programme_id])
    ]


def meeting_by_id(db: Database, meeting_id: int) -> Meeting:
    """One meeting. Raises NotFound."""
    return _meeting(one(db, "SELECT * FROM meetings WHERE id = ?", [meeting_id], what=f"meeting {meeting_id}"))


def meeting_by_code(db: Database, code: str) -> Meeting | None:
    """The meeting that is under way with this code, or that ended with it lately, or None."""
    sql = """SELECT * FROM meetings WHERE code = :code OR id =
    (SELECT meeting_id FROM ended_codes WHERE ended_codes.code = :code AND ended_codes.ended_at > :since)"""
    row = next(iter(db.query(sql, {"code": code, "since": _codes_since()})), None)
    return _meeting(row) if row else None


def asked(db: Database, meeting_id: int) -> dict[int, int]:
    """The ids of the themes that a meeting asks about and that are in use, by position."""
    sql = """SELECT position, theme_id FROM meeting_themes JOIN themes ON themes.id = theme_id
    WHERE meeting_id = ? AND status <> 'retired' ORDER BY position"""
    return dict(db.execute(sql, [meeting_id]).fetchall())


def themes_asked_now(db: Database, programme_id: int) -> set[int]:
    """The ids of the themes that a meeting under way asks about."""
    sql = """SELECT theme_id FROM meeting_themes JOIN meetings ON meetings.id = meeting_id
    WHERE programme_id = ? AND ended_at IS NULL"""
    return {theme_id for (theme_id,) in db.execute(sql, [programme_id])}


def move(db: Database, meeting_id: int, place: int) -> None:
    """Takes the room to a place; what it says there is not shown yet.

    Raises sqlite3.IntegrityError at one that is over.
    """
    with db.atomic():
        db.execute(
            "UPDATE meetings SET place = :place, is_shown = 0 WHERE id = :id AND place <> :place",
            {"id": meeting_id, "place": place},
        )


def show(db: Database, meeting_id: int, *, is_shown: bool) -> None:
    """Shows the room what it said, or hides it again. Raises sqlite3.IntegrityError at one that is over."""
    with db.atomic():
        db.execute("UPDATE meetings SET is_shown = ? WHERE id = ?", [is_shown, meeting_id])


def set_door(db: Database, meeting_id: int, *, is_open: bool) -> None:
    """Lets people in, or nobody any more. Raises sqlite3.IntegrityError at one that is over."""
    with db.atomic():
        db.execute("UPDATE meetings SET is_door_open = ? WHERE id = ?", [is_open, meeting_id])


def end_meeting(db: Database, meeting_id: int) -> None:
    """Ends a meeting: its code lets nobody in, and no seat answers any more."""
    with db.atomic():
        db.execute("DELETE FROM ended_codes WHERE ended_at <= ?", [_codes_since()])
        db.execute(
            "INSERT INTO ended_codes SELECT code, id, ? FROM meetings WHERE id = ? AND ended_at IS NULL",
            [now(), meeting_id],
        )
        db.execute(
            "UPDATE meetings SET code = NULL, is_door_open = 0, ended_at = ? WHERE id = ? AND ended_at IS NULL",
            [now(), meeting_id],
        )


def answer_counts(db: Database, programme_id: int) -> dict[int, int]:
    """How many answers were given at each of a programme's meetings; one without any is not there."""
    sql = """SELECT meeting_id, count(*) FROM seat_answers JOIN seats ON seats.id = seat_id
    JOIN meetings ON meetings.id = meeting_id WHERE programme_id = ? GROUP BY 1"""
    return dict(db.execute(sql, [programme_id]).fetchall())


def _codes_since() -> str:
    return (datetime.now(UTC) - CODES_KEPT).isoformat(timespec="seconds")


def _meeting(row: Row) -> Meeting:
    flags = {name: bool(row[name]) for name in ("is_door_open", "is_shown", "ends_with_ranking")}
    return Meeting(**{**row, **flags})
