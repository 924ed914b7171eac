"""Who is signed in: what the signed cookie holds, read in Flask and, beside it, in front of Datasette."""

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, Literal

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from werkzeug.http import parse_cookie

from corpus.errors import NotFound
from corpus.records import Account, ForumMember
from corpus.store import people
from service.settings import Settings
from service.workspace import Workspace, open_workspace

Person = Account | ForumMember
SignedInRole = Literal["staff", "analyst", "forum"]

SETTINGS = "chorus_settings"
"""Where the app keeps its Settings, in `app.extensions`."""

_ACCOUNT, _MEMBER = "account", "forum_member"


def settings_of(app: Flask) -> Settings:
    """The settings that an app was made with."""
    settings = app.extensions[SETTINGS]
    assert isinstance(settings, Settings)  # noqa: S101 (create_app put it there)
    return settings


def role_of(person: Person) -> SignedInRole:
    """What somebody may do."""
    return person.role if isinstance(person, Account) else "forum"


def write_session(session: MutableMapping[str, Any], person: Person) -> None:
    """Signs somebody in: nothing stays of whoever was signed in before."""
    session.clear()
    session[_ACCOUNT if isinstance(person, Account) else _MEMBER] = person.id


def person_in(session: Mapping[str, Any], workspace: Workspace) -> Person | None:
    """Who a session belongs to; None where it is nobody's or they have no account any more."""
    try:
        if _ACCOUNT in session:
            return people.account_by_id(workspace.corpus, session[_ACCOUNT])
        if _MEMBER in session:
            return people.forum_member_by_id(workspace.corpus, session[_MEMBER])
    except NotFound:
        pass
    return None


def signed_in_role(app: Flask, scope_headers: Iterable[tuple[bytes, bytes]]) -> SignedInRole | None:
    """The role of whoever sent these ASGI headers, or None. Opens the corpus, so call it off the event loop."""
    session = _session_in(app, scope_headers)
    if not session:
        return None
    with open_workspace(settings_of(app)) as workspace:
        person = person_in(session, workspace)
    return role_of(person) if person else None


def _session_in(app: Flask, scope_headers: Iterable[tuple[bytes, bytes]]) -> Mapping[str, Any]:
    """What the session cookie holds; nothing where it is missing, forged or too old."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    cookies = "; ".join(value.decode("ascii", "ignore") for name, value in scope_headers if name.lower() == b"cookie")
    cookie = parse_cookie(cookies).get(app.config["SESSION_COOKIE_NAME"])
    if not cookie or not serializer:
        return {}
    try:
        session = serializer.loads(cookie, max_age=int(app.permanent_session_lifetime.total_seconds()))
    except BadSignature:
        return {}
    return session if isinstance(session, dict) else {}
