"""Administrators invite people; people choose passwords and second steps of their own."""

import re
import time
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from flask import Flask

from corpus.store import audit, people
from service.workflow import accounts
from service.workspace import Workspace

PASSWORD, NEW = "correct horse battery", "seven green herons wading"


@pytest.fixture
def administrator(visitor: Any, workspace: Workspace) -> Any:
    accounts.put_account(workspace, "Ada", ["administrator"], PASSWORD)
    return visitor.sign_in("Ada")


@pytest.fixture
def another(app: Flask, visitor: Any) -> Callable[[], Any]:
    """Somebody else at a browser of their own."""
    return lambda: type(visitor)(app)


def invitation(page: str) -> str:
    found = re.search(r"http://localhost(/invitation/[\w-]+)", page)
    assert found
    return found[1]


def test_an_invitation_is_accepted_once(administrator: Any, another: Callable[[], Any], workspace: Workspace) -> None:
    page = administrator.post("/accounts", {"name": "Zoe", "roles": ["analyst", "approver"]}).text
    link, zoe = invitation(page), another()
    assert "sign in as <strong>Zoe</strong>" in zoe.get(link).text
    assert zoe.post("/sign-in", {"name": "Zoe", "password": ""}).status_code == 403
    assert "commonly used" in zoe.post(link, {"password": "123456789012"}).text
    assert zoe.post(link, {"password": NEW}).location == "/sign-in"
    assert zoe.post("/sign-in", {"name": "Zoe", "password": NEW}).status_code == 302
    assert people.account_named(workspace.corpus, "Zoe").roles == ("analyst", "approver")
    for answer in (zoe.get(link), zoe.post(link, {"password": NEW})):
        assert answer.status_code == 403
        assert "used before, or is too old" in answer.text
    kept = [str(row) for row in workspace.corpus.execute("SELECT * FROM invitations").fetchall()]
    told = [str(entry) for entry in audit.entries(workspace.corpus, limit=99)]
    assert link.rsplit("/", 1)[1] not in "".join(kept + told)
    assert "'account 4, analyst, approver'" in "".join(told)


def test_an_invitation_ends_after_a_week_and_with_the_next(
    administrator: Any, another: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = invitation(administrator.post("/accounts", {"name": "Zoe", "roles": ["staff"]}).text)
    second = invitation(administrator.post("/accounts/4", {"do": "invite"}).text)
    assert another().get(first).status_code == 403
    assert another().get(second).status_code == 200
    later = time.time() + 7 * 24 * 3600 + 1
    monkeypatch.setattr("time.time", lambda: later)
    assert another().get(second).status_code == 403


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"name": "", "roles": ["staff"]}, "Enter a name"),
        ({"name": "Zoe"}, "at least one role"),
        ({"name": "Zoe", "roles": ["owner"]}, "at least one role"),
        ({"name": "sam", "roles": ["staff"]}, "already"),
    ],
)
def test_an_invitation_needs_a_name_and_a_role(administrator: Any, sent: dict[str, Any], why: str) -> None:
    answer = administrator.post("/accounts", sent)
    assert (answer.status_code, why in answer.text) == (400, True)


def test_an_administrator_ends_sessions_and_keeps_people_out(
    administrator: Any, staff: Any, another: Callable[[], Any]
) -> None:
    assert "1 session open" in administrator.get("/accounts").text
    administrator.post("/accounts/1", {"do": "end"})
    assert staff.get("/p/wellbeing/").location.startswith("/sign-in")
    staff.sign_in("Sam")
    administrator.post("/accounts/1", {"do": "disable"})
    assert staff.get("/p/wellbeing/").location.startswith("/sign-in")
    assert another().post("/sign-in", {"name": "Sam", "password": PASSWORD}).status_code == 403
    administrator.post("/accounts/1", {"do": "enable"})
    staff.sign_in("Sam")
    administrator.post("/accounts/1", {"do": "roles", "roles": ["analyst"]})
    assert staff.sign_in("Sam").get("/programmes/new").status_code == 403


@pytest.mark.parametrize("sent", [{"do": "disable"}, {"do": "roles", "roles": ["staff"]}, {"do": "delete"}])
def test_nobody_keeps_themselves_out(administrator: Any, sent: dict[str, Any]) -> None:
    assert administrator.post("/accounts/3", sent).status_code == 400
    assert administrator.get("/accounts").status_code == 200


