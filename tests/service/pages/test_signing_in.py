import re
from typing import Any

import pytest
from flask import Flask

from corpus.records import Programme
from service.sessions import person_behind, roles_of, settings_of
from service.settings import Settings
from service.workflow import accounts
from service.workspace import Workspace, open_workspace


def roles_behind(app: Flask, headers: list[tuple[bytes, bytes]]) -> tuple[str, ...] | None:
    """Who Datasette takes somebody for who sends these headers."""
    with open_workspace(settings_of(app)) as opened:
        person = person_behind(app, opened, headers)
    return roles_of(person) if person else None


def headers_of(browser: Any) -> list[tuple[bytes, bytes]]:
    """The browser's cookies as an ASGI server passes them on."""
    cookie = browser.client.get_cookie("chorus")
    return [(b"host", b"localhost"), (b"cookie", f"other=1; chorus={cookie.value}".encode())] if cookie else []


def test_staff_sign_in_and_out(visitor: Any, programme: Programme) -> None:
    assert "I work here" in visitor.get("/").text
    visitor.sign_in("sam")  # a name is known by its letters, small or capital
    assert "Wellbeing" in visitor.get("/").text
    assert visitor.post("/sign-out").location == "/sign-in"
    assert visitor.get("/p/wellbeing/").status_code == 302


def test_whoever_is_not_signed_in_finds_a_door(visitor: Any) -> None:
    page = visitor.get("/").text
    doors = re.findall(r'<a class="nhsuk-card__link" href="([^"]+)">', page)
    assert doors == ["/forum/sign-in", "/m", "/became", "/published", "/sign-in"]
    assert "Sign out" not in page


@pytest.mark.parametrize("name", ["Sam", "Nobody"])
def test_a_wrong_password_and_a_wrong_name_get_the_same_answer(visitor: Any, name: str) -> None:
    answer = visitor.post("/sign-in", {"name": name, "password": "wrong"})
    assert answer.status_code == 403
    assert "That name and password do not belong together." in answer.text
    assert f'value="{name}"' in answer.text
    assert "wrong" not in answer.text


def test_forum_members_sign_in_with_a_code_however_they_type_it(
    visitor: Any, workspace: Workspace, programme: Programme
) -> None:
    code = accounts.make_codes(workspace, programme.id, "citizens", 1)[0]
    typed = f"  {code.lower().replace('-', ' ')} "
    assert visitor.post("/forum/sign-in", {"code": typed}).location == "/forum/"
    assert visitor.get("/").location == "/forum/"
    assert visitor.post("/sign-out").location == "/forum/sign-in"


def test_an_unknown_code_is_refused_and_can_be_put_right(visitor: Any) -> None:
    answer = visitor.post("/forum/sign-in", {"code": "BBBB-CCCC"})
    assert answer.status_code == 403
    assert "We do not know that code." in answer.text
    assert 'value="BBBB-CCCC"' in answer.text


def test_the_role_is_read_outside_flask(app: Flask, staff: Any, analyst: Any, member: Any, visitor: Any) -> None:
    assert roles_behind(app, headers_of(staff)) == ("staff",)
    assert roles_behind(app, headers_of(analyst)) == ("analyst",)
    assert roles_behind(app, headers_of(member)) == ("forum",)
    assert roles_behind(app, headers_of(visitor)) is None
    assert roles_behind(app, []) is None


@pytest.mark.parametrize("cookie", [b"chorus=", b"chorus=e30.x.y", b"chorus=\xff\xfe", b";;;=", b"chorus"])
def test_a_forged_cookie_is_nobodys(app: Flask, cookie: bytes) -> None:
    assert roles_behind(app, [(b"cookie", cookie)]) is None


def test_a_cookie_ends_with_the_account(app: Flask, staff: Any, workspace: Workspace) -> None:
    workspace.corpus.execute("DELETE FROM accounts WHERE name = 'Sam'")
    workspace.corpus.conn.commit()
    assert roles_behind(app, headers_of(staff)) is None
    assert staff.get("/programmes/new").status_code == 302


def test_a_cookie_ends_when_nobody_comes(app: Flask, staff: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    headers, later = headers_of(staff), time.time() + 31 * 60
    monkeypatch.setattr("time.time", lambda: later)
    assert roles_behind(app, headers) is None
    assert staff.get("/programmes/new").status_code == 302


def test_keys_are_for_their_owner_only(app: Flask, settings: Settings, member: Any) -> None:
    for name in ("session.key", "codes.key"):
        assert (settings.home / "keys" / name).stat().st_mode & 0o777 == 0o600
