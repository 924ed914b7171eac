"""Agreements: segments in which somebody says no more than that they agree, and the segment they agree with.

An agreement is no coding of its own here. Whoever agrees counts among the people who said the other segment's themes,
whatever those are at the time, so that a person's decision on a coding holds for those who agreed as well.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlite_utils import Database

from corpus.store.codings import coder_id
from corpus.store.rows import in_batches, marks

CODER = "agreement"
"""The coder that a release names for the themes of people who agreed."""


_SOME = "AND (? IS NULL OR documents.id IN (SELECT value FROM json_each(?)))"


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn of a conversation: its contributor (None where a facilitator speaks), its words, its segments by id."""

    contributor_id: int | None
    text: str
    segments: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class AgreedWith:
    """What somebody agreed with: a segment, its words and who said it."""

    segment_id: int
    turn_id: int
    text: str
    speaker: str


def conversations(
    db: Database, programme_id: int, documents: Sequence[int] | None = None
) -> Iterator[list[SpokenTurn]]:
    """The turns of each document in which people talked with each other: no tables of answers.

    They are those of a programme, or of it only some `documents`.
    """
    sql = f"""
    SELECT documents.id, turns.id, CASE turns.part WHEN 'contributor' THEN turns.contributor_id END, turns.text,
           segments.id, segments.text
    FROM turns JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
    LEFT JOIN segments ON segments.turn_id = turns.id
    WHERE events.programme_id = ? AND turns.prompt IS NULL {_SOME}
    ORDER BY documents.id, turns.position, segments.start"""
    for _, spoken in groupby(db.execute(sql, _which(programme_id, documents)), key=lambda row: row[0]):
        turns = (list(rows) for _, rows in groupby(spoken, key=lambda row: row[1]))
        yield [SpokenTurn(rows[0][2], rows[0][3], tuple(row[4:] for row in rows if row[4])) for rows in turns]


def replace_agreements(
    db: Database, programme_id: int, agreed: Mapping[int, int], documents: Sequence[int] | None = None
) -> None:
    """The agreements of a programme, or of some of its documents: agreeing segment to the one agreed with.

    They come in place of those before.

    What a model suggested for an agreeing segment goes: its words are “same”, and its themes are the other segment's.
    """
    coder_id(db, "model", CODER)
    with db.atomic():
        db.execute(
            "DELETE FROM agreements WHERE segment_id IN (SELECT segments.id FROM segments"
            " JOIN turns ON turns.id = segments.turn_id JOIN documents ON documents.id = turns.document_id"
            f" JOIN events ON events.id = documents.event_id WHERE events.programme_id = ? {_SOME})",
            _which(programme_id, documents),
        )
        db.conn.executemany(
            "INSERT INTO agreements SELECT one.id, other.id FROM segments AS one JOIN segments AS other"
            " WHERE one.id = ? AND other.id = ?",
            agreed.items(),
        )
        db.conn.executemany(
            "DELETE FROM codings WHERE segment_id = ? AND state = 'suggested'", [(segment_id,) for segment_id in agreed]
        )


def _which(programme_id: int, documents: Sequence[int] | None) -> list[int | str | None]:
    """What the question marks of a query with _SOME stand for."""
    some = None if documents is None else json.dumps(list(documents))
    return [programme_id, some, some or "[]"]


def people_agreeing(db: Database, segment_ids: Sequence[int]) -> dict[int, int]:
    """How many people agreed with each segment; one that nobody agreed with is left out."""
    found: dict[int, int] = {}
    for ids in in_batches(segment_ids):
        sql = f"""SELECT agreements.agreed_with, count(DISTINCT turns.contributor_id) FROM agreements
        JOIN segments ON segments.id = agreements.segment_id JOIN turns ON turns.id = segments.turn_id
        WHERE agreements.agreed_with IN ({marks(ids)}) GROUP BY 1"""
        found.update(db.execute(sql, ids).fetchall())
    return found


def agreed_with(db: Database, segment_ids: Sequence[int]) -> dict[int, AgreedWith]:
    """What each of these segments agrees with; one that agrees with nothing is left out."""
    found: dict[int, AgreedWith] = {}
    for ids in in_batches(segment_ids):
        sql = f"""SELECT agreements.segment_id, other.id, turns.id, other.text, turns.speaker FROM agreements
        JOIN segments AS other ON other.id = agreements.agreed_with JOIN turns ON turns.id = other.turn_id
        WHERE agreements.segment_id IN ({marks(ids)})"""
        found.update((segment_id, AgreedWith(*what)) for segment_id, *what in db.execute(sql, ids))
    return found
