"""You said, we decided, we did, for forum members."""

from flask import Blueprint, render_template
from sqlite_utils import Database

from service.pages.access import current_programme, workspace
from service.pages.proposal_parts import VotePicture, vote_pictures
from service.workflow.what_became import Became, what_became

blueprint = Blueprint("forum_decisions", __name__)


@blueprint.get("/forum/decisions")
def index() -> str:
    """What the forum decided, for its members."""
    programme = current_programme()
    return render_template(
        "decisions/index.html", listed=with_pictures(workspace().corpus, programme.id), is_forum=True
    )


def with_pictures(corpus: Database, programme_id: int) -> list[tuple[Became, list[VotePicture]]]:
    """A programme's decisions, each with the picture of who decided."""
    return [(one, vote_pictures(one.decision.tallies)) for one in what_became(corpus, programme_id)]
