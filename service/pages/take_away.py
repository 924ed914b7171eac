"""Taking away what anybody may read: the open release as files to keep."""

from io import BytesIO

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from corpus.errors import NotFound
from corpus.store.programmes import programme_by_slug
from service.pages.access import workspace
from service.workflow import take_away

blueprint = Blueprint("take_away", __name__)


@blueprint.get("/take-away/<slug>")
def show(slug: str) -> str:
    """What there is to take away of a programme."""
    programme = programme_by_slug(workspace().corpus, slug)
    release = take_away.published(workspace(), programme)
    return render_template("take_away/show.html", release=release, of=programme)


@blueprint.get("/take-away/<slug>/<kind>")
def file(slug: str, kind: str) -> Response:
    """One of the files."""
    if kind not in take_away.FORMATS:
        raise NotFound("There is no such file. Look at what there is to take away.")
    name, content = take_away.kept_file(workspace(), programme_by_slug(workspace().corpus, slug), kind)
    return send_file(BytesIO(content), download_name=name, as_attachment=True)
