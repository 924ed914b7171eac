"""What is published, as a page that anybody reads: the whole of it, and each theme by itself."""

from flask import Blueprint, render_template

from corpus.release.open.datasette.metadata import LICENCE_URL
from corpus.release.open.take_away import words
from corpus.release.open.take_away.how_made import HOW, LIMITS, origins_told, who_decided
from corpus.release.open.take_away.matters import MATTERS
from corpus.release.open.take_away.themes import quotes_to_read
from corpus.store.programmes import programme_by_slug
from service.pages import published_shown as shown
from service.pages.access import workspace
from service.workflow import published

blueprint = Blueprint("published", __name__)


@blueprint.get("/published")
def index() -> str:
    """The programmes of which something is published."""
    return render_template("published/index.html", listed=published.shelf(workspace()))


@blueprint.get("/published/<slug>")
def show(slug: str) -> str:
    """What one of them published."""
    seen = _read(slug)
    heard = shown.who_was_heard(seen)
    return render_template(
        "published/show.html",
        seen=seen,
        words=words,
        deciders=who_decided(seen.taken),
        heard=heard,
        by_model=next((one for one in heard if one.title == shown.BY_MODEL), None),
        most=shown.most_spoken_of(seen.themes),
        mattered=shown.what_mattered(seen),
        mattered_means=MATTERS,
        how_made=[HOW, *origins_told(seen.taken)],
        limits=LIMITS,
        licence_url=LICENCE_URL,
    )


@blueprint.get("/published/<slug>/themes/<theme>")
def show_theme(slug: str, theme: str) -> str:
    """One theme of it."""
    seen = _read(slug)
    found = seen.theme_at(theme)
    return render_template(
        "published/theme.html",
        seen=seen,
        theme=found,
        above=seen.by_id.get(found.row["parent_id"]),
        charts=shown.who_spoke(found),
        quotes=quotes_to_read(found),
        words=words,
    )


def _read(slug: str) -> published.Published:
    return published.read(workspace(), programme_by_slug(workspace().corpus, slug))
