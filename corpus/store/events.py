"""Events: occasions of listening."""

import sqlite3
from dataclasses import asdict

from sqlite_utils import Database

from corpus.errors import AlreadyThere
from corpus.records import Event, NewEvent
from corpus.store.rows import Row, one

_COLUMNS = "id, programme_id, code, name, kind, held_on, locality, setting, audience, engagement_model, is_sensitive"


def add_event(db: Database, programme_id: int, event: NewEvent) -> Event:
    """A new event. Raises AlreadyThere where its code is taken in the programme."""
    values = asdict(event)
    try:
        with db.atomic():
            cursor = db.execute(
                f"INSERT INTO events (programme_id, {', '.join(values)})"
                f" VALUES (:programme_id, {', '.join(':' + name for name in values)})",
                {"programme_id": programme_id, **values},
            )
    except sqlite3.IntegrityError as error:
        raise AlreadyThere(
            f"There is an event with the code “{event.code}” in this programme already. Choose another code."
        ) from error
    return Event(**values, id=int(cursor.lastrowid or 0), programme_id=programme_id)


def events(db: Database, programme_id: int) -> list[Event]:
    """A programme's events, newest first."""
    sql = f"SELECT {_COLUMNS} FROM events WHERE programme_id = ? ORDER BY held_on DESC, code"
    return [_event(row) for row in db.query(sql, [programme_id])]


def event_by_id(db: Database, event_id: int) -> Event:
    """One event. Raises NotFound."""
    return _event(one(db, f"SELECT {_COLUMNS} FROM events WHERE id = ?", [event_id], what=f"event {event_id}"))


def event_by_code(db: Database, programme_id: int, code: str) -> Event:
    """One event. Raises NotFound."""
    sql = f"SELECT {_COLUMNS} FROM events WHERE programme_id = ? AND code = ?"
    return _event(one(db, sql, [programme_id, code], what=f"event with the code “{code}” in this programme"))


def _event(row: Row) -> Event:
    return Event(**{**row, "is_sensitive": bool(row["is_sensitive"])})
