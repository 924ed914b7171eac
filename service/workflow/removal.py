"""Taking a document out again, with everything that came out of it."""

from corpus.store import documents, events, jobs, vectors
from service.workflow.encoding import as_encoded
from service.workflow.intake import ANALYSE
from service.workflow.open_release import remove_ended
from service.workflow.summarising import recount_all
from service.workspace import Workspace


def remove_document(workspace: Workspace, document_id: int) -> None:
    """Removes a document's bytes, names, turns, segments, codings, vectors and jobs, and queues a new analysis.

    Until that is done, summaries count who is left, and keep no sentence whose words have gone. Analysis releases that
    were published before stay as they are, and the analysis publishes one without it; an open release with words of it
    is recalled. Raises NotFound.
    """
    document = documents.document_by_id(workspace.corpus, document_id)
    programme_id = events.event_by_id(workspace.corpus, document.event_id).programme_id
    with workspace.vault() as vault:
        vault.destroy(document_id)
        documents.remove_document(workspace.corpus, document_id)
        vault.destroy(document_id)  # what the worker sealed meanwhile
    recount_all(workspace.corpus, programme_id)
    jobs.drop_jobs(workspace.corpus, subject_id=document_id)
    vectors.forget_unused_vectors(workspace.corpus, as_encoded)
    remove_ended(workspace)
    if document.answers:
        jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=programme_id)
