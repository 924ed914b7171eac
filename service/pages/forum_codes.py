"""The codes that forum members sign in with."""

from typing import cast

from flask import Blueprint, render_template, request

from corpus.records import CONSTITUENCIES, ENGAGEMENT_MODELS, Constituency, EngagementModel
from corpus.store import people
from service.pages.access import current_programme, workspace
from service.pages.audit_entries import also
from service.pages.forms import Form
from service.workflow.accounts import MOST_CODES_AT_ONCE, make_codes

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
    codes: list[str] = []
    if request.method == "POST":
        constituency = cast(Constituency, form.chosen("constituency", CONSTITUENCIES, "Choose whom the codes are for."))
        model = cast(EngagementModel, form.chosen("model", ENGAGEMENT_MODELS, "Choose what the forum may do."))
        how_many = _parse_number(form)
        if not form.errors:
            codes = make_codes(workspace(), programme.id, constituency, how_many, engagement_model=model)
            also(f"{how_many} for {constituency}, {model}")
    counts = [
        (model, people.count_forum_members(workspace().corpus, programme.id, model)) for model in ENGAGEMENT_MODELS
    ]
    page = render_template(
        "forum_codes.html",
        form=form,
        codes=codes,
        counts=[(model, counted) for model, counted in counts if counted],
        constituencies=CONSTITUENCIES,
        models=[(model, MAY_HINTS[model]) for model in ENGAGEMENT_MODELS],
    )
    return page, 400 if form.errors else 200


def _parse_number(form: Form) -> int:
    text = form.value("how_many")
    if text.isdecimal() and 1 <= int(text) <= MOST_CODES_AT_ONCE:
        return int(text)
    form.errors["how_many"] = f"Enter a number from 1 to {MOST_CODES_AT_ONCE}."
    return 0
