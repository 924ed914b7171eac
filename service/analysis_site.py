"""The analysts' site: Datasette under /data, over each programme's newest release.

A new release is never put under a running Datasette, which would go on serving old or mixed data. It gets a Datasette
of its own, new requests go to that one, and the old one is closed when the last request it began has ended.
"""

import asyncio
import logging
import re
import sqlite3
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from datasette.app import Datasette

from corpus.errors import CorpusError
from corpus.records import Programme, Release
from corpus.store.connect import corpus_at
from corpus.store.programmes import programmes
from corpus.store.releases import current_releases
from service.content_policy import CONTENT_POLICY
from service.error_places import place_of
from service.inert_csv import with_inert_cells
from service.plain_answers import Receive, Scope, Send, asked_for, send_on, send_page, with_headers
from service.release_datasette import PREFIX, STATIC_PATH, open_datasette
from service.settings import Settings

Allows = Callable[[Scope], bool | Literal["redirect"]]
"""Whether whoever asks may come in; "redirect" sends them to the sign-in page. It runs in a thread of its own."""

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_TO_WAIT_FOR_A_LOOK = 0.5

_STATIC = ("-/static/", f"{STATIC_PATH}/")
_HEADERS = {
    b"cache-control": b"private, no-store",
    b"content-security-policy": CONTENT_POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
}
_STATIC_HEADERS = {**_HEADERS, b"cache-control": b"private, max-age=3600"}
_NAME = re.compile(r"[a-z0-9_-]{0,60}(?:\.(?:json|csv))?")
_log = logging.getLogger(__name__)


def subject_of_path(scope: Scope) -> str:
    """What a request asks for, for the audit: a programme, a table or a question, a row; never what is looked for.

    '' for what says nothing of anybody: the site's own styles and scripts.
    """
    path = str(scope["path"]).removeprefix(PREFIX.rstrip("/")).strip("/")
    if path.startswith("-/"):
        return ""
    told = [part if _NAME.fullmatch(part) else "?" for part in path.split("/")[:3]]
    return "/".join(["data", *(part for part in told if part)])


class AnalysisSite:
    """An ASGI app for every path under /data; whatever serves it passes the path on whole."""

    def __init__(self, settings: Settings, allows: Allows) -> None:
        self._settings = settings
        self._allows = allows
        self._edition: _Edition | None = None
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
            await send_page(ours, 403, "This is for analysts", "Your sign-in does not give access to the data.")
        elif scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            await send_page(ours, 405, "Nothing can be changed here", "The published data can be read, and only read.")
        elif scope["path"] == PREFIX.rstrip("/"):
            await send_on(ours, PREFIX)
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
        if edition is None:
            await send_page(ours, 200, "Nothing is published yet", "The data will be here as soon as staff publish it.")
        elif not edition.has(scope):
            await send_page(ours, 404, "There is no such page", "Start again from the list of programmes.")
        else:
            is_static = str(scope["path"]).removeprefix(PREFIX).startswith(_STATIC)
            answer = with_headers(send, _STATIC_HEADERS) if is_static else ours
            edition.readers += 1
            try:
                is_csv = str(scope["path"]).endswith(".csv")
                await edition.app(scope, receive, with_inert_cells(answer) if is_csv else answer)
            finally:
                edition.readers -= 1
                if edition is not self._edition:
                    self._close_when_unread(edition)

    async def _look_for_releases(self) -> None:
        """Looks for new releases once a second; whoever asks waits for a moment, and for the first one to the end."""
        if self._look is None and time.monotonic() - self._looked_at >= SECONDS_BETWEEN_LOOKS:
            self._look = asyncio.create_task(self._take_up_releases())
        if self._look and self._edition is None:
            await asyncio.shield(self._look)
        elif self._look:
            await asyncio.wait({self._look}, timeout=SECONDS_TO_WAIT_FOR_A_LOOK)

    async def _take_up_releases(self) -> None:
        try:
            known = self._edition.releases if self._edition else ()
            found = await asyncio.to_thread(_find_releases, self._settings.corpus_path)
            if tuple(release for _, release in found) != known:
                await self._take_up(found)
        except (sqlite3.Error, OSError, CorpusError) as error:
            # What was shown before is shown still. The message may hold what somebody said; kind and place do not.
            _log.error("The releases could not be looked up: %s at %s", type(error).__name__, place_of(error))
        finally:
            self._look = None
            self._looked_at = time.monotonic()

    async def _take_up(self, found: list[tuple[Programme, Release]]) -> None:
        old, self._edition = self._edition, await _open_edition(found, self._settings.releases_path)
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


@dataclass(eq=False)
class _Edition:
    """One Datasette over one set of releases, and how many requests it is answering."""

    releases: tuple[Release, ...]
    datasette: Datasette
    app: Callable[[Scope, Receive, Send], Awaitable[None]]
    readers: int = 0
    is_closing: bool = False

    def has(self, scope: Scope) -> bool:
        """Whether the path is one of ours: the index, a programme, or the static files, and none of Datasette's
        own databases and pages about itself."""
        path = str(scope["path"]).removeprefix(PREFIX)
        first = path.split("/")[0].split(".")[0]
        databases = {name for name in self.datasette.databases if name != "_internal"}
        return first in databases or path in ("", ".json") or path.startswith(_STATIC)

    def close(self) -> None:
        """Ends its threads and closes its files."""
        self.datasette.executor.shutdown(wait=True)
        for database in self.datasette.databases.values():
            database.close()


def _find_releases(corpus_path: Path) -> list[tuple[Programme, Release]]:
    if not corpus_path.exists():
        return []
    with corpus_at(corpus_path) as corpus:
        newest = current_releases(corpus)
        return [(programme, newest[programme.slug]) for programme in programmes(corpus) if programme.slug in newest]


async def _open_edition(found: list[tuple[Programme, Release]], folder: Path) -> _Edition | None:
    """A Datasette that is ready to answer; None where there is nothing to show."""
    whole = [one for one in found if await asyncio.to_thread(_is_whole, one[1], folder)]
    if not whole:
        return None
    datasette = await open_datasette(whole, folder)
    return _Edition(tuple(release for _, release in found), datasette, datasette.app())


def _is_whole(release: Release, folder: Path) -> bool:
    """Whether the file is, byte for byte, the one that was published."""
    try:
        with (folder / release.file).open("rb") as file:
            is_whole = file_digest(file, "sha256").hexdigest() == release.sha256
    except OSError:
        is_whole = False
    if not is_whole:
        _log.error("The release %s is missing or was changed after it was published: it is not shown.", release.file)
    return is_whole
