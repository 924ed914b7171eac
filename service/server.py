"""Everything on one port: the pages, Datasette beside them under /data and /open, and the worker in its own process."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

import uvicorn
from a2wsgi import WSGIMiddleware

from service.analysis_site import PREFIX as DATA
from service.analysis_site import AnalysisSite, subject_of_path
from service.bodies import Bodies, BodyLimits
from service.open_site import PREFIX as OPEN
from service.open_site import OpenSite
from service.pages import create_app
from service.plain_answers import Message, Receive, Scope, Send
from service.release_site import ReleaseSite
from service.sessions import actor_of, person_behind, roles_of
from service.settings import PREFIX as SETTING_PREFIX
from service.settings import Settings
from service.who_may import PAGES, SITES
from service.workspace import open_workspace

SECONDS_BEFORE_ANOTHER_WORKER = 2
THREADS_FOR_PAGES = 8
UPLOADS_HELD = 2  # of the largest that may be sent: all that is arriving together
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def serve(settings: Settings, listening: socket.socket) -> None:
    """Serves on this socket, which has its port, until it is told to stop."""
    with open_workspace(settings):
        pass  # the schema is brought up to date before anybody asks
    with _worker_beside(settings):
        uvicorn.Server(server_config(settings)).run(sockets=[listening])


def server_config(settings: Settings) -> uvicorn.Config:
    """How the server is to run."""
    return uvicorn.Config(
        create_asgi_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        access_log=False,
        # A large upload leaves its request's context variables with the connection: on the next request Flask would
        # find, and use, a database that is closed.
        reset_contextvars=True,
    )


def create_asgi_app(settings: Settings) -> App:
    """One ASGI app: /data and /open go to Datasette, everything else to the pages."""
    pages = create_app(settings)
    wsgi = WSGIMiddleware(pages, workers=THREADS_FOR_PAGES)  # type: ignore[arg-type]

    def allows(scope: Scope) -> bool | Literal["redirect"]:
        with open_workspace(settings) as workspace:
            person = person_behind(pages, workspace, scope["headers"])
            if person is None:
                return "redirect"
            may = SITES["analysis"].allows(roles_of(person))
            if subject := subject_of_path(scope):
                action = SITES["analysis"].reads if may else "was refused"
                workspace.on_behalf_of(actor_of(person)).record(action, subject)
        return may

    def may_upload(scope: Scope) -> bool:
        with open_workspace(settings) as workspace:
            person = person_behind(pages, workspace, scope["headers"])
        return PAGES["documents.upload"].allows(roles_of(person) if person else ())

    sites = {DATA: AnalysisSite(settings, allows), OPEN: OpenSite(settings)}
    most = pages.config["MAX_CONTENT_LENGTH"]
    limits = BodyLimits(anybody=pages.config["MAX_FORM_MEMORY_SIZE"], trusted=most, together=UPLOADS_HELD * most)
    bodies = Bodies(wsgi, limits, may_upload)  # type: ignore[arg-type]

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(sites.values(), receive, send)
            return
        path = scope["path"]
        site = next((site for prefix, site in sites.items() if f"{path}/".startswith(prefix)), None)
        await (site or bodies)(scope, receive, send)

    return app


async def _live(sites: Iterable[ReleaseSite], receive: Receive, send: Send) -> None:
    """Answers the server's start and stop."""
    while True:
        message: Message = await receive()
        if message["type"] == "lifespan.shutdown":
            for site in sites:
                await site.close()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


@contextmanager
def _worker_beside(settings: Settings) -> Iterator[None]:
    """A worker for as long as the server runs; one that dies is followed by another."""
    stopping = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep_one() -> None:
        while not stopping.is_set():
            running[:] = [_start_worker(settings)]
            running[0].wait()
            stopping.wait(SECONDS_BEFORE_ANOTHER_WORKER)

    keeper = threading.Thread(target=keep_one, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        for worker in running:
            worker.terminate()
        keeper.join(timeout=10)


def _start_worker(settings: Settings) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        f"{SETTING_PREFIX}HOME": str(settings.home.resolve()),
        f"{SETTING_PREFIX}MODELS": settings.models,
        f"{SETTING_PREFIX}ENCODER": settings.encoder,
        f"{SETTING_PREFIX}THREADS": str(settings.threads),
    }
    command = [sys.executable, "-m", "service.cli", "worker", "--until-input-ends"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 (our own program)
