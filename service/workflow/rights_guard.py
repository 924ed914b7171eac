"""Work that reads what people said, and writes what it made of it later, writes nothing that has become wrong since."""

from sqlite_utils import Database

from corpus.store.rights import rights_version
from service.errors import Overtaken


class RightsGuard:
    """Knows what stood when the work began."""

    def __init__(self, corpus: Database, programme_id: int) -> None:
        self._corpus = corpus
        self._programme_id = programme_id
        self._version = rights_version(corpus, programme_id)

    def check(self) -> None:
        """To be called within the transaction that writes. Raises Overtaken."""
        if rights_version(self._corpus, self._programme_id) != self._version:
            raise Overtaken("Somebody withdrew or agreed to less, or a forum decided, meanwhile. The work starts over.")
