"""What is wrong with a request's body and not with a file: endless, slow, cut off, or very many at once."""

import logging
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.records import Event
from corpus.store import documents, jobs
from service.workspace import Workspace

from .conftest import SECRET, UPLOADS, Staff, assert_no_trace

MEGABYTE = 1024 * 1024
BOUNDARY = "----chorus"


@pytest.fixture(autouse=True)
def no_trace(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """After each: nothing outside the vault, nothing said in a log, no temporary file."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    yield
    assert_no_trace(home, tmp_path, caplog.text)


def _head(staff: Staff, *lines: str) -> bytes:
    cookie = "; ".join(f"{name}={value}" for name, value in staff.client.cookies.items())
    start = [f"POST {UPLOADS} HTTP/1.1", "Host: localhost", f"Cookie: {cookie}"]
    return "\r\n".join([*start, f"Content-Type: multipart/form-data; boundary={BOUNDARY}", *lines, "", ""]).encode()


def _begun() -> bytes:
    """The first part of a body with a file in it."""
    field = 'Content-Disposition: form-data; name="files"; filename="talk.txt"'
    return f"--{BOUNDARY}\r\n{field}\r\n\r\nYP1: I waited for {SECRET} we".encode()


def _answer(address: tuple[str, int], pieces: Iterator[bytes]) -> bytes:
    """What the server says to these pieces, sent until it has had enough."""
    with socket.create_connection(address, timeout=20) as connection:
        answer = bytearray()
        try:
            for piece in pieces:
                connection.sendall(piece)
            while piece := connection.recv(MEGABYTE):
                answer += piece
        except (BrokenPipeError, ConnectionResetError):
            pass
        return bytes(answer)


def _still_works(staff: Staff, workspace: Workspace, event: Event, number: int) -> None:
    before = len(documents.documents(workspace.corpus, event.id))
    assert staff.upload("good.txt", f"YP1: I waited {number} {SECRET} weeks.\n".encode()).status_code == 200
    assert len(documents.documents(workspace.corpus, event.id)) == before + 1


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent(
    staff: Staff, address: tuple[str, int], workspace: Workspace, event: Event
) -> None:
    answer = _answer(address, iter([_head(staff, f"Content-Length: {10_000 * MEGABYTE}")]))
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"Send fewer or smaller files" in answer
    _still_works(staff, workspace, event, 1)


def test_an_endless_body_is_refused_when_it_is_too_large(
    address: tuple[str, int], staff: Staff, workspace: Workspace, event: Event
) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        sent = 0
        while True:
            sent += 64 * 1024
            assert sent < 50 * MEGABYTE, "it is still taken"
            yield b"10000\r\n" + b"a" * 64 * 1024 + b"\r\n"

    assert _answer(address, pieces())[:13] in (b"", b"HTTP/1.1 413 ")
    _still_works(staff, workspace, event, 2)


def test_a_body_that_stops_coming_is_not_waited_for(
    staff: Staff, address: tuple[str, int], workspace: Workspace, event: Event
) -> None:
    answer = _answer(address, iter([_head(staff, "Content-Length: 1000"), _begun()]))
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"send it again" in answer
    _still_works(staff, workspace, event, 3)


def test_many_slow_bodies_keep_no_page_from_others(
    staff: Staff, address: tuple[str, int], workspace: Workspace, event: Event
) -> None:
    head = _head(staff, "Content-Length: 1000")
    slow = [socket.create_connection(address, timeout=20) for _ in range(30)]
    for connection in slow:
        connection.sendall(head)
    _still_works(staff, workspace, event, 4)
    for connection in slow:
        assert connection.recv(13) == b"HTTP/1.1 408 "
        connection.close()


def test_an_upload_that_is_cut_off_leaves_nothing(
    staff: Staff, address: tuple[str, int], workspace: Workspace, event: Event
) -> None:
    before = len(documents.documents(workspace.corpus, event.id))
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(_head(staff, "Content-Length: 1000") + _begun())
    assert len(documents.documents(workspace.corpus, event.id)) == before
    _still_works(staff, workspace, event, 5)


def _at_once(number: int, act: Callable[[int], int]) -> list[int]:
    barrier = threading.Barrier(number)

    def together(which: int) -> int:
        barrier.wait(timeout=20)
        return act(which)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(together, range(number)))


@pytest.mark.parametrize(("times", "is_same"), [(20, True), (50, False)])
def test_many_uploads_at_once(  # one or fifty documents, and as many jobs
    staff: Staff, workspace: Workspace, event: Event, times: int, is_same: bool
) -> None:
    before = len(documents.documents(workspace.corpus, event.id))

    def upload(which: int) -> int:
        text = f"YP1: Upload of {times}, {0 if is_same else which}, {SECRET}.\n"
        return staff.upload("talk.txt", text.encode()).status_code

    assert _at_once(times, upload) == [200] * times
    came = documents.documents(workspace.corpus, event.id)[before:]
    assert len(came) == (1 if is_same else times)
    assert [document.state for document in came] == ["received"] * len(came)
    waiting = [job.subject_id for job in jobs.waiting_jobs(workspace.corpus)]
    assert [waiting.count(document.id) for document in came] == [1] * len(came)
