"""What is held of documents that nobody has signed off: the safeguarding lead reads it, and decides, all the same."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from corpus.errors import NotFound
from corpus.records import Account, Document, Event, HoldState, Turn
from corpus.store import documents, events
from corpus.store import unsigned as waiting
from corpus.store.holds import Hold
from corpus.store.rows import now
from service.workflow.held_waiting import LeadDecision, Waiting, check_decision
from service.workflow.holding import PROPOSED_DECISIONS, PROPOSED_HELD, RELEASED, held_turn
from service.workspace import Workspace

REASON = "the safeguarding lead's queue"


def queue_of_unsigned(workspace: Workspace, programme_id: int, state: HoldState) -> list[Waiting]:
    """What is held, in one state, of a programme's documents that wait to be signed off."""
    ids = [one.document_id for one in waiting.unsigned_documents(workspace.corpus, programme_id)]
    if not ids:
        return []
    with workspace.vault() as vault:
        kept = vault.unseal_parts(PROPOSED_HELD, ids, reason=REASON)
        decided = vault.unseal_parts(PROPOSED_DECISIONS, ids, reason=REASON)
    found = []
    for document_id in ids:
        document = documents.document_by_id(workspace.corpus, document_id)
        event = events.event_by_id(workspace.corpus, document.event_id)
        for piece, (standing, since) in waiting.held_pieces(workspace.corpus, document_id).items():
            place = document_id, piece
            if standing == state and place in kept:
                found.append(_waiting(_hold(document, event, piece), state, since, kept[place], decided.get(place, [])))
    return found


def decide_unsigned(workspace: Workspace, account: Account, place: tuple[int, int], choice: str, note: str) -> None:
    """Keeps a decision on a piece of a document (`place`). What is released can be read by whoever signs it off.

    Raises InvalidChoice as `decide` does, NotFound where nothing is held.
    """
    document_id, piece = place
    if piece not in waiting.held_pieces(workspace.corpus, document_id):
        raise NotFound("Nothing of that is held.")
    decided = check_decision(choice, note)
    with workspace.vault() as vault, workspace.corpus.atomic():
        kept = vault.unseal_parts(PROPOSED_HELD, [document_id], reason="the safeguarding lead's decision")
        earlier = vault.unseal_parts(PROPOSED_DECISIONS, [document_id], reason="the safeguarding lead's decision")
        made = {"who": account.name, "at": now(), "decision": decided, "note": note.strip()}
        if decided == RELEASED:
            made["text"] = held_turn(kept[place]["words"]).text
        state = None if decided == RELEASED else cast(HoldState, decided)
        waiting.set_held_state(workspace.corpus, document_id, piece, state)
        with vault.atomic():
            vault.seal_parts(PROPOSED_DECISIONS, document_id, {piece: [*earlier.get(place, []), made]})
            if decided == RELEASED:
                vault.drop_parts(PROPOSED_HELD, document_id, [piece])


def _hold(document: Document, event: Event, piece: int) -> Hold:
    return Hold(
        turn_id=0,
        state="waiting",
        held_at="",
        document_id=document.id,
        position=piece,
        speaker="",
        prompt=None,
        contributor_id=None,
        role=None,
        age_band=None,
        event_id=event.id,
        event_name=event.name,
        title=document.title,
        programme_id=event.programme_id,
        piece=piece,
    )


def _waiting(
    hold: Hold, state: HoldState, since: str, kept: Mapping[str, Any], decided: list[dict[str, Any]]
) -> Waiting:
    told = {name: kept[name] for name in ("speaker", "prompt", "role", "age_band")}
    return Waiting(
        replace(hold, state=state, held_at=since, **told),
        held_turn(kept["words"]),
        tuple(_turn(hold, *each) for each in kept["before"]),
        tuple(_turn(hold, *each) for each in kept["after"]),
        tuple(LeadDecision(made["who"], made["at"], made["decision"], made["note"]) for made in decided),
    )


def _turn(hold: Hold, speaker: str, text: str) -> Turn:
    return Turn(0, hold.document_id, hold.position, "contributor", speaker, text, None, None, None)
