"""Backups are sealed, made while others write, and bring back everything but who withdrew."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.backup_file import PIECE, read_backup, write_backup
from corpus.errors import AlreadyThere, UnreadableBackup
from corpus.records import Event
from corpus.store import contributors, jobs
from corpus.store.programmes import programme_by_id
from service.errors import NotReady
from service.runner import the_only_runner
from service.settings import Settings
from service.workflow import intake
from service.workflow.backups import DATABASES, back_up, restore
from service.workflow.intake import ColumnDecision
from service.workflow.publication import publish
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace, open_workspace

TABLE = "Person,Answer\nA,the trampoline was closed again\nB,the waiting list is long\n"


def _rows(home: Path) -> dict[str, list[str]]:
    found = {}
    for name in DATABASES:
        with closing(sqlite3.connect(home / name)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found[name] = [line for line in db.iterdump() if "restore backup" not in line]
    found |= {f"releases/{file.name}": [file.read_bytes().hex()] for file in (home / "releases").iterdir()}
    return found


@pytest.fixture
def house(workspace: Workspace, event: Event, take_in: Any) -> Iterator[Workspace]:
    take_in("answers.csv", TABLE, ColumnDecision(("Answer",), "Person"))
    publish(workspace, event.programme_id)
    yield workspace


def _empty(settings: Settings, tmp_path: Path, name: str) -> Settings:
    (tmp_path / name / "keys").mkdir(parents=True)
    (tmp_path / name / "keys" / "backup.key").write_bytes(settings.backup_key_path.read_bytes())
    return replace(settings, home=tmp_path / name)


def test_twenty_restores_bring_back_every_row(house: Workspace, event: Event, tmp_path: Path) -> None:
    for number in range(20):
        jobs.add_job(house.corpus, kind=f"kind {number}", programme_id=event.programme_id)
        intake.receive(house, event.id, f"{number}.csv", f"answer\n{number}\n".encode())
        backup = tmp_path / f"{number}.backup"
        back_up(house.settings, backup)
        before = _rows(house.settings.home)
        other = _empty(house.settings, tmp_path, f"restored-{number}")
        assert restore(other, backup) == 0
        assert _rows(other.home) == before
    with open_workspace(other) as restored:
        assert intake.reading_of(restored, 1, reason="test") == intake.reading_of(house, 1, reason="test")


def test_a_backup_says_nothing_without_its_key(house: Workspace, tmp_path: Path) -> None:
    back_up(house.settings, tmp_path / "backup")
    content = (tmp_path / "backup").read_bytes()
    for word in (b"trampoline", b"SQLite format 3", b"corpus.db"):
        assert word not in content
    other = Settings(home=tmp_path / "other")
    with pytest.raises(UnreadableBackup, match="--key"):
        restore(other, tmp_path / "backup")
    back_up(other, tmp_path / "theirs")
    with pytest.raises(UnreadableBackup, match="does not open"):
        restore(other, tmp_path / "backup", replaces=True)
    assert list((other.home / "releases").glob("*")) == []


def test_nobody_withdrawn_comes_back(house: Workspace, event: Event, tmp_path: Path) -> None:
    back_up(house.settings, tmp_path / "backup")
    programme = programme_by_id(house.corpus, event.programme_id)
    withdraw(house, programme, event.code, "1-1", by="Sam")
    house.corpus.close()
    back_up(house.settings, tmp_path / "since")
    assert restore(house.settings, tmp_path / "backup", replaces=True) == 1
    with open_workspace(house.settings) as restored:
        assert [one.code for one in contributors.contributors(restored.corpus, event.id)] == ["1-2"]
    for file in house.settings.home.rglob("*"):
        assert not file.is_file() or b"trampoline" not in file.read_bytes()
    elsewhere = _empty(house.settings, tmp_path, "elsewhere")
    assert restore(elsewhere, tmp_path / "since") == 0
    read_backup(tmp_path / "since", house.settings.backup_key_path.read_bytes(), tmp_path / "unpacked")
    for file in (tmp_path / "unpacked").rglob("*"):
        assert not file.is_file() or b"trampoline" not in file.read_bytes()


def test_data_is_replaced_only_when_that_is_said_and_nobody_works(house: Workspace, tmp_path: Path) -> None:
    back_up(house.settings, tmp_path / "backup")
    with pytest.raises(AlreadyThere, match="--replace"):
        restore(house.settings, tmp_path / "backup")
    with the_only_runner(house.settings), pytest.raises(NotReady):
        restore(house.settings, tmp_path / "backup", replaces=True)
    with pytest.raises(AlreadyThere):
        back_up(house.settings, tmp_path / "backup")


def test_whoever_writes_meanwhile_waits_and_the_databases_are_of_one_moment(
    house: Workspace, event: Event, tmp_path: Path
) -> None:
    is_over = threading.Event()

    def upload() -> None:
        with open_workspace(house.settings) as other:
            number = 0
            while not is_over.is_set():
                intake.receive(other, event.id, f"w{number}.csv", f"answer\nw{number}\n".encode())
                number += 1

    writer = threading.Thread(target=upload)
    writer.start()
    try:
        for number in range(3):
            back_up(house.settings, tmp_path / f"{number}.backup")
    finally:
        is_over.set()
        writer.join()
    for number in range(3):
        other = _empty(house.settings, tmp_path, f"restored-{number}")
        restore(other, tmp_path / f"{number}.backup")
        with closing(sqlite3.connect(other.corpus_path)) as corpus, closing(sqlite3.connect(other.vault_path)) as vault:
            there = {row[0] for row in corpus.execute("SELECT id FROM documents")}
            assert there == {row[0] for row in vault.execute("SELECT document_id FROM sealed WHERE kind = 'bytes'")}


@pytest.mark.parametrize("damage", ["cut", "swapped", "other", "changed", "doubled"])
def test_a_backup_that_is_not_whole_is_refused(tmp_path: Path, damage: str) -> None:
    key = b"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    large = tmp_path / "large"
    large.write_bytes(bytes(range(256)) * (3 * PIECE // 256))
    for name in ("one", "two"):
        write_backup(tmp_path / name, key, {"large": large})
    read_backup(tmp_path / "one", key, tmp_path / "out")
    assert (tmp_path / "out" / "large").read_bytes() == large.read_bytes()
    lines = (tmp_path / "one").read_bytes().splitlines(keepends=True)
    other = (tmp_path / "two").read_bytes().splitlines(keepends=True)
    damaged = {
        "cut": lines[:-1],
        "swapped": [lines[0], lines[2], lines[1], *lines[3:]],
        "other": [*lines[:2], other[2], *lines[3:]],
        "changed": [
            *lines[:2],
            lines[2][:100] + (b"B" if lines[2][100:101] == b"A" else b"A") + lines[2][101:],
            *lines[3:],
        ],
        "doubled": [*lines, lines[-1]],
    }[damage]
    (tmp_path / "one").write_bytes(b"".join(damaged))
    with pytest.raises(UnreadableBackup):
        read_backup(tmp_path / "one", key, tmp_path / "again")
