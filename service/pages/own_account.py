"""What somebody does to their own account: accepting an invitation, a new password, a second step."""

import segno
from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from corpus.records import Account
from corpus.store import people, second_steps, sessions
from service.errors import InvalidChoice, SignInFailed, TooManyTries
from service.pages.access import current_account, tries, workspace
from service.passwords import SHORTEST, check_choice, hash_password
from service.sessions import TOKEN, begin_session, token_hash
from service.workflow import accounts, invitations, second_step

blueprint = Blueprint("own_account", __name__)
Page = str | Response | tuple[str, int]


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
def accept(token: str) -> Page:
    """Whoever was invited chooses their password, and is asked to sign in with it."""
    account, problem = invitations.invited(workspace(), token), ""
    if request.method == "POST":
        try:
            invitations.accept(workspace(), token, request.form.get("password", ""))
        except InvalidChoice as error:
            problem = str(error)
        else:
            workspace().record("accept invitation", f"account {account.id}")
            flash("Your password is set. Sign in with it.", "success")
            return redirect(url_for("account.sign_in"))
    page = render_template("accounts/accept.html", account=account, problem=problem, shortest=SHORTEST)
    return page, 400 if problem else 200


@blueprint.get("/account")
def show() -> str:
    """What the account may do, and what can be changed about it."""
    return _page({})


@blueprint.post("/account/password")
def change_password() -> Page:
    """A new password, from whoever knows the old one; all other sessions end."""
    account = current_account()
    try:
        with tries().at_password(account.name, request.remote_addr or ""):
            accounts.sign_in(workspace(), account.name, request.form.get("current", ""))
        check_choice(request.form.get("password", ""), name=account.name)
    except SignInFailed as error:
        return _page({"current": _plainly(error)}), 400
    except InvalidChoice as error:
        return _page({"password": str(error)}), 400
    people.set_password(workspace().corpus, account.id, hash_password(request.form["password"]))
    _go_on_as(account)
    flash("Your password is changed. Wherever else you were signed in, you are signed out.", "success")
    return redirect(url_for("own_account.show"))


@blueprint.post("/account/other-sessions")
def end_others() -> Response:
    """Signs them out everywhere but here."""
    sessions.end_sessions_of(workspace().corpus, current_account().id, but=token_hash(session[TOKEN]))
    flash("Wherever else you were signed in, you are signed out.", "success")
    return redirect(url_for("own_account.show"))


@blueprint.route("/account/second-step", methods=["GET", "POST"])
def add_second_step() -> Page:
    """Shows the secret for a device, and begins with it once the device has given a code."""
    account, problem = current_account(), ""
    secret = request.form.get("secret") or second_step.new_secret()
    if request.method == "POST":
        try:
            codes = second_step.begin(workspace(), account, secret, request.form.get("code", ""))
        except InvalidChoice as error:
            problem = str(error)
        else:
            _go_on_as(account)
            return render_template("accounts/recovery_codes.html", codes=codes)
    drawn = segno.make(second_step.address_for_device(account, secret)).svg_inline(scale=5, omitsize=False)
    picture = Markup(drawn)  # noqa: S704 (segno draws squares) # nosec B704
    page = render_template("accounts/second_step.html", secret=secret, picture=picture, problem=problem)
    return page, 400 if problem else 200


@blueprint.post("/account/second-step/off")
def drop_second_step() -> Page:
    """Takes the second step away, from whoever knows the password."""
    account = current_account()
    try:
        with tries().at_password(account.name, request.remote_addr or ""):
            accounts.sign_in(workspace(), account.name, request.form.get("current", ""))
    except SignInFailed as error:
        return _page({"off": _plainly(error)}), 400
    second_steps.drop_second_step(workspace().corpus, account.id)
    _go_on_as(account)
    flash("Signing in asks for your password alone now.")
    return redirect(url_for("own_account.show"))


def _go_on_as(account: Account) -> None:
    """A session of its own for whoever just ended all of theirs."""
    begin_session(session, workspace(), account)
    session.permanent = True


def _plainly(error: SignInFailed) -> str:
    return str(error) if isinstance(error, TooManyTries) else "That is not your password."


def _page(problems: dict[str, str]) -> str:
    account = current_account()
    return render_template(
        "accounts/own.html",
        account=account,
        problems=problems,
        shortest=SHORTEST,
        recovery_codes=second_steps.count_recovery_codes(workspace().corpus, account.id),
    )
