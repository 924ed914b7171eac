"""Codings: links from segments to themes, and who made them."""

from collections.abc import Iterable

from sqlite_utils import Database

from corpus.records import Coding, CodingState, Decision, Segment
from corpus.store.judgements import put_judgement


def coder_id(db: Database, kind: str, name: str) -> int:
    """The id of a coder ('model' or 'person'), made where it is new."""
    with db.atomic():
        db.execute("INSERT INTO coders (kind, name) VALUES (?, ?) ON CONFLICT DO NOTHING", [kind, name])
        return int(db.execute("SELECT id FROM coders WHERE kind = ? AND name = ?", [kind, name]).fetchone()[0])


def segments_to_code(db: Database, programme_id: int, *, only_new: bool = False) -> list[Segment]:
    """Every segment of the programme that a contributor said something in, in the order it was said.

    `only_new` leaves out those that an analysis has seen.
    """
    unseen = "AND NOT EXISTS (SELECT 1 FROM analysed_segments WHERE segment_id = segments.id)" if only_new else ""
    sql = f"""
    SELECT segments.id, segments.turn_id, segments.start, segments."end", segments.text, turns.contributor_id
    FROM segments
    JOIN turns ON turns.id = segments.turn_id
    JOIN documents ON documents.id = turns.document_id
    JOIN events ON events.id = documents.event_id
    WHERE events.programme_id = ? AND NOT segments.is_non_answer AND turns.part = 'contributor' {unseen}
    ORDER BY events.held_on, events.id, documents.number, turns.position, segments.start"""
    return [Segment(*row) for row in db.execute(sql, [programme_id])]


def replace_suggestions(db: Database, programme_id: int, coder: int, codings: Iterable[Coding]) -> None:
    """A model's new suggestions instead of its old ones; what a person confirmed or rejected stays as it is.

    Segments that were removed while the model worked are passed over.
    """
    with db.atomic():
        db.execute(
            "DELETE FROM codings WHERE coder_id IN (SELECT id FROM coders WHERE kind = 'model')"
            " AND state = 'suggested' AND theme_id IN (SELECT id FROM themes WHERE programme_id = ?)",
            [programme_id],
        )
        add_suggestions(db, coder, codings)


def add_suggestions(db: Database, coder: int, codings: Iterable[Coding]) -> None:
    """A model's suggestions beside those there are; what a person confirmed or rejected stays as it is."""
    with db.atomic():
        db.conn.executemany(
            "INSERT INTO codings (segment_id, theme_id, coder_id, confidence, is_primary, state)"
            " SELECT id, :theme, :coder, :confidence, :is_primary, :state FROM segments WHERE id = :segment"
            " AND NOT EXISTS (SELECT 1 FROM codings"
            " WHERE segment_id = :segment AND theme_id = :theme AND state <> 'suggested')",
            [
                {
                    "segment": coding.segment_id,
                    "theme": coding.theme_id,
                    "coder": coder,
                    "confidence": coding.confidence,
                    "is_primary": coding.is_primary,
                    "state": coding.state,
                }
                for coding in codings
            ],
        )


def decide_coding(db: Database, *, segment_id: int, theme_id: int, state: CodingState, coder: int) -> None:
    """A person's decision on a coding: it replaces what was suggested, or decided before, for this segment and theme.

    What was the segment's main theme stays so where it is confirmed.
    """
    with db.atomic():
        put_judgement(db, segment_id=segment_id, theme_id=theme_id, coder=coder, is_right=state == "confirmed")
        before = db.execute(
            "SELECT coalesce(max(is_primary), 0) FROM codings WHERE segment_id = ? AND theme_id = ?",
            [segment_id, theme_id],
        ).fetchone()
        db.execute("DELETE FROM codings WHERE segment_id = ? AND theme_id = ?", [segment_id, theme_id])
        db.execute(
            "INSERT INTO codings (segment_id, theme_id, coder_id, confidence, is_primary, state)"
            " VALUES (?, ?, ?, 1, ?, ?)",
            [segment_id, theme_id, coder, before[0] if state == "confirmed" else 0, state],
        )


def decisions(db: Database, programme_id: int) -> list[Decision]:
    """What people confirmed and rejected in the programme, those said first first."""
    sql = """SELECT segments.id, segments.text, codings.theme_id, codings.state FROM codings
    JOIN segments ON segments.id = codings.segment_id JOIN themes ON themes.id = codings.theme_id
    WHERE themes.programme_id = ? AND codings.state <> 'suggested' ORDER BY segments.id, codings.theme_id"""
    return [Decision(*row) for row in db.execute(sql, [programme_id])]


def theme_members(db: Database, programme_id: int) -> dict[int, set[int]]:
    """Segment ids by the id of the discovered theme they are coded with."""
    sql = """SELECT codings.theme_id, codings.segment_id FROM codings JOIN themes ON themes.id = codings.theme_id
             WHERE themes.programme_id = ? AND themes.origin = 'discovered' AND codings.state <> 'rejected'"""
    members: dict[int, set[int]] = {}
    for theme_id, segment_id in db.execute(sql, [programme_id]):
        members.setdefault(theme_id, set()).add(segment_id)
    return members
