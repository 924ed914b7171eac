"""Copies that a backup is made of. One that was cut off leaves none, which would still hold whoever withdraws later."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_FOLDERS = ".backup-"


@contextmanager
def backing_up(home: Path) -> Iterator[Path]:
    """A folder for the copies, while nobody else backs up; it goes with what others left."""
    with _lock(home, wait=True):
        _remove(home)
        with TemporaryDirectory(dir=home, prefix=_FOLDERS) as folder:
            yield Path(folder)


def remove_half_backups(home: Path) -> None:
    """Removes what was left by backups that were cut off, unless one is being made."""
    with _lock(home, wait=False) as is_ours:
        if is_ours:
            _remove(home)


def _remove(home: Path) -> None:
    for folder in home.glob(f"{_FOLDERS}*"):
        shutil.rmtree(folder)


@contextmanager
def _lock(home: Path, *, wait: bool) -> Iterator[bool]:
    with (home / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
