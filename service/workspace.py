"""What a use case works with: the settings, the open corpus, who acts, and the way into the vault."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace

from sqlite_utils import Database

from corpus.ledger import Ledger, ledger_at
from corpus.store.connect import corpus_at
from corpus.vault import Vault, vault_at
from service import audit
from service.restoring import finish
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Workspace:
    """One open corpus, the settings it was opened with, and who is at work in it, as the audit calls them."""

    settings: Settings
    corpus: Database
    actor: str = "chorus"

    def vault(self) -> AbstractContextManager[Vault]:
        """The vault, open for the length of a block; what is read in it is told to the audit first."""
        return vault_at(self.settings.vault_path, self.settings.vault_key_path, told=self._vault_is_read)

    def record(self, action: str, subject: str = "") -> None:
        """Tells the audit what the actor did; things by their ids, and nothing of what is in them."""
        audit.record(self.settings, self.corpus, who=self.actor, action=action, subject=subject)

    def on_behalf_of(self, actor: str) -> "Workspace":
        """The same workspace, for what somebody else does."""
        return replace(self, actor=actor)

    def _vault_is_read(self, kind: str, document_ids: Sequence[int], reason: str) -> None:
        documents = " ".join(map(str, document_ids))
        self.record("read vault", f"{kind} of document {documents}, {reason}")

    def ledger(self) -> AbstractContextManager[Ledger]:
        """The ledger of withdrawals, open for the length of a block."""
        return ledger_at(self.settings.ledger_path, self.settings.ledger_key_path)


@contextmanager
def open_workspace(settings: Settings) -> Iterator[Workspace]:
    """A workspace for the length of a block. A restore that was cut off is gone through with before."""
    finish(settings.home)
    with corpus_at(settings.corpus_path) as corpus:
        yield Workspace(settings, corpus)
