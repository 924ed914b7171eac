"""You said, we decided, we did: each decision with what people said of its theme, minority views, and the actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.records import Event, Quote, SummaryLine, Theme
from corpus.store import actions, codebook, decisions, quotes, summaries, theme_proposals, voices, votes
from corpus.store.actions import Action
from corpus.store.decisions import ForumDecision
from corpus.store.theme_proposals import Proposal
from corpus.store.voices import Voices
from corpus.store.votes import Objection

QUOTES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Became:
    """A decision with everything that belongs to it. What is quoted may be: its people agreed to that."""

    decision: ForumDecision
    proposal: Proposal
    theme: Theme | None
    summary: tuple[str, ...]
    voices: Voices
    quotes: tuple[Quote, ...]
    minority_views: tuple[Objection, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class ThemeOfEvent:
    """A theme that people spoke of at an event, how many there did, and the decisions on it, newest first."""

    theme: Theme
    people: int
    decisions: tuple[Became, ...]


def what_became(corpus: Database, programme_id: int) -> list[Became]:
    """Every decision of a programme, newest first."""
    return [_became(corpus, decision) for decision in decisions.decisions(corpus, programme_id)]


def decided_on(corpus: Database, theme_id: int) -> list[Became]:
    """Every decision on a theme, newest first."""
    return [_became(corpus, decision) for decision in decisions.decisions_on(corpus, theme_id)]


def what_became_of(corpus: Database, event: Event) -> list[ThemeOfEvent]:
    """What was spoken of at an event, most people first, the decisions on it and the actions.

    Themes that are no longer in use are among them where a forum decided so.
    """
    counted = voices.people_at_event(corpus, event.id)
    found = []
    for theme_id, people in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        theme, decided = codebook.theme_by_id(corpus, theme_id), tuple(decided_on(corpus, theme_id))
        if theme.status != "retired" or decided:
            found.append(ThemeOfEvent(theme, people, decided))
    return found


def minority_views(corpus: Database, proposal_id: int) -> tuple[Objection, ...]:
    """The objections to a proposal that their members let stand."""
    return tuple(one for one in votes.objections(corpus, proposal_id) if one.stands and not one.is_held)


def _became(corpus: Database, decision: ForumDecision) -> Became:
    proposal = theme_proposals.proposal_by_id(corpus, decision.proposal_id)
    theme = _theme(corpus, decision.theme_id)
    evidence = quotes.may_be_quoted(corpus, proposal.evidence)
    told = _in_short(summaries.summary(corpus, theme.id)) if theme else ()
    said = evidence or (quotes.varied_quotes(corpus, theme.id, limit=2 * QUOTES_SHOWN) if theme else [])
    said = [one for one in said if not any(f"“{one.text.strip()}”" in text for text in told)] or said
    return Became(
        decision,
        proposal,
        theme,
        told,
        voices.theme_voices(corpus, theme.id) if theme else Voices(),
        tuple(said[:QUOTES_SHOWN]),
        minority_views(corpus, proposal.id),
        tuple(actions.actions(corpus, decision.id)),
    )


def _in_short(lines: Sequence[SummaryLine]) -> tuple[str, ...]:
    """How many people spoke, and what several of them said; then who they were."""
    counted = [line.text for line in lines if line.kind == "counted"]
    return (*counted[:1], *(line.text for line in summaries.told_briefly(lines)), *counted[1:])


def _theme(corpus: Database, theme_id: int | None) -> Theme | None:
    return codebook.theme_by_id(corpus, theme_id) if theme_id else None
