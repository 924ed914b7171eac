"""Inviting people: an administrator makes a link, and whoever opens it chooses the account's password."""

import secrets
import time
from collections.abc import Collection

from corpus.records import Account, AccountRole
from corpus.store import invitations, people
from service.errors import InvalidChoice, SignInFailed
from service.passwords import check_choice, hash_password
from service.sessions import token_hash
from service.workspace import Workspace

DAYS_TO_ACCEPT = 7
LONGEST_NAME = 100


def invite(workspace: Workspace, name: str, roles: Collection[AccountRole]) -> tuple[Account, str]:
    """A new account without a password, and the token of its link. Raises InvalidChoice."""
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise InvalidChoice(f"Enter a name of at most {LONGEST_NAME} characters.")
    if people.account_with_hash(workspace.corpus, name):
        raise InvalidChoice("There is an account of that name already. It is in the list below.")
    if not roles:
        raise InvalidChoice("Choose at least one role.")
    account = people.put_account(workspace.corpus, name=name, roles=roles, password_hash="")
    return account, invite_again(workspace, account.id)


def invite_again(workspace: Workspace, account_id: int) -> str:
    """The token of a new link for an account: for whoever did not open the first, or forgot their password."""
    token = secrets.token_urlsafe(32)
    ends_at = int(time.time()) + DAYS_TO_ACCEPT * 24 * 3600
    invitations.put_invitation(workspace.corpus, account_id, token_hash(token), ends_at=ends_at)
    return token


def invited(workspace: Workspace, token: str) -> Account:
    """Whom a link is for. Raises SignInFailed where it was used, replaced or is too old."""
    account = invitations.invited(workspace.corpus, token_hash(token), at=int(time.time()))
    if account is None:
        raise SignInFailed("This link was used before, or is too old. Ask an administrator for a new one.")
    return account


def accept(workspace: Workspace, token: str, password: str) -> Account:
    """Uses a link up: its account has this password now. Raises SignInFailed, InvalidChoice."""
    account = invited(workspace, token)
    check_choice(password, name=account.name)
    if not invitations.use_invitation(workspace.corpus, account.id, token_hash(token), hash_password(password)):
        raise SignInFailed("This link was used a moment ago. Sign in with the password that was chosen.")
    return account
