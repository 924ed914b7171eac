"""What the safeguarding lead does with what forum members wrote and rules held: releases, keeps or escalates it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.errors import NotFound
from corpus.records import Account, NewReview, Programme
from corpus.store import card_sorts, codebook, held_writing, reviews, theme_proposals, votes
from corpus.store.held_writing import HeldWriting, WritingState
from corpus.store.rows import now
from service.errors import InvalidChoice
from service.workflow.held_waiting import LONGEST_NOTE, LeadDecision
from service.workflow.member_proposals import open_released
from service.workflow.proposal_words import question
from service.workflow.rewriting import put_released
from service.workspace import Workspace

CHOICES: tuple[WritingState, ...] = ("released", "kept", "escalated")
KEPT_ANSWER = "The safeguarding lead has read this objection. It is not shown to anybody else."
"""What stands as the answer to an objection that nobody but the lead may read, so that it does not wait for ever."""


@dataclass(frozen=True, slots=True)
class GivenDecision:
    """What a lead sent."""

    choice: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of writing that is held, with its words, what it was written about, and what was decided of it."""

    held: HeldWriting
    texts: tuple[str, ...]
    about: str
    decisions: tuple[LeadDecision, ...]


def queue_of(workspace: Workspace, programme_id: int, state: WritingState) -> list[Written]:
    """What is held in one state, in the order that it was written."""
    listed = held_writing.held_writing(workspace.corpus, programme_id, state)
    with workspace.vault() as vault:
        words = vault.unseal_writing([one.id for one in listed], reason="the safeguarding lead's queue")
    return [
        Written(
            one,
            tuple(text for text in words[one.id]["texts"] if text),
            _about(workspace, one),
            tuple(LeadDecision(**made) for made in words[one.id]["decisions"]),
        )
        for one in listed
        if one.id in words
    ]


def decide(workspace: Workspace, programme: Programme, account: Account, writing_id: int, given: GivenDecision) -> None:
    """Keeps a decision with its record; what is released goes where it was written for.

    Raises InvalidChoice for what is no decision, an escalation without a note, or a proposal that cannot be opened any
    more; NotFound.
    """
    held = held_writing.held_writing_by_id(workspace.corpus, writing_id)
    if held.programme_id != programme.id or held.state == "released":
        raise NotFound("Nothing of that is held in this programme.")
    state = next((one for one in CHOICES if one == given.choice), None)
    if state is None:
        raise InvalidChoice("Choose whether to release it, keep it or escalate it.")
    if state == "escalated" and not given.note.strip():
        raise InvalidChoice("Write down whom you told, or what was done, before you mark it as escalated.")
    if len(given.note) > LONGEST_NOTE:
        raise InvalidChoice(f"Keep the note to {LONGEST_NOTE} characters.")
    with workspace.vault() as vault:
        kept = vault.unseal_writing([writing_id], reason="the safeguarding lead's decision").get(writing_id)
        if kept is None:
            raise NotFound("The vault holds no words of this any more.")
        made = {"who": account.name, "at": now(), "decision": state, "note": given.note.strip()}
        texts = [] if state == "released" else kept["texts"]
        with vault.atomic():  # it commits last: where the rest fails, the words are still here
            vault.seal_writing(writing_id, kept | {"texts": texts, "decisions": [*kept["decisions"], made]})
            _settle(workspace, held, state, kept)


def _settle(workspace: Workspace, held: HeldWriting, state: WritingState, kept: Mapping[str, Any]) -> None:
    released = kept["texts"] if state == "released" else ()
    with workspace.corpus.atomic():
        held_writing.set_writing_state(workspace.corpus, held.id, state)
        if held.kind == "answer":
            _settle_answer(workspace, held, released)
        elif held.kind == "objection":
            _settle_objection(workspace, held, released)
        elif held.kind == "pile name":
            _settle_pile(workspace, held, released)
        elif held.kind == "proposal":
            if released:
                open_released(workspace, held, released, kept["proposal"])
        elif released:
            put_released(workspace.corpus, held, released, kept["rests_on"])


def _settle_answer(workspace: Workspace, held: HeldWriting, texts: Sequence[str]) -> None:
    """Gives an answer to a theme its words, unless its member has written others since."""
    before = reviews.review_by(workspace.corpus, held.subject_id, held.forum_member_id)
    if texts and before and not (before.reason or before.suggested_name):
        again = NewReview(held.subject_id, held.forum_member_id, before.answer, *texts)
        reviews.put_review(workspace.corpus, again)


def _settle_objection(workspace: Workspace, held: HeldWriting, texts: Sequence[str]) -> None:
    objection = votes.objection_of(workspace.corpus, held.subject_id, held.forum_member_id)
    if objection is None or not objection.is_held:
        return
    if texts:
        votes.give_words_back(workspace.corpus, objection.id, texts[0])
    else:
        votes.answer_objection(workspace.corpus, objection.id, KEPT_ANSWER)


def _settle_pile(workspace: Workspace, held: HeldWriting, texts: Sequence[str]) -> None:
    """Gives a pile its name, unless its member has called it something else since."""
    pile = card_sorts.pile_by_id(workspace.corpus, held.subject_id)
    if texts and pile and pile.is_held:
        card_sorts.name_pile(workspace.corpus, pile.id, texts[0])


def _about(workspace: Workspace, held: HeldWriting) -> str:
    if held.kind == "answer":
        return f"An answer to “{codebook.theme_by_id(workspace.corpus, held.subject_id).name}”"
    if held.kind == "summary":
        return f"A summary of “{codebook.theme_by_id(workspace.corpus, held.subject_id).name}”"
    if held.kind == "pile name":
        return "The name of a pile in a card sort"
    if held.kind == "proposal":
        theme = codebook.theme_by_id(workspace.corpus, held.subject_id) if held.subject_id else None
        return f"What they propose for “{theme.name}”" if theme else "A new theme that they propose"
    return f"An objection: {question(theme_proposals.proposal_by_id(workspace.corpus, held.subject_id))}"
