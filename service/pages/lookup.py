"""Things that an address names, found only where they belong."""

from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import Document, Event, Programme
from corpus.store import documents, events


def document_in(corpus: Database, programme: Programme, document_id: int) -> tuple[Document, Event]:
    """A document of this programme, and its event. Raises NotFound."""
    document = documents.document_by_id(corpus, document_id)
    event = events.event_by_id(corpus, document.event_id)
    if event.programme_id != programme.id:
        raise NotFound(f"There is no document {document_id} in this programme.")
    return document, event
