"""Rows of cells -> a table: a header of distinct names, and rows as wide as the header."""

from collections.abc import Sequence

from corpus.errors import EmptyFile, UnreadableFile
from corpus.readers.records import Table


def table_of(name: str, rows: Sequence[Sequence[str]]) -> Table:
    """The table whose header is the first row that is not blank. Blank rows at the end are dropped, others stay.

    Short rows are filled with empty cells. Raises EmptyFile where every cell is blank or only the header is not, and
    UnreadableFile naming the first row that has something beyond the last column.
    """
    first = next((index for index, row in enumerate(rows) if not _is_blank(row)), None)
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
    return Table(columns, tuple(_fitted(name, rows[index], index + 1, len(columns)) for index in body))


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
    taken: set[str] = set(filter(None, names))
    columns: list[str] = []
    for position, name in enumerate(names, start=1):
        wanted = name or f"Column {position}"
        again = 2
        column = wanted
        while column in columns or (column != name and column in taken):
            column = f"{wanted} ({again})"
            again += 1
        columns.append(column)
    return tuple(columns)


def _fitted(name: str, row: Sequence[str], number: int, width: int) -> tuple[str, ...]:
    if not _is_blank(row[width:]):
        raise UnreadableFile(
            f"Row {number} of “{name}” has {len(row)} cells, but the header names {width} columns. "
            "Give every column a heading, or put quotation marks round text that holds the separator."
        )
    return (*row[:width], *[""] * (width - len(row)))
