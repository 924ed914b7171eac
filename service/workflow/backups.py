"""Backups of the data folder, made while it is in use, and putting one back without anybody who withdrew since."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

from cryptography.fernet import Fernet

from corpus.backup_file import read_backup, write_backup
from corpus.errors import AlreadyThere, UnreadableBackup
from corpus.ledger import Withdrawal, ledger_at
from corpus.secret_files import secret_at
from service.errors import NotReady
from service.half_backups import backing_up
from service.jobs import queue
from service.restoring import DATABASES, finish, folder_beside, put_in_place, remove_leavings
from service.runner import the_only_runner
from service.settings import Settings
from service.workflow.withdrawal import replay
from service.workspace import open_workspace

CONTENTS = "contents.json"
KEYS = (
    "keys/vault.key",
    "keys/ledger.key",
    "keys/codes.key",
    "keys/audit.key",
    "keys/second-step.key",
    "keys/open.key",
)
"""Not among them: the backups' own, and what signs the cookies of those who are signed in."""
SECONDS_TO_WAIT = 60


def back_up(settings: Settings, path: Path) -> Mapping[str, str]:
    """Writes a sealed backup; the SHA-256 of each file that it holds, by its name. Raises AlreadyThere.

    Whoever writes meanwhile waits for as long as the databases are copied, so that they are of one moment.
    """
    if path.exists():
        raise AlreadyThere(f"“{path}” is there already. Name another file.")
    with open_workspace(settings) as workspace, workspace.vault(), workspace.ledger():
        queue(settings)  # now every database is there
    key = secret_at(settings.backup_key_path, new=Fernet.generate_key)
    with backing_up(settings.home) as folder:
        files = _copies(settings, folder)
        sums = {name: _sha256(file) for name, file in files.items()}
        contents = folder / CONTENTS
        contents.write_text(json.dumps(sums, indent=1))
        write_backup(path, key, {CONTENTS: contents, **files})
    return sums


def restore(settings: Settings, path: Path, *, key_path: Path | None = None, replaces: bool = False) -> int:
    """Puts a backup into the data folder, and takes out again everybody who withdrew since it was made: how many.

    That is done beside the data folder, whose files change places at the end. Raises UnreadableBackup, AlreadyThere
    where something is in the folder and `replaces` does not say otherwise, and NotReady while a server or a worker is
    at work.
    """
    finish(settings.home)
    key_file = key_path or settings.backup_key_path
    if not key_file.exists():
        raise UnreadableBackup(f"The key of the backup is not at “{key_file}”. Say where it is with --key.")
    if settings.corpus_path.exists() and not replaces:
        raise AlreadyThere(f"There is data in “{settings.home}”. Say --replace to put the backup in its place.")
    with the_only_runner(settings) as is_ours:
        if not is_ours:
            raise NotReady("Chorus is running on this data folder. Stop it first.")
        remove_leavings(settings.home)
        with folder_beside(settings.home) as folder:
            beside = replace(settings, home=folder)
            read_backup(path, key_file.read_bytes().strip(), folder)
            _check(folder)
            _take_over_ledger(settings, beside)
            with open_workspace(beside) as workspace:
                withdrawn = replay(workspace, all_of_it=True)
                workspace.record("restore backup")
            if not settings.backup_key_path.exists():
                secret_at(beside.backup_key_path, new=lambda: key_file.read_bytes().strip())
            put_in_place(settings.home, folder)
    return withdrawn


def _copies(settings: Settings, folder: Path) -> dict[str, Path]:
    """Copies of the databases as they are at one moment, with the files that go with them."""
    files: dict[str, Path] = {}
    with _nobody_writes([settings.home / name for name in DATABASES[:3]]):
        for number, name in enumerate(DATABASES):
            files[name] = folder / f"{number}.db"
            with (
                closing(sqlite3.connect(settings.home / name)) as source,
                closing(sqlite3.connect(files[name])) as copy,
            ):
                source.backup(copy)
        for name in (*KEYS, settings.audit_head_path.relative_to(settings.home).as_posix()):
            if (settings.home / name).exists():
                files[name] = folder / name.replace("/", "-")
                shutil.copy(settings.home / name, files[name])
        with closing(sqlite3.connect(files["corpus.db"])) as corpus:
            held = [file for (file,) in corpus.execute("SELECT file FROM releases WHERE withdrawn_at IS NULL")]
            sql = "SELECT 'open/' || file FROM open_releases WHERE state IN ('draft', 'published')"
            held += [file for (file,) in corpus.execute(sql)]
    # A release never changes; one that is withdrawn this very moment is left out.
    files.update({f"releases/{file}": one for file in held if (one := settings.releases_path / file).exists()})
    return files


@contextmanager
def _nobody_writes(databases: Sequence[Path]) -> Iterator[None]:
    """Holds the write lock of several databases, always taken in the same order."""
    with ExitStack() as held:
        for path in databases:
            connection = sqlite3.connect(path, timeout=SECONDS_TO_WAIT, isolation_level=None)
            held.enter_context(closing(connection))
            connection.execute("BEGIN IMMEDIATE")
            held.callback(connection.execute, "ROLLBACK")
        yield


def _check(folder: Path) -> None:
    try:
        sums = json.loads((folder / CONTENTS).read_text())
    except (OSError, ValueError) as error:
        raise UnreadableBackup("The backup does not say what it holds.") from error
    broken = [name for name, told in sums.items() if not (folder / name).exists() or _sha256(folder / name) != told]
    for name in DATABASES:
        with closing(sqlite3.connect(folder / name)) as db:
            broken += [name] * (db.execute("PRAGMA integrity_check").fetchall() != [("ok",)])
    if broken:
        raise UnreadableBackup(f"The backup is damaged: {broken[0]} is not what it was.")
    (folder / CONTENTS).unlink()


def _take_over_ledger(here: Settings, backup: Settings) -> None:
    """Brings withdrawals that the backup does not know of, because they came after it, into its ledger.

    Raises NotReady where this folder's ledger has withdrawals under another key: they could not be found in it.
    """
    if not here.ledger_path.exists():
        return
    with ledger_at(here.ledger_path, here.ledger_key_path) as ledger:
        since: list[Withdrawal] = ledger.withdrawals()
    is_same_key = here.ledger_key_path.read_bytes() == backup.ledger_key_path.read_bytes()
    if since and not is_same_key:
        raise NotReady("The withdrawals in this folder are of another Chorus than the backup. Use an empty folder.")
    with ledger_at(backup.ledger_path, backup.ledger_key_path) as ledger:
        ledger.take_over(since)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
