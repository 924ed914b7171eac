"""Who is asking, and whether they may: service/who_may.py says so, and a page that is not in it is shown to nobody."""

import time
from contextlib import ExitStack
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from corpus.errors import NotFound
from corpus.records import Account, ForumMember, Programme
from corpus.store import programmes
from service.sessions import Person, actor_of, person_in, roles_of, settings_of
from service.tries import Tries
from service.who_may import PAGES, SITES, Rule
from service.workspace import Workspace, open_workspace

TRIES = "chorus_tries"
"""Where the app counts failed sign-ins, in `app.extensions`."""

_NOBODY = Rule(frozenset())
SECONDS_TO_READ = 20
STEPS_BETWEEN_LOOKS = 100_000


def guard_pages(app: Flask) -> None:
    """Lets every request through that its page's rule allows, and no other."""
    app.before_request(_check)
    app.teardown_appcontext(_close_workspace)


def workspace() -> Workspace:
    """The request's workspace, opened when it is first asked for."""
    if "workspace" not in g:
        g.opened = ExitStack()
        g.workspace = g.opened.enter_context(open_workspace(settings_of(current_app)))
        if request.method == "GET":
            _stop_reading_after(g.workspace, SECONDS_TO_READ)
    opened: Workspace = g.workspace
    return opened


def _stop_reading_after(opened: Workspace, seconds: float) -> None:
    """A page that reads for longer would keep everybody from writing; its query ends with an OperationalError."""
    end = time.monotonic() + seconds
    opened.corpus.conn.set_progress_handler(lambda: time.monotonic() > end, STEPS_BETWEEN_LOOKS)


def current_person() -> Person | None:
    """Who is signed in, if anybody is."""
    if "person" not in g:
        g.person = person_in(session, workspace()) if session else None
        if g.person:
            g.workspace = workspace().on_behalf_of(actor_of(g.person))
    person: Person | None = g.person
    return person


def may(endpoint: str) -> bool:
    """Whether whoever is signed in may see, or use, a page."""
    person = current_person()
    return PAGES.get(endpoint, _NOBODY).allows(roles_of(person) if person else ())


def may_read_data() -> bool:
    """Whether whoever is signed in may see the analysts' Datasette."""
    person = current_person()
    return SITES["analysis"].allows(roles_of(person) if person else ())


def tries() -> Tries:
    """Where failed sign-ins are counted."""
    counted = current_app.extensions[TRIES]
    assert isinstance(counted, Tries)  # noqa: S101 (create_app put it there)
    return counted


def current_account() -> Account:
    """The account that is signed in. Only for pages that forum members cannot see."""
    person = current_person()
    assert isinstance(person, Account)  # noqa: S101 (the guard saw to it)
    return person


def current_member() -> ForumMember:
    """The forum member who is signed in. Only for views that need one."""
    person = current_person()
    assert isinstance(person, ForumMember)  # noqa: S101 (the guard saw to it)
    return person


def current_programme(slug: str | None = None) -> Programme:
    """The programme with this slug, or the forum member's own; the page then shows its name. Raises NotFound."""
    person = current_person()
    if isinstance(person, ForumMember):
        programme = programmes.programme_by_id(workspace().corpus, person.programme_id)
        if slug not in (None, programme.slug):
            raise NotFound(f"There is no programme “{slug}” that you take part in.")
    else:
        programme = programmes.programme_by_slug(workspace().corpus, slug or "")
    g.programme = programme
    return programme


def local_path(address: str | None) -> str | None:
    """An address as long as it leads to a page of this site, else None."""
    if not address or not address.startswith("/") or address.startswith("//"):
        return None
    if "\\" in address or any(ord(character) <= 32 for character in address):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address


def _check() -> Response | None:
    if request.endpoint is None:
        return None  # there is no such page: Flask says so
    rule = PAGES.get(request.endpoint, _NOBODY)
    if rule.roles is None:
        return None
    person = current_person()
    if person is None:
        came_from = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("account.sign_in", next=came_from))
    if not rule.allows(roles_of(person)):
        abort(403)
    return None


def _close_workspace(_error: BaseException | None) -> None:
    opened: ExitStack | None = g.pop("opened", None)
    if opened:
        opened.close()
