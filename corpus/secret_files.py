"""Secrets that lie in files of their own, each made the first time it is asked for."""

import os
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from pathlib import Path


def secret_at(path: Path, *, new: Callable[[], bytes]) -> bytes:
    """The secret in a file that only its owner may read; made where there is none, whole or not at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path, new)
    return path.read_bytes().strip()


def _make(path: Path, new: Callable[[], bytes]) -> None:
    """Writes a draft and gives it the secret's name. A draft that was cut off is the next one's: it has one name."""
    draft = path.with_name(f".{path.name}")
    handle = os.open(draft, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        flock(file, LOCK_EX)
        if path.exists():  # another process was faster: its secret is the one
            draft.unlink(missing_ok=True)
            return
        file.truncate()
        file.write(new())
        file.flush()
        os.fsync(handle)  # what is locked with it must not outlive it
        draft.replace(path)
