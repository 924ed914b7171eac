"""The nursery's own program: loads the readers, locks itself in, and makes a child for each socket it is handed."""

import os
import resource
import signal
import socket
import sys

if __name__ == "__main__":
    sys.path[:0] = sys.argv[1:]  # started without `site`, so it has to be told where things are

import encodings.cp1252
import encodings.utf_8_sig
import encodings.utf_16
import encodings.utf_32  # noqa: F401 (what is loaded here is there when a file is read)

import pypdf  # noqa: F401
import python_calamine  # noqa: F401
import yaml  # noqa: F401

from corpus.errors import InvalidCodebook, UnreadableFile
from corpus.exchange.codebook_file import read_codebook
from corpus.readers import check_format, read
from corpus.readers.limits import Limits
from corpus.sandbox.confine import end_with_parent, forbid, lock_in
from corpus.sandbox.messages import Codebook, Request, answer_of, refusal_of, request_in

_PIECE = 1024 * 1024
_FILES = 32  # open at once: a library's late imports open some


def main() -> None:
    """Serves until the one who started it is gone."""
    end_with_parent()
    lock_in()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are not waited for
    control = socket.socket(fileno=os.dup(0))
    while True:
        called, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not called:
            return
        for conversation in handed:
            if os.fork() == 0:
                control.close()
                os.close(0)
                _live(conversation)
            os.close(conversation)


def _live(conversation: int) -> None:
    """A child's whole life."""
    try:
        end_with_parent()
        forbid()
        request = request_in(_all_of(conversation))
        _limit(request.limits)
        answer = _answer(request)
        while answer:
            answer = answer[os.write(conversation, answer) :]
    finally:
        os._exit(0)  # nothing of the nursery's is to be closed or flushed by its child


def _answer(request: Request) -> bytes:
    try:
        if request.what == "check":
            return answer_of(check_format(request.name, request.data, request.limits))
        if request.what == "codebook":
            return answer_of(Codebook(tuple(read_codebook(request.name, request.data, request.limits))))
        return answer_of(read(request.name, request.data, request.limits))
    except (UnreadableFile, InvalidCodebook) as error:
        return refusal_of(error)


def _all_of(conversation: int) -> bytes:
    pieces = []
    while piece := os.read(conversation, _PIECE):
        pieces.append(piece)
    return b"".join(pieces)


def _limit(limits: Limits) -> None:
    """From here on the kernel ends the child where it takes more than it may."""
    signal.alarm(limits.seconds)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
