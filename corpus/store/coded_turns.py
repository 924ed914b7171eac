"""A document's turns as they are read: each segment with the themes it was coded with."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.records import CodingState, Turn
from corpus.store.documents import turns
from corpus.store.rows import in_batches, marks


@dataclass(frozen=True, slots=True)
class ThemeMark:
    """A theme on a segment."""

    theme_id: int
    name: str
    confidence: float
    state: CodingState


@dataclass(frozen=True, slots=True)
class CodedSegment:
    """A segment and its themes, surest first."""

    id: int
    start: int
    end: int
    text: str
    themes: tuple[ThemeMark, ...]


@dataclass(frozen=True, slots=True)
class CodedTurn:
    """A turn and its segments; a facilitator's has none."""

    turn: Turn
    segments: tuple[CodedSegment, ...]


def coded_turns(db: Database, document_id: int) -> list[CodedTurn]:
    """A document from its first turn to its last."""
    themes: dict[int, list[ThemeMark]] = {}
    sql = """
    SELECT codings.segment_id, themes.id, themes.name, codings.confidence, codings.state FROM codings
    JOIN themes ON themes.id = codings.theme_id JOIN segments ON segments.id = codings.segment_id
    JOIN turns ON turns.id = segments.turn_id WHERE turns.document_id = ? ORDER BY codings.confidence DESC"""
    for segment_id, *mark in db.execute(sql, [document_id]):
        themes.setdefault(segment_id, []).append(ThemeMark(*mark))
    segments: dict[int, list[CodedSegment]] = {}
    sql = """
    SELECT segments.turn_id, segments.id, segments.start, segments."end", segments.text FROM segments
    JOIN turns ON turns.id = segments.turn_id WHERE turns.document_id = ? ORDER BY segments.turn_id, segments.start"""
    for turn_id, segment_id, start, end, text in db.execute(sql, [document_id]):
        coded = CodedSegment(segment_id, start, end, text, tuple(themes.get(segment_id, ())))
        segments.setdefault(turn_id, []).append(coded)
    return [CodedTurn(turn, tuple(segments.get(turn.id, ()))) for turn in turns(db, document_id)]


def themes_on(db: Database, segment_ids: Sequence[int]) -> dict[int, list[ThemeMark]]:
    """The themes on each segment, surest first, those rejected left out."""
    found: dict[int, list[ThemeMark]] = {}
    for ids in in_batches(segment_ids):
        sql = f"""SELECT codings.segment_id, themes.id, themes.name, codings.confidence, codings.state FROM codings
        JOIN themes ON themes.id = codings.theme_id WHERE codings.segment_id IN ({marks(ids)})
        AND codings.state <> 'rejected' AND themes.status <> 'retired' ORDER BY codings.confidence DESC, themes.id"""
        for segment_id, *mark in db.execute(sql, ids):
            found.setdefault(segment_id, []).append(ThemeMark(*mark))
    return found


def every_theme_on(db: Database, segment_id: int) -> list[ThemeMark]:
    """The themes in use on one segment, those rejected too, surest first."""
    sql = """SELECT themes.id, themes.name, codings.confidence, codings.state FROM codings
    JOIN themes ON themes.id = codings.theme_id WHERE codings.segment_id = ? AND themes.status <> 'retired'
    ORDER BY codings.confidence DESC, themes.id"""
    return [ThemeMark(*mark) for mark in db.execute(sql, [segment_id])]


def non_answers_in(db: Database, document_id: int) -> set[int]:
    """The ids of a document's segments that say nothing: "n/a", "nothing"."""
    sql = """SELECT segments.id FROM segments JOIN turns ON turns.id = segments.turn_id
             WHERE turns.document_id = ? AND segments.is_non_answer"""
    return {segment_id for (segment_id,) in db.execute(sql, [document_id])}
