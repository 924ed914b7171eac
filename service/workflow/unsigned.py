"""What a document would give the corpus, kept in the vault until somebody signs it off, and what they decided of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import HOLD_STATES, Document, HoldState
from corpus.store import documents, events, jobs
from corpus.store import unsigned as waiting
from corpus.store.rights import raise_rights_version
from corpus.vault import Vault
from nlp.deidentify import Decided, Draft, Stretch, written
from service.errors import NotReady
from service.workflow.holding import PROPOSED_HELD
from service.workflow.intake import TAKE_IN
from service.workspace import Workspace

UNSIGNED, VECTORS, MASKING = "proposal", "vectors", "masking"
"""The vault's kinds: the unsigned text, the vectors of its segments, and what a person decided of its masking."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text with what the rules make of it. `who` says whose it is; None where nobody is to be shown it.

    `decided` is how it read when disclosures were looked for, where somebody had decided otherwise than the rules.
    """

    draft: Draft
    who: str | None
    decided: str | None = None

    @property
    def looked_through(self) -> str:
        """The text in which disclosures were looked for."""
        return self.draft.masked if self.decided is None else self.decided


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A document's texts, as `as_turns.pieces` orders them, and the numbers that pseudonyms went on from."""

    token: str
    last: Counter[str]
    pieces: tuple[Piece, ...]

    @property
    def drafts(self) -> list[Draft]:
        """The texts as the rules left them."""
        return [piece.draft for piece in self.pieces]

    def as_value(self) -> dict[str, Any]:
        """As the vault keeps it."""
        return {
            "token": self.token,
            "last": dict(self.last),
            "pieces": [
                [piece.who, piece.draft.text, [_as_row(one) for one in piece.draft.stretches], piece.decided]
                for piece in self.pieces
            ],
        }


def unsigned_of(workspace: Workspace, document_id: int, *, reason: str, token: str | None = None) -> Unsigned:
    """What waits of a document. Raises NotReady where nothing does, or where it is not what `token` says."""
    listed = waiting.unsigned_of(workspace.corpus, document_id)
    if listed is None:
        raise NotReady("Nothing of this document waits to be signed off.")
    with workspace.vault() as vault:
        try:
            kept = vault.unseal_value(UNSIGNED, document_id, reason=reason)
        except NotFound as error:
            raise NotReady("The vault holds nothing of this document any more. Upload the file again.") from error
    check_token(workspace.corpus, document_id, kept["token"])
    check_token(workspace.corpus, document_id, token or listed.token)
    pieces = tuple(
        Piece(Draft(text, tuple(Stretch(*row) for row in rows)), who, decided)
        for who, text, rows, decided in kept["pieces"]
    )
    return Unsigned(kept["token"], Counter(kept["last"]), pieces)


def check_token(corpus: Database, document_id: int, token: str) -> None:
    """Raises NotReady where a document waits with another text than the one that was looked at, or with none."""
    listed = waiting.unsigned_of(corpus, document_id)
    if listed is None or listed.token != token:
        raise NotReady("The document was taken in anew meanwhile. Look at it again before you sign it off.")


def own_decisions(vault: Vault, document_id: int) -> Decided:
    """What somebody decided of one document's masking."""
    try:
        kept = vault.unseal_value(MASKING, document_id, reason="what was decided of the masking")
    except NotFound:
        return Decided()
    return Decided(kept["words"], {(number, start, end): kind for number, start, end, kind in kept["places"]})


def decisions_for(workspace: Workspace, document: Document) -> Decided:
    """What was decided of a document's masking, and, of words, in the other documents of its event."""
    own = Decided()
    words: dict[str, str] = {}
    with workspace.vault() as vault:
        for other in documents.documents(workspace.corpus, document.event_id):
            decided = own_decisions(vault, other.id)
            if other.id == document.id:
                own = decided
            else:
                words |= decided.words
    return Decided(words | dict(own.words), own.places)


def put_own_decisions(vault: Vault, document_id: int, decided: Decided) -> None:
    """Keeps what was decided of one document's masking, in place of what was there."""
    places = [[*place, kind] for place, kind in decided.places.items()]
    vault.seal_value(MASKING, document_id, {"words": dict(decided.words), "places": places})


def state_of(decisions: Sequence[Mapping[str, Any]]) -> HoldState:
    """In what state a held piece is, after these decisions."""
    made = [one["decision"] for one in decisions if one["decision"] in HOLD_STATES]
    return made[-1] if made else "waiting"


def have_signed_anew(workspace: Workspace, document: Document) -> None:
    """Takes back what waits of a document, and has it taken in anew; nothing is done where nothing waits."""
    if waiting.unsigned_of(workspace.corpus, document.id) is None:
        return
    programme_id = events.event_by_id(workspace.corpus, document.event_id).programme_id
    with workspace.corpus.atomic():
        raise_rights_version(workspace.corpus, programme_id)
        waiting.drop_unsigned(workspace.corpus, document.id)
        with workspace.vault() as vault:
            drop_unsigned(vault, document.id)
        documents.set_state(workspace.corpus, document.id, "confirmed")
        jobs.add_job(workspace.corpus, kind=TAKE_IN, programme_id=programme_id, subject_id=document.id)


def drop_unsigned(vault: Vault, document_id: int) -> None:
    """Removes what waits of a document from the vault; what was decided of it stays."""
    with vault.atomic():
        vault.drop(UNSIGNED, document_id)
        vault.drop(VECTORS, document_id)
        vault.drop_parts(PROPOSED_HELD, document_id)


def forget_words_but(vault: Vault, document_id: int, texts: Iterable[str]) -> None:
    """Drops what was decided of words that stand in none of these texts."""
    decided = own_decisions(vault, document_id)
    left = "\n".join(map(written, texts))
    words = {one: kind for one, kind in decided.words.items() if one in left}
    if words.keys() != decided.words.keys():
        put_own_decisions(vault, document_id, replace(decided, words=words))


def _as_row(stretch: Stretch) -> list[Any]:
    return [getattr(stretch, one.name) for one in fields(stretch)]
