"""Which segments people have gone through, and which wait for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.store.rows import in_batches, marks, now

_IN_PROGRAMME = """
FROM segments JOIN turns ON turns.id = segments.turn_id JOIN documents ON documents.id = turns.document_id
JOIN events ON events.id = documents.event_id WHERE events.programme_id = :programme"""
_LOOKED_AT = """(segments.id IN (SELECT segment_id FROM reviewed_segments) OR EXISTS (
    SELECT 1 FROM codings WHERE codings.segment_id = segments.id AND codings.state <> 'suggested'))"""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that is suggested for a segment, with the segment's words."""

    segment_id: int
    text: str
    theme_id: int
    confidence: float


def mark_reviewed(db: Database, segment_id: int, coder: int) -> None:
    """Keeps that a person went through a segment and decided on all that was suggested for it."""
    with db.atomic():
        db.execute("INSERT OR REPLACE INTO reviewed_segments VALUES (?, ?, ?)", [segment_id, coder, now()])


def count_reviewed(db: Database, programme_id: int) -> int:
    """How many segments a person has decided anything about."""
    sql = f"SELECT count(*) {_IN_PROGRAMME} AND {_LOOKED_AT}"
    return int(db.execute(sql, {"programme": programme_id}).fetchone()[0])


def least_sure(db: Database, programme_id: int, *, skipped: Sequence[int] = (), limit: int = 1) -> list[int]:
    """Segments that nobody looked at, those nearest to a toss-up first, each theme's first before any second."""
    sql = f"""
    WITH waiting AS (
        SELECT codings.segment_id, codings.theme_id, abs(codings.confidence - 0.5) AS distance FROM codings
        JOIN themes ON themes.id = codings.theme_id JOIN segments ON segments.id = codings.segment_id
        WHERE themes.programme_id = ? AND themes.status <> 'retired' AND codings.state = 'suggested'
        AND NOT {_LOOKED_AT} AND codings.segment_id NOT IN ({marks(skipped)})
    ), in_turn AS (
        SELECT segment_id, distance, row_number() OVER (
            PARTITION BY theme_id ORDER BY distance, segment_id) AS place FROM waiting
    )
    SELECT segment_id FROM in_turn GROUP BY 1 ORDER BY min(place), min(distance), 1 LIMIT ?"""
    return [segment_id for (segment_id,) in db.execute(sql, [programme_id, *skipped, limit])]


def suggestions(db: Database, segment_ids: Sequence[int]) -> list[Suggestion]:
    """What is suggested for these segments, in their order."""
    found: dict[int, list[Suggestion]] = {}
    for ids in in_batches(segment_ids):
        sql = f"""SELECT codings.segment_id, segments.text, codings.theme_id, codings.confidence FROM codings
        JOIN segments ON segments.id = codings.segment_id JOIN themes ON themes.id = codings.theme_id
        WHERE codings.segment_id IN ({marks(ids)}) AND codings.state = 'suggested' AND themes.status <> 'retired'
        ORDER BY codings.segment_id, codings.theme_id"""
        for row in db.execute(sql, ids):
            found.setdefault(row[0], []).append(Suggestion(*row))
    return [one for segment_id in segment_ids for one in found.get(segment_id, [])]


def count_waiting(db: Database, programme_id: int) -> int:
    """How many segments have suggestions and were looked at by nobody."""
    sql = f"""SELECT count(*) {_IN_PROGRAMME} AND NOT {_LOOKED_AT} AND EXISTS (
    SELECT 1 FROM codings JOIN themes ON themes.id = codings.theme_id WHERE codings.segment_id = segments.id
    AND codings.state = 'suggested' AND themes.status <> 'retired')"""
    return int(db.execute(sql, {"programme": programme_id}).fetchone()[0])
