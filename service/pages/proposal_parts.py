"""What the pages of a proposal show, to members who vote on it and to staff."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.deciding import Tally, VoteChoice
from corpus.records import CONSTITUENCIES, Constituency, Quote, Theme
from corpus.store import codebook, forum_summaries, people, quotes, voices
from corpus.store.theme_proposals import Proposal
from corpus.store.voices import Voices
from service.workflow.deciding import standing
from service.workflow.joined_meanings import meanings_together
from service.workflow.proposal_words import question

QUOTES_SHOWN = 4
QUOTES_A_PART = 3
MOST_QUOTES = 12
DOTS_A_ROW = 20
DOT = 12
VOTE_WORDS: dict[VoteChoice, str] = {"for": "Yes", "against": "No", "stand aside": "I stand aside"}


@dataclass(frozen=True, slots=True)
class Joined:
    """One of the themes that are to be one, with who spoke of it and a few quotes."""

    theme: Theme
    voices: Voices
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal with the question that it asks, its theme as it stands, and what speaks for it.

    `hidden` is how many segments speak for it that may not be quoted. As long as it is open whether themes are made
    one, each of them is `joined`, and `together` is how many people spoke of any. `meaning` is what it would
    mean.
    """

    proposal: Proposal
    question: str
    theme: Theme | None
    summary: tuple[str, ...]
    voices: Voices
    quotes: tuple[Quote, ...]
    hidden: int
    joined: tuple[Joined, ...] = ()
    together: int = 0
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class TurnOut:
    """How many of a constituency have voted, of how many who may, and how many it takes."""

    constituency: Constituency
    voted: int
    members: int
    needed: int


@dataclass(frozen=True, slots=True)
class VoteMark:
    """One vote in a picture of how a constituency voted, by the middle of it; `vote` says which shape it has."""

    x: int
    y: int
    vote: VoteChoice


@dataclass(frozen=True, slots=True)
class VotePicture:
    """A mark for each vote of a constituency, those in favour first."""

    tally: Tally
    marks: tuple[VoteMark, ...]
    width: int
    height: int


def asked(corpus: Database, proposal: Proposal) -> Asked:
    """A proposal as somebody reads it before they vote."""
    theme = codebook.theme_by_id(corpus, proposal.theme_id) if proposal.theme_id else None
    evidence = quotes.may_be_quoted(corpus, proposal.evidence)
    shown = evidence or (quotes.varied_quotes(corpus, theme.id, limit=QUOTES_SHOWN) if theme else [])
    joined = _joined(corpus, proposal, theme, evidence) if theme else ()
    return Asked(
        proposal,
        question(proposal),
        theme,
        tuple(line.text for line in forum_summaries.summary_that_holds(corpus, theme.id)) if theme else (),
        voices.theme_voices(corpus, theme.id) if theme else Voices(),
        tuple(shown[:MOST_QUOTES]),
        len(proposal.evidence) - len(evidence) if proposal.state == "open" else 0,
        joined,
        voices.people_of_any(corpus, [one.theme.id for one in joined]),
        proposal.definition or meanings_together(one.theme for one in joined),
    )


def turn_out(corpus: Database, proposal: Proposal) -> list[TurnOut]:
    """How many have voted so far, and not how."""
    stood = standing(corpus, proposal)
    members = people.count_forum_members(corpus, proposal.programme_id, "co-production")
    return [
        TurnOut(
            name,
            stood.tallies[name].voted if name in stood.tallies else 0,
            members.get(name, 0),
            stood.rule.quorum.get(name, 0),
        )
        for name in CONSTITUENCIES
    ]


def vote_pictures(tallies: Sequence[Tally]) -> list[VotePicture]:
    """A picture for each constituency."""
    return [_picture(tally) for tally in tallies]


def _joined(corpus: Database, proposal: Proposal, theme: Theme, evidence: Sequence[Quote]) -> tuple[Joined, ...]:
    if proposal.kind != "merge" or proposal.state != "open":
        return ()
    themes = [theme, *(codebook.theme_by_id(corpus, part.theme_id) for part in proposal.parts if part.theme_id)]
    chosen = {theme.id: tuple(evidence[:MOST_QUOTES])}
    return tuple(
        Joined(
            one,
            voices.theme_voices(corpus, one.id),
            chosen.get(one.id) or tuple(quotes.varied_quotes(corpus, one.id, limit=QUOTES_A_PART)),
        )
        for one in themes
    )


def _picture(tally: Tally) -> VotePicture:
    counts: list[tuple[VoteChoice, int]] = [
        ("for", tally.in_favour),
        ("against", tally.against),
        ("stand aside", tally.aside),
    ]
    cast = [vote for vote, count in counts for _ in range(count)]
    marks = tuple(
        VoteMark(DOT * (place % DOTS_A_ROW) + DOT // 2, DOT * (place // DOTS_A_ROW) + DOT // 2, vote)
        for place, vote in enumerate(cast)
    )
    columns = min(max(len(cast), 1), DOTS_A_ROW)
    return VotePicture(tally, marks, DOT * columns, DOT * max(1, -(-len(cast) // DOTS_A_ROW)))
