"""Datasette's CSV files on their way out, with every cell made inert (see `corpus.exchange.inert`)."""

import csv
import io

from corpus.exchange.inert import inert
from service.plain_answers import Message, Send

AT_ONCE = 65_536
"""Bytes that are worth the work of reading and writing them: Datasette sends a CSV file row by row."""
_KINDS = (b"text/plain", b"text/csv")


def with_inert_cells(send: Send) -> Send:
    """A `send` for an answer that is a CSV file; one of another kind, as of an error, goes through as it is."""
    is_csv = False
    waiting = bytearray()

    async def send_inert(message: Message) -> None:
        nonlocal is_csv
        if message["type"] == "http.response.start":
            headers = dict(message.get("headers", []))
            is_csv = message["status"] == 200 and headers.get(b"content-type", b"").startswith(_KINDS)
        elif is_csv:
            waiting.extend(message.get("body", b""))
            is_last = not message.get("more_body", False)
            rows = _whole_rows(waiting, is_last=is_last)
            message = {**message, "body": _inert_rows(rows.decode("utf-8")).encode("utf-8")}
        await send(message)

    return send_inert


def _whole_rows(waiting: bytearray, *, is_last: bool) -> bytes:
    """Takes rows that have come to their end, many at once: an odd number of quotation marks says that one has not."""
    if not is_last and (len(waiting) < AT_ONCE or not waiting.endswith(b"\n") or waiting.count(b'"') % 2):
        return b""
    rows = bytes(waiting)
    waiting.clear()
    return rows


def _inert_rows(rows: str) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([inert(cell) for cell in row] for row in csv.reader(io.StringIO(rows, newline="")))
    return written.getvalue()
