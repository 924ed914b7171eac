"""Signing in and out."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from corpus.records import ForumMember
from service.errors import SignInFailed
from service.pages.access import current_person, local_path, public, workspace
from service.sessions import Person, write_session
from service.workflow import accounts

blueprint = Blueprint("account", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> str | Response | tuple[str, int]:
    """Staff and analysts, with a name and a password."""
    problem, name = None, request.form.get("name", "")
    if request.method == "POST":
        try:
            return _welcome(accounts.sign_in(workspace(), name, request.form.get("password", "")))
        except SignInFailed as error:
            problem = str(error)
    return render_template("sign_in.html", problem=problem, name=name), 403 if problem else 200


@blueprint.route("/forum/sign-in", methods=["GET", "POST"])
@public
def sign_in_with_code() -> str | Response | tuple[str, int]:
    """Forum members, with a code."""
    problem, code = None, request.form.get("code", "")
    if request.method == "POST":
        try:
            return _welcome(accounts.sign_in_with_code(workspace(), code))
        except SignInFailed as error:
            problem = str(error)
    return render_template("sign_in_with_code.html", problem=problem, code=code), 403 if problem else 200


@blueprint.post("/sign-out")
@public
def sign_out() -> Response:
    """Whoever is signed in, off this device."""
    was_forum = isinstance(current_person(), ForumMember)
    session.clear()
    flash("You have signed out.")
    return redirect(url_for("account.sign_in_with_code" if was_forum else "account.sign_in"))


def _welcome(person: Person) -> Response:
    write_session(session, person)
    session.permanent = True  # so that it ends after the idle time, not when the browser closes
    start = url_for("forum.home") if isinstance(person, ForumMember) else url_for("programmes.index")
    return redirect(local_path(request.args.get("next")) or start)
