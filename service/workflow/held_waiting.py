"""What waits for the safeguarding lead, as values, and what a decision of theirs may be."""

from dataclasses import dataclass
from typing import Literal

from corpus.records import Turn
from corpus.store.holds import Hold
from service.errors import InvalidChoice
from service.workflow.holding import HeldTurn

Choice = Literal["released", "kept", "escalated"]
CHOICES: tuple[Choice, ...] = ("released", "kept", "escalated")
LONGEST_NOTE = 4000
LOST = HeldTurn("The vault holds no words of this turn any more.", (), ())


@dataclass(frozen=True, slots=True)
class LeadDecision:
    """What somebody decided of a held turn, when, and their note, which stays in the vault."""

    who: str
    at: str
    decision: str
    note: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held turn with its words, what was decided of it before, and the turns around it, words and all."""

    hold: Hold
    words: HeldTurn
    before: tuple[Turn, ...]
    after: tuple[Turn, ...]
    decisions: tuple[LeadDecision, ...]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words in stretches, each with whether it gave rise to a concern."""
        marked = sorted({(one.start, one.end) for one in self.words.concerns})
        pieces: list[tuple[str, bool]] = []
        reached = 0
        for start, end in marked:
            if end > reached:
                pieces += [(self.words.text[reached:start], False), (self.words.text[max(start, reached) : end], True)]
                reached = end
        pieces.append((self.words.text[reached:], False))
        return [piece for piece in pieces if piece[0]]

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Kinds of concern with the reason for each, the strongest first."""
        told = sorted(self.words.concerns, key=lambda one: -one.strength)
        return list(dict.fromkeys((one.kind, one.reason) for one in told))


def check_decision(choice: str, note: str) -> Choice:
    """The decision. Raises InvalidChoice for what is none, a note that is too long, or an escalation without one."""
    decided = next((one for one in CHOICES if one == choice), None)
    if decided is None:
        raise InvalidChoice("Choose whether to release it, keep it or escalate it.")
    if choice == "escalated" and not note.strip():
        raise InvalidChoice("Write down whom you told, or what was done, before you mark it as escalated.")
    if len(note) > LONGEST_NOTE:
        raise InvalidChoice(f"Keep the note to {LONGEST_NOTE} characters.")
    return decided
