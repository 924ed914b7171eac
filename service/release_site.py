"""A site of releases: Datasette under an address of its own, over each programme's newest release.

A new release is never put under a running Datasette, which would go on serving old or mixed data. It gets a Datasette
of its own, new requests go to that one, and the old one is closed when the last request it began has ended.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import quote

from datasette.app import Datasette

from corpus.errors import CorpusError
from corpus.records import Programme
from service import dashboards
from service.content_policy import CONTENT_POLICY
from service.error_places import place_of
from service.inert_csv import with_inert_cells
from service.plain_answers import Message, Receive, Scope, Send, asked_for, send_on, send_page, with_headers
from service.release_datasette import STATIC_PATH, Shelf, open_datasette

Allows = Callable[[Scope], bool | Literal["redirect"]]
"""Whether whoever asks may come in; "redirect" sends them to the sign-in page. It runs in a thread of its own."""


class Published(Protocol):
    """A release that is shown: its file, in the site's folder, and the sum of what was published."""

    @property
    def file(self) -> str: ...

    @property
    def sha256(self) -> str: ...


SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_TO_WAIT_FOR_A_LOOK = 0.5

TAKEN_BACK = ("This was taken back", "It was taken back while you asked for it. Ask again in a moment.")
_STATIC = ("-/static/", f"{STATIC_PATH}/", dashboards.STATIC)
_HEADERS = {
    b"cache-control": b"private, no-store",
    b"content-security-policy": CONTENT_POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
}
_STATIC_HEADERS = {**_HEADERS, b"cache-control": b"private, max-age=3600"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """What a site is to show: programmes with their releases, and a sentence for each release that was recalled."""

    shown: tuple[tuple[Programme, Published], ...]
    recalled: Mapping[str, str] = field(default_factory=dict)
    """By the programme's slug."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site's releases are found, whoever may see them, and what is said where there are none."""

    shelf: Shelf
    folder: Path
    find: Callable[[], Found]
    nothing: tuple[str, str]
    refusal: tuple[str, str]


class ReleaseSite:
    """An ASGI app for every path under one address; whatever serves it passes the path on whole."""

    def __init__(self, place: Place, allows: Allows) -> None:
        self._place = place
        self._allows = allows
        self._edition: _Edition | None = None
        self._found: Found | None = None
        self._recalled: Mapping[str, str] = {}
        self._look: asyncio.Task[None] | None = None
        self._looked_at = float("-inf")
        self._closing: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        may = await asyncio.to_thread(self._allows, scope)
        ours = with_headers(send, _HEADERS)
        if may == "redirect":
            await send_on(ours, f"/sign-in?next={quote(asked_for(scope))}")
        elif may is not True:
            await send_page(ours, 403, *self._place.refusal)
        elif scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            await send_page(ours, 405, "Nothing can be changed here", "The published data can be read, and only read.")
        elif scope["path"] == self._place.shelf.prefix.rstrip("/"):
            await send_on(ours, self._place.shelf.prefix)
        else:
            await self._look_for_releases()
            await self._answer(scope, receive, send)

    async def close(self) -> None:
        """Ends what is running in the background; to be called once, when the server stops."""
        if self._look:
            await self._look
        if self._edition:
            self._retire(self._edition)
        await asyncio.gather(*self._closing)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        edition, ours = self._edition, with_headers(send, _HEADERS)
        within = str(scope["path"]).removeprefix(self._place.shelf.prefix)
        recalled = self._recalled.get(dashboards.programme_of(within))
        if recalled or (edition is None and self._recalled):
            await send_page(ours, 410, "This was recalled", recalled or " ".join(self._recalled.values()))
        elif edition is None:
            await send_page(ours, 200, *self._place.nothing)
        elif not edition.has(within):
            await send_page(ours, 404, "There is no such page", "Start again from the list of programmes.")
        else:
            is_static = within.startswith(_STATIC)
            answer = with_headers(send, _STATIC_HEADERS) if is_static else ours
            edition.readers += 1
            try:
                is_csv = str(scope["path"]).endswith(".csv")
                whole = _WholeAnswer(answer)
                await edition.app(
                    _in_long_pages(scope), receive, with_inert_cells(whole.send) if is_csv else whole.send
                )
                if whole.has_failed and edition.has_lost_a_file():
                    await send_page(ours, 410, *TAKEN_BACK)
                else:
                    await whole.send_rest()
            finally:
                edition.readers -= 1
                if edition is not self._edition:
                    self._close_when_unread(edition)

    async def _look_for_releases(self) -> None:
        """Looks for new releases once a second; whoever asks waits for a moment, and for the first one to the end.

        Where a file that is shown has gone, somebody withdrew or it was recalled: nobody is answered before a look
        that began since has come to its end.
        """
        if self._edition and self._edition.has_lost_a_file():
            await self._look_now()
            return
        if self._look is None and time.monotonic() - self._looked_at >= SECONDS_BETWEEN_LOOKS:
            self._look = asyncio.create_task(self._take_up_releases())
        if self._look and self._edition is None:
            await asyncio.shield(self._look)
        elif self._look:
            await asyncio.wait({self._look}, timeout=SECONDS_TO_WAIT_FOR_A_LOOK)

    async def _look_now(self) -> None:
        while self._look:
            await asyncio.wait({self._look})
        if self._edition and self._edition.has_lost_a_file():
            self._look = asyncio.create_task(self._take_up_releases())
            await asyncio.shield(self._look)
        if self._edition and self._edition.has_lost_a_file():
            self._retire(self._edition)

    async def _take_up_releases(self) -> None:
        try:
            found = await asyncio.to_thread(self._place.find)
            if found != self._found:
                await self._take_up(found)
        except (sqlite3.Error, OSError, CorpusError) as error:
            # What was shown before is shown still. The message may hold what somebody said; kind and place do not.
            _log.error("The releases could not be looked up: %s at %s", type(error).__name__, place_of(error))
        finally:
            self._look = None
            self._looked_at = time.monotonic()

    async def _take_up(self, found: Found) -> None:
        edition = await _open_edition(found, self._place)
        old, self._edition = self._edition, edition
        self._found, self._recalled = found, found.recalled
        if old:
            self._retire(old)

    def _retire(self, edition: "_Edition") -> None:
        self._edition = None if edition is self._edition else self._edition
        self._close_when_unread(edition)

    def _close_when_unread(self, edition: "_Edition") -> None:
        if edition.readers == 0 and not edition.is_closing:
            edition.is_closing = True
            task = asyncio.create_task(asyncio.to_thread(edition.close))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)


