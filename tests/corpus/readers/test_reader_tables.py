"""CSV and Excel: cells as people see them, and rows that do not fit."""

import csv
import datetime
import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import EmptyFile, UnreadableFile
from corpus.readers import read
from corpus.readers.records import Table
from corpus.readers.unseen import seen


def table(name: str, data: bytes | str) -> Table:
    result = read(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(result, Table)
    return result


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_line_ends_and_encodings(delimiter: str, end: str, encoding: str) -> None:
    rows = ['id|What helped, or "not"; say|Café', '1|"A walk, and\na "bus"; café"|é', "2|Nothing|"]
    cells = [
        ["id", 'What helped, or "not"; say', "Café"],
        ["1", 'A walk, and\na "bus"; café', "é"],
        ["2", "Nothing", ""],
    ]
    assert len(rows) == len(cells)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(cells)
    found = table("survey.csv", out.getvalue().encode(encoding))
    assert found == Table(tuple(cells[0]), tuple(tuple(row) for row in cells[1:]))


def test_a_lone_column_keeps_its_commas() -> None:
    assert table("s.csv", "Comment\nIt is far, too far\n\nGood; really\n").rows == (
        ("It is far, too far",),
        ("",),
        ("Good; really",),
    )


def test_excels_own_declaration_of_the_separator() -> None:
    assert table("s.csv", "sep=;\r\na,b;c\r\n1;2\r\n") == Table(("a,b", "c"), (("1", "2"),))


def test_blank_rows_stay_but_for_those_at_the_end() -> None:
    assert table("s.csv", "\n,\na,b\n1,2\n,\n\n3\n,\n\n").rows == (("1", "2"), ("", ""), ("", ""), ("3", ""))


def test_headings_are_made_distinct() -> None:
    found = table("s.csv", "Name,,Name,Name (2), Age ,Name,,\n1,2,3,4,5,6,,\n")
    assert found.columns == ("Name", "Column 2", "Name (3)", "Name (2)", "Age", "Name (4)")
    assert found.rows == (("1", "2", "3", "4", "5", "6"),)


def test_a_row_that_is_too_long_is_named() -> None:
    with pytest.raises(UnreadableFile, match=r"Row 3 of “s\.csv” has 3 cells.*2 columns"):
        read("s.csv", b"a,b\n1,2\n3,4,5\n6,7\n")


@pytest.mark.parametrize("name", ["s.csv", "s.xlsx"])
def test_nothing_in_the_cells(name: str) -> None:
    with pytest.raises(EmptyFile, match=f"“{name}”"):
        read(name, b",,\n,,\n" if name == "s.csv" else workbook({"A": []}))


@pytest.mark.parametrize("data", [b"a,b", b"a,b\r\n", b"\n\na;b\n;\n\n", b"sep=;\na;b\n", b"Comment\n"])
def test_column_names_and_no_rows_in_a_csv(data: bytes) -> None:
    with pytest.raises(EmptyFile, match=r"“s\.csv” has column names but no rows"):
        read("s.csv", data)


def test_column_names_and_no_rows_in_a_workbook() -> None:
    with pytest.raises(EmptyFile, match=r"“s\.xlsx” has column names but no rows"):
        read("s.xlsx", workbook({"A": [["a", "b"]], "Blank": []}))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"two\n3,4\n', 2),
        ('a,b\r\n1,"two\r\n3,4', 2),
        ('a,b\r1,2\r3,"four\r5,6', 3),
        ('"a,b\n1,2\n', 1),
        ('a,b\n1,2\n3,"', 3),
        ('a,b\n"one\nmore",2\n3,"four\n5,6\n', 4),
        ('a,b\n1,"two\n3,"four"\n5,"six"\n', 2),
        ('a,b\n1,"two\n3,"",5\n', 2),
        ('a,b\n1,"he said ""no""\n3,4\n', 2),
        ('sep=;\na;b\n1;"two\n3;4\n', 3),
        ('Comment\n"It is far\nGood\n', 2),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_named(text: str, line: int) -> None:
    with pytest.raises(UnreadableFile, match=rf"“s\.csv” has a quotation mark on line {line} that is not closed"):
        read("s.csv", text.encode())


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('a,b\n1,"two\nand ""three"",\nfour"\n5,6', 'two\nand "three",\nfour'),
        ('a,b\n1,"two\n" \n5,6', "two\n "),
        ('a,b\n1,"Help" is far\n5,6', "Help is far"),
        ('a,b\n1,5" tall\n5,6', '5" tall'),
        ('a,b\n1, "two\n5,6', ' "two'),
        ('a,b\n1,""\n5,6', ""),
        ('a,b\n1,""""\n5,6', '"'),
    ],
)
def test_other_quotation_marks_are_read(text: str, cell: str) -> None:
    assert table("s.csv", text).rows == (("1", cell), ("5", "6"))


_cell = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\x1f"), max_size=8)


@given(rows=st.lists(st.tuples(_cell, _cell, _cell), max_size=8))
def test_what_a_spreadsheet_writes_comes_back(rows: list[tuple[str, str, str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("first", "second", "third"), *rows])
    rows = [(seen(first), seen(second), seen(third)) for first, second, third in rows]
    while rows and not "".join(rows[-1]).strip():
        rows = rows[:-1]
    if not rows:
        with pytest.raises(EmptyFile):
            read("s.csv", out.getvalue().encode())
        return
    assert table("s.csv", out.getvalue()).rows == tuple(rows)


def workbook(sheets: dict[str, list[list[object]]], *, hidden: str = "") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime.date | datetime.time):
                        sheet.write_datetime(at, column, cell, day)
                    else:
                        sheet.write(at, column, cell)
            if title == hidden:
                sheet.hide()
            else:
                sheet.activate()
                sheet.set_first_sheet()
    return out.getvalue()


