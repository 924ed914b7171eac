"""You said, we decided, we did: for everybody with an account who reads a programme."""

from flask import Blueprint, render_template

from service.pages.access import current_programme, workspace
from service.pages.forum_decisions import with_pictures

blueprint = Blueprint("decisions", __name__)


@blueprint.get("/p/<slug>/decisions")
def index(slug: str) -> str:
    """What the programme's forum decided."""
    programme = current_programme(slug)
    return render_template(
        "decisions/index.html", listed=with_pictures(workspace().corpus, programme.id), is_forum=False
    )
