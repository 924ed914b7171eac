"""What matters most: forum members choose up to five themes and put them in order, and see what others put first."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.ranking import PLACES
from corpus.records import ForumMember
from corpus.store import codebook, rankings
from service.errors import InvalidChoice
from service.pages.access import current_member, current_programme, workspace
from service.pages.ranking_shown import results, what_became_of
from service.workflow.ranking import chosen_of, may_rank, moved, offered_to, rank

PLACE_WORDS = ("First", "Second", "Third", "Fourth", "Fifth")

blueprint = Blueprint("ranking", __name__)


@blueprint.get("/forum/ranking")
def show() -> str:
    """What this member chose, with what others did; the themes to choose from before that, or to choose again."""
    programme, member = current_programme(), current_member()
    own = rankings.ranking_by(workspace().corpus, member.id)
    if own is None or "again" in request.args or not may_rank(member):
        return _choosing(member, own.chosen if own else ())
    themes = {theme.id: theme for theme in codebook.themes_ever(workspace().corpus, programme.id)}
    return render_template(
        "ranking/own.html",
        own=[(themes[one], what_became_of(workspace().corpus, themes[one])) for one in own.chosen],
        place_words=PLACE_WORDS,
        results=results(workspace().corpus, programme.id),
    )


@blueprint.post("/forum/ranking/order")
def order() -> str | tuple[str, int]:
    """The chosen themes, to be put in order: each button moves one, and nothing is kept yet."""
    current_programme()
    member, chosen = current_member(), _ids("chosen")
    if "back" in request.form:
        return _choosing(member, chosen)
    for by, name in ((-1, "up"), (1, "down")):
        for theme_id in _ids(name):
            chosen = moved(chosen, theme_id, by)
    try:
        listed = chosen_of(offered_to(workspace(), member), chosen)
    except InvalidChoice as error:
        return _choosing(member, chosen, str(error)), 400
    said = next((one.theme.name for one in listed if one.theme.id in _ids("up") + _ids("down")), "")
    return render_template("ranking/order.html", listed=listed, place_words=PLACE_WORDS, moved=said)


@blueprint.post("/forum/ranking")
def save() -> Response | tuple[str, int]:
    """Keeps the order."""
    current_programme()
    member, chosen = current_member(), _ids("chosen")
    try:
        rank(workspace(), member, chosen)
    except InvalidChoice as error:
        return _choosing(member, chosen, str(error)), 400
    flash("Thank you. We have kept what matters most to you. You can change it at any time.", "success")
    return redirect(url_for("ranking.show"))


@blueprint.get("/p/<slug>/ranking")
def staff(slug: str) -> str:
    """What matters most to each forum, for those who run the programme."""
    programme = current_programme(slug)
    return render_template("ranking/results.html", results=results(workspace().corpus, programme.id))


def _choosing(member: ForumMember, chosen: Sequence[int], problem: str = "") -> str:
    return render_template(
        "ranking/choose.html",
        may_rank=may_rank(member),
        model=member.engagement_model,
        offered=offered_to(workspace(), member) if may_rank(member) else [],
        chosen=chosen,
        problem=problem,
        most=PLACES,
    )


def _ids(name: str) -> list[int]:
    return [int(text) for text in request.form.getlist(name) if text.isdecimal() and len(text) < 12]