def _in_long_pages(scope: Scope) -> Scope:
    """The request, so that all rows are read by the thousand: by itself Datasette reads as many as a page shows."""
    query: bytes = scope["query_string"]
    return (
        {**scope, "query_string": query + b"&_size=max"} if b"_stream=" in query and b"_size=" not in query else scope
    )


class _WholeAnswer:
    """Sends an answer on as it comes; one that says that something failed is kept until it is known why."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._kept: list[Message] = []
        self.has_failed = False

    async def send(self, message: Message) -> None:
        """What the app calls."""
        if message["type"] == "http.response.start":
            self.has_failed = message["status"] >= 400
        if self.has_failed:
            self._kept.append(message)
        else:
            await self._send(message)

    async def send_rest(self) -> None:
        """Sends on what was kept."""
        for message in self._kept:
            await self._send(message)


@dataclass(eq=False)
class _Edition:
    """One Datasette over one set of releases, and how many requests it is answering."""

    files: tuple[Path, ...]
    datasette: Datasette
    app: Callable[[Scope, Receive, Send], Awaitable[None]]
    readers: int = 0
    is_closing: bool = False

    def has(self, within: str) -> bool:
        """Whether the path is one of ours: the index, a programme, its charts, or the static files, and none of
        Datasette's own databases and pages about itself."""
        databases = {name for name in self.datasette.databases if name != "_internal"}
        is_page = within in ("", ".json") or dashboards.is_dashboard(within)
        return is_page or dashboards.programme_of(within) in databases or within.startswith(_STATIC)

    def has_lost_a_file(self) -> bool:
        """Whether a file that it shows is there no more."""
        return not all(file.exists() for file in self.files)

    def close(self) -> None:
        """Ends its threads and closes its files."""
        self.datasette.executor.shutdown(wait=True)
        for database in self.datasette.databases.values():
            database.close()


async def _open_edition(found: Found, place: Place) -> _Edition | None:
    """A Datasette that is ready to answer; None where there is nothing to show."""
    whole = [one for one in found.shown if await asyncio.to_thread(_is_whole, one[1], place.folder)]
    if not whole:
        return None
    datasette = await open_datasette(place.shelf, [(programme, place.folder / one.file) for programme, one in whole])
    return _Edition(tuple(place.folder / one.file for _, one in whole), datasette, datasette.app())


def _is_whole(release: Published, folder: Path) -> bool:
    """Whether the file is, byte for byte, the one that was published."""
    try:
        with (folder / release.file).open("rb") as file:
            is_whole = file_digest(file, "sha256").hexdigest() == release.sha256
    except OSError:
        is_whole = False
    if not is_whole:
        _log.error("The release %s is missing or was changed after it was published: it is not shown.", release.file)
    return is_whole
