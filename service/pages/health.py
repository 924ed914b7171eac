"""Whether the service answers, for whatever watches over it."""

from flask import Blueprint

from corpus.store import people
from service.pages.access import workspace

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def show() -> dict[str, bool]:
    """Says so as long as the corpus can be read."""
    return {"healthy": True, "has_accounts": people.has_accounts(workspace().corpus)}
