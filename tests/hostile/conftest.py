"""A real server on loopback, and somebody signed in who sends it things."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
import uvicorn

from corpus.records import Event, NewEvent
from corpus.store import events
from service import server
from service.settings import Settings
from service.workflow.accounts import put_account
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace

SECRET = "zebrasecret"
"""A word that is said in many of the files."""
NAME, PASSWORD = "somebody-on-staff", "a-long-enough-password"
FORUM = NewEvent("F1", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")
UPLOADS = "/p/wellbeing/events/F1/documents"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def workspace(home: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=home, threads=1)) as opened:
        put_account(opened, NAME, ["staff"], PASSWORD)
        yield opened


@pytest.fixture(scope="module")
def event(workspace: Workspace) -> Event:
    programme = start_programme(workspace, "Wellbeing", with_starter=False)
    return events.add_event(workspace.corpus, programme.id, FORUM)


@pytest.fixture(scope="module")
def address(workspace: Workspace, event: Event) -> Iterator[tuple[str, int]]:
    """Where the server listens. It waits for what is slow for a shorter time than it does otherwise."""
    with pytest.MonkeyPatch.context() as patch, socket.socket() as listening:
        patch.setattr(server, "BodyLimits", partial(server.BodyLimits, seconds_between=0.5, seconds_of_grace=1))
        listening.bind(("127.0.0.1", 0))
        running = uvicorn.Server(server.server_config(workspace.settings))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.01)
        yield listening.getsockname()
        running.should_exit = True
        thread.join(timeout=20)


def assert_no_trace(home: Path, temporary: Path, log: str) -> None:
    """That what was said lies nowhere in the clear, nothing lies about, and nothing of it was logged."""
    assert SECRET not in log
    assert list(temporary.iterdir()) == []
    at_rest = [file for file in home.rglob("*") if file.is_file()]
    assert {file.suffix for file in at_rest} <= {".db", ".key", ".head"}
    assert [file.name for file in at_rest if SECRET.encode() in file.read_bytes()] == []


class Staff:
    """Somebody signed in."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.client = httpx.Client(base_url=f"http://{address[0]}:{address[1]}", timeout=60)
        self.token = self._token()
        sign_in = {"csrf_token": self.token, "name": NAME, "password": PASSWORD}
        assert self.client.post("/sign-in", data=sign_in).status_code == 302
        self.token = self._token("/programmes/new")

    def upload(self, name: str, data: bytes) -> httpx.Response:
        return self.client.post(UPLOADS, data={"csrf_token": self.token}, files={"files": (name, data)})

    def _token(self, path: str = "/sign-in") -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(path).text)
        assert found
        return found[1]


@pytest.fixture(scope="module")
def staff(address: tuple[str, int]) -> Iterator[Staff]:
    person = Staff(address)
    yield person
    person.client.close()
