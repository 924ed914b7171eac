"""A session lives on the server: it ends there, for the pages and for Datasette alike."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from corpus.records import Programme
from corpus.store import people, sessions
from service.sessions import person_behind, roles_of, settings_of, token_hash
from service.workspace import Workspace, open_workspace

PAGE = "/p/wellbeing/events"
Clock = Callable[[float], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Moves everybody's clock on by some minutes."""
    began, gone = time.time(), [0.0]
    monkeypatch.setattr("time.time", lambda: began + gone[0])

    def pass_by(minutes: float) -> None:
        gone[0] += minutes * 60

    return pass_by


def roles_behind(app: Flask, headers: list[tuple[bytes, bytes]]) -> tuple[str, ...] | None:
    """Who Datasette takes somebody for who sends these headers."""
    with open_workspace(settings_of(app)) as opened:
        person = person_behind(app, opened, headers)
    return roles_of(person) if person else None


def headers_of(browser: Any) -> list[tuple[bytes, bytes]]:
    cookie = browser.client.get_cookie("chorus")
    return [(b"cookie", f"chorus={cookie.value}".encode())]


def assert_signed_in(app: Flask, browser: Any, *, is_signed_in: bool) -> None:
    headers = headers_of(browser)
    assert (roles_behind(app, headers) is not None) == is_signed_in
    assert browser.get(PAGE).status_code == (200 if is_signed_in else 302)


def test_only_a_hash_of_the_token_is_kept(app: Flask, staff: Any, workspace: Workspace) -> None:
    with staff.client.session_transaction() as held:
        token = held["session"]
    rows = workspace.corpus.execute("SELECT token_hash FROM sessions").fetchall()
    assert rows == [(token_hash(token),)]
    assert token not in str(rows)


def test_a_copied_cookie_ends_with_signing_out(app: Flask, staff: Any, programme: Programme) -> None:
    stolen = headers_of(staff)
    assert roles_behind(app, stolen) == ("staff",)
    staff.post("/sign-out")
    assert roles_behind(app, stolen) is None


def test_signing_in_ends_the_session_before_it(app: Flask, staff: Any, programme: Programme) -> None:
    before = headers_of(staff)
    staff.sign_in("Ana")
    assert roles_behind(app, before) is None
    assert roles_behind(app, headers_of(staff)) == ("analyst",)


def test_half_an_hour_without_anybody_ends_it(app: Flask, staff: Any, programme: Programme, clock: Clock) -> None:
    clock(31)
    assert_signed_in(app, staff, is_signed_in=False)


@pytest.mark.parametrize("uses_datasette", [False, True])
def test_using_either_renews_both(
    app: Flask, staff: Any, programme: Programme, clock: Clock, *, uses_datasette: bool
) -> None:
    for _ in range(4):
        clock(20)
        if uses_datasette:
            assert roles_behind(app, headers_of(staff)) == ("staff",)
        else:
            assert staff.get(PAGE).status_code == 200
    assert_signed_in(app, staff, is_signed_in=True)


def test_no_session_is_longer_than_a_day_of_work(app: Flask, staff: Any, programme: Programme, clock: Clock) -> None:
    for _ in range(36):
        clock(20)
        roles_behind(app, headers_of(staff))
    assert_signed_in(app, staff, is_signed_in=False)


def _new_password(workspace: Workspace, account_id: int) -> None:
    people.set_password(workspace.corpus, account_id, "another")


def _new_role(workspace: Workspace, account_id: int) -> None:
    people.set_roles(workspace.corpus, account_id, ["staff", "approver"])


def _lost_role(workspace: Workspace, account_id: int) -> None:
    people.set_roles(workspace.corpus, account_id, [])


def _disabled(workspace: Workspace, account_id: int) -> None:
    people.set_disabled(workspace.corpus, account_id, is_disabled=True)


def _ended(workspace: Workspace, account_id: int) -> None:
    assert sessions.end_sessions_of(workspace.corpus, account_id) == 1


@pytest.mark.parametrize("change", [_new_password, _new_role, _lost_role, _disabled, _ended])
@pytest.mark.usefixtures("programme")
def test_a_change_of_the_account_ends_its_sessions_and_no_other(
    app: Flask, staff: Any, analyst: Any, workspace: Workspace, change: Callable[[Workspace, int], None]
) -> None:
    change(workspace, people.account_named(workspace.corpus, "Sam").id)
    assert_signed_in(app, staff, is_signed_in=False)
    assert_signed_in(app, analyst, is_signed_in=True)


def test_the_same_roles_again_end_nothing(app: Flask, staff: Any, workspace: Workspace, programme: Programme) -> None:
    people.set_roles(workspace.corpus, people.account_named(workspace.corpus, "Sam").id, ["staff"])
    assert_signed_in(app, staff, is_signed_in=True)


def test_sessions_that_are_over_are_forgotten(
    app: Flask, staff: Any, analyst: Any, workspace: Workspace, clock: Clock
) -> None:
    clock(40)
    analyst.sign_in("Ana")
    assert workspace.corpus.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
