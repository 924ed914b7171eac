"""Card sorts, for forum members: one card at a time into piles of their own, and what all of them share afterwards."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.store import card_sorts
from service.errors import InvalidChoice
from service.pages import card_sorts_shown
from service.pages.access import current_member, current_programme, workspace
from service.pages.forum import HELD
from service.workflow import card_sorting
from service.workflow.card_sort_results import results
from service.workflow.card_sorting import LONGEST_PILE_NAME, MOST_PILES, OwnSort, may_sort, own_sort

SECONDS_A_CARD = 20

blueprint = Blueprint("forum_sorts", __name__)


@blueprint.get("/forum/card-sorts")
def index() -> str:
    """The card sorts there are, and how far this member has come with each."""
    programme, member = current_programme(), current_member()
    listed = [one for one in card_sorts.card_sorts(workspace().corpus, programme.id) if one.state != "draft"]
    return render_template(
        "card_sorts/forum_index.html",
        own=[own_sort(workspace(), member, one.id) for one in listed] if may_sort(member) else [],
        may_sort=may_sort(member),
        seconds=SECONDS_A_CARD,
    )


@blueprint.get("/forum/card-sorts/<int:sort_id>")
def show(sort_id: int) -> str | Response:
    """The next card, or the one that is asked for; the piles where all cards are sorted."""
    own = own_sort(workspace(), current_member(), sort_id)
    if own.sort.state == "closed":
        return redirect(url_for("forum_sorts.shared", sort_id=sort_id))
    asked = request.args.get("card", type=int)
    if not own.cards or (asked is None and not own.left):
        return redirect(url_for("forum_sorts.piles", sort_id=sort_id))
    return _card_page(own, asked)


@blueprint.post("/forum/card-sorts/<int:sort_id>/cards/<int:card_id>")
def place(sort_id: int, card_id: int) -> Response | tuple[str, int]:
    """Puts a card in a pile, a new one, or none, and goes on to the next."""
    pile = request.form.get("pile", "")
    if pile == "new":
        return _or_mend(
            lambda: card_sorting.place_in_new(
                workspace(), current_member(), sort_id, card_id, request.form.get("name", "")
            ),
            sort_id,
            card_id,
        )
    if pile != "aside" and not (pile.isdecimal() and len(pile) < 12):
        return _card_page(_own(sort_id), card_id, "Choose a pile for this card."), 400
    card_sorting.place(workspace(), current_member(), sort_id, card_id, None if pile == "aside" else int(pile))
    return _after(sort_id, card_id)


@blueprint.get("/forum/card-sorts/<int:sort_id>/piles")
def piles(sort_id: int) -> str:
    """The member's piles with their cards: to move, rename and join."""
    return _piles_page(_own(sort_id))


@blueprint.post("/forum/card-sorts/<int:sort_id>/piles/<int:pile_id>")
def change(sort_id: int, pile_id: int) -> Response | tuple[str, int]:
    """Gives a pile another name, or joins it with another."""
    member, into = current_member(), request.form.get("into", "")
    try:
        if request.form.get("do") == "join":
            if not (into.isdecimal() and len(into) < 12):
                raise InvalidChoice("Choose the pile to join it with.")
            card_sorting.merge(workspace(), member, sort_id, pile_id, int(into))
        elif card_sorting.rename(workspace(), member, sort_id, pile_id, request.form.get("name", "")):
            flash(HELD, "warning")
    except InvalidChoice as error:
        return _piles_page(_own(sort_id), str(error), pile_id), 400
    at = f"pile-{into}" if request.form.get("do") == "join" else f"pile-{pile_id}"
    return redirect(url_for("forum_sorts.piles", sort_id=sort_id, _anchor=at))


@blueprint.get("/forum/card-sorts/<int:sort_id>/shared")
def shared(sort_id: int) -> str:
    """What everybody's piles have in common, when the card sort is closed."""
    own = _own(sort_id)
    only = card_sorts_shown.asked_for(request.args)
    found = results(workspace(), own.sort, only) if own.sort.state == "closed" else None
    return render_template("card_sorts/forum_shared.html", own=own, found=found, shown=card_sorts_shown)


def has_card_sorts() -> bool:
    """Whether there is a card sort for the member who is signed in: to sort, or to read."""
    member = current_member()
    return may_sort(member) and card_sorts.has_sorts_to_show(workspace().corpus, member.programme_id)


def _own(sort_id: int) -> OwnSort:
    current_programme()
    return own_sort(workspace(), current_member(), sort_id)


def _or_mend(done: Callable[[], bool], sort_id: int, card_id: int) -> Response | tuple[str, int]:
    try:
        is_held = done()
    except InvalidChoice as error:
        return _card_page(_own(sort_id), card_id, str(error)), 400
    if is_held:
        flash(HELD, "warning")
    return _after(sort_id, card_id)


def _after(sort_id: int, card_id: int) -> Response:
    if request.form.get("back") == "piles":
        return redirect(url_for("forum_sorts.piles", sort_id=sort_id, _anchor=f"card-{card_id}"))
    return redirect(url_for("forum_sorts.show", sort_id=sort_id, last=card_id))


def _card_page(own: OwnSort, card_id: int | None, problem: str = "") -> str:
    current_programme()
    card = next((one for one in own.cards if one.id == card_id), own.left[0] if own.left else own.cards[0])
    last = request.args.get("last", type=int)
    return render_template(
        "card_sorts/card.html",
        own=own,
        card=card,
        last=next((one for one in own.cards if one.id == last and one not in own.left), None),
        back=request.values.get("back") or ("piles" if card not in own.left else ""),
        problem=problem,
        name=request.form.get("name", ""),
        longest=LONGEST_PILE_NAME,
        is_full=len(own.piles) >= MOST_PILES,
    )


def _piles_page(own: OwnSort, problem: str = "", at: int = 0) -> str:
    return render_template(
        "card_sorts/piles.html",
        own=own,
        problem=problem,
        at=at,
        name=request.form.get("name", ""),
        longest=LONGEST_PILE_NAME,
    )
