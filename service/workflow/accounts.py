"""Signing in: accounts with a name and a password, forum members with a code and nothing else."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from corpus.records import Account, AccountRole, Constituency, EngagementModel, ForumMember
from corpus.store import lost_cards, people
from service.errors import InvalidChoice, SignInFailed
from service.keys import secret_at
from service.passwords import check_choice, hash_password, is_outdated, is_password
from service.workspace import Workspace

# No vowels, so that no word comes out; nothing that looks like something else. Twelve of them are 55 bits.
CODE_LETTERS = "BCDFGHJKMNPQRTVWXY346789"
GROUPS, LETTERS_IN_A_GROUP = 3, 4
MOST_CODES_AT_ONCE = 200
CODES_KEY = "codes.key"


def sign_in(workspace: Workspace, name: str, password: str) -> Account:
    """The account with this name and password. Raises SignInFailed, after the same work whether the name exists."""
    found = people.account_with_hash(workspace.corpus, name.strip())
    account, password_hash = found or (None, _hash_of_nothing())
    is_right = is_password(password_hash or _hash_of_nothing(), password)
    if not is_right or account is None or account.is_disabled or not account.has_password:
        workspace.record("fail to sign in", f"account {account.id}" if account else "no such account")
        raise SignInFailed("That name and password do not belong together. Check both and try again.")
    if is_outdated(password_hash):
        people.set_password(workspace.corpus, account.id, hash_password(password))
    return account


def sign_in_through_provider(workspace: Workspace, claims: Mapping[str, Any]) -> Account:
    """The account of whom an OpenID provider says it is, tied to them from the first time on. Raises SignInFailed."""
    corpus, subject = workspace.corpus, f"{claims.get('iss', '')} {claims.get('sub', '')}"
    account = people.account_by_subject(corpus, subject)
    if account is None:
        found = people.account_with_hash(corpus, _name_in(claims, workspace.settings.oidc_claim))
        account = found[0] if found and not people.has_subject(corpus, found[0].id) else None
    if account is None or account.is_disabled or not (claims.get("iss") and claims.get("sub")):
        raise SignInFailed("You have no account here under that name. Ask an administrator to make you one.")
    people.set_subject(corpus, account.id, subject)
    return account


def _name_in(claims: Mapping[str, Any], claim: str) -> str:
    """The name that a claim gives; '' where it is an e-mail address that the provider does not vouch for."""
    if claim == "email" and claims.get("email_verified") is not True:
        return ""
    return str(claims.get(claim) or "").strip()


def sign_in_with_code(workspace: Workspace, code: str) -> ForumMember:
    """The forum member whose code this is, however they typed it. Raises SignInFailed."""
    member = people.forum_member_by_code(workspace.corpus, _code_hash(workspace, code))
    if member is None:
        workspace.record("fail to sign in", "no such code")
        raise SignInFailed("We do not know that code. Check it against your card, letter by letter.")
    return member


def put_account(workspace: Workspace, name: str, roles: Iterable[AccountRole], password: str) -> Account:
    """An account, made, or given new roles and a new password. Raises InvalidChoice for one that is easily guessed."""
    if not name.strip():
        raise InvalidChoice("Give the account a name.")
    check_choice(password, name=name)
    return people.put_account(workspace.corpus, name=name.strip(), roles=roles, password_hash=hash_password(password))


def put_code(
    workspace: Workspace,
    programme_id: int,
    constituency: Constituency,
    code: str,
    *,
    engagement_model: EngagementModel = "co-production",
) -> ForumMember:
    """A forum member with a code of your choosing, of which only a hash is kept, and a number for their card."""
    with workspace.corpus.atomic():
        member = people.add_forum_member(
            workspace.corpus,
            programme_id=programme_id,
            constituency=constituency,
            code_hash=_code_hash(workspace, code),
            engagement_model=engagement_model,
        )
        lost_cards.give_number(workspace.corpus, member)
    return member


def make_codes(
    workspace: Workspace,
    programme_id: int,
    constituency: Constituency,
    how_many: int,
    *,
    engagement_model: EngagementModel = "co-production",
) -> list[str]:
    """New forum members' codes. They are not kept and cannot be shown again. Raises InvalidChoice."""
    if not 1 <= how_many <= MOST_CODES_AT_ONCE:
        raise InvalidChoice(f"Make between 1 and {MOST_CODES_AT_ONCE} codes at once.")
    codes = [_new_code() for _ in range(how_many)]
    for code in codes:
        put_code(workspace, programme_id, constituency, code, engagement_model=engagement_model)
    return codes


def _new_code() -> str:
    """A code like 'K7QF-9TDM-X3RW'."""
    return "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(LETTERS_IN_A_GROUP)) for _ in range(GROUPS))


def _code_hash(workspace: Workspace, code: str) -> str:
    """What is kept of a code: HMAC-SHA256, under a key of its own, of its letters and digits."""
    key = secret_at(workspace.settings.session_key_path.with_name(CODES_KEY))
    letters = "".join(filter(str.isalnum, code.upper()))
    return hmac.new(key, letters.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


@cache
def _hash_of_nothing() -> str:
    return hash_password(secrets.token_hex())
