"""From a confirmed document to an unsigned text: masked, with what may be a disclosure held, to be signed off."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from secrets import token_hex
from typing import Any

from corpus.consent import NOTHING
from corpus.readers.records import Transcript
from corpus.records import Contributor, Document, NewContributor
from corpus.store import contributors, documents, events, programmes
from corpus.store import unsigned as waiting
from corpus.store.rows import now
from nlp.deidentify import Draft, Masker, decide, draft
from nlp.protocols import Encoder, Progress, unheard
from service.workflow.as_turns import Said, Source, Taken, pieces, pseudonyms, taken_from
from service.workflow.consents import agree_to_less
from service.workflow.holding import PROPOSED_DECISIONS, PROPOSED_HELD, HeldTurn, hold_back
from service.workflow.intake import decisions_of, reading_of, seal_of_document
from service.workflow.kept_vectors import seal_vectors
from service.workflow.rights_guard import RightsGuard
from service.workflow.unsigned import (
    UNSIGNED,
    Piece,
    Unsigned,
    decisions_for,
    drop_unsigned,
    state_of,
)
from service.workflow.what_remains import is_withdrawn
from service.workflow.withdrawal import remove_files
from service.workspace import Workspace

SOMEBODY = "[name]"
HEADING, ATTRIBUTE = "A column’s heading", "about themselves"
AROUND = 2
"""Turns before and after one that is held, for the lead to read."""


def take_in(
    workspace: Workspace, document_id: int, progress: Progress = unheard, *, encoder: Encoder | None = None
) -> None:
    """Masks what a confirmed document holds, and keeps that in the vault for somebody to sign off.

    What was signed off of the document before stays as it is. What may be a disclosure is held for the safeguarding
    lead from now on: by rules, and with an encoder by its closeness to written examples, too.
    """
    document = documents.document_by_id(workspace.corpus, document_id)
    event = events.event_by_id(workspace.corpus, document.event_id)
    guard = RightsGuard(workspace.corpus, event.programme_id)
    reading = reading_of(workspace, document_id, reason="taking a document in")
    last = _last_numbers(workspace, document)
    source = Source(document, reading, decisions_of(workspace, document_id), last, event.is_sensitive)
    texts = pieces(reading, source.decisions.columns)
    masker = Masker(_roster(workspace, source))
    drafts = [draft(text, one) for text, one in zip(texts, masker.mask_all(texts, progress), strict=True)]
    decided = decide(drafts, decisions_for(workspace, document))
    taken = taken_from(source, [one.masked for one in decided])
    people, said = as_agreed(workspace, document, taken)
    back = hold_back(workspace, document, [one.turn for one in said], encoder, progress)
    token = token_hex(8)
    held = {said[position].piece: words for position, words in back.held.items()}
    unsigned = Unsigned(token, last, _pieces(drafts, decided, _whose(taken, people, said, len(drafts))))
    shown = [one for piece, one in zip(unsigned.pieces, decided, strict=True) if piece.who is not None]
    programme = programmes.programme_by_id(workspace.corpus, event.programme_id)
    with workspace.vault() as vault, workspace.corpus.atomic():
        guard.check()
        too_much = agree_to_less(workspace, programme, event, document, people)
        made = vault.unseal_parts(PROPOSED_DECISIONS, [document_id], reason="taking a document in")
        waiting.put_unsigned(
            workspace.corpus,
            _counted(document_id, token, shown),
            contributors=_listed(document_id, people, said),
            held={piece: state_of(made.get((document_id, piece), [])) for piece in held},
        )
        with vault.atomic():  # ends before the corpus's: cut off between, it is taken in again
            drop_unsigned(vault, document_id)
            vault.drop_parts_but(PROPOSED_DECISIONS, document_id, [one.piece for one in said])
            vault.seal_parts(PROPOSED_HELD, document_id, _for_the_lead(people, said, held))
            seal_vectors(vault, document_id, encoder, back.vectors)
            seal_of_document(workspace, vault, UNSIGNED, document_id, unsigned.as_value())
    remove_files(workspace, too_much)


def as_agreed(workspace: Workspace, document: Document, taken: Taken) -> tuple[list[NewContributor], list[Said]]:
    """The contributors with what they agree to now, and what is said by all who agreed to anything."""
    changed = contributors.consents_changed(workspace.corpus, document.id)
    people = [
        replace(one, consent=changed[one.code][0], consent_by=changed[one.code][1]) if one.code in changed else one
        for one in taken.contributors
    ]
    silent = {one.code for one in people if one.consent == NOTHING}
    return people, [one for one in taken.said if one.turn.contributor not in silent]


def _roster(workspace: Workspace, source: Source) -> dict[str, str]:
    """Whose names are known, and what stands for each."""
    others = _others_at_the_event(workspace, source.document)
    if not isinstance(source.reading, Transcript):
        return others
    withdrawn = dict.fromkeys(source.decisions.withdrawn_names, SOMEBODY)
    return others | withdrawn | {name: one for name, one in pseudonyms(source).items() if name}


def _pieces(drafts: Sequence[Draft], decided: Sequence[Draft], whose: Sequence[str | None]) -> tuple[Piece, ...]:
    return tuple(
        Piece(before, who, None if after == before else after.masked)
        for before, after, who in zip(drafts, decided, whose, strict=True)
    )


def _whose(taken: Taken, people: Sequence[NewContributor], said: Sequence[Said], number: int) -> list[str | None]:
    """By piece, whose it is; None for what the corpus does not get."""
    heard = {one.code: one.pseudonym for one in people if one.consent != NOTHING}
    whose: list[str | None] = [None] * number
    for piece, code in taken.about.items():
        if not code:
            whose[piece] = HEADING
        elif code in heard:
            whose[piece] = f"{heard[code]}, {ATTRIBUTE}"
    for one in said:
        whose[one.piece] = f"{one.turn.speaker}: {one.turn.prompt}" if one.turn.prompt else one.turn.speaker
    return whose


def _for_the_lead(
    people: Sequence[NewContributor], said: Sequence[Said], held: Mapping[int, HeldTurn]
) -> dict[int, dict[str, Any]]:
    """What a lead reads of each held piece: its words, who spoke, and what was said around it."""
    by_code = {one.code: one for one in people}
    found = {}
    for at, one in enumerate(said):
        if one.piece in held:
            person = by_code.get(one.turn.contributor or "")
            found[one.piece] = {
                "words": held[one.piece].as_value(),
                "speaker": one.turn.speaker,
                "prompt": one.turn.prompt,
                "role": person.role if person else None,
                "age_band": person.age_band if person else None,
                "before": [[each.turn.speaker, each.turn.text] for each in said[max(0, at - AROUND) : at]],
                "after": [[each.turn.speaker, each.turn.text] for each in said[at + 1 : at + 1 + AROUND]],
            }
    return found


def _listed(document_id: int, people: Sequence[NewContributor], said: Sequence[Said]) -> list[Contributor]:
    """Everybody who spoke, or agreed to nothing, for the corpus to list without a word of theirs."""
    turns = Counter(one.turn.contributor for one in said)
    return [
        Contributor(
            document_id, one.code, one.pseudonym, one.role, one.age_band, one.consent, one.consent_by, turns[one.code]
        )
        for one in people
        if turns[one.code] or one.consent == NOTHING
    ]


def _counted(document_id: int, token: str, shown: Sequence[Draft]) -> waiting.Waiting:
    stretches = [stretch for one in shown for stretch in one.stretches]
    masked = sum(one.is_masked for one in stretches)
    return waiting.Waiting(document_id, token, now(), masked, sum(one.is_doubtful for one in stretches))


def _last_numbers(workspace: Workspace, document: Document) -> Counter[str]:
    """The highest number that each kind of pseudonym has in the event's other documents."""
    last: Counter[str] = Counter()
    for pseudonym in contributors.pseudonyms(workspace.corpus, document.event_id, except_document=document.id):
        kind, _, number = pseudonym.rpartition(" ")
        last[kind] = max(last[kind], int(number) if number.isdecimal() else 0)
    return last


def _others_at_the_event(workspace: Workspace, document: Document) -> dict[str, str]:
    """Everybody confirmed in the event's other documents, who may be named in this one, and what stands for them."""
    confirmed = [
        other.id
        for other in documents.documents(workspace.corpus, document.event_id)
        if other.id != document.id and other.state in ("confirmed", "to sign off", "ready")
    ]
    said = [decisions_of(workspace, other) for other in confirmed]
    names = [label for one in said for label in (*one.speakers, *one.withdrawn_names)]
    return {name: SOMEBODY for name in names if name and not is_withdrawn(name)}
