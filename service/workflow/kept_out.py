"""What comes in again of somebody who withdrew is kept out."""

from corpus.readers.records import Table, Transcript
from corpus.store import documents, events, programmes
from service.workflow.what_remains import fingerprints, is_said
from service.workspace import Workspace


def withdrawn_places(workspace: Workspace, document_id: int, reading: Transcript | Table) -> list[int]:
    """Which turns, or rows, of a file that has come in are of somebody who withdrew."""
    if not workspace.settings.ledger_path.exists():
        return []
    corpus = workspace.corpus
    event = events.event_by_id(corpus, documents.document_by_id(corpus, document_id).event_id)
    slug = programmes.programme_by_id(corpus, event.programme_id).slug
    with workspace.ledger() as ledger:
        gone = {piece for one in ledger.withdrawals(slug, event.code) for piece in one.pieces}
        own = fingerprints(ledger, slug, event.code, reading) if gone else []
    return [place for place, piece in enumerate(own) if piece in gone and is_said(reading, place)]
