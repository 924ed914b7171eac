"""The administrator's page: who has an account, inviting people, ending sessions, keeping somebody out."""

import time

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.records import ACCOUNT_ROLES, Account, AccountRole
from corpus.store import invitations, people, sessions
from service.errors import InvalidChoice
from service.pages.access import current_account, workspace
from service.pages.audit_entries import also
from service.pages.forms import Form
from service.sessions import IDLE_TIME
from service.workflow import invitations as inviting
from service.workflow.invitations import DAYS_TO_ACCEPT
from service.workflow.sample import open_sign_ins

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/accounts")
def index() -> str:
    """Every account, with its roles and its sessions."""
    return _page(Form({}))


@blueprint.post("/accounts")
def invite() -> str | tuple[str, int]:
    """A new account; its link is shown this once."""
    form = Form(request.form)
    try:
        account, token = inviting.invite(workspace(), form.value("name"), _roles_chosen())
    except InvalidChoice as error:
        form.errors["name"] = str(error)
        return _page(form), 400
    also(f"account {account.id}, {', '.join(account.roles)}")
    return _page(Form({}), account, token)


@blueprint.post("/accounts/<int:account_id>")
def change(account_id: int) -> str | Response:
    """Does what a button says to an account. Raises NotFound, InvalidChoice."""
    account, do, corpus = (
        people.account_by_id(workspace().corpus, account_id),
        request.form.get("do"),
        workspace().corpus,
    )
    also(str(do) if do in _DONE else "")
    if do == "invite":
        return _page(Form({}), account, inviting.invite_again(workspace(), account.id))
    if do == "end":
        sessions.end_sessions_of(corpus, account.id)
    elif do == "roles":
        _change_roles(account)
    elif do in ("disable", "enable"):
        _refuse_oneself(account)
        people.set_disabled(corpus, account.id, is_disabled=do == "disable")
    else:
        raise InvalidChoice("Choose what is to be done.")
    flash(_DONE[do].format(name=account.name), "success")
    return redirect(url_for("accounts.index"))


_DONE = {
    "invite": "",
    "end": "{name} is signed out everywhere.",
    "roles": "{name} has other roles now, and has to sign in again.",
    "disable": "{name} can no longer sign in.",
    "enable": "{name} can sign in again.",
}


def _change_roles(account: Account) -> None:
    roles = _roles_chosen()
    if "administrator" in account.roles and "administrator" not in roles:
        _refuse_oneself(account)
    if not roles:
        raise InvalidChoice("Choose at least one role. To keep somebody out, disable their account.")
    people.set_roles(workspace().corpus, account.id, roles)


def _refuse_oneself(account: Account) -> None:
    """So that there is always an administrator left."""
    if account.id == current_account().id:
        raise InvalidChoice("Ask another administrator: nobody can keep themselves out.")


def _roles_chosen() -> list[AccountRole]:
    return [role for role in ACCOUNT_ROLES if role in request.form.getlist("roles")]


def _page(form: Form, account: Account | None = None, token: str = "") -> str:
    corpus, at = workspace().corpus, int(time.time())
    return render_template(
        "accounts/index.html",
        form=form,
        accounts=people.accounts(corpus),
        sessions=sessions.sessions_by_account(corpus, seen_since=at - int(IDLE_TIME.total_seconds())),
        invited=invitations.open_invitations(corpus, at=at),
        roles=ACCOUNT_ROLES,
        chosen=request.form.getlist("roles") if form.errors else [],
        new=account,
        link=url_for("own_account.accept", token=token, _external=True) if token else "",
        days=DAYS_TO_ACCEPT,
        known_to_all=open_sign_ins(workspace()),
    )
