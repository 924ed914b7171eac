"""Who is signed in. The browser holds a random token in a signed cookie; the server knows whose it is, and ends it.

Flask and what stands in front of Datasette both come here, so that a session is renewed, and over, for both at once.
"""

import hashlib
import secrets
import time
from collections.abc import Iterable, Mapping, MutableMapping
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from werkzeug.http import parse_cookie

from corpus.records import Account, ForumMember
from corpus.store import sessions
from service.settings import Settings
from service.who_may import Role
from service.workspace import Workspace

Person = Account | ForumMember

SETTINGS = "chorus_settings"
"""Where the app keeps its Settings, in `app.extensions`."""

IDLE_TIME = timedelta(minutes=30)
LONGEST_TIME = timedelta(hours=12)
TIME_FOR_SECOND_STEP = timedelta(minutes=10)
SECONDS_BETWEEN_NOTES = 60  # a session in use is not written down at every request
TOKEN = "session"  # noqa: S105 (the name it goes by in the cookie)
SEAT = "seat"
"""What a seat in a meeting goes by in the cookie."""


def settings_of(app: Flask) -> Settings:
    """The settings that an app was made with."""
    settings = app.extensions[SETTINGS]
    assert isinstance(settings, Settings)  # noqa: S101 (create_app put it there)
    return settings


def roles_of(person: Person) -> tuple[Role, ...]:
    """What somebody is."""
    return person.roles if isinstance(person, Account) else ("forum",)


def actor_of(person: Person) -> str:
    """What the audit calls somebody: accounts have names, which may change; forum members have none."""
    return f"{'account' if isinstance(person, Account) else 'forum member'} {person.id}"


def begin_session(
    session: MutableMapping[str, Any], workspace: Workspace, person: Person, *, is_whole: bool = True
) -> None:
    """Signs somebody in under a new token: nothing stays of whoever was signed in before, but a seat in a meeting.

    With another seat the browser would be counted twice there. A session that is not `is_whole` waits for the second
    step, and opens nothing.
    """
    seat = session.get(SEAT)
    end_session(session, workspace)
    if seat:
        session[SEAT] = seat
    at, token = int(time.time()), secrets.token_urlsafe(32)
    sessions.end_old_sessions(workspace.corpus, seen_before=_idle_since(at), started_before=_begun_since(at))
    sessions.add_session(workspace.corpus, token_hash(token), person, at=at, is_whole=is_whole)
    session[TOKEN] = token


def end_session(session: MutableMapping[str, Any], workspace: Workspace) -> None:
    """Signs whoever it is out, here and on the server."""
    token = session.get(TOKEN)
    session.clear()
    if isinstance(token, str):
        sessions.end_session(workspace.corpus, token_hash(token))


def person_in(session: Mapping[str, Any], workspace: Workspace) -> Person | None:
    """Who a session belongs to, if it is not over; it is then good for another while."""
    token = session.get(TOKEN)
    if not isinstance(token, str):
        return None
    hashed, at = token_hash(token), int(time.time())
    times = sessions.session_times(workspace.corpus, hashed)
    if times is None or times[0] <= _begun_since(at) or times[1] <= _idle_since(at):
        return None
    person = sessions.person_of(workspace.corpus, hashed)
    if person and at - times[1] >= SECONDS_BETWEEN_NOTES:
        sessions.see_session(workspace.corpus, hashed, at=at)
    return person


def awaiting_second_step(session: Mapping[str, Any], workspace: Workspace) -> Account | None:
    """Whose password was right a moment ago and whose code is still to come."""
    token = session.get(TOKEN)
    if not isinstance(token, str):
        return None
    times = sessions.session_times(workspace.corpus, token_hash(token), is_whole=False)
    if times is None or times[0] <= time.time() - TIME_FOR_SECOND_STEP.total_seconds():
        return None
    person = sessions.person_of(workspace.corpus, token_hash(token), is_whole=False)
    return person if isinstance(person, Account) else None


def person_behind(app: Flask, workspace: Workspace, scope_headers: Iterable[tuple[bytes, bytes]]) -> Person | None:
    """Whoever sent these ASGI headers, if they are signed in."""
    return person_in(_session_in(app, scope_headers), workspace)


def token_hash(token: str) -> str:
    """What is kept of a token. It is random and long, so that a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _idle_since(at: int) -> int:
    return at - int(IDLE_TIME.total_seconds())


def _begun_since(at: int) -> int:
    return at - int(LONGEST_TIME.total_seconds())


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
