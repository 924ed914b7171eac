"""What one person said once is kept in sight until a person has dealt with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import Account, CodingState, Programme, Segment
from corpus.store import agreements, codings
from corpus.store import said_once as store
from corpus.store.said_once import ONCE_STATES, OnceState
from nlp.records import Vectors
from nlp.themes.said_once import said_once
from service.errors import InvalidChoice
from service.workflow.encoding import as_encoded
from service.workflow.reviewing import decide, segment_in
from service.workspace import Workspace

SURE_ENOUGH = 0.5
"""A suggestion below this confidence holds nothing: what it is about may be about something else."""


def note_said_once(corpus: Database, programme_id: int, segments: Sequence[Segment], rows: Vectors) -> None:
    """Lists what an analysis left without a theme and nobody else said. `rows` has a vector a segment."""
    held = store.placed(corpus, programme_id, sure=SURE_ENOUGH)
    held |= agreements.agreed_with(corpus, [segment.id for segment in segments]).keys()
    found = said_once(
        [as_encoded(segment.text) for segment in segments],
        rows,
        [segment.contributor_id or 0 for segment in segments],
        [number for number, segment in enumerate(segments) if segment.id not in held],
    )
    strengths = {segments[one.text].id: one.strength for one in found}
    store.keep_said_once(corpus, programme_id, strengths, sure=SURE_ENOUGH)


@dataclass(frozen=True, slots=True)
class GivenChoice:
    """What somebody chose for a segment: “theme” with a theme's id, or the state it is to be in."""

    choice: str
    theme_id: int | None = None


def deal_with(
    workspace: Workspace, programme: Programme, account: Account, segment_id: int, given: GivenChoice
) -> None:
    """Keeps what somebody decided: a theme for it, to keep watching it, or that it is dealt with.

    Raises NotFound, InvalidChoice.
    """
    corpus = workspace.corpus
    segment_in(corpus, programme.id, segment_id)
    confirmed: CodingState = "confirmed"
    with corpus.atomic():
        if given.choice == "theme":
            if given.theme_id is None:
                raise InvalidChoice("Choose the theme that it belongs to.")
            decide(workspace, programme, account, (segment_id, given.theme_id, confirmed))
        state = _state_after(given.choice)
        coder = codings.coder_id(corpus, "person", account.name)
        if not store.decide_said_once(corpus, segment_id, state, coder):
            raise NotFound(f"Segment {segment_id} is not among what was said once.")


def _state_after(choice: str) -> OnceState:
    if choice == "theme":
        return "dealt with"
    state = next((state for state in ONCE_STATES if state == choice), None)
    if state is None:
        raise InvalidChoice("Choose a theme, “Keep watching” or “Dealt with”.")
    return state