def test_excel_values_are_text() -> None:
    rows: list[list[object]] = [
        ["Card", "Score", "When", "Yes", "Said"],
        [1, 2.5, datetime.datetime(2026, 5, 16), True, "=not a formula"[1:]],
        [2, 3.0, datetime.datetime(2026, 5, 16, 9, 30), False, "two\nlines"],
        [],
        [3],
        [None],
    ]
    assert table("c.xlsx", workbook({"Cards": rows})) == Table(
        ("Card", "Score", "When", "Yes", "Said"),
        (
            ("1", "2.5", "2026-05-16", "TRUE", "not a formula"),
            ("2", "3", "2026-05-16T09:30:00", "FALSE", "two\nlines"),
            ("", "", "", "", ""),
            ("3", "", "", "", ""),
        ),
    )


def test_cover_sheets_and_hidden_sheets_are_passed_over() -> None:
    sheets: dict[str, list[list[object]]] = {
        "Hidden": [["a", "b"], [1, 2]],
        "Cover": [["Our survey"]],
        "Blank": [],
        "Data": [["Card", "Said"], ["C1", "Hello"]],
    }
    assert table("c.xlsx", workbook(sheets, hidden="Hidden")).columns == ("Card", "Said")


def test_a_sheet_with_rows_comes_before_one_with_a_heading_alone() -> None:
    assert table("c.xlsx", workbook({"Cover": [["Our", "survey"]], "Data": [["Said"], ["Hello"]]})).columns == ("Said",)


def test_a_broken_workbook_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match=r"“c\.xlsx”"):
        read("c.xlsx", workbook({"A": [["a", "b"], [1, 2]]})[:-300])


TITLED: dict[str, list[list[object]]] = {
    "a title": [["Survey of families 2026"]],
    "a title and a blank row": [["Survey of families 2026"], []],
    "blank rows": [[], []],
    "several": [["Survey of families 2026"], ["All schools"], [], ["Exported", "3 May"], []],
    "in the middle": [[None, None, "Survey of families 2026"]],
}
BODY: list[list[object]] = [
    ["Id", "What helped?", "Age", "Where"],
    ["R1", "A walk, a bus", "15", None],
    ["R2", "Nothing", "16", "North"],
    ["R3", None, None, None],
]
READ = Table(
    ("Id", "What helped?", "Age", "Where"),
    (("R1", "A walk, a bus", "15", ""), ("R2", "Nothing", "16", "North"), ("R3", "", "", "")),
)


@pytest.mark.parametrize("above", TITLED.values(), ids=TITLED.keys())
def test_the_header_is_found_beneath_titles_in_a_workbook(above: list[list[object]]) -> None:
    assert table("s.xlsx", workbook({"Cover": [["Title"], ["By"]], "Data": [*above, *BODY]})) == READ


@pytest.mark.parametrize("above", TITLED.values(), ids=TITLED.keys())
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("padded", [True, False])
def test_the_header_is_found_beneath_titles_in_a_csv(
    above: list[list[object]], delimiter: str, *, padded: bool
) -> None:
    out = io.StringIO(newline="")
    rows = [row + [None] * ((4 - len(row)) * padded) for row in above]
    csv.writer(out, delimiter=delimiter).writerows([*rows, *BODY])
    assert table("s.csv", out.getvalue()) == READ


def test_few_headings_that_reach_across_the_table_are_its_header() -> None:
    rows = "Id,,,,Said\n1,2,3,4,5\n1,2,3,4,5\n"
    assert table("s.csv", rows).columns == ("Id", "Column 2", "Column 3", "Column 4", "Said")


@pytest.mark.parametrize(
    "text", ["Comment\nfar,too far\nlate,very late\n", "Comment\nfar, too, far\nlate, so, late\nno, no, no\n"]
)
def test_a_lone_column_has_no_title(text: str) -> None:
    assert table("s.csv", text).columns == ("Comment",)


def test_notes_beside_a_lone_column_are_no_header() -> None:
    with pytest.raises(UnreadableFile, match="has 2 cells"):
        read("s.xlsx", workbook({"A": [["Said"], ["Far"], ["Late"], ["Good", "(laughs)"], ["Bad"]]}))


def test_answers_are_never_taken_for_titles() -> None:
    lone: list[list[object]] = [["Said"], *[[f"Answer {n}"] for n in range(12)]]
    with pytest.raises(UnreadableFile, match="has 2 cells"):
        read("s.xlsx", workbook({"A": [*lone, *[["Good", "(laughs)"]] * 20]}))


def test_a_sheets_row_that_is_too_long_is_named_with_its_sheet() -> None:
    rows: list[list[object]] = [[], ["Our survey"], ["Id", "Said"], [1, "a"], [2, "b"], [3, "c", "d"]]
    with pytest.raises(UnreadableFile) as caught:
        read("s.xlsx", workbook({"Cover": [["Hello"]], "Answers": rows}))
    assert str(caught.value) == (
        "Row 6 of the sheet “Answers” in “s.xlsx” has 3 cells, but the header names 2 columns. "
        "Give every column a heading, or clear the cells beside the table."
    )


def test_a_header_of_one_name_thousands_of_times_is_told_apart_at_once() -> None:
    columns = table("s.csv", ",".join(["a"] * 900) + "\n1").columns
    assert columns == ("a", *(f"a ({number})" for number in range(2, 901)))
    with pytest.raises(UnreadableFile, match="has 100,000 columns"):
        read("s.csv", (",".join(["a"] * 100_000) + "\n1").encode())
