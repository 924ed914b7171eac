"""What forum members wrote that only the safeguarding lead may read, for now. The words are in the vault."""

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from corpus.records import Constituency
from corpus.store.rows import Row, now, one

WritingKind = Literal["answer", "objection", "summary", "pile name", "proposal"]
WritingState = Literal["waiting", "kept", "escalated", "released"]
_WRITING = """SELECT held_writing.id, held_writing.programme_id, forum_member_id, constituency, kind, subject_id, state,
held_at FROM held_writing JOIN forum_members ON forum_members.id = forum_member_id """


@dataclass(frozen=True, slots=True)
class HeldWriting:
    """A piece of writing that is held. `subject_id` is the theme that was answered or summed up, the proposal objected
    to, the pile, or the theme that something is proposed of (0 for a new one)."""

    id: int
    programme_id: int
    forum_member_id: int
    constituency: Constituency
    kind: WritingKind
    subject_id: int
    state: WritingState
    held_at: str


def hold_writing(db: Database, programme_id: int, forum_member_id: int, kind: WritingKind, subject_id: int) -> int:
    """Lists something as held; its id."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO held_writing (programme_id, forum_member_id, kind, subject_id, state, held_at)"
            " VALUES (?, ?, ?, ?, 'waiting', ?) RETURNING id",
            [programme_id, forum_member_id, kind, subject_id, now()],
        ).fetchone()
    return int(row[0])


def held_writing(db: Database, programme_id: int, state: WritingState) -> list[HeldWriting]:
    """What is held of a programme in one state, in the order that it was written."""
    sql = _WRITING + "WHERE held_writing.programme_id = ? AND state = ? ORDER BY held_writing.id"
    return [_record(row) for row in db.query(sql, [programme_id, state])]


def held_writing_by_id(db: Database, writing_id: int) -> HeldWriting:
    """One piece. Raises NotFound."""
    return _record(one(db, _WRITING + "WHERE held_writing.id = ?", [writing_id], what="such writing that is held"))


def last_held(db: Database, forum_member_id: int, kind: WritingKind, subject_id: int) -> HeldWriting | None:
    """What was held last of what a member wrote on something, or None."""
    sql = _WRITING + "WHERE forum_member_id = ? AND kind = ? AND subject_id = ? ORDER BY held_writing.id DESC LIMIT 1"
    row = next(iter(db.query(sql, [forum_member_id, kind, subject_id])), None)
    return _record(row) if row else None


def set_writing_state(db: Database, writing_id: int, state: WritingState) -> None:
    """Moves a piece on."""
    with db.atomic():
        db.execute("UPDATE held_writing SET state = ? WHERE id = ?", [state, writing_id])


def _record(row: Row) -> HeldWriting:
    return HeldWriting(**row)
