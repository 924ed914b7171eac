"""The themes of a programme, one theme with its quotes, and what fits no theme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from sqlite_utils import Database
from werkzeug.wrappers import Response

from corpus.errors import NotFound
from corpus.records import (
    CONSTITUENCIES,
    ENGAGEMENT_MODELS,
    Account,
    Answer,
    CodingState,
    Constituency,
    EngagementModel,
    Quote,
    Review,
    Theme,
)
from corpus.store import (
    agreements,
    codebook,
    coded_turns,
    discoveries,
    events,
    quotes,
    reviews,
    said_once,
    theme_proposals,
    voices,
)
from corpus.store.quotes import Unthemed
from corpus.store.voices import Across, Coverage
from service.errors import InvalidChoice
from service.pages.access import current_account, current_programme, workspace
from service.pages.charts import BarChart, Strip, bars, on_one_scale, strip
from service.pages.checking import decision_in
from service.pages.gone_themes import instead_of
from service.pages.paging import page_asked
from service.pages.summary_shown import summary_shown, words_of
from service.pages.theme_rows import heard_in, in_groups, theme_rows, with_charts
from service.workflow.proposal_words import question
from service.workflow.reviewing import segment_in
from service.workflow.what_became import decided_on

QUOTES_A_PAGE = 20
COMPARED: dict[Across, str] = {
    "event": "Event",
    "locality": "Locality",
    "role": "Role",
    "engagement_model": "Engagement model",
}
"""What people can be compared by, and how it is called."""

blueprint = Blueprint("themes", __name__)


@dataclass(frozen=True, slots=True)
class ForumAnswers:
    """How a constituency's forum of one engagement model answered a theme."""

    constituency: Constituency
    engagement_model: EngagementModel
    counts: Mapping[Answer, int]


@dataclass(frozen=True, slots=True)
class JustDone:
    """What somebody decided a moment ago, and the segment that they go on reading at."""

    quote: Quote
    theme: Theme
    state: CodingState
    at: int


@blueprint.get("/p/<slug>/themes")
def index(slug: str) -> str:
    """Every theme, with a bar, or with a chart that compares groups."""
    programme, corpus = current_programme(slug), workspace().corpus
    across = next((one for one in COMPARED if one == request.args.get("by")), None)
    rows = theme_rows(corpus, programme.id)
    heard = heard_in(corpus, programme.id, across or "event")
    if across:
        rows = with_charts(rows, voices.people_across(corpus, programme.id, across), heard)
    counted = voices.coverage(corpus, programme.id)
    return render_template(
        "themes/index.html",
        groups=in_groups(row for row in rows if row.theme.origin != "discovered"),
        discovered=sorted(
            (row for row in rows if row.theme.origin == "discovered" and not row.theme.parent_id),
            key=lambda row: row.order,
        ),
        reason=discoveries.discovery_reason(corpus, programme.id),
        across=across,
        compared=COMPARED,
        heard=heard,
        full=next((row.chart.full_percent for row in rows if row.chart), ""),
        coverage=counted,
        once=said_once.count_said_once(corpus, programme.id)["open"],
        went=where_it_went(counted),
        events_held=len(events.events(corpus, programme.id)),
    )


@blueprint.get("/p/<slug>/themes/<int:theme_id>")
def detail(slug: str, theme_id: int) -> str | Response | tuple[str, int]:
    """One theme: what it means, who said it, its quotes, and what forums answered; or what became of it."""
    programme, corpus = current_programme(slug), workspace().corpus

    def address(theme_id: int) -> str:
        return url_for("themes.detail", slug=slug, theme_id=theme_id)

    went = instead_of(programme.id, theme_id, address, url_for("decisions.index", slug=slug))
    if went:
        return went
    theme = theme_in(corpus, programme.id, theme_id)
    rows = {row.theme.id: row for row in theme_rows(corpus, programme.id)}
    return render_template(
        "themes/detail.html",
        theme=theme,
        row=rows[theme.id],
        stability=discoveries.theme_stability(corpus, theme.id),
        parent=rows.get(theme.parent_id or 0),
        children=sorted((row for row in rows.values() if row.theme.parent_id == theme.id), key=lambda row: row.order),
        charts=_charts(corpus, theme),
        summary=(summary := summary_shown(corpus, theme, only_quotable=False)),
        explained=words_of(summary),
        **_quotes_part(corpus, theme, request.args.get("event", type=int)),
        **_forum_part(corpus, theme, current_account()),
        **_deciding_part(corpus, theme),
        **_checking_part(corpus, theme),
    )


@blueprint.get("/p/<slug>/unthemed")
def unthemed(slug: str) -> str:
    """What fits no theme, what only agrees, or what is no answer, in the order it was said."""
    programme, corpus = current_programme(slug), workspace().corpus
    counted = voices.coverage(corpus, programme.id)
    totals: dict[Unthemed, int] = {
        "no theme": counted.unthemed,
        "agreements": counted.agreements,
        "non-answers": counted.non_answers,
    }
    kind: Unthemed = next((one for one in totals if one == request.args.get("kind")), "no theme")
    pages = page_asked(request.args.get("page"), total=totals[kind], size=QUOTES_A_PAGE)
    shown = quotes.unthemed_quotes(corpus, programme.id, limit=pages.size, offset=pages.offset, kind=kind)
    return render_template(
        "themes/unthemed.html",
        quotes=shown,
        pages=pages,
        kind=kind,
        totals=totals,
        agreed_with=agreements.agreed_with(corpus, [quote.segment_id for quote in shown]),
        here=url_for("themes.unthemed", slug=slug, page=pages.number),
    )


