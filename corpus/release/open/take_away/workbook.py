"""An open release as one workbook: first what this is, then a sheet for each table. Nothing in it is a formula."""

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
        for table in taken.tables.values():
            _put_table(book, table)


def _put_first_sheet(book: Any, taken: OpenTables) -> None:
    sheet = book.add_worksheet(FIRST_SHEET)
    title, heading = book.add_format({"bold": True, "font_size": 18}), book.add_format({"bold": True, "font_size": 13})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, f"{taken.text('programme')}: what people said", title)
    rows = [
        *_about(taken),
        ("", ""),
        ("What is on each sheet", ""),
        *((name[:LONGEST_NAME], table.means) for name, table in taken.tables.items()),
    ]
    for place, (name, means) in enumerate(rows, start=2):
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
        ("How it may be used", taken.text("licence")),
    ]
    return [(name, means) for name, means in told if means]


def _put_table(book: Any, table: Table) -> None:
    sheet = book.add_worksheet(table.name[:LONGEST_NAME])
    header = book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": _BLUE, "valign": "top", "text_wrap": True}
    )
    text = book.add_format({"text_wrap": True, "valign": "top"})
    count = book.add_format({"align": "right", "valign": "top"})
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        sheet.set_column(place, place, _width(column, cells))
        sheet.write_string(0, place, column.name, header)
        is_number = column.kind in ("integer", "number")
        for line, cell in enumerate(cells, start=1):
            _put_cell(sheet, (line, place), cell, count if is_number else text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)


def _put_cell(sheet: Any, place: tuple[int, int], cell: Cell, look: Any) -> None:
    if isinstance(cell, str):
        is_long = len(cell) > LONGEST_CELL
        sheet.write_string(*place, cell[: LONGEST_CELL - len(_CUT)] + _CUT if is_long else cell, look)
    elif cell is None:
        sheet.write_blank(*place, None, look)
    else:
        sheet.write_number(*place, cell, look)


def _width(column: Column, cells: list[Cell]) -> int:
    if column.kind in _WIDTHS:
        return max(_WIDTHS[column.kind], len(column.name) + 4)
    longest = max((len(str(cell or "")) for cell in cells), default=0)
    return min(max(longest, len(column.name) + 4, _NARROWEST), _WIDEST)
