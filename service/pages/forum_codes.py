"""The codes that forum members sign in with."""

from typing import cast

from flask import Blueprint, render_template, request

from corpus.errors import NotFound
from corpus.records import CONSTITUENCIES, ENGAGEMENT_MODELS, Constituency, EngagementModel, Programme
from corpus.store import people
from service.pages.access import current_programme, workspace
from service.pages.audit_entries import also
from service.pages.forms import Form
from service.workflow.accounts import MOST_CODES_AT_ONCE
from service.workflow.lost_cards import Card, make_cards, replace_lost

MAY_HINTS: dict[EngagementModel, str] = {
    "co-production": "They answer, rank, propose, and decide together with you.",
    "participation": "They answer, rank and propose. They do not vote.",
    "consultation": "They answer, and no more.",
}

blueprint = Blueprint("forum_codes", __name__)


@blueprint.route("/p/<slug>/forum-codes", methods=["GET", "POST"])
def show(slug: str) -> str | tuple[str, int]:
    """How many codes there are; new ones are shown once, when they are made."""
    programme, form = current_programme(slug), Form(request.form)
    cards: list[Card] = []
    if request.method == "POST":
        constituency = cast(Constituency, form.chosen("constituency", CONSTITUENCIES, "Choose whom the codes are for."))
        model = cast(EngagementModel, form.chosen("model", ENGAGEMENT_MODELS, "Choose what the forum may do."))
        how_many = _parse_number(form)
        if not form.errors:
            cards = make_cards(workspace(), programme.id, constituency, how_many, engagement_model=model)
            also(f"{how_many} for {constituency}, {model}")
    return _page(programme, form, cards)


@blueprint.post("/p/<slug>/forum-codes/lost")
def replace(slug: str) -> str | tuple[str, int]:
    """A new code for a card that was lost; it is shown once."""
    programme, form = current_programme(slug), Form(request.form)
    number = form.needed("card", "Enter the number of the card.")
    if number and not (number.isdecimal() and len(number) < 9):
        form.errors["card"] = "Enter the number that is on the card, such as 417. Never the code."
    cards: list[Card] = []
    if not form.errors:
        try:
            cards = [replace_lost(workspace(), programme, int(number))]
        except NotFound:
            form.errors["card"] = f"There is no card {number} in use. Check the number."
    return _page(programme, form, cards, is_replaced=bool(cards))


def _page(programme: Programme, form: Form, cards: list[Card], *, is_replaced: bool = False) -> str | tuple[str, int]:
    counts = [
        (model, people.count_forum_members(workspace().corpus, programme.id, model)) for model in ENGAGEMENT_MODELS
    ]
    page = render_template(
        "forum_codes.html",
        form=form,
        cards=cards,
        is_replaced=is_replaced,
        counts=[(model, counted) for model, counted in counts if counted],
        constituencies=CONSTITUENCIES,
        models=[(model, MAY_HINTS[model]) for model in ENGAGEMENT_MODELS],
    )
    return page, 400 if form.errors else 200


def _parse_number(form: Form) -> int:
    text = form.value("how_many")
    if text.isdecimal() and len(text) < 9 and 1 <= int(text) <= MOST_CODES_AT_ONCE:
        return int(text)
    form.errors["how_many"] = f"Enter a number from 1 to {MOST_CODES_AT_ONCE}."
    return 0
