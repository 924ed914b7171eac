"""How forums decide: what can be proposed, how members vote, and the programme's rule, as arithmetic on counts.

The share in favour is asked of each constituency by itself, so that no large one can outvote a small one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from corpus.records import CONSTITUENCIES, Constituency, EngagementModel

ForumAct = Literal["answer", "rank", "propose", "decide"]
ProposalKind = Literal["adopt", "change", "reject", "merge", "split", "new theme"]
ProposalSource = Literal["staff", "a forum answer", "you missed this", "a card sort"]
ProposalState = Literal["open", "decided", "withdrawn"]
VoteChoice = Literal["for", "against", "stand aside"]
Outcome = Literal["agreed", "not agreed"]
Share = Literal["more than half", "two thirds", "three quarters", "everybody"]
ActionState = Literal["planned", "under way", "done", "will not happen"]

FORUM_MAY: Mapping[EngagementModel, frozenset[ForumAct]] = {
    "co-production": frozenset({"answer", "rank", "propose", "decide"}),
    "participation": frozenset({"answer", "rank", "propose"}),
    "consultation": frozenset({"answer"}),
}
"""What members of a forum may do, by its engagement model."""
PROPOSAL_KINDS: tuple[ProposalKind, ...] = ("adopt", "change", "reject", "merge", "split", "new theme")
PROPOSAL_SOURCES: tuple[ProposalSource, ...] = ("staff", "a forum answer", "you missed this", "a card sort")
VOTES: tuple[VoteChoice, ...] = ("for", "against", "stand aside")
MOST_OPEN = 3
"""Proposals that one member may have open at a time, so that nobody floods the forum."""
ACTION_STATES: tuple[ActionState, ...] = ("planned", "under way", "done", "will not happen")
SHARES: tuple[Share, ...] = ("more than half", "two thirds", "three quarters", "everybody")
_LEAST: Mapping[Share, Fraction] = {
    "two thirds": Fraction(2, 3),
    "three quarters": Fraction(3, 4),
    "everybody": Fraction(1),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A programme's rule: how many of each constituency have to vote, and which share of them be in favour.

    Whoever stands aside counts among those who voted, and not in the share.
    """

    quorum: Mapping[Constituency, int]
    share: Share


DEFAULT_RULE = Rule(dict.fromkeys(CONSTITUENCIES, 3), "two thirds")
"""Three of each, so that nobody's vote alone is their constituency's; two thirds, so that the closest vote changes
nothing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the members of one constituency voted."""

    constituency: Constituency
    in_favour: int = 0
    against: int = 0
    aside: int = 0

    @property
    def voted(self) -> int:
        """How many did, in whichever way."""
        return self.in_favour + self.against + self.aside


@dataclass(frozen=True, slots=True)
class Short:
    """A constituency of which too few have voted."""

    constituency: Constituency
    voted: int
    needed: int


def short_of_quorum(rule: Rule, tallies: Mapping[Constituency, Tally]) -> list[Short]:
    """The constituencies of which too few have voted."""
    voted = {name: tallies[name].voted if name in tallies else 0 for name in CONSTITUENCIES}
    return [
        Short(name, voted[name], rule.quorum.get(name, 0))
        for name in CONSTITUENCIES
        if voted[name] < rule.quorum.get(name, 0)
    ]


def outcome_of(rule: Rule, tallies: Mapping[Constituency, Tally]) -> Outcome:
    """What a vote came to, where the quorum is there: agreed if each constituency that took sides is in favour.

    Where everybody stood aside nobody agreed.
    """
    took_sides = [tally for tally in tallies.values() if tally.in_favour + tally.against]
    return "agreed" if took_sides and all(_is_enough(rule.share, tally) for tally in took_sides) else "not agreed"


def _is_enough(share: Share, tally: Tally) -> bool:
    in_favour = Fraction(tally.in_favour, tally.in_favour + tally.against)
    return in_favour > Fraction(1, 2) if share == "more than half" else in_favour >= _LEAST[share]
