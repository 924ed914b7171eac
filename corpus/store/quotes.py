"""Quotes: segments with who said them and where, by theme, or because they fit none."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from sqlite_utils import Database

from corpus.consent import asks
from corpus.records import Quote
from corpus.store.rows import in_batches, marks
from corpus.store.voices import FAMILY

Unthemed = Literal["no theme", "agreements", "non-answers"]
"""Why a segment carries no theme."""
TOO_SHORT_ALONE = 30
"""Characters below which a segment, quoted alone, rarely says what it is about."""
_PLACED = """
codings JOIN segments ON segments.id = codings.segment_id JOIN turns ON turns.id = segments.turn_id
JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
"""
QUOTE = """
SELECT segments.id AS segment_id, turns.id AS turn_id, documents.id AS document_id, segments.text, turns.speaker,
       contributors.role, contributors.age_band, events.id AS event_id, events.name AS event_name,
       coalesce(contributors.locality, events.locality) AS locality, events.engagement_model,
       NULL AS confidence, NULL AS state
FROM segments JOIN turns ON turns.id = segments.turn_id
JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
LEFT JOIN contributors ON contributors.id = turns.contributor_id
"""


def quotes_for_theme(
    db: Database, theme_id: int, *, event_id: int | None = None, limit: int = 50, offset: int = 0
) -> list[Quote]:
    """What was said of a theme and of all that are under it, surest first, each segment once; for staff."""
    sql = f"""
    SELECT codings.segment_id, max(codings.confidence) AS confidence, codings.state FROM {_PLACED}
    WHERE codings.theme_id IN ({FAMILY}) AND codings.state <> 'rejected' AND (:event IS NULL OR events.id = :event)
    GROUP BY codings.segment_id ORDER BY 2 DESC, 1 LIMIT :limit OFFSET :offset"""
    values = {"theme": theme_id, "event": event_id, "limit": limit, "offset": offset}
    found = db.execute(sql, values).fetchall()
    quotes = quotes_by_id(db, [segment_id for segment_id, *_ in found])
    return [replace(quotes[segment_id], confidence=sure, state=state) for segment_id, sure, state in found]


def rejected_quotes(db: Database, theme_id: int, *, limit: int = 50) -> list[Quote]:
    """What a person said does not belong to this theme, in the order it was said."""
    sql = f"""{QUOTE} WHERE EXISTS (SELECT 1 FROM codings WHERE codings.segment_id = segments.id
    AND codings.theme_id = :theme AND codings.state = 'rejected') ORDER BY segments.id LIMIT :limit"""
    return _quotes(db, sql, {"theme": theme_id, "limit": limit})


def segments_by_event(db: Database, theme_id: int) -> dict[int, int]:
    """How many segments each event has of a theme and all that are under it, by event id."""
    sql = f"""
    SELECT events.id, count(DISTINCT codings.segment_id) FROM {_PLACED}
    WHERE codings.theme_id IN ({FAMILY}) AND codings.state <> 'rejected' GROUP BY 1"""
    return dict(db.execute(sql, {"theme": theme_id}).fetchall())


def varied_quotes(db: Database, theme_id: int, *, limit: int) -> list[Quote]:
    """What was said of a theme and all under it at as many events as may be: each event's surest, then its next.

    Those long enough to stand by themselves come first, and nobody is quoted twice before everybody there was once.
    Only who agreed to being quoted is.
    """
    sql = f"""
    WITH said AS (
        SELECT codings.segment_id, turns.contributor_id, events.id AS event_id, max(codings.confidence) AS confidence,
               length(segments.text) < {TOO_SHORT_ALONE} AS is_short
        FROM {_PLACED} LEFT JOIN contributors ON contributors.id = turns.contributor_id
        WHERE codings.theme_id IN ({FAMILY}) AND codings.state <> 'rejected' AND {asks("quotes")} GROUP BY 1
    ), by_person AS (
        SELECT *, row_number() OVER (PARTITION BY contributor_id ORDER BY is_short, confidence DESC, segment_id) AS nth
        FROM said
    ), by_event AS (
        SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY is_short, nth, confidence DESC, segment_id) AS place
        FROM by_person
    )
    SELECT segment_id FROM by_event ORDER BY is_short, place, confidence DESC, segment_id LIMIT :limit"""
    ids = [segment_id for (segment_id,) in db.execute(sql, {"theme": theme_id, "limit": limit})]
    quotes = quotes_by_id(db, ids)
    return [quotes[segment_id] for segment_id in ids]


def unthemed_quotes(
    db: Database, programme_id: int, *, limit: int = 50, offset: int = 0, kind: Unthemed = "no theme"
) -> list[Quote]:
    """What fits no theme, in the order it was said; or what only agrees, or the non-answers."""
    sql = f"""{QUOTE} WHERE events.programme_id = :programme AND segments.is_non_answer = (:kind = 'non-answers')
    AND NOT EXISTS (SELECT 1 FROM codings WHERE codings.segment_id = segments.id AND codings.state <> 'rejected')
    AND (:kind = 'non-answers' OR (:kind = 'agreements') = (segments.id IN (SELECT segment_id FROM agreements)))
    ORDER BY segments.id LIMIT :limit OFFSET :offset"""
    values = {"programme": programme_id, "limit": limit, "offset": offset, "kind": kind}
    return _quotes(db, sql, values)


def quotes_by_id(db: Database, segment_ids: Iterable[int]) -> dict[int, Quote]:
    """Quotes by their segment's id."""
    found: dict[int, Quote] = {}
    for ids in in_batches(segment_ids):
        for row in db.query(f"{QUOTE} WHERE segments.id IN ({marks(ids)})", ids):
            found[row["segment_id"]] = Quote(**row)
    return found


def may_be_quoted(db: Database, segment_ids: Iterable[int]) -> list[Quote]:
    """Of some segments those whose people agreed to being quoted, in the order that they were given."""
    ids = list(segment_ids)
    found: dict[int, Quote] = {}
    for some in in_batches(ids):
        for row in db.query(f"{QUOTE} WHERE segments.id IN ({marks(some)}) AND {asks('quotes')}", some):
            found[row["segment_id"]] = Quote(**row)
    return [found[segment_id] for segment_id in ids if segment_id in found]


def _quotes(db: Database, sql: str, values: dict[str, Any]) -> list[Quote]:
    return [Quote(**row) for row in db.query(sql, values)]
