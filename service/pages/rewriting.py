"""The pages on which a forum, or staff for one, write a theme's summary in their own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlite_utils import Database
from werkzeug.wrappers import Response

from corpus.records import CONSTITUENCIES, Constituency, Quote, Theme
from corpus.store import quotes
from service.errors import InvalidChoice
from service.pages.access import current_member, current_programme, workspace
from service.pages.forum import HELD
from service.pages.summary_shown import summary_shown
from service.pages.themes import theme_in
from service.workflow.review import theme_to_answer
from service.workflow.rewriting import (
    LONGEST_SENTENCE,
    MOST_SENTENCES,
    QUOTES_TO_CHOOSE,
    Written,
    draft,
    ease_of,
    may_be_cited,
    may_rewrite,
    problems,
    rewrite,
    rewrite_for,
)

SPARE = 2
FEWEST_FIELDS = 3

blueprint = Blueprint("rewriting", __name__)


@dataclass(frozen=True, slots=True)
class Field:
    """A sentence in the form; `others` are the ids it rests on of which no words can be shown here."""

    text: str
    chosen: frozenset[int]
    others: tuple[int, ...]


@blueprint.route("/forum/themes/<int:theme_id>/summary", methods=["GET", "POST"])
def forum(theme_id: int) -> Response | str | tuple[str, int]:
    """The form, and what a forum member sends with it."""
    member = current_member()
    current_programme()
    theme = theme_to_answer(workspace(), member, theme_id)
    may_rewrite(member)
    if request.method == "GET":
        return _page(theme, draft(workspace().corpus, theme))
    given = _given()
    wrong = problems(given, known=may_be_cited(workspace().corpus, theme))
    if wrong or "check" in request.form:
        return _page(theme, given, wrong if "check" not in request.form else {}), 400 if wrong else 200
    is_held = rewrite(workspace(), member, theme, given)
    flash(HELD if is_held else "Thank you. This is the summary now, in your forum’s words.", "success")
    return redirect(url_for("forum.theme", theme_id=theme.id))


@blueprint.route("/p/<slug>/themes/<int:theme_id>/summary", methods=["GET", "POST"])
def staff(slug: str, theme_id: int) -> Response | str | tuple[str, int]:
    """The form, and what staff send with it for a forum."""
    programme = current_programme(slug)
    theme = theme_in(workspace().corpus, programme.id, theme_id)
    if request.method == "GET":
        return _page(theme, draft(workspace().corpus, theme), whose="")
    given, whose = _given(), request.form.get("whose", "")
    wrong = problems(given, known=may_be_cited(workspace().corpus, theme))
    if whose not in CONSTITUENCIES:
        wrong["whose"] = "Choose whose forum wrote this"
    if wrong or "check" in request.form:
        return _page(theme, given, wrong if "check" not in request.form else {}, whose=whose), 400 if wrong else 200
    try:
        rewrite_for(workspace(), cast(Constituency, whose), theme, given)
    except InvalidChoice as error:
        return _page(theme, given, {"sentence-0": str(error)}, whose=whose), 400
    flash(f"This is the summary now, in the words of {whose}.", "success")
    return redirect(url_for("themes.detail", slug=slug, theme_id=theme.id, _anchor="summary"))


@blueprint.post("/reading-age")
def ease() -> dict[str, Any]:
    """How easy the sentences of a form are to read; nothing is kept."""
    found = ease_of([one.text for one in _given() if one.text.strip()])
    return {"words": found.words, "long": list(found.long)}


def _given() -> list[Written]:
    """The form's sentences. What a sentence rests on comes as ids, one or several to a box."""
    found = []
    for number in range(MOST_SENTENCES):
        ticked = " ".join(request.form.getlist(f"cites-{number}")).split()
        ids = tuple(int(segment) for segment in ticked if segment.isdecimal() and len(segment) < 19)
        found.append(Written(request.form.get(f"sentence-{number}", ""), ids))
    while found and not found[-1].text.strip():
        found.pop()
    return found


def _page(
    theme: Theme, given: Sequence[Written], wrong: Mapping[str, str] | None = None, whose: str | None = None
) -> str:
    corpus = workspace().corpus
    shown = summary_shown(corpus, theme, only_quotable=True)
    offered = _offered(corpus, theme, given)
    ids = {quote.segment_id for quote in offered}
    blank = max(SPARE, FEWEST_FIELDS - len(given))
    fields = [
        Field(one.text, frozenset(one.segment_ids), tuple(sorted(set(one.segment_ids) - ids)))
        for one in [*given, *[Written("")] * blank][:MOST_SENTENCES]
    ]
    return render_template(
        "summaries/rewrite.html",
        theme=theme,
        shown=shown,
        fields=fields,
        offered=offered,
        ease=ease_of([one.text for one in given if one.text.strip()]),
        problems=wrong or {},
        whose=whose,
        constituencies=CONSTITUENCIES,
        longest=LONGEST_SENTENCE,
    )


def _offered(corpus: Database, theme: Theme, given: Sequence[Written]) -> list[Quote]:
    """Quotes from everywhere in the theme, and after them those that the sentences rest on already."""
    varied = {one.segment_id: one for one in quotes.varied_quotes(corpus, theme.id, limit=QUOTES_TO_CHOOSE)}
    shown = summary_shown(corpus, theme, only_quotable=True)
    known = [*shown.quotes, *(view for one in shown.own for view in one.views)]
    known += [quote for one in shown.sentences if len(one.evidence) <= QUOTES_TO_CHOOSE for quote in one.evidence]
    return list((varied | {one.segment_id: one for one in known}).values())
