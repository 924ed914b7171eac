"""Documents, and the turns, segments and contributors that came out of them."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from corpus.consent import NOTHING
from corpus.records import Document, DocumentState, NewContributor, NewSegment, NewTurn, Turn
from corpus.store.rows import Row, now, one

_DOCUMENT = """
SELECT documents.*, events.code AS event_code,
       CASE WHEN EXISTS (SELECT 1 FROM unsigned_documents WHERE document_id = documents.id) THEN 'to sign off'
       ELSE state END AS stands
FROM documents JOIN events ON events.id = documents.event_id
"""


def add_document(db: Database, event_id: int, *, format: str, fingerprint: str) -> tuple[Document, bool]:  # noqa: A002
    """The document with these bytes in this event, and whether it is new: the same file twice is stored once."""
    with db.atomic():
        inserted = db.execute(
            "INSERT INTO documents (event_id, number, format, fingerprint, state, received_at)"
            " SELECT ?, 1 + (SELECT coalesce(max(number), 0) FROM documents WHERE event_id = ?), ?, ?, 'received', ?"
            " WHERE NOT EXISTS (SELECT 1 FROM documents WHERE event_id = ? AND fingerprint = ?)",
            [event_id, event_id, format, fingerprint, now(), event_id, fingerprint],
        ).rowcount
        row = one(
            db,
            _DOCUMENT + "WHERE event_id = ? AND fingerprint = ?",
            [event_id, fingerprint],
            what="such document",
        )
    return _document(row), inserted == 1


def documents(db: Database, event_id: int) -> list[Document]:
    """An event's documents in the order they came."""
    return [_document(row) for row in db.query(_DOCUMENT + "WHERE event_id = ? ORDER BY number", [event_id])]


def document_by_id(db: Database, document_id: int) -> Document:
    """One document. Raises NotFound."""
    return _document(one(db, _DOCUMENT + "WHERE documents.id = ?", [document_id], what=f"document {document_id}"))


def ids_held(db: Database) -> list[int]:
    """Every document's id. Within a transaction nobody else can add a document until it ends."""
    db.execute("UPDATE documents SET state = state WHERE 0")  # takes the lock that a writer takes
    return [row[0] for row in db.execute("SELECT id FROM documents").fetchall()]


def ids_in_programme(db: Database, programme_id: int) -> list[int]:
    """The ids of a programme's documents."""
    sql = "SELECT documents.id FROM documents JOIN events ON events.id = documents.event_id WHERE programme_id = ?"
    return [document_id for (document_id,) in db.execute(sql, [programme_id])]


def received_at(db: Database, document_id: int) -> str:
    """When a document came in. Raises NotFound."""
    row = one(db, "SELECT received_at FROM documents WHERE id = ?", [document_id], what=f"document {document_id}")
    return str(row["received_at"])


def set_state(db: Database, document_id: int, state: DocumentState, *, problem: str | None = None) -> None:
    """Moves a document on; `problem` is the sentence shown to staff where it failed."""
    with db.atomic():
        db.execute("UPDATE documents SET state = ?, problem = ? WHERE id = ?", [state, problem, document_id])


def remove_document(db: Database, document_id: int) -> None:
    """A document and everything that came out of it, contributors who spoke nowhere else included."""
    with db.atomic():
        db.execute("DELETE FROM documents WHERE id = ?", [document_id])
        remove_the_silent(db)
        forget_words(db)


def store_turns(
    db: Database,
    document: Document,
    *,
    contributors: Iterable[NewContributor],
    turns: Sequence[NewTurn],
    blank: int,
) -> None:
    """What a document holds, all of it or nothing; a second call replaces the first.

    Whoever agreed to nothing is listed as left out, and none of their turns is stored.

    Raises NotFound where the document was removed meanwhile.
    """
    with db.atomic():
        document_by_id(db, document.id)
        if db.execute("DELETE FROM turns WHERE document_id = ?", [document.id]).rowcount:
            forget_words(db)
        db.execute("DELETE FROM left_out WHERE document_id = ?", [document.id])
        ids: dict[str, int] = {}
        silent: set[str | None] = set()
        for person in contributors:
            if person.consent == NOTHING:
                _leave_out(db, document.id, person)
                silent.add(person.code)
            else:
                ids[person.code] = _upsert_contributor(db, document.event_id, person)
        turns = [turn for turn in turns if turn.contributor not in silent]
        for position, turn in enumerate(turns):
            _insert_turn(db, document.id, position, turn, ids.get(turn.contributor or ""))
        remove_the_silent(db)
        said = [turn.text for turn in turns if turn.part == "contributor"]
        repeated = Counter(turn.text for turn in turns if turn.part == "contributor" and not turn.is_held)
        db.execute(
            "UPDATE documents SET state = 'ready', problem = NULL, answers = ?, blank = ?, duplicate = ? WHERE id = ?",
            [len(said) + blank, blank, repeated.total() - len(repeated), document.id],
        )


