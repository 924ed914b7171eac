"""Signing a document off: what a person decided is put in force, and the corpus gets the words. Nothing does before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.errors import NotFound
from corpus.records import Account, Document
from corpus.store import documents, events, holds, people
from corpus.store import unsigned as waiting
from corpus.store.unsigned import SignOff
from corpus.store.vectors import keep_vectors
from corpus.vault import Vault
from nlp.deidentify import Draft, decide
from nlp.safeguarding import Concern, find_concerns
from service.errors import InvalidChoice
from service.workflow.as_turns import Said, Source, taken_from
from service.workflow.due import queue_coding
from service.workflow.holding import (
    DECISIONS,
    PROPOSED_DECISIONS,
    PROPOSED_HELD,
    RELEASED,
    HeldTurn,
    held_turn,
    released_before,
    seal_held,
    without_words,
)
from service.workflow.intake import decisions_of, reading_of, seal_of_document
from service.workflow.kept_vectors import unseal_vectors
from service.workflow.rights_guard import RightsGuard
from service.workflow.taking_in import as_agreed
from service.workflow.unsigned import Unsigned, check_token, decisions_for, drop_unsigned, unsigned_of
from service.workspace import Workspace

REASON = "signing a document off"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the vault keeps of held pieces: their words, and what the lead decided of them."""

    words: Mapping[int, HeldTurn]
    decided: Mapping[int, Sequence[Mapping[str, Any]]]


def signer(workspace: Workspace, name: str) -> Account:
    """The account that signs. Raises InvalidChoice where there is none, or it is not staff's."""
    try:
        account = people.account_named(workspace.corpus, name)
    except NotFound as error:
        raise InvalidChoice(f"There is no account “{name}”.") from error
    if "staff" not in account.roles or account.is_disabled:
        raise InvalidChoice(f"“{account.name}” cannot sign documents off: that is for staff.")
    return account


def sign_off(workspace: Workspace, document_id: int, *, by: str, token: str | None = None) -> SignOff:
    """Stores what waits of a document as somebody decided, and queues its coding. All of it is done, or nothing.

    `token` tells which text was looked at. Raises NotReady where another one waits, or none.
    """
    corpus = workspace.corpus
    document = documents.document_by_id(corpus, document_id)
    event = events.event_by_id(corpus, document.event_id)
    guard = RightsGuard(corpus, event.programme_id)
    unsigned = unsigned_of(workspace, document_id, reason=REASON, token=token)
    drafts = decide(unsigned.drafts, decisions_for(workspace, document))
    reading, confirmed = reading_of(workspace, document_id, reason=REASON), decisions_of(workspace, document_id)
    source = Source(document, reading, confirmed, unsigned.last, event.is_sensitive)
    taken = taken_from(source, [one.masked for one in drafts])
    people_now, said = as_agreed(workspace, document, taken)
    changed = _changed(unsigned, drafts)
    with workspace.vault() as vault:
        kept = _kept(vault, document_id)
        held = _held(workspace, document, unsigned, said, kept)
        since = waiting.held_pieces(corpus, document_id)
        states = {at: since[said[at].piece] for at in held if said[at].piece in since}
        turns = [without_words(one.turn) if at in held else one.turn for at, one in enumerate(said)]
        segments = [turn.text[one.start : one.end] for turn in turns for one in turn.segments]
        model, vectors = unseal_vectors(vault, document_id, segments)
        with corpus.atomic():
            documents.store_turns(corpus, document, contributors=people_now, turns=turns, blank=taken.blank)
            holds.put_hold_states(corpus, document_id, states)
            guard.check()
            check_token(corpus, document_id, unsigned.token)
            waiting.sign(corpus, document_id, by=by, changed=changed)
            keep_vectors(corpus, model, vectors)
            queue_coding(workspace, event.programme_id)
            workspace.record("sign off document", f"document {document_id}, places changed: {changed}")
            with vault.atomic():  # ends before the corpus's: cut off between, all of it still waits
                seal_held(vault, document_id, held)
                _move_decisions(vault, document_id, said, kept)
                replaced = list(dict.fromkeys(pair for one in drafts for pair in one.replaced))
                seal_of_document(workspace, vault, "originals", document_id, replaced)
        with vault.atomic():
            drop_unsigned(vault, document_id)
            vault.drop_parts(PROPOSED_DECISIONS, document_id)
    signed = waiting.sign_off_of(corpus, document_id)
    assert signed is not None  # noqa: S101 (it was written a moment ago)
    return signed


def _changed(unsigned: Unsigned, drafts: Sequence[Draft]) -> int:
    """In how many places it is not as the rules would have it."""
    return sum(
        len({(one.start, one.end, one.kind) for one in before.draft.stretches if one.is_masked}
            ^ {(one.start, one.end, one.kind) for one in after.stretches if one.is_masked})
        for before, after in zip(unsigned.pieces, drafts, strict=True)
        if before.who is not None
    )  # fmt: skip


def _kept(vault: Vault, document_id: int) -> _Kept:
    words = vault.unseal_parts(PROPOSED_HELD, [document_id], reason=REASON)
    decided = vault.unseal_parts(PROPOSED_DECISIONS, [document_id], reason=REASON)
    return _Kept(
        {piece: held_turn(value["words"]) for (_, piece), value in words.items()},
        {piece: made for (_, piece), made in decided.items()},
    )


def _held(
    workspace: Workspace, document: Document, unsigned: Unsigned, said: Sequence[Said], kept: _Kept
) -> dict[int, HeldTurn]:
    """What is held, by position: what was held before, and what a decision made to say something else."""
    before = waiting.held_pieces(workspace.corpus, document.id)
    holds_all = events.event_by_id(workspace.corpus, document.event_id).is_sensitive
    released = released_before(workspace, document)
    by_lead = {piece for piece, made in kept.decided.items() if made and made[-1]["decision"] == RELEASED}
    held = {}
    for at, one in enumerate(said):
        turn = one.turn
        if one.piece in by_lead or turn.text in released:
            continue
        is_new = turn.text != unsigned.pieces[one.piece].looked_through
        if one.piece in before:
            words = kept.words.get(one.piece, HeldTurn(turn.text, turn.segments, ()))
            held[at] = HeldTurn(turn.text, turn.segments, _concerns_in(turn.text, words))
        elif is_new and (concerns := find_concerns(turn.text)):
            held[at] = HeldTurn(turn.text, turn.segments, tuple(concerns))
        elif holds_all:
            held[at] = HeldTurn(turn.text, turn.segments, ())
    return held


def _concerns_in(text: str, words: HeldTurn) -> tuple[Concern, ...]:
    """What gave cause for concern, where it now stands."""
    if text == words.text:
        return words.concerns
    moved = []
    for one in words.concerns:
        start = text.find(words.text[one.start : one.end])
        place = (start, start + one.end - one.start) if start >= 0 else (0, len(text))
        moved.append(replace(one, start=place[0], end=place[1]))
    return tuple(moved)


def _move_decisions(vault: Vault, document_id: int, said: Sequence[Said], kept: _Kept) -> None:
    """What the lead decided of a piece becomes what they decided of its turn."""
    earlier = vault.unseal_parts(DECISIONS, [document_id], reason=REASON)
    moved = {}
    for at, one in enumerate(said):
        if made := kept.decided.get(one.piece):
            now = [{**each, "text": one.turn.text} if "text" in each else dict(each) for each in made]
            moved[at] = [*earlier.get((document_id, at), []), *now]
    vault.seal_parts(DECISIONS, document_id, moved)
