"""The pages and Datasette behind one real server."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from service.server import server_config
from service.settings import Settings
from service.workflow.accounts import put_account
from service.workspace import open_workspace

NAME, PASSWORD = "somebody-on-staff", "a-long-enough-password"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    settings = Settings(home=tmp_path)
    with open_workspace(settings) as workspace:
        put_account(workspace, NAME, ["staff"], PASSWORD)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(server_config(settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        host, port = listening.getsockname()
        yield f"http://{host}:{port}"
        server.should_exit = True
        thread.join(timeout=20)


@pytest.mark.parametrize(
    ("path", "status", "leads_to"),
    [
        ("/health", 200, None),
        ("/", 200, None),
        ("/data", 303, "/sign-in"),
        ("/data/", 303, "/sign-in"),
        ("/data/anything/segments.json", 303, "/sign-in"),
        ("/database", 404, None),
    ],
)
def test_somebody_signed_out_is_sent_to_sign_in(address: str, path: str, status: int, leads_to: str | None) -> None:
    answer = httpx.get(address + path)
    assert answer.status_code == status
    if leads_to:
        assert answer.headers["location"].startswith(leads_to)


def test_a_request_sees_nothing_of_a_large_upload_before_it_on_its_connection(address: str) -> None:
    """Asking for more of it, a request leaves its context variables with the connection."""
    with httpx.Client(base_url=address) as client:
        sign_in = {"csrf_token": _token(client), "name": NAME, "password": PASSWORD}
        assert client.post("/sign-in", data=sign_in).status_code == 302
        nameless = {"csrf_token": _token(client), "name": ""}
        assert client.post("/programmes/new", data=nameless, files={"file": b"x" * 3_000_000}).status_code == 400
        assert [client.get("/").status_code for _ in range(5)] == [200] * 5


def _token(client: httpx.Client) -> str:
    page = client.get("/sign-in").text
    if 'name="csrf_token"' not in page:
        page = client.get("/programmes/new").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return token[1]
