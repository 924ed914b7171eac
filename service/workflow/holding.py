"""The safeguarding hold at the door: what may be a disclosure goes into the vault before anybody else can read it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from corpus.records import HELD_WORDS, Document, NewSegment, NewTurn
from corpus.store import events
from corpus.vault import Vault
from nlp.protocols import Encoder, Progress, unheard
from nlp.records import Vectors
from nlp.safeguarding import Closeness, Concern, examples, find_concerns, learn_closeness, ordinary_speech
from service.workflow.encoding import KEPT_AS, as_encoded, kept_vectors
from service.workspace import Workspace

HELD, DECISIONS = "held", "held decisions"
"""The vault's kinds: the words that are held, by their turn's position, and what was decided of them."""
PROPOSED_HELD, PROPOSED_DECISIONS = "proposed held", "proposed held decisions"
"""The same of a document that nobody has signed off yet, by the number of its piece."""
RELEASED = "released"


@dataclass(frozen=True, slots=True)
class HeldTurn:
    """What the vault keeps of a held turn: its words, where its segments lie, and why it is held."""

    text: str
    segments: tuple[NewSegment, ...]
    concerns: tuple[Concern, ...]

    @property
    def strength(self) -> int:
        """How strong the strongest sign is; 0 where it is held without one."""
        return max((concern.strength for concern in self.concerns), default=0)

    def as_value(self) -> dict[str, Any]:
        """As the vault keeps it."""
        return asdict(self)


def held_turn(value: Mapping[str, Any]) -> HeldTurn:
    """A held turn as it came out of the vault."""
    return HeldTurn(
        value["text"],
        tuple(NewSegment(**segment) for segment in value["segments"]),
        tuple(Concern(**concern) for concern in value["concerns"]),
    )


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What is held of some turns, by position, and the vectors that were made of the segments of all others."""

    held: Mapping[int, HeldTurn]
    vectors: Mapping[str, bytes]


def hold_back(
    workspace: Workspace,
    document: Document,
    turns: Sequence[NewTurn],
    encoder: Encoder | None,
    progress: Progress = unheard,
) -> HeldBack:
    """What may be a disclosure, or, where the event is sensitive, everything; not what the lead released before."""
    holds_all = events.event_by_id(workspace.corpus, document.event_id).is_sensitive
    released = released_before(workspace, document)
    read = _Read(workspace, turns, encoder, progress)
    held = {
        position: HeldTurn(turn.text, turn.segments, tuple(concerns))
        for position, (turn, concerns) in enumerate(zip(turns, read.concerns(), strict=True))
        if (holds_all or concerns) and turn.text not in released
    }
    return HeldBack(held, read.vectors_but(held))


def without_words(turn: NewTurn) -> NewTurn:
    """A turn as others see it while it is held."""
    return replace(turn, text=HELD_WORDS, segments=(), is_held=True)


def seal_held(vault: Vault, document_id: int, held: Mapping[int, HeldTurn]) -> None:
    """Keeps the words that are held of a document, in place of those before."""
    vault.drop_parts(HELD, document_id)
    vault.seal_parts(HELD, document_id, {position: turn.as_value() for position, turn in held.items()})


def released_before(workspace: Workspace, document: Document) -> set[str]:
    """The words of a document that the lead released, masked as they were then."""
    with workspace.vault() as vault:
        decided = [
            made
            for kind in (DECISIONS, PROPOSED_DECISIONS)
            for made in vault.unseal_parts(kind, [document.id], reason="taking a document in").values()
        ]
    return {made[-1]["text"] for made in decided if made[-1]["decision"] == RELEASED}


class _Read:
    """A document's turns, and the vectors of their contributors' segments where there is an encoder.

    No vector is kept in the corpus: nobody has signed the words off.
    """

    def __init__(
        self, workspace: Workspace, turns: Sequence[NewTurn], encoder: Encoder | None, progress: Progress
    ) -> None:
        self._workspace, self._turns, self._encoder = workspace, turns, encoder
        self._places = [
            (position, segment)
            for position, turn in enumerate(turns)
            for segment in turn.segments
            if encoder and not segment.is_non_answer
        ]
        self._texts = [turns[position].text[segment.start : segment.end] for position, segment in self._places]
        self._rows = self._encode(encoder, progress) if encoder else None

    def concerns(self) -> list[list[Concern]]:
        """What each turn gives cause for: by rules in every turn, by closeness in contributors' segments."""
        found = [find_concerns(turn.text) for turn in self._turns]
        if self._encoder and self._rows is not None:
            close = warm_closeness(self._encoder, self._workspace.settings.models_path).concerns(
                self._texts, self._rows
            )
            for (position, segment), one in zip(self._places, close, strict=True):
                if one:
                    found[position].append(replace(one, start=one.start + segment.start, end=one.end + segment.start))
        return found

    def vectors_but(self, held: Container[int]) -> dict[str, bytes]:
        """What the analysis would encode again: the vectors of what is not held, by their text."""
        if self._rows is None:
            return {}
        return {
            as_encoded(text): row.astype(KEPT_AS).tobytes()
            for (position, _), text, row in zip(self._places, self._texts, self._rows, strict=True)
            if position not in held
        }

    def _encode(self, encoder: Encoder, progress: Progress) -> Vectors:
        texts = [as_encoded(text) for text in self._texts]
        kept = kept_vectors(self._workspace.corpus, encoder.name, set(texts))
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        kept |= dict(zip(new, encoder.encode(new, progress=progress), strict=True)) if new else {}
        return np.array([kept[text] for text in texts], dtype=np.float32).reshape(len(texts), encoder.dimensions)


def warm_closeness(encoder: Encoder, folder: Path) -> Closeness:
    """What was learned from the written examples with this encoder, once a process; their vectors are in `folder`."""
    if encoder.name not in _learned():
        _learned()[encoder.name] = learn_closeness(encoder, examples(), ordinary_speech(), folder=folder)
    return _learned()[encoder.name]


@cache
def _learned() -> dict[str, Closeness]:
    return {}
