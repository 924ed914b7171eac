"""People correct codings: right or wrong, a theme by hand, a whole segment at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import Account, CodingState, Programme, Quote, Theme, Turn
from corpus.store import codebook, coded_turns, codings, documents, events, quotes, reviewed, said_once
from corpus.store.coded_turns import ThemeMark
from corpus.store.judgements import put_judgement
from service.errors import InvalidChoice
from service.workflow.summarising import recount
from service.workspace import Workspace

TURNS_AROUND = 2
CHOICES: tuple[CodingState, ...] = ("confirmed", "rejected")


@dataclass(frozen=True, slots=True)
class InContext:
    """A segment with the turns around it and every theme on it, the rejected ones too."""

    quote: Quote
    before: tuple[Turn, ...]
    turn: Turn
    after: tuple[Turn, ...]
    themes: tuple[ThemeMark, ...]


@dataclass(frozen=True, slots=True)
class GivenReview:
    """What somebody said of a segment: a state for each theme's id, and a theme of their own, if any."""

    decisions: Mapping[int, CodingState] = field(default_factory=dict)
    added: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far people have come with checking."""

    reviewed: int
    waiting: int


def segment_in(corpus: Database, programme_id: int, segment_id: int) -> Quote:
    """A segment of this programme. Raises NotFound."""
    quote = quotes.quotes_by_id(corpus, [segment_id]).get(segment_id) if segment_id < 2**63 else None
    if quote is None or events.event_by_id(corpus, quote.event_id).programme_id != programme_id:
        raise NotFound(f"There is no segment {segment_id} in this programme.")
    return quote


def in_context(corpus: Database, programme_id: int, segment_id: int) -> InContext:
    """A segment as somebody reads it who decides about it. Raises NotFound."""
    quote = segment_in(corpus, programme_id, segment_id)
    turns = documents.turns_around(corpus, quote.turn_id, TURNS_AROUND)
    own = next(turn for turn in turns if turn.id == quote.turn_id)
    if own.prompt is not None:  # in a table of answers, nobody answers their neighbour
        turns = [turn for turn in turns if turn.contributor_id == own.contributor_id]
    here = turns.index(own)
    themes = tuple(coded_turns.every_theme_on(corpus, segment_id))
    return InContext(quote, tuple(turns[:here]), turns[here], tuple(turns[here + 1 :]), themes)


def decide(
    workspace: Workspace, programme: Programme, account: Account, decision: tuple[int, int, CodingState]
) -> None:
    """Keeps that a segment's coding with a theme is right or wrong, as (segment id, theme id, state).

    Raises NotFound, InvalidChoice.
    """
    segment_id, theme_id, state = decision
    if state not in CHOICES:
        raise InvalidChoice("Choose “Right” or “Wrong”.")
    corpus = workspace.corpus
    segment_in(corpus, programme.id, segment_id)
    theme = _theme_in(corpus, programme.id, theme_id)
    coder = codings.coder_id(corpus, "person", account.name)
    with corpus.atomic():
        codings.decide_coding(corpus, segment_id=segment_id, theme_id=theme.id, state=state, coder=coder)
        if state == "confirmed":
            said_once.decide_said_once(corpus, segment_id, "dealt with", coder)
        recount(corpus, theme)


def review_segment(
    workspace: Workspace, programme: Programme, account: Account, segment_id: int, given: GivenReview
) -> None:
    """Keeps all that somebody decided of a segment, and that they went through it. Raises NotFound, InvalidChoice."""
    corpus = workspace.corpus
    themes = coded_turns.every_theme_on(corpus, segment_id)
    if any(mark.theme_id not in given.decisions for mark in themes if mark.state == "suggested"):
        raise InvalidChoice("Say “Right” or “Wrong” for each theme.")
    added: dict[int, CodingState] = {given.added: "confirmed"} if given.added else {}
    standing = {mark.theme_id: mark.state for mark in themes}
    coder = codings.coder_id(corpus, "person", account.name)
    with corpus.atomic():
        segment_in(corpus, programme.id, segment_id)
        for theme_id, state in ({**given.decisions, **added}).items():
            if standing.get(theme_id) != state:
                decide(workspace, programme, account, (segment_id, theme_id, state))
            else:  # nothing changes, but somebody else has said the same
                is_right = state == "confirmed"
                put_judgement(corpus, segment_id=segment_id, theme_id=theme_id, coder=coder, is_right=is_right)
        reviewed.mark_reviewed(corpus, segment_id, coder)


def standing(corpus: Database, programme_id: int) -> Standing:
    """How many segments people have looked at, and how many wait."""
    return Standing(reviewed.count_reviewed(corpus, programme_id), reviewed.count_waiting(corpus, programme_id))


def theme_choices(corpus: Database, programme_id: int) -> list[tuple[str, list[Theme]]]:
    """The themes that segments are coded with, by name under the name of what they are part of ('' where nothing)."""
    themes = codebook.themes(corpus, programme_id)
    names = {theme.id: theme.name for theme in themes}
    parents = {theme.parent_id for theme in themes}
    groups: dict[str, list[Theme]] = {}
    for theme in themes:
        if theme.id not in parents:
            groups.setdefault(_group(theme, names), []).append(theme)
    return sorted(groups.items(), key=lambda group: (group[0] == RAISED, group[0].casefold()))


RAISED = "Raised by people, not in the codebook"


def _group(theme: Theme, names: Mapping[int, str]) -> str:
    return RAISED if theme.origin == "discovered" else names.get(theme.parent_id or 0, "")


def _theme_in(corpus: Database, programme_id: int, theme_id: int) -> Theme:
    theme = codebook.theme_by_id(corpus, theme_id)
    if theme.programme_id != programme_id or theme.status == "retired":
        raise NotFound(f"There is no theme {theme_id} in this programme.")
    return theme
