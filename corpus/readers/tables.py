"""Rows of cells -> a table: a header of distinct names, and rows as wide as the header."""

from collections import Counter
from collections.abc import Sequence

from corpus.errors import EmptyFile, UnreadableFile
from corpus.readers.records import Table

_MOST_TITLES = 8  # rows above the header


def table_of(name: str, rows: Sequence[Sequence[str]], *, sheet: str = "") -> Table:
    """The table beneath its titles. Blank rows at the end are dropped, others stay.

    Short rows are filled with empty cells. Raises EmptyFile where every cell is blank or only the header is not, and
    UnreadableFile naming the first row, and the sheet it is on, that has something beyond the last column.
    """
    first = header_row(rows)
    if first is None:
        raise EmptyFile(f"“{name}” is empty: there is nothing in its cells. Check that you chose the right file.")
    last = max(index for index, row in enumerate(rows) if not _is_blank(row))
    if first == last:
        raise EmptyFile(
            f"“{name}” has column names but no rows under them. Check that the answers are in the file, and upload it "
            "again."
        )
    columns = _distinct(_trimmed(rows[first]))
    body = range(first + 1, last + 1)
    return Table(columns, tuple(_fitted(name, sheet, index, rows[index], len(columns)) for index in body))


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Where the header is: the first row that is not blank, or the first beneath titles as wide as the table is.

    None where every row is blank.
    """
    filled = {index: _filled(row) for index, row in enumerate(rows) if not _is_blank(row)}
    first = next(iter(filled), None)
    if first is None or (filled[first] > 1 and _extent(rows[first]) >= max(map(_extent, rows))):
        return first
    places = list(filled)
    wide = [index for index in places if filled[index] > 1]
    if not wide or 2 * len(wide) <= len(places) - places.index(wide[0]):
        return first  # a lone column, with something beside it here and there
    counts = Counter(filled[index] for index in wide)
    usual = max(counts, key=lambda width: (counts[width], width))
    found = next(index for index in wide if 2 * filled[index] > usual)
    titles = places.index(found)
    beneath = len(places) - titles - 1
    return found if titles <= min(_MOST_TITLES, max(1, beneath)) else first


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _extent(row: Sequence[str]) -> int:
    """How many cells a row has up to the last that is not blank."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def _is_blank(row: Sequence[str]) -> bool:
    return not any(cell.strip() for cell in row)


def _trimmed(header: Sequence[str]) -> list[str]:
    """The header's cells without surrounding space, and without the nameless ones at its end."""
    names = [" ".join(cell.split()) for cell in header]
    while names and not names[-1]:
        names.pop()
    return names


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Every name once: blank ones become "Column 3", repeated ones "Name (2)"."""
    given: set[str] = set(filter(None, names))
    columns: dict[str, None] = {}
    last: Counter[str] = Counter()  # the number that a name was last told apart by: a header may be very wide
    for position, name in enumerate(names, start=1):
        wanted = name or f"Column {position}"
        column = wanted
        while column in columns or (column != name and column in given):
            last[wanted] += 1
            column = f"{wanted} ({last[wanted] + 1})"
        columns[column] = None
    return tuple(columns)


def _fitted(name: str, sheet: str, index: int, row: Sequence[str], width: int) -> tuple[str, ...]:
    if not _is_blank(row[width:]):
        place = f"the sheet “{sheet}” in “{name}”" if sheet else f"“{name}”"
        otherwise = (
            "clear the cells beside the table" if sheet else "put quotation marks round text that holds the separator"
        )
        columns = "1 column" if width == 1 else f"{width} columns"
        raise UnreadableFile(
            f"Row {index + 1} of {place} has {len(row)} cells, but the header names {columns}. "
            f"Give every column a heading, or {otherwise}."
        )
    return (*row[:width], *[""] * (width - len(row)))
