"""The product's own server in a process of its own, and somebody who is signed in to it."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

PASSWORD = "correct horse battery staple"
_SERVE = """
import sys, uvicorn
from pathlib import Path
from service.server import create_asgi_app
from service.settings import Settings
uvicorn.run(create_asgi_app(Settings(home=Path(sys.argv[1]), port=int(sys.argv[2]))), port=int(sys.argv[2]),
            log_level="warning", access_log=False)
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(home: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of this home, for the length of a block. Raises SystemExit where it does not start."""
    server = subprocess.Popen([sys.executable, "-c", _SERVE, str(home), str(port)])
    try:
        _wait_for(port)
        yield server
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/sign-in").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


def read_token(page: str) -> str:
    """The token that a form of this page is sent with."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return token[1]
