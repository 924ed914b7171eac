"""Search: segments that hold all of some words, and where the words stand in them."""

import re
from collections.abc import Sequence

from sqlite_utils import Database

from corpus.consent import asks
from corpus.records import Quote
from corpus.store.quotes import QUOTE
from corpus.store.rows import in_batches, marks

MARK_START, MARK_END = "\ue000", "\ue001"
"""Set around a found word. Unicode keeps these two for private use, so that nobody's speech holds them."""


_QUOTABLE = """FROM segments JOIN turns ON turns.id = segments.turn_id
JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
JOIN contributors ON contributors.id = turns.contributor_id"""
_IS_QUOTABLE = f"events.programme_id = :programme AND NOT segments.is_non_answer AND {asks('quotes')}"


def search_quotes(db: Database, programme_id: int, words: str, *, limit: int = 50, offset: int = 0) -> list[Quote]:
    """Segments that hold all of the words, best match first."""
    if not (query := _as_fts_query(words)):
        return []
    sql = f"""{QUOTE} JOIN segments_fts ON segments_fts.rowid = segments.id
    WHERE segments_fts MATCH :query AND events.programme_id = :programme
    ORDER BY segments_fts.rank LIMIT :limit OFFSET :offset"""
    values = {"query": query, "programme": programme_id, "limit": limit, "offset": offset}
    return [Quote(**row) for row in db.query(sql, values)]


def count_found(db: Database, programme_id: int, words: str) -> int:
    """How many segments hold all of the words."""
    if not (query := _as_fts_query(words)):
        return 0
    sql = """SELECT count(*) FROM segments_fts JOIN segments ON segments.id = segments_fts.rowid
    JOIN turns ON turns.id = segments.turn_id JOIN documents ON documents.id = turns.document_id
    JOIN events ON events.id = documents.event_id WHERE segments_fts MATCH ? AND events.programme_id = ?"""
    return int(db.execute(sql, [query, programme_id]).fetchone()[0])


def quotable_with_any(db: Database, programme_id: int, words: Sequence[str], *, limit: int) -> list[int]:
    """Ids of segments that hold any of the words, of people who agreed to being quoted, best match first."""
    if not words:
        return []
    sql = f"""SELECT segments.id {_QUOTABLE} JOIN segments_fts ON segments_fts.rowid = segments.id
    WHERE segments_fts MATCH :query AND {_IS_QUOTABLE} ORDER BY segments_fts.rank, segments.id LIMIT :limit"""
    query = " OR ".join(_as_fts_query(word) for word in words)
    values = {"query": query, "programme": programme_id, "limit": limit}
    return [segment_id for (segment_id,) in db.execute(sql, values)]


def quotable(db: Database, programme_id: int, *, limit: int) -> list[tuple[int, str]]:
    """Ids and texts of all segments of people who agreed to being quoted; none where they are more than the limit."""
    sql = f"SELECT segments.id, segments.text {_QUOTABLE} WHERE {_IS_QUOTABLE} ORDER BY segments.id LIMIT :most"
    found = db.execute(sql, {"programme": programme_id, "most": limit + 1}).fetchall()
    return found if len(found) <= limit else []


def found_words(db: Database, segment_ids: Sequence[int], words: str) -> dict[int, str]:
    """Segments' texts with each found word between MARK_START and MARK_END, however it was inflected."""
    if not (query := _as_fts_query(words)):
        return {}
    found: dict[int, str] = {}
    for ids in in_batches(segment_ids):
        sql = f"""SELECT rowid, highlight(segments_fts, 0, ?, ?) FROM segments_fts
                  WHERE segments_fts MATCH ? AND rowid IN ({marks(ids)})"""
        found.update(db.execute(sql, [MARK_START, MARK_END, query, *ids]).fetchall())
    return found


def _as_fts_query(words: str) -> str:
    """Every word quoted, so that nothing a person types is read as search syntax."""
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", words))