def test_a_new_password_ends_the_other_sessions(staff: Any, another: Callable[[], Any]) -> None:
    elsewhere = another().sign_in("Sam")
    wrong = staff.post("/account/password", {"current": "wrong", "password": NEW})
    assert (wrong.status_code, "That is not your password." in wrong.text) == (400, True)
    assert staff.post("/account/password", {"current": PASSWORD, "password": "short"}).status_code == 400
    assert staff.post("/account/password", {"current": PASSWORD, "password": NEW}).location == "/account"
    assert staff.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert another().post("/sign-in", {"name": "Sam", "password": PASSWORD}).status_code == 403


def test_signing_out_everywhere_but_here(staff: Any, another: Callable[[], Any]) -> None:
    elsewhere = another().sign_in("Sam")
    staff.post("/account/other-sessions")
    assert (staff.get("/account").status_code, elsewhere.get("/account").status_code) == (200, 302)


@pytest.fixture
def device(staff: Any) -> tuple[pyotp.TOTP, list[str]]:
    """Sam's device, and their recovery codes."""
    secret = re.search(r'name="secret" value="(\w+)"', staff.get("/account/second-step").text)
    assert secret
    totp = pyotp.TOTP(secret[1])
    wrong = staff.post("/account/second-step", {"secret": secret[1], "code": "000000"})
    assert (wrong.status_code, secret[1] in wrong.text) == (400, True)
    begun = staff.post("/account/second-step", {"secret": secret[1], "code": totp.at(int(time.time()) - 30)})
    return totp, re.findall(r"<code>([\w-]+)</code>", begun.text)


def test_the_second_step_is_asked_for(
    app: Flask, staff: Any, device: tuple[pyotp.TOTP, list[str]], another: Callable[[], Any], workspace: Workspace
) -> None:
    totp, codes = device
    assert len(codes) == 10
    assert totp.secret not in str(workspace.corpus.execute("SELECT * FROM accounts").fetchall())
    sam = another()
    asked = sam.post("/sign-in?next=/account", {"name": "Sam", "password": PASSWORD})
    assert asked.location == "/sign-in/second-step?next=/account"
    assert sam.get("/account").status_code == 302
    assert sam.post(asked.location, {"code": "123"}).status_code == 403
    code = totp.now()
    assert sam.post(asked.location, {"code": f"{code[:3]} {code[3:]}"}).location == "/account"
    assert "10 recovery codes left" in sam.get("/account").text
    again = another()
    again.post("/sign-in", {"name": "Sam", "password": PASSWORD})
    assert again.post("/sign-in/second-step", {"code": code}).status_code == 403  # each code once
    assert again.post("/sign-in/second-step", {"code": codes[0].lower()}).status_code == 302
    assert "9 recovery codes left" in again.get("/account").text
    third = another()
    third.post("/sign-in", {"name": "Sam", "password": PASSWORD})
    assert third.post("/sign-in/second-step", {"code": codes[0]}).status_code == 403


def test_codes_of_six_figures_are_not_guessed(device: Any, another: Callable[[], Any]) -> None:
    sam = another()
    sam.post("/sign-in", {"name": "Sam", "password": PASSWORD})
    answers = [sam.post("/sign-in/second-step", {"code": f"{n:06}"}).status_code for n in range(6)]
    assert answers == [403] * 5 + [429]


def test_the_password_alone_does_not_wait_for_ever(
    device: Any, another: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = another()
    assert sam.get("/sign-in/second-step").location == "/sign-in"
    sam.post("/sign-in", {"name": "Sam", "password": PASSWORD})
    later = time.time() + 11 * 60
    monkeypatch.setattr("time.time", lambda: later)
    assert sam.get("/sign-in/second-step").location == "/sign-in"


def test_who_knows_the_password_does_without_the_second_step(staff: Any, device: Any, another: Any) -> None:
    assert staff.post("/account/second-step/off", {"current": "wrong"}).status_code == 400
    assert staff.post("/account/second-step/off", {"current": PASSWORD}).location == "/account"
    assert another().post("/sign-in", {"name": "Sam", "password": PASSWORD}).location == "/"


def test_an_administrator_starts_at_the_accounts(administrator: Any) -> None:
    assert administrator.get("/").location == "/accounts"
