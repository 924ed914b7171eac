"""A CSV file on its way out is made inert whole, in however many pieces it comes and goes."""

import asyncio
import csv
import io

import pytest

from service import inert_csv
from service.inert_csv import with_inert_cells
from service.plain_answers import Message

ROWS = [["id", "text"], ["1", "=1+1"], ["2", 'He said "no"\nand, went'], ["3", "-3"], ["4", "@x\n=2"]] * 40


def _written(rows: list[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _sent(pieces: list[bytes]) -> list[bytes]:
    """The bodies that go out when these come in."""
    bodies: list[bytes] = []

    async def send(message: Message) -> None:
        bodies.append(message.get("body", b""))

    async def run() -> None:
        inert = with_inert_cells(send)
        await inert({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        for piece in pieces:
            await inert({"type": "http.response.body", "body": piece, "more_body": True})
        await inert({"type": "http.response.body", "body": b"", "more_body": False})

    asyncio.run(run())
    return bodies[1:]


@pytest.mark.parametrize("at_once", [1, 500, inert_csv.AT_ONCE])
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_every_cell_is_inert(monkeypatch: pytest.MonkeyPatch, at_once: int, size: int) -> None:
    monkeypatch.setattr(inert_csv, "AT_ONCE", at_once)
    whole = _written(ROWS)
    bodies = _sent([whole[start : start + size] for start in range(0, len(whole), size)])
    expected = [[f"'{cell}" if cell in ("=1+1", "@x\n=2") else cell for cell in row] for row in ROWS]
    assert list(csv.reader(io.StringIO(b"".join(bodies).decode(), newline=""))) == expected
    assert all(len(body) > at_once // 2 for body in bodies[:-1] if body)
