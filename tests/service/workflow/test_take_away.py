"""The take-away holds the published open release, all of it and nothing else, in files that open as they should."""

import csv
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import frictionless
import pytest
from click.testing import CliRunner
from python_calamine import load_workbook

from corpus.errors import AlreadyThere, CorpusError, IncompleteRelease, NotFound
from corpus.exchange.inert import inert
from corpus.records import NewTheme, Programme
from corpus.release.open.take_away.tables import HELD_BACK
from corpus.store import codebook
from corpus.store.open_releases import OpenRelease
from service.cli import main
from service.errors import InvalidChoice, Recalled
from service.settings import Settings
from service.workflow import open_release, take_away
from service.workflow.take_away import Wanted
from service.workspace import Workspace, open_workspace
from tests.service import open_house

SLUG = open_house.SLUG
PROGRAMME = Programme(1, SLUG, "Wellbeing")
FORMULA = '=HYPERLINK("http://x","y")'


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, OpenRelease]]:
    """A published release, with a theme that looks like a formula."""
    with open_workspace(Settings(home=tmp_path_factory.mktemp("house"))) as workspace:
        programme = open_house.begin(workspace)
        for code in ("FG1", "FG2"):
            open_house.hold_event(workspace, programme, code)
        open_house.decide(workspace, programme)
        themes = [
            NewTheme("waiting", "Waiting"),
            NewTheme("odd", FORMULA, parent="waiting", definition="-1+1", includes=("@one", "two\nlines")),
        ]
        codebook.put_codebook(workspace.corpus, programme.id, themes, reason="second")
        yield workspace, open_house.publish(workspace, programme)


