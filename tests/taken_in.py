"""Taking a document in and signing it off in one go, for tests of what comes after."""

from corpus.store import unsigned
from nlp.protocols import Encoder, Progress, unheard
from service.workflow import taking_in
from service.workflow.sign_off import sign_off
from service.workspace import Workspace


def take_in(
    workspace: Workspace, document_id: int, progress: Progress = unheard, *, encoder: Encoder | None = None
) -> None:
    """Takes in what was confirmed, and signs it off as it is."""
    taking_in.take_in(workspace, document_id, progress, encoder=encoder)
    sign_off(workspace, document_id, by="Sam")


def sign_all(workspace: Workspace, programme_id: int = 1) -> None:
    """Signs off whatever waits in a programme, as it is."""
    for one in unsigned.unsigned_documents(workspace.corpus, programme_id):
        sign_off(workspace, one.document_id, by="Sam")
