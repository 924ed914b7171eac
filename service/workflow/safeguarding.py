"""What the safeguarding lead does with what is held: reads it in its place, lets it go, keeps it, or escalates it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from corpus.records import Account, HoldState, Programme, Turn
from corpus.store import codings, documents, holds, jobs, people, vectors
from corpus.store.holds import Hold
from corpus.store.rights import raise_rights_version
from corpus.store.rows import now
from service.errors import InvalidChoice
from service.workflow.due import queue_coding
from service.workflow.encoding import as_encoded
from service.workflow.held_unsigned import queue_of_unsigned
from service.workflow.held_waiting import LOST, Choice, LeadDecision, Waiting, check_decision
from service.workflow.holding import DECISIONS, HELD, RELEASED, HeldTurn, held_turn
from service.workflow.intake import SUMMARISE
from service.workflow.open_release import remove_ended
from service.workflow.summarising import recount_all
from service.workflow.theme_words import take_out_of_names
from service.workspace import Workspace

PASSED_ON = "passed on"
TURNS_AROUND = 2


def queue_of(workspace: Workspace, programme_id: int, state: HoldState) -> list[Waiting]:
    """What is held, the strongest signs first, then the most of them. Rules order it and decide nothing."""
    listed = holds.holds(workspace.corpus, programme_id, state)
    in_documents = {hold.document_id for hold in listed}
    with workspace.vault() as vault:
        words = vault.unseal_parts(HELD, in_documents, reason="the safeguarding lead's queue")
        decided = vault.unseal_parts(DECISIONS, in_documents, reason="the safeguarding lead's queue")
    held = {place: held_turn(value) for place, value in words.items()}
    found = [_waiting(workspace, hold, held, decided) for hold in listed]
    found += queue_of_unsigned(workspace, programme_id, state)
    return sorted(found, key=lambda one: (-one.words.strength, -len(one.words.concerns)))


def decide(workspace: Workspace, account: Account, turn_id: int, choice: str, note: str) -> Hold:
    """Keeps a decision with its record, and gives a released turn its words back, to be coded next.

    Raises InvalidChoice for what is no decision, or an escalation without a note; NotFound where nothing is held.
    """
    hold = holds.hold_of(workspace.corpus, turn_id)
    decided = check_decision(choice, note)
    words = _record(workspace, account, hold, decided, note.strip())
    if decided == RELEASED:
        holds.release_turn(workspace.corpus, turn_id, words.text, words.segments)
        with workspace.vault() as vault:
            vault.drop_parts(HELD, hold.document_id, [hold.position])
        queue_coding(workspace, hold.programme_id)
    else:
        holds.set_hold_state(workspace.corpus, turn_id, cast(HoldState, decided))
    return hold


def hold_now(workspace: Workspace, programme: Programme, account: Account, turn_id: int) -> None:
    """Holds a turn that somebody who reads it is worried about, and takes what came of it out of the themes.

    Raises NotFound for a turn that is not in the programme; one that is held already stays so.
    """
    turn, segments = documents.turn_with_segments(workspace.corpus, programme.id, turn_id)
    if holds.held_in(workspace.corpus, [turn_id]):
        return
    with workspace.vault() as vault:
        words = HeldTurn(turn.text, tuple(segments), ())
        vault.seal_parts(HELD, turn.document_id, {turn.position: words.as_value()})
        made = vault.unseal_parts(DECISIONS, [turn.document_id], reason="holding a turn")
        passed = {"who": account.name, "at": now(), "decision": PASSED_ON, "note": ""}
        earlier = made.get((turn.document_id, turn.position), [])
        vault.seal_parts(DECISIONS, turn.document_id, {turn.position: [*earlier, passed]})
    with workspace.corpus.atomic():
        raise_rights_version(workspace.corpus, programme.id)  # an analysis that has read it starts over
        coded = codings.segments_to_code(workspace.corpus, programme.id)
        said = {one.id: one.text for one in coded if one.turn_id == turn_id}
        take_out_of_names(workspace.corpus, programme.id, list(said.values()), said.keys())
        holds.hold_turn(workspace.corpus, turn_id)
        recount_all(workspace.corpus, programme.id)
    vectors.forget_unused_vectors(workspace.corpus, as_encoded)
    remove_ended(workspace)
    jobs.add_job(workspace.corpus, kind=SUMMARISE, programme_id=programme.id)


def has_lead(workspace: Workspace) -> bool:
    """Whether there is anybody who can read what is held."""
    return any("safeguarding lead" in one.roles and not one.is_disabled for one in people.accounts(workspace.corpus))


def _record(workspace: Workspace, account: Account, hold: Hold, choice: Choice, note: str) -> HeldTurn:
    place = hold.document_id, hold.position
    with workspace.vault() as vault:
        kept = vault.unseal_parts(HELD, [hold.document_id], reason="the safeguarding lead's decision")
        if place not in kept:
            raise InvalidChoice("The vault holds no words of this turn any more.")
        before = vault.unseal_parts(DECISIONS, [hold.document_id], reason="the safeguarding lead's decision")
        made = {"who": account.name, "at": now(), "decision": choice, "note": note}
        if choice == RELEASED:
            made["text"] = kept[place]["text"]  # so that it is not held again when its document is taken in anew
        vault.seal_parts(DECISIONS, hold.document_id, {hold.position: [*before.get(place, []), made]})
    return held_turn(kept[place])


def _waiting(
    workspace: Workspace,
    hold: Hold,
    held: Mapping[tuple[int, int], HeldTurn],
    decided: Mapping[tuple[int, int], list[dict[str, Any]]],
) -> Waiting:
    around = [_with_words(turn, held) for turn in documents.turns_around(workspace.corpus, hold.turn_id, TURNS_AROUND)]
    place = hold.document_id, hold.position
    return Waiting(
        hold,
        held.get(place, LOST),
        tuple(turn for turn in around if turn.position < hold.position),
        tuple(turn for turn in around if turn.position > hold.position),
        tuple(LeadDecision(made["who"], made["at"], made["decision"], made["note"]) for made in decided.get(place, [])),
    )


def _with_words(turn: Turn, held: Mapping[tuple[int, int], HeldTurn]) -> Turn:
    words = held.get((turn.document_id, turn.position))
    return replace(turn, text=words.text) if words else turn
