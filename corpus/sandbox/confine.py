"""Locking a process in: no network, no file beyond the libraries, no other program.

Each is asked of the system and taken where it is to be had; what holds where stands in docs/decisions/0015.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000  # clone(2)
_END_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38  # prctl(2)
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # Landlock's system calls, the same on every processor
_ASK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many there are, by Landlock's version; 16 since the fifth
_TCP, _SIGNALS_AND_SOCKETS = 0b11, 0b11
_REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.kill", "ctypes.")


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def end_with_parent() -> None:
    """Has the kernel end this process with the one that made it (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)


def lock_in() -> None:
    """For this process and all it makes: a network of its own with nobody in it, and no file but the libraries'.

    Does what the kernel allows; a process that has one thread is needed.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None)
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_NETWORK | _NEW_USER)
    _keep_to_libraries(libc.syscall, libc.prctl)


def _keep_to_libraries(call: Callable[..., int], prctl: Callable[..., int]) -> None:
    """Landlock: files can be read beneath the folders that Python imports from, and nowhere else, and none written."""
    version = call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    if version < 1:
        return
    rights = (1 << _FILE_RIGHTS.get(version, 16)) - 1
    rules = _Ruleset(rights, _TCP if version >= 4 else 0, _SIGNALS_AND_SOCKETS if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = call(_CREATE_RULESET, ctypes.byref(rules), size, 0)
    for place in _libraries():
        folder = os.open(place, os.O_PATH | os.O_CLOEXEC)
        beneath = _Beneath(_READ_FILE | _READ_DIR, folder)
        call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(beneath), 0)
        os.close(folder)
    prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    call(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _libraries() -> list[Path]:
    """The folders that are imported from. Of the one that holds this program only the program: data may lie in it."""
    ours = Path(__file__).resolve().parents[1]
    places = [Path(place).resolve() for place in sys.path if place]  # an empty one is wherever one is
    return [ours if place == ours.parent else place for place in places if place.is_dir()]


def forbid() -> None:
    """Has Python itself refuse a socket, another program, or a call past it: what is left where the kernel does not."""

    def refuse(event: str, _: object) -> None:
        if event.startswith(_REFUSED):
            raise PermissionError(event)

    sys.addaudithook(refuse)
