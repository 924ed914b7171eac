"""Requests and answers in plain ASGI, for where there is no Flask to read and give them."""

import html
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def asked_for(scope: Scope) -> bytes:
    """The path and query, as whoever asks wrote them."""
    path = bytes(scope.get("raw_path") or quote(scope["path"]).encode())
    query = bytes(scope.get("query_string", b""))
    return path + b"?" + query if query else path


def with_headers(send: Send, headers: dict[bytes, bytes]) -> Send:
    """A `send` that puts these headers, named in small letters, in place of the answer's own of the same names."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            theirs = [(name, value) for name, value in message.get("headers", []) if name.lower() not in headers]
            message = {**message, "headers": [*theirs, *headers.items()]}
        await send(message)

    return send_with_headers


async def send_on(send: Send, address: str) -> None:
    """Sends whoever asks on to another address, which is quoted already."""
    await _send(send, 303, (b"location", address.encode("ascii")), b"")


async def send_page(send: Send, status: int, title: str, text: str) -> None:
    """A page of a sentence or two, with the way back."""
    body = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} - Chorus</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/plain.css"></head><body>'
        f'<main><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p><p><a href="/">Back to Chorus</a></p></main>'
        "</body></html>"
    )
    await _send(send, status, (b"content-type", b"text/html; charset=utf-8"), body.encode())


async def _send(send: Send, status: int, header: tuple[bytes, bytes], body: bytes) -> None:
    headers = [header, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
