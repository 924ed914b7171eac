"""Clearing away what an upload left that was cut off between the vault and the corpus."""

from corpus.errors import VaultLocked
from corpus.store import documents
from service.workspace import Workspace


def sweep(workspace: Workspace) -> None:
    """Destroys what the vault holds of documents that are not there. A vault that is locked is left for later."""
    if not workspace.settings.vault_path.exists():
        return
    try:
        with workspace.vault() as vault, workspace.corpus.atomic():
            vault.keep_only(documents.ids_held(workspace.corpus))
    except VaultLocked:
        pass
