"""An open release as one workbook: first what this is, then a sheet for each table. Nothing in it is a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.release.open.take_away.tables import Cell, Column, OpenTables, Table

FIRST_SHEET = "About this"
LONGEST_CELL = 32_767  # characters, in Excel
LONGEST_NAME = 31  # of a sheet
_CUT = " … (cut here: the CSV files have it whole)"
_WIDTHS = {"integer": 12, "number": 12, "date": 12, "datetime": 24}
_NARROWEST, _WIDEST = 14, 70
_FIRST_WIDTHS = (28, 100)
_LINE, _TALLEST = 15.0, 405.0  # points; Excel takes no more than 409
_BLUE = "#005EB8"


def write_workbook(path: Path, taken: OpenTables) -> None:
    """Writes the workbook."""
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as book:
        book.set_properties(
            {
                "title": f"{taken.text('programme')}: open release {taken.about['number']}",
                "company": taken.text("programme"),
                "comments": taken.text("licence"),
                "created": datetime.fromisoformat(taken.text("drafted_at")).replace(tzinfo=None),
            }
        )
        _put_first_sheet(book, taken)
        names = {row["id"]: row["name"] for row in taken.rows_of("themes")}
        for table in taken.tables.values():
            _put_table(book, _with_names(table, names))


def _put_first_sheet(book: Any, taken: OpenTables) -> None:
    sheet = book.add_worksheet(FIRST_SHEET)
    title, heading = book.add_format({"bold": True, "font_size": 18}), book.add_format({"bold": True, "font_size": 13})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate(_FIRST_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 28)
    _set_print(sheet)
    sheet.write_string(0, 0, f"{taken.text('programme')}: what people said", title)
    rows = [
        *_about(taken),
        ("", ""),
        ("What is on each sheet", ""),
        *((name[:LONGEST_NAME], table.means) for name, table in taken.tables.items()),
    ]
    for place, (name, means) in enumerate(rows, start=2):
        sheet.set_row(place, _height((name, means), _FIRST_WIDTHS))
        sheet.write_string(place, 0, name, text if means else heading)
        sheet.write_string(place, 1, means, text)


def _about(taken: OpenTables) -> list[tuple[str, str]]:
    number, day = taken.about["number"], taken.text("drafted_at")[:10]
    told = [
        ("What this is", f"Open release {number}, drafted on {day}. Anybody may read it and pass it on."),
        ("The programme", taken.text("description")),
        ("How to read the counts", taken.text("disclosure_control")),
        ("A star (*)", "1 to 7 people, or a count that is hidden so that nobody can work out another."),
        ("A blank", "Nothing is counted, or there is nothing to say."),
        ("Quotes", "Everybody who is quoted agreed to it. What stands in square brackets was masked."),
        (
            "Names of themes",
            "Where a sheet has a theme’s number, its name stands beside it. The CSV files have the number.",
        ),
        ("How it may be used", taken.text("licence")),
    ]
    return [(name, means) for name, means in told if means]


def _with_names(table: Table, names: Mapping[Cell, Cell]) -> Table:
    """The table with each theme's name beside its number: whoever reads a sheet has no second one to join it with."""
    columns, rows = list(table.columns), [list(row) for row in table.rows]
    for reference in table.references:
        if reference.table == "themes":
            place = [column.name for column in columns].index(reference.column)
            name = reference.column.removesuffix("_id")
            columns.insert(
                place + 1, Column(name, "string", "The name of the theme.", is_count=False, is_required=False)
            )
            for row in rows:
                row.insert(place + 1, names.get(row[place]))
    return replace(table, columns=tuple(columns), rows=tuple(map(tuple, rows)))


def _put_table(book: Any, table: Table) -> None:
    sheet = book.add_worksheet(table.name[:LONGEST_NAME])
    header = book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": _BLUE, "valign": "top", "text_wrap": True}
    )
    text = book.add_format({"text_wrap": True, "valign": "top"})
    count = book.add_format({"align": "right", "valign": "top"})
    widths = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        widths.append(_width(column, cells))
        sheet.set_column(place, place, widths[-1])
        sheet.write_string(0, place, column.name, header)
        is_number = column.kind in ("integer", "number")
        for line, cell in enumerate(cells, start=1):
            _put_cell(sheet, (line, place), cell, count if is_number else text)
    for line, row in enumerate(table.rows, start=1):
        sheet.set_row(line, _height(row, widths))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _set_print(sheet)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)


def _put_cell(sheet: Any, place: tuple[int, int], cell: Cell, look: Any) -> None:
    if isinstance(cell, str):
        is_long = len(cell) > LONGEST_CELL
        sheet.write_string(*place, cell[: LONGEST_CELL - len(_CUT)] + _CUT if is_long else cell, look)
    elif cell is None:
        sheet.write_blank(*place, None, look)
    else:
        sheet.write_number(*place, cell, look)


def _set_print(sheet: Any) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """A row's height in points: not every program that opens a workbook makes room for text in several lines."""
    lines = max(
        sum(1 + len(part) // max(1, width - 1) for part in str(cell if cell is not None else "").split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )
    return min(_LINE * lines, _TALLEST)


def _width(column: Column, cells: list[Cell]) -> int:
    if column.kind in _WIDTHS:
        return max(_WIDTHS[column.kind], len(column.name) + 4)
    longest = max((len(str(cell or "")) for cell in cells), default=0)
    return min(max(longest, len(column.name) + 4, _NARROWEST), _WIDEST)
