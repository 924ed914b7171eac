"""What a person sees when something goes wrong: a plain sentence, and no detail that is not theirs."""

import logging

from flask import Flask, g, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from service.error_places import place_of
from service.errors import EXPECTED, NO_ROOM, is_for_lack_of_room, status_of

log = logging.getLogger(__name__)
Answer = tuple[str, int]

_TITLES = {
    400: "That did not work",
    403: "You cannot see this page",
    404: "Page not found",
    409: "That cannot be done now",
    410: "This was recalled",
    413: "Too much at once",
    500: "Something went wrong",
}
_SENTENCES = {
    403: "Your sign-in does not give access to it. Sign in as somebody else, or go back to the start.",
    404: "Check the address, or go back to the start and look from there.",
    405: "This address does not take what was sent. Go back to the start.",
    413: "What was sent is larger than we take in at once. Send fewer or smaller files.",
}
_STALE_FORM = "The page was open for too long, or cookies are off. Go back, load it again, and send it once more."
_UNFORESEEN = "We did not foresee this. Nothing was lost: try again, and tell whoever runs Chorus if it stays."


def show_problems(app: Flask) -> None:
    """Every error becomes a page."""
    for kind in EXPECTED:
        app.register_error_handler(kind, _expected)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _unforeseen)


def _expected(error: Exception) -> Answer:
    return _page(status_of(error), str(error))


def _stale_form(_error: CSRFError) -> Answer:
    return _page(400, _STALE_FORM)


def _refused(error: HTTPException) -> Answer | HTTPException:
    code = error.code or 500
    if code < 400:
        return error  # a redirect
    return _page(code, _SENTENCES.get(code, "Go back and try again."))


def _unforeseen(error: Exception) -> Answer:
    log.error("A page failed: %s at %s", type(error).__name__, place_of(error))
    g.person = g.programme = None  # whatever failed must not be asked again for the header
    return _page(507, NO_ROOM) if is_for_lack_of_room(error) else _page(500, _UNFORESEEN)


def _page(status: int, sentence: str) -> Answer:
    title = _TITLES.get(status, _TITLES[500 if status >= 500 else 400])
    return render_template("problem.html", title=title, sentence=sentence), status
