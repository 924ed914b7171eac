"""Quotes: segments with who said them and where, by theme, by search, or by what fits no theme."""

import re
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from corpus.records import Quote
from corpus.store.rows import in_batches, marks

_QUOTE = """
SELECT segments.id AS segment_id, turns.id AS turn_id, documents.id AS document_id, segments.text, turns.speaker,
       contributors.role, contributors.age_band, events.id AS event_id, events.name AS event_name,
       coalesce(contributors.locality, events.locality) AS locality, events.engagement_model,
       {confidence} AS confidence, {state} AS state
FROM segments JOIN turns ON turns.id = segments.turn_id
JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
LEFT JOIN contributors ON contributors.id = turns.contributor_id
"""
_UNCODED = _QUOTE.format(confidence="NULL", state="NULL")
_CODED = _QUOTE.format(confidence="codings.confidence", state="codings.state")


def quotes_for_theme(
    db: Database, theme_id: int, *, event_id: int | None = None, limit: int = 50, offset: int = 0
) -> list[Quote]:
    """What was said of a theme, surest first; only at one event where it is given."""
    sql = f"""{_CODED} JOIN codings ON codings.segment_id = segments.id
    WHERE codings.theme_id = :theme AND codings.state <> 'rejected' AND (:event IS NULL OR events.id = :event)
    ORDER BY codings.confidence DESC, segments.id LIMIT :limit OFFSET :offset"""
    return _quotes(db, sql, {"theme": theme_id, "event": event_id, "limit": limit, "offset": offset})


def unthemed_quotes(
    db: Database, programme_id: int, *, limit: int = 50, offset: int = 0, non_answers: bool = False
) -> list[Quote]:
    """What fits no theme, in the order it was said; or the non-answers."""
    sql = f"""{_UNCODED} WHERE events.programme_id = :programme AND segments.is_non_answer = :non_answers
    AND NOT EXISTS (SELECT 1 FROM codings WHERE codings.segment_id = segments.id AND codings.state <> 'rejected')
    ORDER BY segments.id LIMIT :limit OFFSET :offset"""
    values = {"programme": programme_id, "limit": limit, "offset": offset, "non_answers": non_answers}
    return _quotes(db, sql, values)


def search_quotes(db: Database, programme_id: int, words: str, *, limit: int = 50, offset: int = 0) -> list[Quote]:
    """Segments that hold all of the words, best match first."""
    if not (query := _as_fts_query(words)):
        return []
    sql = f"""{_UNCODED} JOIN segments_fts ON segments_fts.rowid = segments.id
    WHERE segments_fts MATCH :query AND events.programme_id = :programme
    ORDER BY segments_fts.rank LIMIT :limit OFFSET :offset"""
    return _quotes(db, sql, {"query": query, "programme": programme_id, "limit": limit, "offset": offset})


def count_found(db: Database, programme_id: int, words: str) -> int:
    """How many segments hold all of the words."""
    if not (query := _as_fts_query(words)):
        return 0
    sql = """SELECT count(*) FROM segments_fts JOIN segments ON segments.id = segments_fts.rowid
    JOIN turns ON turns.id = segments.turn_id JOIN documents ON documents.id = turns.document_id
    JOIN events ON events.id = documents.event_id WHERE segments_fts MATCH ? AND events.programme_id = ?"""
    return int(db.execute(sql, [query, programme_id]).fetchone()[0])


def quotes_by_id(db: Database, segment_ids: Iterable[int]) -> dict[int, Quote]:
    """Quotes by their segment's id."""
    found: dict[int, Quote] = {}
    for ids in in_batches(segment_ids):
        for row in db.query(f"{_UNCODED} WHERE segments.id IN ({marks(ids)})", ids):
            found[row["segment_id"]] = Quote(**row)
    return found


def _quotes(db: Database, sql: str, values: dict[str, Any]) -> list[Quote]:
    return [Quote(**row) for row in db.query(sql, values)]


def _as_fts_query(words: str) -> str:
    """Every word quoted, so that nothing a person types is read as search syntax."""
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", words))
