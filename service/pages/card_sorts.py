"""Card sorts, for those who run a programme: draw the cards, swap one, open it, close it, and read what is shared."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.store import card_sorts, codebook
from service.pages import card_sorts_shown
from service.pages.access import current_programme, workspace
from service.pages.audit_entries import also
from service.workflow import card_sorting
from service.workflow.card_sort_results import results

blueprint = Blueprint("card_sorts", __name__)
_DONE = {
    "open": "Members can sort it now.",
    "close": "It is closed. Members can read what their piles have in common.",
    "throw away": "It was thrown away.",
}


@blueprint.get("/p/<slug>/card-sorts")
def index(slug: str) -> str:
    """The card sorts there are."""
    programme = current_programme(slug)
    return render_template("card_sorts/index.html", listed=card_sorts.card_sorts(workspace().corpus, programme.id))


@blueprint.post("/p/<slug>/card-sorts/start")
def start(slug: str) -> Response:
    """Draws the cards of a new one."""
    sort = card_sorting.start(workspace(), current_programme(slug))
    also(f"card sort {sort.id}")
    return redirect(url_for("card_sorts.show", slug=slug, sort_id=sort.id))


@blueprint.get("/p/<slug>/card-sorts/<int:sort_id>")
def show(slug: str, sort_id: int) -> str:
    """One card sort: its cards, how many have sorted, and what they share so far."""
    programme, corpus = current_programme(slug), workspace().corpus
    sort = card_sorting.sort_in(workspace(), programme.id, sort_id)
    return render_template(
        "card_sorts/show.html",
        sort=sort,
        cards=card_sorts.cards(corpus, sort.id),
        names={theme.id: theme.name for theme in codebook.themes_ever(corpus, programme.id)},
        found=results(workspace(), sort, card_sorts_shown.asked_for(request.args)),
        shown=card_sorts_shown,
    )


@blueprint.post("/p/<slug>/card-sorts/<int:sort_id>/state")
def move(slug: str, sort_id: int) -> Response:
    """Opens a draft or throws it away, or closes one that is open."""
    programme, do = current_programme(slug), request.form.get("do", "")
    if do == "open":
        card_sorting.open_to_members(workspace(), programme, sort_id)
    elif do == "close":
        card_sorting.close(workspace(), programme, sort_id)
    elif do == "throw away":
        card_sorting.throw_away(workspace(), programme, sort_id)
    if do in _DONE:
        flash(_DONE[do], "success")
    if do == "throw away":
        return redirect(url_for("card_sorts.index", slug=slug))
    return redirect(url_for("card_sorts.show", slug=slug, sort_id=sort_id))


@blueprint.post("/p/<slug>/card-sorts/<int:sort_id>/cards/<int:card_id>")
def swap(slug: str, sort_id: int, card_id: int) -> Response:
    """Takes a card out, and draws another for a draft."""
    is_another = card_sorting.swap(workspace(), current_programme(slug), sort_id, card_id)
    flash("Another card was drawn for it. It is the last one." if is_another else "The card was taken out.", "success")
    return redirect(url_for("card_sorts.show", slug=slug, sort_id=sort_id, _anchor="cards"))
