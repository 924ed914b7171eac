import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import service
from corpus.records import NewEvent, Programme
from service.settings import Settings
from service.workflow.programmes import start_programme
from service.workspace import Workspace

TEMPLATES = sorted((Path(service.__file__).parent / "templates").rglob("*.html"))


@pytest.mark.parametrize("address", ["/sign-in", "/health", "/nowhere", "/p/wellbeing/"])
def test_every_answer_carries_the_headers(staff: Any, programme: Programme, address: str) -> None:
    headers = staff.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_styles_may_be_cached(visitor: Any) -> None:
    with visitor.get("/static/chorus.css") as answer:
        assert answer.headers["Cache-Control"] != "no-store"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_script_or_style(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"|href=\"https?:|src=\"https?:", text)


def test_the_cookie_is_for_the_server_only(app: Flask, staff: Any) -> None:
    cookie = staff.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_the_cookie_can_be_kept_to_https(settings: Settings, workspace: Workspace) -> None:
    from dataclasses import replace

    from service.pages import create_app

    assert create_app(replace(settings, secure_cookies=True)).config["SESSION_COOKIE_SECURE"] is True


def test_a_form_without_its_token_is_refused(staff: Any, programme: Programme) -> None:
    answer = staff.client.post("/p/wellbeing/analyse")
    assert answer.status_code == 400
    assert "open for too long" in answer.text


def test_what_people_typed_is_shown_and_not_run(staff: Any, workspace: Workspace) -> None:
    start_programme(workspace, "<script>alert(1)</script>", "<img src=x onerror=alert(2)>", with_starter=False)
    page = staff.get("/").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_macros_escape_too(staff: Any, event: NewEvent) -> None:
    page = staff.post("/p/wellbeing/events/new", {"name": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "address", ["/nowhere", "/p/nowhere/", "/p/wellbeing/events/NOPE", "/p/wellbeing/documents/99/confirm"]
)
def test_what_does_not_exist_is_not_found(staff: Any, programme: Programme, address: str) -> None:
    answer = staff.get(address)
    assert answer.status_code == 404
    assert "Go back to the start" in answer.text


def test_what_is_not_foreseen_is_shown_without_detail(app: Flask, staff: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from service.pages import programmes

    monkeypatch.setattr(programmes.programmes, "programmes", lambda _db: 1 / 0)
    answer = staff.get("/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "division" not in answer.text


def test_too_much_at_once_is_refused(app: Flask, staff: Any, event: NewEvent) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = staff.post(
        "/p/wellbeing/events/FG1/documents",
        {"files": [(BytesIO(b"x" * 2000), "long.txt")]},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 413
    assert "Send fewer or smaller files." in answer.text


def test_health_says_so(visitor: Any) -> None:
    assert visitor.get("/health").json == {"healthy": True, "has_accounts": True}
