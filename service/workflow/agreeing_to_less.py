"""When people agree to less than before: what was made with their words, and is served, follows at once."""

from collections.abc import Collection

from corpus.records import Event, Release
from corpus.store import contributors, documents, releases
from corpus.store.unsigned import sign_off_of
from service.workflow.theme_words import take_back_quotes, take_out_of_names
from service.workspace import Workspace

BECAUSE = "Somebody agreed to less than before."


def withdraw_releases(workspace: Workspace, event: Event, document_id: int, *, because: str) -> list[Release]:
    """Withdraws what was published since a document came in; the files are for whoever calls this to remove.

    Nothing of a document that nobody has signed off was published.
    """
    corpus = workspace.corpus
    if sign_off_of(corpus, document_id) is None:
        return []
    since = documents.received_at(corpus, document_id)
    held = [one for one in releases.releases(corpus, event.programme_id) if one.published_at >= since]
    for release in held:
        releases.withdraw_release(corpus, release.id, because=because)
    return held


def forget_names(workspace: Workspace, event: Event, codes: Collection[str]) -> None:
    """Has no theme called by what only these people said."""
    said: dict[int, str] = {}
    for code in codes:
        said |= contributors.said_by(workspace.corpus, event.id, code)
    if said:
        take_out_of_names(workspace.corpus, event.programme_id, list(said.values()), said.keys())


def forget_quotes(workspace: Workspace, event: Event, code: str) -> None:
    """Has nothing that people wrote quote somebody who agrees to that no more."""
    take_back_quotes(
        workspace.corpus, event.programme_id, [*contributors.said_by(workspace.corpus, event.id, code).values()]
    )
