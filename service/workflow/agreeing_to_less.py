"""When people agree to less than before: what was made with their words, and is served, follows at once."""

from collections.abc import Collection, Iterable

from corpus.consent import NOTHING, allows
from corpus.records import Document, Event, NewContributor, Release
from corpus.store import contributors, documents, releases
from service.workflow.theme_words import take_out_of_names
from service.workspace import Workspace

BECAUSE = "Somebody agreed to less than before."


def withdraw_releases(workspace: Workspace, event: Event, document_id: int, *, because: str) -> list[Release]:
    """Withdraws what was published since a document came in; the files are for whoever calls this to remove."""
    corpus = workspace.corpus
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


def before_taken_in_anew(
    workspace: Workspace, event: Event, document: Document, people: Iterable[NewContributor]
) -> list[Release]:
    """For when a document was confirmed again: takes words of those who agree to less now out of names and releases.

    To be called in the transaction that stores the turns, before they are replaced.
    """
    known = contributors.contributors(workspace.corpus, event.id)
    before = {one.code: one.consent for one in known if one.document_id == document.id}
    lower = {one.code: one.consent for one in people if one.consent < before.get(one.code, NOTHING)}
    forget_names(workspace, event, [code for code, level in lower.items() if not allows(level, "theme names")])
    return withdraw_releases(workspace, event, document.id, because=BECAUSE) if lower else []
