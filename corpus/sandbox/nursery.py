"""The nursery: a process that has the readers loaded and makes a child of itself for each file.

Starting Python and loading the readers for every file would take a fifth of a second of work each; a fork of a process
that has them takes a few thousandths. The nursery sees no byte of a file: each child is handed a socket of its own,
whose end tells that the child has ended.
"""

import atexit
import os
import socket
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path

_AT_ONCE = threading.BoundedSemaphore(2)  # files: each may take the memory that its limits give it
_PIECE = 1024 * 1024
_SECONDS_TO_SPARE = 3  # the child's own clock is the stricter one
_ROOT = Path(__file__).parents[2]
_LIBRARIES = ("pypdf", "python_calamine", "yaml")


class ChildDied(Exception):
    """The child ended before it answered, or answered without end."""


class ChildIsLate(Exception):
    """The child took longer than it may."""


def ask(message: bytes, *, seconds: float, most: int) -> bytes:
    """What a child of the nursery answers, up to `most` bytes. Raises ChildDied or ChildIsLate."""
    with _AT_ONCE:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                _hand_over(theirs)
            began = time.monotonic()
            try:
                answer = _conversation(ours, message, began + seconds + _SECONDS_TO_SPARE, most)
            except TimeoutError as error:
                raise ChildIsLate from error
            except OSError as error:
                raise _end_of(began, seconds) from error
            if not answer:
                raise _end_of(began, seconds)
            return answer


def _conversation(ours: socket.socket, message: bytes, deadline: float, most: int) -> bytes:
    ours.settimeout(max(deadline - time.monotonic(), 0.001))
    ours.sendall(message)
    ours.shutdown(socket.SHUT_WR)
    answer = bytearray()
    while True:
        ours.settimeout(max(deadline - time.monotonic(), 0.001))
        piece = ours.recv(_PIECE)
        if not piece:
            return bytes(answer)
        answer += piece
        if len(answer) > most:
            raise ChildDied


def _end_of(began: float, seconds: float) -> ChildDied | ChildIsLate:
    """Why there is no answer: a child that takes too long is ended by its own clock."""
    return ChildIsLate() if time.monotonic() - began >= seconds else ChildDied()


class _Nursery:
    """The process, and the socket on which it is handed others."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            # Isolated, without `site`, and without this process's environment: it may hold secrets.
            self._process = subprocess.Popen(  # noqa: S603 (our own program)
                [sys.executable, "-I", "-S", "-B", str(Path(__file__).with_name("child.py")), *_places()],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
            )
        self.made_by = os.getpid()

    def hand_over(self, theirs: socket.socket) -> None:
        """Gives a child its end of a conversation. Raises OSError where the nursery has ended."""
        socket.send_fds(self._control, [b"."], [theirs.fileno()])

    def close(self) -> None:
        """Ends the nursery; what its children do ends with it."""
        self._control.close()
        if self.made_by == os.getpid():
            self._process.kill()
            self._process.wait()


def _places() -> list[str]:
    """The folders that the nursery imports from: ours, and that of the libraries which the readers use."""
    found = [find_spec(name) for name in _LIBRARIES]
    return [str(_ROOT), *dict.fromkeys(str(Path(spec.origin).parents[1]) for spec in found if spec and spec.origin)]


_lock = threading.Lock()
_nurseries: list[_Nursery] = []


def _hand_over(theirs: socket.socket) -> None:
    """Hands a conversation to the nursery of this process; to a new one where there is none or it has ended."""
    with _lock:
        if not _nurseries or _nurseries[0].made_by != os.getpid():
            _nurseries[:] = [_Nursery()]
        try:
            _nurseries[0].hand_over(theirs)
        except OSError:
            close()
            _nurseries[:] = [_Nursery()]
            _nurseries[0].hand_over(theirs)


@atexit.register
def close() -> None:
    """Ends the nursery of this process; the next file begins another."""
    while _nurseries:
        _nurseries.pop().close()
