"""A secret is made once, whole, and nothing of its making is left."""

import threading
from pathlib import Path

import pytest

from corpus import secret_files
from corpus.secret_files import secret_at


def test_it_is_for_its_owner_only_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "one.key"
    assert secret_at(path, new=lambda: b"first\n") == secret_at(path, new=lambda: b"second") == b"first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["one.key"]


def test_one_that_was_cut_off_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "one.key"
    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(secret_files.os, "fsync", full)
        secret_at(path, new=lambda: b"much longer than the next")
    assert not path.exists()
    assert secret_at(path, new=lambda: b"short") == b"short"
    assert [file.name for file in tmp_path.iterdir()] == ["one.key"]


def test_many_at_once_have_the_same(tmp_path: Path) -> None:
    for attempt in range(20):
        path, together, found = tmp_path / f"{attempt}.key", threading.Barrier(8), list[bytes]()

        def ask(number: int, path: Path, together: threading.Barrier, found: list[bytes]) -> None:
            together.wait(timeout=20)
            found.append(secret_at(path, new=f"secret {number}".encode))

        threads = [threading.Thread(target=ask, args=(number, path, together, found)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(found), len(set(found))) == (8, 1)
    assert sorted(file.suffix for file in tmp_path.iterdir()) == [".key"] * 20
