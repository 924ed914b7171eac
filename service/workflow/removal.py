"""Taking a document out again, with everything that came out of it."""

from corpus.store import documents, events, jobs, vectors
from service.workflow.intake import ANALYSE, READ, TAKE_IN
from service.workspace import Workspace


def remove_document(workspace: Workspace, document_id: int) -> None:
    """Removes a document's bytes, names, turns, segments, codings and vectors, and queues a new analysis.

    Raises NotFound. Releases that were published before stay as they are; the analysis publishes one without it.
    """
    document = documents.document_by_id(workspace.corpus, document_id)
    programme_id = events.event_by_id(workspace.corpus, document.event_id).programme_id
    with workspace.vault() as vault:
        documents.remove_document(workspace.corpus, document_id)
        jobs.drop_waiting(workspace.corpus, (READ, TAKE_IN), subject_id=document_id)
        vault.destroy(document_id)
    vectors.forget_unused_vectors(workspace.corpus)
    if document.state == "ready":
        jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=programme_id)
