"""Holds: turns whose words only the safeguarding lead reads, for now. The words and the reasons are in the vault."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.records import HELD_WORDS, HOLD_STATES, HoldState, NewSegment
from corpus.store.documents import insert_segments
from corpus.store.rows import Row, now, one

_HOLD = """
SELECT holds.turn_id, holds.state, holds.held_at, turns.document_id, turns.position, turns.speaker, turns.prompt,
       turns.contributor_id, contributors.role, contributors.age_band, events.id AS event_id, events.name AS event_name,
       events.code || ' document ' || documents.number AS title, events.programme_id
FROM holds JOIN turns ON turns.id = holds.turn_id JOIN documents ON documents.id = turns.document_id
JOIN events ON events.id = documents.event_id LEFT JOIN contributors ON contributors.id = turns.contributor_id
"""


@dataclass(frozen=True, slots=True)
class Hold:
    """A turn that is held, where it stands and who (pseudonym) said it. `title` is its document's.

    Where nobody has signed its document off, it has no `turn_id` yet; its `piece` is its place in the proposal.
    """

    turn_id: int
    state: HoldState
    held_at: str
    document_id: int
    position: int
    speaker: str
    prompt: str | None
    contributor_id: int | None
    role: str | None
    age_band: str | None
    event_id: int
    event_name: str
    title: str
    programme_id: int
    piece: int | None = None


def holds(db: Database, programme_id: int, state: HoldState) -> list[Hold]:
    """A programme's holds in one state, in the order that they were said."""
    sql = f"{_HOLD} WHERE events.programme_id = ? AND holds.state = ? ORDER BY turns.document_id, turns.position"
    return [_hold(row) for row in db.query(sql, [programme_id, state])]


def hold_of(db: Database, turn_id: int) -> Hold:
    """The hold of one turn. Raises NotFound where it is not held."""
    return _hold(one(db, f"{_HOLD} WHERE holds.turn_id = ?", [turn_id], what="such turn that is held"))


def count_holds(db: Database, programme_id: int) -> dict[HoldState, int]:
    """How many turns of a programme are in each state, those of documents that nobody has signed off too."""
    sql = """SELECT held.state, count(*) FROM (
        SELECT holds.state, turns.document_id FROM holds JOIN turns ON turns.id = holds.turn_id
        UNION ALL SELECT state, document_id FROM unsigned_holds) AS held
    JOIN documents ON documents.id = held.document_id JOIN events ON events.id = documents.event_id
    WHERE events.programme_id = ? GROUP BY 1"""
    counted = dict(db.execute(sql, [programme_id]).fetchall())
    return {state: counted.get(state, 0) for state in HOLD_STATES}


def held_in(db: Database, turn_ids: Iterable[int]) -> set[int]:
    """Which of these turns are held."""
    every = {turn_id for (turn_id,) in db.execute("SELECT turn_id FROM holds")}
    return every.intersection(turn_ids)


def set_hold_state(db: Database, turn_id: int, state: HoldState) -> None:
    """Moves a hold on."""
    with db.atomic():
        db.execute("UPDATE holds SET state = ? WHERE turn_id = ?", [state, turn_id])


def put_hold_states(db: Database, document_id: int, states: Mapping[int, tuple[HoldState, str]]) -> None:
    """Gives the holds of a document's turns, by their position, a state and since when they are held."""
    with db.atomic():
        db.conn.executemany(
            "UPDATE holds SET state = ?, held_at = ?"
            " WHERE turn_id = (SELECT id FROM turns WHERE document_id = ? AND position = ?)",
            [(state, since, document_id, position) for position, (state, since) in states.items()],
        )


def release_turn(db: Database, turn_id: int, text: str, segments: Iterable[NewSegment]) -> None:
    """Gives a held turn its words and segments back; it is held no longer."""
    with db.atomic():
        if db.execute("DELETE FROM holds WHERE turn_id = ?", [turn_id]).rowcount:
            db.execute("UPDATE turns SET text = ? WHERE id = ?", [text, turn_id])
            insert_segments(db, turn_id, text, segments)


def hold_turn(db: Database, turn_id: int) -> None:
    """Takes a turn's words and segments out, with all that came of them and the themes' sentences that rest on them."""
    own = "SELECT id FROM segments WHERE turn_id = :turn"
    resting = f"""EXISTS (SELECT 1 FROM summary_evidence AS evidence WHERE evidence.theme_id = summary_lines.theme_id
        AND evidence.position = summary_lines.position AND evidence.segment_id IN ({own}))"""
    with db.atomic():
        said = "kind NOT IN ('counted', 'point', 'others')"
        db.execute(f"DELETE FROM summary_lines WHERE {said} AND {resting}", {"turn": turn_id})
        db.execute("DELETE FROM segments WHERE turn_id = ?", [turn_id])
        db.execute("UPDATE turns SET text = ? WHERE id = ?", [HELD_WORDS, turn_id])
        db.execute("INSERT INTO holds (turn_id, state, held_at) VALUES (?, 'waiting', ?)", [turn_id, now()])
        db.execute("INSERT INTO segments_fts (segments_fts) VALUES ('optimize')")


def _hold(row: Row) -> Hold:
    return Hold(**row)
