"""Said once: what one person said and no theme holds, kept until a person has dealt with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from corpus.records import Quote
from corpus.store.quotes import quotes_by_id
from corpus.store.rows import now

OnceState = Literal["open", "watching", "dealt with"]
ONCE_STATES: tuple[OnceState, ...] = ("open", "watching", "dealt with")
_OF_PROGRAMME = """segment_id IN (SELECT segments.id FROM segments JOIN turns ON turns.id = segments.turn_id
    JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
    WHERE events.programme_id = :programme)"""
_PLACED = """segment_id IN (SELECT segment_id FROM codings
    WHERE state = 'confirmed' OR (state = 'suggested' AND confidence >= :sure))"""


@dataclass(frozen=True, slots=True)
class SaidOnce:
    """A quote that nobody else said; `decided_by` and `decided_at` say who put it in its state and when, if anybody."""

    quote: Quote
    state: OnceState
    decided_by: str | None
    decided_at: str | None


def placed(db: Database, programme_id: int, *, sure: float) -> set[int]:
    """The segments of a programme that a theme holds: confirmed, or suggested with a confidence of at least `sure`."""
    sql = f"SELECT segment_id FROM codings WHERE {_PLACED} AND {_OF_PROGRAMME}"
    return {segment_id for (segment_id,) in db.execute(sql, {"programme": programme_id, "sure": sure})}


def keep_said_once(db: Database, programme_id: int, strengths: Mapping[int, float], *, sure: float) -> None:
    """What an analysis found, segment id to strength. What stood open stays, unless a theme holds it now.

    What people decided stays as they decided it.
    """
    with db.atomic():
        db.execute(
            f"DELETE FROM said_once WHERE state = 'open' AND {_PLACED} AND {_OF_PROGRAMME}",
            {"programme": programme_id, "sure": sure},
        )
        db.conn.executemany(
            "INSERT INTO said_once (segment_id, strength, state) SELECT id, ?, 'open' FROM segments WHERE id = ?"
            " ON CONFLICT (segment_id) DO UPDATE SET strength = excluded.strength",
            [(strength, segment_id) for segment_id, strength in strengths.items()],
        )


def count_said_once(db: Database, programme_id: int) -> dict[OnceState, int]:
    """How many are in each state, zeros included."""
    sql = f"SELECT state, count(*) FROM said_once WHERE {_OF_PROGRAMME} GROUP BY 1"
    found = dict(db.execute(sql, {"programme": programme_id}).fetchall())
    return {state: found.get(state, 0) for state in ONCE_STATES}


def said_once(
    db: Database, programme_id: int, state: OnceState, *, limit: int = 100, offset: int = 0
) -> list[SaidOnce]:
    """Those in a state: the strongest first, or where they were dealt with, the latest."""
    order = "decided_at DESC" if state == "dealt with" else "strength DESC"
    sql = f"""SELECT segment_id, coders.name, decided_at FROM said_once
    LEFT JOIN coders ON coders.id = said_once.coder_id WHERE state = :state AND {_OF_PROGRAMME}
    ORDER BY {order}, segment_id LIMIT :limit OFFSET :offset"""
    values = {"programme": programme_id, "state": state, "limit": limit, "offset": offset}
    rows = db.execute(sql, values).fetchall()
    quotes = quotes_by_id(db, [segment_id for segment_id, *_ in rows])
    return [SaidOnce(quotes[segment_id], state, who, when) for segment_id, who, when in rows]


def decide_said_once(db: Database, segment_id: int, state: OnceState, coder: int) -> bool:
    """A person's decision on one of them; whether there is such a one."""
    with db.atomic():
        changed = db.execute(
            "UPDATE said_once SET state = ?, coder_id = ?, decided_at = ? WHERE segment_id = ?",
            [state, coder, now(), segment_id],
        ).rowcount
    return bool(changed)
