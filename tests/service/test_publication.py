"""Publishing writes a release down once its file is whole, and leaves nothing where that fails."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import NotFound
from corpus.release.build import PARTS
from corpus.store import releases
from corpus.store.programmes import add_programme
from service.errors import NotReady
from service.settings import Settings
from service.workflow import publication
from service.workflow.publication import publish
from service.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path)) as workspace:
        add_programme(workspace.corpus, name="Wellbeing", slug="wellbeing")
        yield workspace


def _left(workspace: Workspace) -> list[str]:
    folder = workspace.settings.releases_path
    return sorted(entry.name for entry in folder.iterdir()) if folder.exists() else []


def test_releases_are_numbered_and_old_ones_kept(workspace: Workspace) -> None:
    first, second = publish(workspace, 1), publish(workspace, 1)
    assert (first.file, second.file) == ("wellbeing-1.db", "wellbeing-2.db")
    assert _left(workspace) == ["wellbeing-1.db", "wellbeing-2.db"]
    assert releases.current_releases(workspace.corpus) == {"wellbeing": second}


def test_the_file_is_what_was_written_down(workspace: Workspace) -> None:
    release = publish(workspace, 1)
    path = workspace.settings.releases_path / release.file
    assert hashlib.sha256(path.read_bytes()).hexdigest() == release.sha256
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT number FROM release").fetchone() == (release.number,)


def test_progress_is_told(workspace: Workspace) -> None:
    told: list[tuple[int, int]] = []
    publish(workspace, 1, lambda done, total: told.append((done, total)))
    assert told == [(done, PARTS) for done in range(PARTS + 1)]


def test_nothing_is_left_of_a_programme_that_does_not_exist(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        publish(workspace, 9)
    assert _left(workspace) == []


def _fails(*_: object, **__: object) -> None:
    raise OSError("the disk is full")


@pytest.mark.parametrize("step", ["build_release", "releases.add_release"])
def test_nothing_is_left_where_a_step_fails(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    kept = publish(workspace, 1)
    with monkeypatch.context() as patch:
        patch.setattr(f"{publication.__name__}.{step}", _fails)
        with pytest.raises(OSError, match="disk"):
            publish(workspace, 1)
    assert _left(workspace) == [kept.file]
    assert releases.current_releases(workspace.corpus) == {"wellbeing": kept}
    assert publish(workspace, 1).number == 2


def test_two_at_once_never_share_a_number(workspace: Workspace) -> None:
    def meanwhile(done: int, _: int) -> None:
        if done == 1:
            with open_workspace(workspace.settings) as other:
                publish(other, 1)

    with pytest.raises(NotReady):
        publish(workspace, 1, meanwhile)
    (first,) = releases.current_releases(workspace.corpus).values()
    content = (workspace.settings.releases_path / first.file).read_bytes()
    assert _left(workspace) == [first.file]
    assert hashlib.sha256(content).hexdigest() == first.sha256


def test_what_a_killed_publication_left_is_replaced(workspace: Workspace) -> None:
    orphan = workspace.settings.releases_path / "wellbeing-1.db"
    orphan.parent.mkdir()
    orphan.write_bytes(b"half")
    release = publish(workspace, 1)
    assert hashlib.sha256(orphan.read_bytes()).hexdigest() == release.sha256
