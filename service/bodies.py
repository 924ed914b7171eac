"""What is sent with a request, held until all of it is here: in memory, so that no upload lies on the disk unencrypted.

A page has one of a few threads. One that waited for a body to arrive could be kept waiting by anybody; here the event
loop waits, for so much and for so long, and only a whole body goes on to a page.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from service.plain_answers import Message, Receive, Scope, Send, send_page, with_headers

App = Callable[[Scope, Receive, Send], Awaitable[None]]
_HEADERS = {b"connection": b"close", b"cache-control": b"no-store", b"content-security-policy": b"default-src 'self'"}


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """What may be sent: by anybody, by somebody `trusted`, and by all together (bytes), and how slowly.

    Nothing may come for `seconds_between` seconds, and after `seconds_of_grace` there have to be `pace` bytes for
    every second since.
    """

    anybody: int
    trusted: int
    together: int
    seconds_between: float = 20
    seconds_of_grace: float = 30
    pace: int = 4_096


class Bodies:
    """An ASGI app that calls another with bodies that have arrived. `is_trusted` may block: it is asked in a thread."""

    def __init__(self, app: App, limits: BodyLimits, is_trusted: Callable[[Scope], bool]) -> None:
        self._app = app
        self._limits = limits
        self._is_trusted = is_trusted
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; one that breaks off gets no answer and changes nothing."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        body = _Arriving(time.monotonic())
        try:
            most = await self._most(scope)
            while not body.is_whole:
                await self._take(body, receive, most)
            await self._app(scope, body.replay(receive), send)
        except _Refused as refused:
            await send_page(with_headers(send, _HEADERS), refused.status, *_TITLE_AND_SENTENCE[refused.status])
        except _BrokenOff:
            return
        finally:
            self._held -= body.size

    async def _most(self, scope: Scope) -> int:
        """How much this request may carry. Raises _Refused where it says itself that it is more."""
        declared = _declared(scope)
        is_small = declared is not None and declared <= self._limits.anybody
        if is_small or not await asyncio.to_thread(self._is_trusted, scope):
            most = self._limits.anybody
        else:
            most = self._limits.trusted
        if declared is not None and declared > most:
            raise _Refused(413)
        return most

    async def _take(self, body: "_Arriving", receive: Receive, most: int) -> None:
        try:
            message = await asyncio.wait_for(receive(), self._limits.seconds_between)
        except TimeoutError:
            raise _Refused(408) from None
        if message["type"] != "http.request":
            raise _BrokenOff
        piece = message.get("body", b"")
        body.add(piece, is_last=not message.get("more_body", False))
        self._held += len(piece)
        if body.size > most:
            raise _Refused(413)
        if self._held > self._limits.together:
            raise _Refused(503)
        seconds = time.monotonic() - body.began - self._limits.seconds_of_grace
        if not body.is_whole and body.size < seconds * self._limits.pace:
            raise _Refused(408)


class _Arriving:
    """The pieces of a body that have come."""

    def __init__(self, began: float) -> None:
        self.began = began
        self.size = 0
        self.is_whole = False
        self._pieces: deque[bytes] = deque()

    def add(self, piece: bytes, *, is_last: bool) -> None:
        self._pieces.append(piece)
        self.size += len(piece)
        self.is_whole = is_last

    def replay(self, receive: Receive) -> Receive:
        """A `receive` that gives the pieces, each once, and then what else comes."""

        async def next_message() -> Message:
            if not self._pieces:
                return await receive()
            piece = self._pieces.popleft()
            return {"type": "http.request", "body": piece, "more_body": bool(self._pieces)}

        return next_message


class _BrokenOff(Exception):
    """Whoever sent it went away before the end."""


class _Refused(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


_TITLE_AND_SENTENCE = {
    408: ("That took too long", "What was sent did not all arrive. Nothing was kept: send it again."),
    413: ("Too much at once", "What was sent is larger than we take in at once. Send fewer or smaller files."),
    503: ("Too many uploads just now", "Nothing was kept. Wait for a minute, then send it again, with fewer files."),
}


def _declared(scope: Scope) -> int | None:
    """The length that a request says it has."""
    lengths = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else None
