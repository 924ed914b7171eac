"""Clearing away what work left that was cut off: a kept word that nobody knows of could not be withdrawn."""

import shutil
from pathlib import Path

from corpus.errors import VaultLocked
from corpus.store import documents
from corpus.store.open_releases import files_of_open_releases
from corpus.store.releases import files_released
from service.half_backups import remove_half_backups
from service.restoring import remove_leavings
from service.workflow.open_release import remove_ended
from service.workspace import Workspace


def sweep(workspace: Workspace) -> None:
    """Destroys what the vault holds of documents that are not there, releases that were not finished, and copies of
    the data that a backup or a restore left that was cut off.

    To be called by the one process that runs jobs, while none is running. A vault that is locked is left for later.
    """
    _sweep_releases(workspace.settings.releases_path, files_released(workspace.corpus))
    _sweep_releases(workspace.settings.open_releases_path, files_of_open_releases(workspace.corpus))
    remove_ended(workspace)
    remove_half_backups(workspace.settings.home)
    remove_leavings(workspace.settings.home)
    if not workspace.settings.vault_path.exists():
        return
    try:
        with workspace.vault() as vault, workspace.corpus.atomic():
            vault.keep_only(documents.ids_held(workspace.corpus))
    except VaultLocked:
        pass


def _sweep_releases(folder: Path, released: set[str]) -> None:
    """Removes what was not finished, and what stands under a release's name and was never written down."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and path.name.startswith("."):
            shutil.rmtree(path)
        elif path.suffix in (".db", ".db-journal") and path.name not in released:
            path.unlink()