def turns(db: Database, document_id: int) -> list[Turn]:
    """A document's turns in order."""
    sql = """SELECT id, document_id, position, part, speaker, text, started_at, prompt, contributor_id
             FROM turns WHERE document_id = ? ORDER BY position"""
    return [Turn(**row) for row in db.query(sql, [document_id])]


def turn_with_segments(db: Database, programme_id: int, turn_id: int) -> tuple[Turn, list[NewSegment]]:
    """A turn of a programme, and where its segments lie in it. Raises NotFound."""
    sql = """SELECT turns.id, turns.document_id, turns.position, turns.part, turns.speaker, turns.text,
             turns.started_at, turns.prompt, turns.contributor_id FROM turns
             JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
             WHERE turns.id = ? AND events.programme_id = ?"""
    turn = Turn(**one(db, sql, [turn_id, programme_id], what="such turn in this programme"))
    sql = 'SELECT start, "end", is_non_answer FROM segments WHERE turn_id = ? ORDER BY start'
    rows = db.execute(sql, [turn_id])
    return turn, [NewSegment(start, end, is_non_answer=bool(is_none)) for start, end, is_none in rows]


def turns_around(db: Database, turn_id: int, number: int) -> list[Turn]:
    """A turn with up to `number` turns before it and after it in its document, in order."""
    sql = """SELECT turns.id, turns.document_id, turns.position, turns.part, turns.speaker, turns.text,
             turns.started_at, turns.prompt, turns.contributor_id FROM turns
             JOIN turns AS middle ON middle.document_id = turns.document_id
             WHERE middle.id = ? AND abs(turns.position - middle.position) <= ? ORDER BY turns.position"""
    return [Turn(**row) for row in db.query(sql, [turn_id, number])]


def _upsert_contributor(db: Database, event_id: int, person: NewContributor) -> int:
    row = db.execute(
        "INSERT INTO contributors (event_id, code, pseudonym, role, age_band, locality, attributes,"
        " consent, consent_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (event_id, code) DO UPDATE SET pseudonym = excluded.pseudonym,"
        " role = excluded.role, age_band = excluded.age_band, locality = excluded.locality,"
        " attributes = excluded.attributes, consent = excluded.consent, consent_by = excluded.consent_by RETURNING id",
        [
            event_id,
            person.code,
            person.pseudonym,
            person.role,
            person.age_band,
            person.locality,
            json.dumps(dict(person.attributes), ensure_ascii=False),
            person.consent,
            person.consent_by,
        ],
    ).fetchone()
    return int(row[0])


def _leave_out(db: Database, document_id: int, person: NewContributor) -> None:
    db.execute(
        "INSERT INTO left_out (document_id, code, pseudonym, role, age_band, consent_by) VALUES (?, ?, ?, ?, ?, ?)",
        [document_id, person.code, person.pseudonym, person.role, person.age_band, person.consent_by],
    )


def _insert_turn(db: Database, document_id: int, position: int, turn: NewTurn, contributor_id: int | None) -> None:
    turn_id = db.execute(
        "INSERT INTO turns (document_id, position, contributor_id, part, speaker, prompt, started_at, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            document_id,
            position,
            contributor_id,
            turn.part,
            turn.speaker,
            turn.prompt,
            turn.started_at,
            turn.text,
        ],
    ).lastrowid
    insert_segments(db, int(turn_id or 0), turn.text, turn.segments)
    if turn.is_held:
        db.execute("INSERT INTO holds (turn_id, state, held_at) VALUES (?, 'waiting', ?)", [turn_id, now()])


def insert_segments(db: Database, turn_id: int, text: str, segments: Iterable[NewSegment]) -> None:
    """Keeps the segments of a turn of which this is the text."""
    db.conn.executemany(
        'INSERT INTO segments (turn_id, start, "end", text, is_non_answer) VALUES (?, ?, ?, ?, ?)',
        [
            (turn_id, segment.start, segment.end, text[segment.start : segment.end], segment.is_non_answer)
            for segment in segments
        ],
    )


def remove_the_silent(db: Database) -> None:
    """Contributors of whom no turn is left."""
    db.execute(
        "DELETE FROM contributors WHERE id NOT IN (SELECT contributor_id FROM turns WHERE contributor_id IS NOT NULL)"
    )


def _document(row: Row) -> Document:
    return Document(
        id=row["id"],
        event_id=row["event_id"],
        number=row["number"],
        title=f"{row['event_code']} document {row['number']}",
        format=row["format"],
        state=row["stands"],
        problem=row["problem"],
        answers=row["answers"],
        blank=row["blank"],
        duplicate=row["duplicate"],
    )


def forget_words(db: Database) -> None:
    """Takes out sentences of summaries that rest on nothing any more, and rewrites the search index, which keeps
    the words of deleted rows until then."""
    db.execute(
        "DELETE FROM summary_lines WHERE NOT EXISTS (SELECT 1 FROM summary_evidence AS evidence"
        " WHERE evidence.theme_id = summary_lines.theme_id AND evidence.position = summary_lines.position)"
    )
    db.execute("INSERT INTO segments_fts (segments_fts) VALUES ('optimize')")
