"""What became of what a group said: for anybody with the event's code, without an account."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.errors import SignInFailed, TooManyTries, status_of
from service.pages.access import tries, workspace
from service.workflow.became import became

blueprint = Blueprint("became", __name__)
LONGEST_CODE = 60


@blueprint.get("/became")
def enter() -> str | Response:
    """A field for the event's code."""
    code = request.args.get("code", "").strip()[:LONGEST_CODE]
    if code:
        return redirect(url_for("became.found", code=code))
    return render_template("became/enter.html", problem=None, code="")


@blueprint.get("/became/<code>")
def found(code: str) -> str | tuple[str, int, dict[str, str]]:
    """The themes that came up there, what was decided, and what is done about it."""
    try:
        with tries().at_event_code(request.remote_addr or ""):
            seen = became(workspace(), code[:LONGEST_CODE])
    except SignInFailed as error:
        page = render_template("became/enter.html", problem=str(error), code=code[:LONGEST_CODE])
        if isinstance(error, TooManyTries):
            return page, status_of(error), {"Retry-After": str(error.seconds)}
        return page, 404, {}
    return render_template("became/found.html", seen=seen)
