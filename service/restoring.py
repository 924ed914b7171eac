"""Puts a restored folder in the data folder's place: whoever is killed meanwhile leaves the old data or the new.

Until a note of it stands in the data folder, nothing there has changed. From then on it is gone through with, by
whoever opens the data next, before anything is read.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

DATABASES = ("corpus.db", "vault/vault.db", "ledger.db", "queue.db")
RELEASES = "releases"
_NOTE = "restore.under-way"
_FOLDERS = ".restore-"


@contextmanager
def folder_beside(home: Path) -> Iterator[Path]:
    """A folder for what is to be put in place, on the same disk; removed where it never comes to that."""
    home.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(dir=home, prefix=_FOLDERS))
    try:
        yield folder
    except BaseException:
        if not (home / _NOTE).exists():
            shutil.rmtree(folder)
        raise


def put_in_place(home: Path, folder: Path) -> None:
    """Puts every file of a folder in the data folder; of releases, none that the folder does not hold stays."""
    (folder / RELEASES).mkdir(exist_ok=True)
    for path in (*folder.rglob("*"), folder):
        _to_disk(path)
    draft = folder / _NOTE
    draft.write_text(folder.name)
    _to_disk(draft)
    draft.rename(home / _NOTE)
    _to_disk(home)
    finish(home)


def finish(home: Path) -> None:
    """Goes through with what was begun and cut off, if anything was. Another process that does so is waited for."""
    try:
        note = (home / _NOTE).open()
    except FileNotFoundError:
        return
    with note:
        fcntl.flock(note, fcntl.LOCK_EX)
        if os.fstat(note.fileno()).st_nlink:  # else another process has finished it
            _move(home, home / note.read())
            _to_disk(home)
            (home / _NOTE).unlink()


def remove_leavings(home: Path) -> None:
    """Removes what restores left that were killed before they changed anything; to be called while none is."""
    for folder in home.glob(f"{_FOLDERS}*"):
        shutil.rmtree(folder)


def _move(home: Path, folder: Path) -> None:
    """Moves what is still to be moved."""
    if (folder / RELEASES).exists():
        with suppress(FileNotFoundError):
            shutil.rmtree(home / RELEASES)
        (folder / RELEASES).rename(home / RELEASES)
    for name in DATABASES:
        if (folder / name).exists():
            for log in ("-journal", "-wal", "-shm"):  # another database's: SQLite would take it for this one's
                (home / f"{name}{log}").unlink(missing_ok=True)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        target = home / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
        _to_disk(target.parent)
    shutil.rmtree(folder, ignore_errors=True)


def _to_disk(path: Path) -> None:
    """Has the disk keep what was written, or which files are in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
