import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from corpus.records import NewEvent, Programme
from corpus.store import events, people
from service.pages import create_app
from service.passwords import hash_password
from service.settings import Settings
from service.workflow import accounts
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace

PASSWORD = "correct horse battery"
QUICK_HASH = hash_password(PASSWORD)
EVENT = NewEvent(
    code="FG1",
    name="Youth club focus group",
    kind="focus group",
    held_on="2026-03-27",
    locality="North cluster",
    setting="youth club",
    audience="young people",
    engagement_model="co-production",
)


class Browser:
    """A test client that sends the forgery token along, as a page's form does."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, address: str, **options: object) -> TestResponse:
        return self.client.get(address, **options)  # type: ignore[arg-type]

    def post(self, address: str, data: dict[str, object] | None = None, **options: object) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/sign-in").text)
        assert token
        sent = {"csrf_token": token[1], **(data or {})}
        return self.client.post(address, data=sent, **options)  # type: ignore[arg-type]

    def sign_in(self, name: str) -> "Browser":
        assert self.post("/sign-in", {"name": name, "password": PASSWORD}).status_code == 302
        return self


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", upload_megabytes=1)


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    with open_workspace(settings) as opened:
        people.put_account(opened.corpus, name="Sam", roles=["staff"], password_hash=QUICK_HASH)
        people.put_account(opened.corpus, name="Ana", roles=["analyst"], password_hash=QUICK_HASH)
        yield opened


@pytest.fixture
def programme(workspace: Workspace) -> Programme:
    return start_programme(workspace, "Wellbeing", with_starter=False)


@pytest.fixture
def event(workspace: Workspace, programme: Programme) -> NewEvent:
    return events.add_event(workspace.corpus, programme.id, EVENT)


@pytest.fixture
def app(settings: Settings, workspace: Workspace) -> Flask:
    return create_app(settings)


@pytest.fixture
def visitor(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def staff(app: Flask) -> Browser:
    return Browser(app).sign_in("Sam")


@pytest.fixture
def analyst(app: Flask) -> Browser:
    return Browser(app).sign_in("Ana")


@pytest.fixture
def member(app: Flask, workspace: Workspace, programme: Programme) -> Browser:
    browser = Browser(app)
    code = accounts.make_codes(workspace, programme.id, "young people", 1)[0]
    assert browser.post("/forum/sign-in", {"code": code}).status_code == 302
    return browser
