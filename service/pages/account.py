"""Signing in and out."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from corpus.records import ForumMember
from service.errors import SignInFailed, TooManyTries, status_of
from service.pages.access import current_person, local_path, tries, workspace
from service.sessions import Person, actor_of, awaiting_second_step, begin_session, end_session
from service.workflow import accounts
from service.workflow import second_step as second_steps

blueprint = Blueprint("account", __name__)
Page = str | Response | tuple[str, int, dict[str, str]]


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Page:
    """Everybody who has an account, with a name and a password."""
    name = request.form.get("name", "")
    if request.method == "GET":
        return render_template("sign_in.html", problem=None, name=name)
    try:
        with tries().at_password(name, _address()):
            account = accounts.sign_in(workspace(), name, request.form.get("password", ""))
    except SignInFailed as error:
        return render_template("sign_in.html", problem=str(error), name=name), *_refusal(error)
    if account.has_second_step:
        begin_session(session, workspace(), account, is_whole=False)
        return redirect(url_for("account.second_step", next=local_path(request.args.get("next"))))
    return _welcome(account)


@blueprint.route("/sign-in/second-step", methods=["GET", "POST"])
def second_step() -> Page:
    """A code, from whoever has given the right password and has a second step."""
    account = awaiting_second_step(session, workspace())
    if account is None:
        return redirect(url_for("account.sign_in", next=local_path(request.args.get("next"))))
    if request.method == "GET":
        return render_template("second_step.html", problem=None)
    try:
        with tries().at_second_step(account.id):
            second_steps.take(workspace(), account, request.form.get("code", ""))
    except SignInFailed as error:
        return render_template("second_step.html", problem=str(error)), *_refusal(error)
    return _welcome(account)


@blueprint.route("/forum/sign-in", methods=["GET", "POST"])
def sign_in_with_code() -> Page:
    """Forum members, with a code."""
    code = request.form.get("code", "")
    if request.method == "GET":
        return render_template("sign_in_with_code.html", problem=None, code=code)
    try:
        with tries().at_code(_address()):
            member = accounts.sign_in_with_code(workspace(), code)
    except SignInFailed as error:
        return render_template("sign_in_with_code.html", problem=str(error), code=code), *_refusal(error)
    return _welcome(member)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Whoever is signed in, off this device and on the server."""
    was_forum = isinstance(current_person(), ForumMember)
    if current_person():
        workspace().record("sign out")
    end_session(session, workspace())
    flash("You have signed out.")
    return redirect(url_for("account.sign_in_with_code" if was_forum else "account.sign_in"))


def _welcome(person: Person) -> Response:
    begin_session(session, workspace(), person)
    workspace().on_behalf_of(actor_of(person)).record("sign in")
    session.permanent = True  # so that it outlives the browser's window, and ends when the server says so
    start = url_for("forum.home") if isinstance(person, ForumMember) else url_for("programmes.index")
    return redirect(local_path(request.args.get("next")) or start)


def _refusal(error: SignInFailed) -> tuple[int, dict[str, str]]:
    return status_of(error), {"Retry-After": str(error.seconds)} if isinstance(error, TooManyTries) else {}


def _address() -> str:
    return request.remote_addr or ""