def theme_in(corpus: Database, programme_id: int, theme_id: int) -> Theme:
    """A theme of this programme that is in use. Raises NotFound."""
    theme = codebook.theme_by_id(corpus, theme_id)
    if theme.programme_id != programme_id or theme.status == "retired":
        raise NotFound(f"There is no theme {theme_id} in this programme.")
    return theme


def where_it_went(counted: Coverage) -> Strip:
    """What was said, cut into what fits a theme, what agrees with another, what fits none, and what is no answer."""
    parts = {
        "fit a theme": counted.coded,
        "fit no theme": counted.unthemed,
        "are not an answer": counted.non_answers,
        "agree with somebody": counted.agreements,
    }
    return strip("Where what people said went", parts)


def by_constituency(answers: Iterable[Review]) -> list[ForumAnswers]:
    """The answers counted, for every constituency that gave any; those of each engagement model by themselves."""
    counts: dict[tuple[EngagementModel, Constituency], dict[Answer, int]] = {}
    for review in answers:
        given = counts.setdefault((review.engagement_model, review.constituency), {})
        given[review.answer] = given.get(review.answer, 0) + 1
    every = [(model, name) for model in ENGAGEMENT_MODELS for name in CONSTITUENCIES]
    return [ForumAnswers(name, model, counts[model, name]) for model, name in every if (model, name) in counts]


def _charts(corpus: Database, theme: Theme) -> list[BarChart]:
    drawn = []
    for across, title in COMPARED.items():
        counts = voices.theme_people_across(corpus, theme.id, across)
        drawn.append((f"By {title.lower()}", bars(counts, heard_in(corpus, theme.programme_id, across))))
    return on_one_scale(drawn)


def _quotes_part(corpus: Database, theme: Theme, event_id: int | None) -> dict[str, Any]:
    counts = quotes.segments_by_event(corpus, theme.id)
    held = [event for event in events.events(corpus, theme.programme_id) if event.id in counts]
    event = next((event for event in held if event.id == event_id), None)
    total = counts[event.id] if event else sum(counts.values())
    pages = page_asked(request.args.get("page"), total=total, size=QUOTES_A_PAGE)
    chosen = event.id if event else None
    shown = quotes.quotes_for_theme(corpus, theme.id, event_id=chosen, limit=pages.size, offset=pages.offset)
    themes = coded_turns.themes_on(corpus, [quote.segment_id for quote in shown])
    agreed = agreements.people_agreeing(corpus, [quote.segment_id for quote in shown])
    found = {"quotes": shown, "themes": themes, "agreed": agreed, "pages": pages}
    return found | {"event": event, "events": held, "counts": counts}


def _checking_part(corpus: Database, theme: Theme) -> dict[str, Any]:
    """The address to come back to after a decision, what was just decided, and what was said to be wrong."""
    event, page = request.args.get("event"), request.args.get("page")
    here = url_for("themes.detail", slug=g.programme.slug, theme_id=theme.id, event=event, page=page)
    return {"here": here, "done": just_done(corpus, theme), "wrong": quotes.rejected_quotes(corpus, theme.id)}


def just_done(corpus: Database, theme: Theme) -> JustDone | None:
    """The decision that the address names, as it stands now; None where it names none of this programme's."""
    try:
        (segment_id, theme_id, _), go_on_at = decision_in(request.args.get("done", ""))
        decided = theme_in(corpus, theme.programme_id, theme_id)
        quote = segment_in(corpus, theme.programme_id, segment_id)
    except (InvalidChoice, NotFound):
        return None
    marks = {mark.theme_id: mark.state for mark in coded_turns.every_theme_on(corpus, segment_id)}
    if decided.id not in marks:
        return None
    return JustDone(quote, decided, marks[decided.id], go_on_at or 0)


def _deciding_part(corpus: Database, theme: Theme) -> dict[str, Any]:
    """What a forum decided about a theme, what it is asked to, and how many people each engagement model heard."""
    models = voices.theme_people_across(corpus, theme.id, "engagement_model")
    return {
        "decided": decided_on(corpus, theme.id),
        "proposed": [(one.id, question(one)) for one in theme_proposals.open_on_theme(corpus, theme.id)],
        "by_model": [(model, models[model]) for model in ENGAGEMENT_MODELS if model in models],
    }


def _forum_part(corpus: Database, theme: Theme, account: Account) -> dict[str, Any]:
    answers = reviews.reviews(corpus, theme.id)
    in_words = [review for review in answers if review.reason or review.suggested_name]
    return {"forums": by_constituency(answers), "words": in_words if "staff" in account.roles else []}
