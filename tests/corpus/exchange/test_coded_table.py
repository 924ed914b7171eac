import csv
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.exchange.coded_table import COLUMNS, CodedRow, write_coded_table
from corpus.exchange.inert import inert

ROWS = [
    CodedRow("1", "We waited.", "waiting", "Waiting", "Help", 0.8123, True, "framework"),
    CodedRow("1", "We waited.", "asking", "Asking", "", 0.5, False, "learned"),
    CodedRow("2", "Line one\nline “two”, and; more 🙂", "", "", "", None, False, "no theme"),
    CodedRow("3", "", "", "", "", None, False, "blank"),
]
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20)


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_db(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        return db.execute(f"SELECT {names} FROM codings ORDER BY id").fetchall()


def _from_csv(cells: dict[str, str]) -> CodedRow:
    score = float(cells["score"]) if cells["score"] else None
    return CodedRow(**{**cells, "score": score, "primary": cells["primary"] == "1"})  # type: ignore[arg-type]


def test_the_columns_are_those_that_were_promised(tmp_path: Path) -> None:
    write_coded_table(tmp_path / "out.csv", [])
    assert (tmp_path / "out.csv").read_bytes() == b"row_id,segment,theme_id,theme,parent,score,primary,coder\r\n"


def test_csv_comes_back_as_it_went_out(tmp_path: Path) -> None:
    write_coded_table(tmp_path / "out.csv", ROWS)
    assert [_from_csv(cells) for cells in _read_csv(tmp_path / "out.csv")] == ROWS


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.builds(CodedRow, TEXT, TEXT, TEXT, TEXT, TEXT, st.none() | st.floats(0, 1), st.booleans(), TEXT))
)
def test_any_csv_comes_back(tmp_path: Path, rows: list[CodedRow]) -> None:
    write_coded_table(tmp_path / "out.csv", rows)
    assert [_from_csv(cells) for cells in _read_csv(tmp_path / "out.csv")] == [_as_written(row) for row in rows]


def _as_written(row: CodedRow) -> CodedRow:
    """A row with an apostrophe before what a spreadsheet would take for a formula."""
    texts = {name: inert(getattr(row, name)) for name in ("row_id", "segment", "theme_id", "theme", "parent")}
    return replace(row, **texts)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", '=HYPERLINK("http://x")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", " =1", "\t=1", "\tx", "\r1", "＝1"],
)
def test_what_would_be_a_formula_is_text_in_csv_and_untouched_in_a_database(tmp_path: Path, cell: str) -> None:
    rows = [CodedRow("1", cell, "", "", "", None, False, "blank")]
    write_coded_table(tmp_path / "out.csv", rows)
    write_coded_table(tmp_path / "out.db", rows)
    assert _read_csv(tmp_path / "out.csv")[0]["segment"] == "'" + cell
    assert _read_db(tmp_path / "out.db")[0][1] == cell


@pytest.mark.parametrize("cell", ["", "5", "-3", "+2.5", "-1e9", "-20%", "I = you", "a@b.org", "'=1", "→ help"])
def test_other_cells_are_written_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


def test_a_database_says_nothing_where_there_is_nothing(tmp_path: Path) -> None:
    write_coded_table(tmp_path / "OUT.DB", ROWS)
    assert _read_db(tmp_path / "OUT.DB") == [
        ("1", "We waited.", "waiting", "Waiting", "Help", 0.8123, 1, "framework"),
        ("1", "We waited.", "asking", "Asking", None, 0.5, 0, "learned"),
        ("2", "Line one\nline “two”, and; more 🙂", None, None, None, None, 0, "no theme"),
        ("3", "", None, None, None, None, 0, "blank"),
    ]


@pytest.mark.parametrize("suffix", [".csv", ".db"])
def test_a_new_file_takes_the_place_of_the_old(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    write_coded_table(path, ROWS)
    write_coded_table(path, ROWS[:1])
    assert len(_read_csv(path) if suffix == ".csv" else _read_db(path)) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", [".csv", ".db"])
def test_what_cannot_be_written_whole_leaves_the_old_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_bytes(b"old")
    with pytest.raises(UnicodeEncodeError):
        write_coded_table(path, [*ROWS, CodedRow("4", "\ud800", "", "", "", None, False, "x")])
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["out.xlsx", "out", "csv"])
def test_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorpusError, match=f"“{name}”.*\\.csv or \\.db"):
        write_coded_table(tmp_path / name, ROWS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".csv", ".db"])
def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "no such folder" / f"out{suffix}"
    with pytest.raises(CorpusError, match=r"no such folder.*cannot be written"):
        write_coded_table(path, ROWS)
