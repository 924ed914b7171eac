"""What a use case works with: the settings, the open corpus, and the way into the vault."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.store.connect import corpus_at
from corpus.vault import Vault, vault_at
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Workspace:
    """One open corpus and the settings it was opened with."""

    settings: Settings
    corpus: Database

    def vault(self) -> AbstractContextManager[Vault]:
        """The vault, open for the length of a block."""
        return vault_at(self.settings.vault_path, self.settings.vault_key_path)


@contextmanager
def open_workspace(settings: Settings) -> Iterator[Workspace]:
    """A workspace for the length of a block."""
    with corpus_at(settings.corpus_path) as corpus:
        yield Workspace(settings, corpus)
