"""Said once: what one person said and no theme holds, until somebody has dealt with it."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.store import said_once
from corpus.store.said_once import OnceState
from service.errors import InvalidChoice
from service.pages.access import current_account, current_programme, workspace
from service.pages.paging import page_asked
from service.workflow.rare_voices import GivenChoice, deal_with
from service.workflow.reviewing import theme_choices

ON_A_PAGE = 50

blueprint = Blueprint("said_once", __name__)


@blueprint.get("/p/<slug>/said-once")
def index(slug: str) -> str:
    """Those that wait, those that are watched, or those that were dealt with, a page at a time."""
    return _page(slug)


@blueprint.post("/p/<slug>/said-once/<int:segment_id>")
def decide(slug: str, segment_id: int) -> Response | tuple[str, int]:
    """Keeps a decision, and goes on at the one that stood next."""
    programme = current_programme(slug)
    theme = request.form.get("theme", "")
    theme_id = int(theme) if theme.isascii() and theme.isdigit() and len(theme) < 16 else None
    try:
        given = GivenChoice(request.form.get("do", ""), theme_id)
        deal_with(workspace(), programme, current_account(), segment_id, given)
    except InvalidChoice as error:
        return _page(slug, problem=str(error), at=segment_id), 400
    go_on_at = request.form.get("go_on_at", type=int)
    anchor = f"quote-{go_on_at}" if go_on_at else "list"
    shown = request.form.get("show") or None
    return redirect(
        url_for("said_once.index", slug=slug, show=shown, page=request.form.get("page", type=int), _anchor=anchor)
    )


def _page(slug: str, *, problem: str = "", at: int = 0) -> str:
    programme, corpus = current_programme(slug), workspace().corpus
    counts = said_once.count_said_once(corpus, programme.id)
    state: OnceState = next((state for state in counts if state == request.values.get("show")), "open")
    pages = page_asked(request.values.get("page"), total=counts[state], size=ON_A_PAGE)
    return render_template(
        "said_once/index.html",
        listed=said_once.said_once(corpus, programme.id, state, limit=pages.size, offset=pages.offset),
        counts=counts,
        state=state,
        pages=pages,
        choices=theme_choices(corpus, programme.id),
        problem=problem,
        at=at,
    )
