"""Clocks: how long each zone keeps what it holds, what is due, and destroying that on a signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from corpus.store import documents, releases, unsigned
from corpus.store.destructions import Held, documents_before, keep_destruction, superseded_releases_before
from service.errors import InvalidChoice
from service.workflow.removal import remove_document
from service.workflow.withdrawal import remove_file_of, scrub
from service.workspace import Workspace

Zone = Literal["vault", "corpus", "releases"]
ZONES: tuple[Zone, ...] = ("vault", "corpus", "releases")
BECAUSE = "Its time was over."
NEVER_SIGNED = "Its upload was destroyed, because its time was over, before anybody had signed the document off."


@dataclass(frozen=True, slots=True)
class Due:
    """A thing that has been kept for as long as its zone's clock says."""

    zone: Zone
    held: Held


def clocks(workspace: Workspace) -> dict[Zone, int]:
    """Days by zone; 0 where nothing ever becomes due."""
    settings = workspace.settings
    return {
        "vault": settings.keep_uploads_days,
        "corpus": settings.keep_corpus_days,
        "releases": settings.keep_releases_days,
    }


def due(workspace: Workspace, at: datetime | None = None) -> list[Due]:
    """What is due now, or at a moment."""
    now = at or datetime.now(UTC)
    moments = {
        zone: (now - timedelta(days=days)).isoformat(timespec="seconds") if days else ""
        for zone, days in clocks(workspace).items()
    }
    with workspace.vault() as vault:
        uploads = set(vault.documents_held())
    found = [Due("vault", one) for one in documents_before(workspace.corpus, moments["vault"]) if one.id in uploads]
    found += [Due("corpus", one) for one in documents_before(workspace.corpus, moments["corpus"])]
    return found + [Due("releases", one) for one in superseded_releases_before(workspace.corpus, moments["releases"])]


def destroy(workspace: Workspace, things: Sequence[Due], *, signed_by: str) -> None:
    """Destroys what is due, and writes down what it was and who signed. Raises InvalidChoice without a signature."""
    if not signed_by.strip():
        raise InvalidChoice("Sign with your name: what is destroyed is gone.")
    for one in things:
        _DESTROY[one.zone](workspace, one.held)
        keep_destruction(workspace.corpus, one.zone, one.held, signed_by=signed_by.strip())
        workspace.record("destroy", f"{one.zone} {one.held.id}")
    if things:
        scrub(workspace)


def _destroy_upload(workspace: Workspace, held: Held) -> None:
    """The file, its name, and what was read and masked of it. What was signed off stays; it cannot be taken in anew."""
    with workspace.vault() as vault:
        vault.destroy(held.id)
        vault.scrub()
    with workspace.corpus.atomic():
        unsigned.drop_unsigned(workspace.corpus, held.id)
        if unsigned.sign_off_of(workspace.corpus, held.id) is None:
            documents.set_state(workspace.corpus, held.id, "failed", problem=NEVER_SIGNED)


def _destroy_document(workspace: Workspace, held: Held) -> None:
    remove_document(workspace, held.id)


def _destroy_release(workspace: Workspace, held: Held) -> None:
    releases.withdraw_release(workspace.corpus, held.id, because=BECAUSE)
    remove_file_of(workspace, held.id)


_DESTROY = {"vault": _destroy_upload, "corpus": _destroy_document, "releases": _destroy_release}
