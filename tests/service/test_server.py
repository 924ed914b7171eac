"""The pages and Datasette behind one real server."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from service.server import create_asgi_app
from service.settings import Settings
from service.workflow.accounts import put_account
from service.workspace import open_workspace

NAME, PASSWORD = "somebody-on-staff", "a-long-enough-password"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    settings = Settings(home=tmp_path)
    with open_workspace(settings) as workspace:
        put_account(workspace, NAME, "staff", PASSWORD)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_asgi_app(settings), log_level="error"))
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
        ("/", 302, "/sign-in"),
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


def test_requests_that_follow_each_other_on_one_connection_share_nothing(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    request = f"GET /sign-in HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request * 5)
        received = b""
        while received.count(b"</html>") < 5 and (part := connection.recv(65536)):
            received += part
    assert received.count(b"HTTP/1.1 200") == 5
    tokens = {line for line in received.split(b"\n") if b'name="csrf_token"' in line}
    assert len(tokens) == 5  # each visitor without a cookie gets a session of their own
