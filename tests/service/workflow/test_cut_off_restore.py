"""A restore that is killed leaves what was there before or what it brings, and whoever withdrew in neither."""

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.records import Event
from corpus.store.programmes import programme_by_id
from service import restoring
from service.jobs import take_up_again
from service.settings import Settings
from service.workflow import backups, intake
from service.workflow.backups import back_up, restore
from service.workflow.intake import ColumnDecision
from service.workflow.publication import publish
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace

TABLE = "Person,Answer\nA,the trampoline was closed again\nB,the waiting list is long\n"
STEPS = ("replace", "rename", "unlink", "rmdir", "fsync")


@pytest.fixture
def house(workspace: Workspace, event: Event, take_in: Any, tmp_path: Path) -> Settings:
    """Data that has changed since a backup, in which somebody is who withdrew."""
    take_in("answers.csv", TABLE, ColumnDecision(("Answer",), "Person"))
    publish(workspace, event.programme_id)
    back_up(workspace.settings, tmp_path / "backup")
    withdraw(workspace, programme_by_id(workspace.corpus, event.programme_id), event.code, "1-1", by="Sam")
    intake.receive(workspace, event.id, "later.csv", b"answer\nlater\n")
    publish(workspace, event.programme_id)
    publish(workspace, event.programme_id)
    workspace.corpus.close()
    return workspace.settings


def _state(home: Path) -> tuple[list[int], list[int], list[str]]:
    """Documents of the corpus and of the vault, and the files of releases."""
    found = []
    for name, sql in (
        ("corpus.db", "SELECT id FROM documents"),
        ("vault/vault.db", "SELECT DISTINCT document_id FROM sealed"),
    ):
        with closing(sqlite3.connect(home / name)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found.append(sorted(row[0] for row in db.execute(sql)))
    return found[0], found[1], sorted(file.name for file in (home / "releases").iterdir())


OLD, NEW = ([1, 2], [1, 2], ["wellbeing-2.db", "wellbeing-3.db"]), ([1], [1], [])


def _killed_at(settings: Settings, backup: Path, step: int) -> bool:
    """Restores in a process of its own, which is killed at a step on the disk; whether it came to that."""
    child = os.fork()
    if child == 0:
        left = iter(range(step, -1, -1))

        def dying(real: Any) -> Any:
            def do(*given: Any, **named: Any) -> Any:
                if next(left, 0) == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*given, **named)

            return do

        for name in STEPS:
            setattr(os, name, dying(getattr(os, name)))
        try:
            restore(settings, backup, replaces=True)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_a_kill_at_any_step_leaves_the_old_data_or_the_new(house: Settings, tmp_path: Path) -> None:
    seen = []
    for step in range(0, 999, 11):
        settings = replace(house, home=tmp_path / f"home-{step}")
        shutil.copytree(house.home, settings.home)
        was_killed = _killed_at(settings, tmp_path / "backup", step)
        is_under_way = (settings.home / restoring._NOTE).exists()
        if was_killed and not is_under_way and _state(settings.home) == OLD:
            seen.append("old")
        else:
            seen.append("half" if is_under_way else "new")
        take_up_again(settings)
        assert _state(settings.home) == (OLD if seen[-1] == "old" else NEW)
        assert [one.name for one in settings.home.iterdir() if one.name.startswith((".", "restore"))] == []
        for file in settings.home.rglob("*"):
            assert not file.is_file() or b"trampoline" not in file.read_bytes()
        if step % 4 == 0:
            restore(settings, tmp_path / "backup", replaces=True)
            assert _state(settings.home) == NEW
        shutil.rmtree(settings.home)
        if not was_killed:
            break
    assert {"old", "half", "new"} == set(seen)
    assert seen == sorted(seen, key=["old", "half", "new"].index)


def test_a_backup_that_was_killed_leaves_no_copy(
    house: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def killed(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        monkeypatch.setattr(backups, "write_backup", killed)
        back_up(house, tmp_path / "another")
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert list(house.home.glob(".backup-*"))
    take_up_again(house)
    assert not list(house.home.glob(".backup-*"))
