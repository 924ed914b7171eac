"""Vectors that were made while a document was taken in: in the vault until it is signed off, then in the corpus."""

from collections.abc import Iterable, Mapping

from corpus.errors import NotFound
from corpus.store.vectors import text_hash
from corpus.vault import Vault
from nlp.protocols import Encoder
from service.workflow.encoding import KEPT_AS, as_encoded
from service.workflow.unsigned import VECTORS

HASH = len(text_hash(""))


def seal_vectors(vault: Vault, document_id: int, encoder: Encoder | None, made: Mapping[str, bytes]) -> None:
    """Keeps vectors by their texts."""
    if encoder and made:
        rows = b"".join(text_hash(text) + vector for text, vector in made.items())
        vault.seal(VECTORS, document_id, f"{encoder.name} {encoder.dimensions}\n".encode() + rows)


def unseal_vectors(vault: Vault, document_id: int, texts: Iterable[str]) -> tuple[str, dict[str, bytes]]:
    """The encoder's name, and the vectors that are kept of these segments' texts, as the corpus keeps them."""
    try:
        kept = vault.unseal(VECTORS, document_id, reason="signing a document off")
    except NotFound:
        return "", {}
    head, _, rows = kept.partition(b"\n")
    name, _, dimensions = head.decode().rpartition(" ")
    length = HASH + int(dimensions) * KEPT_AS.itemsize
    by_hash = {rows[at : at + HASH]: rows[at + HASH : at + length] for at in range(0, len(rows), length)}
    found = {text: by_hash.get(text_hash(text)) for text in {as_encoded(text) for text in texts}}
    return name, {text: vector for text, vector in found.items() if vector}
