"""Who and what an event brought: its people, and its documents by their state."""

from sqlite_utils import Database

from corpus.records import Document, DocumentState
from corpus.store.documents import document_by_id, ids_in_programme


def people_by_event(db: Database, programme_id: int) -> dict[int, int]:
    """How many people were heard at each event, by the event's id; an event without any is left out."""
    sql = """SELECT events.id, count(*) FROM contributors JOIN events ON events.id = contributors.event_id
             WHERE events.programme_id = ? GROUP BY events.id"""
    return dict(db.execute(sql, [programme_id]).fetchall())


def documents_by_event(db: Database, programme_id: int) -> dict[int, int]:
    """How many documents each event holds, by the event's id; an event without any is left out."""
    sql = """SELECT events.id, count(*) FROM documents JOIN events ON events.id = documents.event_id
             WHERE events.programme_id = ? GROUP BY events.id"""
    return dict(db.execute(sql, [programme_id]).fetchall())


def documents_in_state(db: Database, programme_id: int, state: DocumentState) -> list[Document]:
    """A programme's documents in one state, oldest first."""
    every = [document_by_id(db, document_id) for document_id in ids_in_programme(db, programme_id)]
    return sorted((one for one in every if one.state == state), key=lambda one: one.id)