@pytest.fixture(scope="module")
def taken(house: tuple[Workspace, OpenRelease], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("taken") / "away"
    take_away.export(house[0], PROGRAMME, Wanted(folder))
    return folder


def _csv(taken: Path, table: str) -> list[list[str]]:
    with (taken / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _package(taken: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((taken / "csv" / "datapackage.json").read_text("utf-8"))
    return content


def test_the_data_package_is_valid_and_so_is_every_row(taken: Path) -> None:
    report = frictionless.validate(str(taken / "csv" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert {task.name for task in report.tasks} >= {path.stem for path in (taken / "csv").glob("*.csv")}
    assert len(_csv(taken, "quotes")) > 2
    assert len(_csv(taken, "decisions")) == len(_csv(taken, "minority_views")) == len(_csv(taken, "actions")) == 2


def test_a_broken_reference_would_be_found(taken: Path, tmp_path: Path) -> None:
    package = _package(taken)
    for file in (taken / "csv").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes().replace(b"\r\n1,1,Send", b"\r\n1,9,Send"))
    assert package["name"] == "wellbeing-open-release-1"
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["type"]) == [["foreign-key"]]


def test_every_table_of_the_release_is_in_it_cell_for_cell(house: tuple[Workspace, OpenRelease], taken: Path) -> None:
    workspace, release = house
    with closing(sqlite3.connect(open_release.file_of(workspace, release))) as file:
        described = {name for (name,) in file.execute("SELECT DISTINCT table_name FROM data_dictionary")}
        for table in described - HELD_BACK - {"codebook", "data_dictionary"}:
            header, *rows = _csv(taken, table)
            there = file.execute(f"SELECT {', '.join(header)} FROM {table}").fetchall()
            written = sorted([inert("" if cell is None else str(cell)) for cell in row] for row in there)
            assert sorted(rows) == written, table
        (codebook_json,) = file.execute("SELECT json FROM codebook").fetchone()
    assert {path.stem for path in (taken / "csv").glob("*.csv")} == described - HELD_BACK - {"codebook"}
    assert (taken / "csv" / "codebook.json").read_text("utf-8") == codebook_json


def test_no_event_code_leaves_with_it(house: tuple[Workspace, OpenRelease], taken: Path) -> None:
    known = open_release.known_by(house[0], PROGRAMME, "FG1")
    for path in taken.rglob("*"):
        if path.is_file():
            assert known.encode() not in path.read_bytes()
            assert not any(name.encode() in path.read_bytes() for name in HELD_BACK)


def test_what_looks_like_a_formula_is_inert(taken: Path) -> None:
    themes = _csv(taken, "themes")
    (row,) = [row for row in themes if "HYPERLINK" in row[1]]
    told = dict(zip(themes[0], row, strict=True))
    assert (told["name"], told["includes"]) == (f"'{FORMULA}", "'@one\ntwo\nlines")


def test_the_workbook_has_every_cell_of_the_csv_files_and_no_formula(taken: Path) -> None:
    (path,) = taken.glob("*.xlsx")
    first, *sheets = (book := load_workbook(path)).sheet_names
    assert set(sheets) == {file.stem for file in (taken / "csv").glob("*.csv")}
    for name in sheets:
        written = [[_as_in_csv(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        own = [place for place, column in enumerate(written[0]) if column not in ("theme", "parent")]
        assert [[row[place] for place in own] for row in written] == _csv(taken, name), name
    about = " ".join(str(cell) for row in book.get_sheet_by_name(first).to_python() for cell in row)
    assert "Anybody may read it" in about
    assert "1 to 7 is *" in about
    with zipfile.ZipFile(path) as packed:
        assert not any(b"<f>" in packed.read(one) for one in packed.namelist())


def test_the_workbook_has_a_themes_name_beside_its_number(taken: Path) -> None:
    (path,) = taken.glob("*.xlsx")
    book = load_workbook(path)
    (header, *quotes), (_, *themes) = (book.get_sheet_by_name(name).to_python() for name in ("quotes", "themes"))
    place = header.index("theme_id")
    names = {row[0]: row[1] for row in themes}
    assert header[place + 1] == "theme"
    assert {(row[place], row[place + 1]) for row in quotes} == {(row[place], names[row[place]]) for row in quotes}
    assert [row[3] for row in themes if row[2]] == ["Waiting"]


def _as_in_csv(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else inert(str(cell))


def test_the_package_says_what_it_is(taken: Path) -> None:
    package = _package(taken)
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"  # type: ignore[index]
    resources = {one["name"]: one for one in package["resources"]}  # type: ignore[attr-defined]
    split = resources["theme_by_role"]["schema"]
    assert split["primaryKey"] == ["theme_id", "role"]
    assert split["missingValues"] == ["", "*"]
    assert all(field["description"] for one in resources.values() for field in one.get("schema", {}).get("fields", ()))
    decided = {field["name"]: field["type"] for field in resources["decisions"]["schema"]["fields"]}
    assert decided["decided_on"] == "date"


def test_nothing_is_written_before_anything_is_published(tmp_path: Path) -> None:
    with open_workspace(Settings(home=tmp_path / "home")) as workspace:
        programme = open_house.begin(workspace)
        with pytest.raises(NotFound, match="No open release of “Wellbeing” is published yet"):
            take_away.export(workspace, programme, Wanted(tmp_path / "away"))
        open_house.hold_event(workspace, programme, "FG1")
        open_house.hold_event(workspace, programme, "FG2")
        release = open_house.publish(workspace, programme)
        open_release.recall(workspace, release)
        with pytest.raises(Recalled, match=r"Open release 1 of “Wellbeing” was recalled on 20"):
            take_away.export(workspace, programme, Wanted(tmp_path / "away"))
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_file_that_was_changed_is_not_taken_away(house: tuple[Workspace, OpenRelease], tmp_path: Path) -> None:
    workspace, release = house
    path = open_release.file_of(workspace, release)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"waiting", b"weeping"))
    try:
        with pytest.raises(IncompleteRelease):
            take_away.export(workspace, PROGRAMME, Wanted(tmp_path / "away", ["csv"]))
    finally:
        path.write_bytes(content)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_makes_room_only_where_it_was_a_take_away(
    house: tuple[Workspace, OpenRelease], tmp_path: Path
) -> None:
    workspace, _ = house
    away = tmp_path / "away"
    take_away.export(workspace, PROGRAMME, Wanted(away, ["csv"]))
    with pytest.raises(AlreadyThere, match="--replace"):
        take_away.export(workspace, PROGRAMME, Wanted(away, ["xlsx"]))
    assert [path.name for path in away.iterdir()] == ["csv"]
    take_away.export(workspace, PROGRAMME, Wanted(away, ["xlsx"], replaces=True))
    assert [path.name for path in away.iterdir()] == ["wellbeing-open-release-1.xlsx"]
    (away / "letter.txt").write_text("mine")
    with pytest.raises(AlreadyThere, match="other things"):
        take_away.export(workspace, PROGRAMME, Wanted(away, ["csv"], replaces=True))
    assert [path.name for path in tmp_path.iterdir()] == ["away"]


@pytest.mark.parametrize(
    ("place", "error"),
    [("no/such/folder", InvalidChoice), ("file.txt", AlreadyThere), ("file.txt/below", InvalidChoice)],
)
def test_a_place_that_cannot_be_written_is_told(
    house: tuple[Workspace, OpenRelease], tmp_path: Path, place: str, error: type[CorpusError]
) -> None:
    (tmp_path / "file.txt").write_text("mine")
    with pytest.raises(error):
        take_away.export(house[0], PROGRAMME, Wanted(tmp_path / place, ["csv"]))
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


def test_the_command_writes_what_it_is_asked_for(
    house: tuple[Workspace, OpenRelease], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHORUS_HOME", str(house[0].settings.home))
    out = tmp_path / "away"
    told = CliRunner().invoke(main, ["export", SLUG, "--out", str(out), "--format", "xlsx", "--json"])
    assert json.loads(told.stdout) == {
        "programme": SLUG,
        "release": 1,
        "out": str(out),
        "files": ["wellbeing-open-release-1.xlsx"],
    }
    again = CliRunner().invoke(main, ["export", SLUG, "--out", str(out)])
    assert (again.exit_code, again.stderr.startswith("Error: There is something in")) == (1, True)
    every = CliRunner().invoke(main, ["export", "--out", str(out), "--replace"])
    assert every.exit_code == 0
    assert {path.name for path in out.iterdir()} == {
        "csv",
        "wellbeing-open-release-1.docx",
        "wellbeing-open-release-1.xlsx",
    }
