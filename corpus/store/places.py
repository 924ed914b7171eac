"""Where something that a release has a row of is read: in which document, at which turn."""

from dataclasses import dataclass
from typing import Literal, get_args

from sqlite_utils import Database

from corpus.errors import NotFound

Kind = Literal["contributors", "turns", "segments"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_IN = """SELECT turns.document_id, turns.id AS turn_id FROM turns JOIN documents ON documents.id = turns.document_id
JOIN events ON events.id = documents.event_id"""
_WHERE: dict[Kind, str] = {
    "contributors": "WHERE turns.contributor_id = ?",
    "turns": "WHERE turns.id = ?",
    "segments": "JOIN segments ON segments.turn_id = turns.id WHERE segments.id = ?",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A turn of a document."""

    document_id: int
    turn_id: int


def place_of(db: Database, programme_id: int, kind: Kind, row_id: int) -> Place:
    """Where a turn or a segment stands, and where a contributor first spoke. Raises NotFound."""
    sql = f"{_IN} {_WHERE[kind]} AND events.programme_id = ? ORDER BY turns.document_id, turns.position LIMIT 1"
    found = db.execute(sql, [row_id, programme_id]).fetchone()
    if found is None:
        raise NotFound("It is no longer in Chorus. It was taken in anew, or taken back, after the data was published.")
    return Place(*found)
