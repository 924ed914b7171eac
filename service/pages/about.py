"""Who runs this service, what it keeps about whom, and how far everybody can use it."""

from flask import Blueprint, current_app, render_template

from service.sessions import settings_of

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
def show() -> str:
    """The page that every footer leads to."""
    return render_template("about.html", settings=settings_of(current_app))
