"""Anybody takes the open release away from its page; what is taken back is gone from there at once."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import load_workbook

from corpus.records import Programme
from corpus.store.open_releases import OpenRelease
from service.errors import Recalled
from service.pages import create_app
from service.settings import Settings
from service.workflow import open_release, take_away
from service.workflow.sweeping import sweep
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace, open_workspace
from tests.service import open_house

PROGRAMME = Programme(1, open_house.SLUG, "Wellbeing")
PLACE = "/take-away/wellbeing"
FILES = [f"{PLACE}/{kind}" for kind in take_away.FORMATS]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path)) as workspace:
        programme = open_house.begin(workspace)
        for code in ("FG1", "FG2"):
            open_house.hold_event(workspace, programme, code)
        yield workspace


@pytest.fixture
def release(workspace: Workspace) -> OpenRelease:
    return open_house.publish(workspace, PROGRAMME)


@pytest.fixture
def client(workspace: Workspace) -> FlaskClient:
    app: Flask = create_app(workspace.settings)
    return app.test_client()


def _folder(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in workspace.settings.open_releases_path.iterdir())


def test_anybody_takes_each_file_away(client: FlaskClient, release: OpenRelease) -> None:
    page = client.get(PLACE)
    assert page.status_code == 200
    assert all(f'href="{path}"' in page.text for path in FILES)
    packed, book, report = (client.get(path) for path in FILES)
    for answer, name in ((packed, "zip"), (book, "xlsx"), (report, "docx")):
        assert answer.headers["Content-Disposition"] == f"attachment; filename=wellbeing-open-release-1.{name}"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with zipfile.ZipFile(io.BytesIO(packed.data)) as files:
        assert {"datapackage.json", "themes.csv"} <= set(files.namelist())
    assert "quotes" in load_workbook(io.BytesIO(book.data)).sheet_names
    assert docx.Document(io.BytesIO(report.data)).paragraphs
    assert release.number == 1


def test_a_file_is_made_once(client: FlaskClient, workspace: Workspace, release: OpenRelease) -> None:
    first = client.get(FILES[0]).data
    assert _folder(workspace) == ["wellbeing-1.db", "wellbeing-1.zip"]
    kept = workspace.settings.open_releases_path / release.file.replace(".db", ".zip")
    kept.write_bytes(first + b"kept")
    assert client.get(FILES[0]).data == first + b"kept"


def _is_recalled(workspace: Workspace, release: OpenRelease) -> None:
    open_release.recall(workspace, release, because="A name was left in it.")


def _somebody_withdraws(workspace: Workspace, release: OpenRelease) -> None:
    withdraw(workspace, PROGRAMME, *open_house.somebody_quoted(workspace, release), by="Sam")


@pytest.mark.parametrize("happens", [_is_recalled, _somebody_withdraws])
def test_what_is_taken_back_is_gone_at_once(
    client: FlaskClient, workspace: Workspace, release: OpenRelease, happens: Callable[[Workspace, OpenRelease], None]
) -> None:
    assert [client.get(path).status_code for path in FILES] == [200, 200, 200]
    happens(workspace, release)
    assert _folder(workspace) == []
    for path in (PLACE, *FILES):
        answer = client.get(path)
        assert (answer.status_code, "was recalled on" in answer.text) == (410, True)
        assert "waiting for help" not in answer.text
    assert _folder(workspace) == []


def test_what_is_taken_back_while_it_is_made_is_given_to_nobody_and_not_kept(
    workspace: Workspace, release: OpenRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = take_away.write

    def write_and_recall(*given: object) -> None:
        write(*given)  # type: ignore[arg-type]
        _is_recalled(workspace, release)

    monkeypatch.setattr(take_away, "write", write_and_recall)
    with pytest.raises(Recalled):
        take_away.kept_file(workspace, PROGRAMME, "xlsx")
    assert _folder(workspace) == []


def test_the_next_release_is_taken_away_in_its_place(
    client: FlaskClient, workspace: Workspace, release: OpenRelease
) -> None:
    assert "open-release-1.xlsx" in client.get(FILES[1]).headers["Content-Disposition"]
    open_house.publish(workspace, PROGRAMME)
    assert "open-release-2.xlsx" in client.get(FILES[1]).headers["Content-Disposition"]


def test_sweeping_takes_what_a_cut_off_recall_left(workspace: Workspace, release: OpenRelease) -> None:
    take_away.kept_file(workspace, PROGRAMME, "csv")
    folder = workspace.settings.open_releases_path
    (folder / "wellbeing-9.zip").write_bytes(b"left")
    (folder / ".wellbeing-1-x").mkdir()
    sweep(workspace)
    assert _folder(workspace) == ["wellbeing-1.db", "wellbeing-1.zip"]
    assert release.file == "wellbeing-1.db"


def test_a_draft_is_not_there_to_be_taken_away(client: FlaskClient, workspace: Workspace) -> None:
    open_release.draft(workspace, PROGRAMME)
    for path in (PLACE, *FILES, "/take-away/other", f"{PLACE}/db"):
        assert client.get(path).status_code == 404
    assert _folder(workspace) == ["wellbeing-1.db"]
