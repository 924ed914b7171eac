"""Excel workbooks: the values of the first sheet that holds a table."""

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import EmptyFile, ProtectedFile, UnreadableFile
from corpus.readers.archives import DAMAGED, packed, unpacked
from corpus.readers.far_cells import check_spread
from corpus.readers.limits import UPLOADED, Limits
from corpus.readers.records import Table
from corpus.readers.tables import header_row, table_of
from corpus.readers.unseen import seen

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_TEXTS = re.compile(rb"""<(?:\w+:)?sst\b(?:[^<>"']|"[^"]*"|'[^']*')*+>""")  # the start of a workbook's list of texts
_COUNT = re.compile(rb"""\s(?:uniqueC|c)ount\s*=\s*(?:"[^"]*"|'[^']*')""")
_Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


class _Sheet(NamedTuple):
    name: str
    rows: Sequence[Sequence[str]]

    @property
    def height(self) -> int:
        return sum(map(_is_filled, self.rows))

    @property
    def titles(self) -> int | None:
        """How many rows stand above a header of several columns with a row beneath it; None where there is no such."""
        header = header_row(self.rows)
        if header is None or sum(bool(cell.strip()) for cell in self.rows[header]) < 2:
            return None
        return sum(map(_is_filled, self.rows[:header])) if any(map(_is_filled, self.rows[header + 1 :])) else None


def read_xlsx(name: str, data: bytes, limits: Limits = UPLOADED) -> Table:
    """The table in a workbook. Hidden sheets are not looked at."""
    from python_calamine import (  # heavy: loaded when the first workbook comes
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_filelike(counted(name, data, limits)) as workbook:
            sheets = [
                _Sheet(sheet.name, _rows(workbook.get_sheet_by_name(sheet.name)))
                for sheet in workbook.sheets_metadata
                if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise ProtectedFile(f"“{name}” asks for a password. Take the password off and upload it again.") from error
    except (*DAMAGED, CalamineError) as error:
        raise UnreadableFile(f"“{name}” could not be read. Open it in Excel and save it again as .xlsx.") from error
    found = _table_among(name, sheets)
    return table_of(name, found.rows, sheet=found.name)


def counted(name: str, data: bytes, limits: Limits) -> io.BytesIO:
    """A workbook that can be given to calamine: all of it was unpacked and counted. Raises as `unpacked` does."""
    parts = unpacked(name, data, limits)
    check_spread(name, parts, limits)
    return packed(_uncounted(parts))


def _uncounted(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts without the numbers of texts that a workbook says it holds: calamine takes room for as many."""
    return {
        part: _TEXTS.sub(lambda start: _COUNT.sub(b"", start[0]), content) if part.endswith(".xml") else content
        for part, content in parts.items()
    }


def _rows(sheet: "CalamineSheet") -> list[list[str]]:
    """A sheet's rows from its very first, so that they can be named by their numbers."""
    above: list[list[str]] = [[] for _ in range(sheet.start[0] if sheet.start else 0)]
    return above + [[_text(cell) for cell in row] for row in sheet.to_python()]


def _table_among(name: str, sheets: Sequence[_Sheet]) -> _Sheet:
    """The first sheet with a header of several columns and a row beneath it, else the highest of those with titles
    above such a header, else the first that is highest.
    """
    filled = [sheet for sheet in sheets if sheet.height]
    if not filled:
        raise EmptyFile(f"“{name}” is empty: there is nothing in its cells. Check that you chose the right file.")
    titles = {sheet.name: sheet.titles for sheet in filled}
    untitled = (sheet for sheet in filled if titles[sheet.name] == 0)
    titled = [sheet for sheet in filled if titles[sheet.name] is not None]
    return next(untitled, None) or max(titled or filled, key=lambda sheet: sheet.height)


def _is_filled(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row)


def _text(cell: _Cell) -> str:
    """A cell as text: whole numbers without a point, dates and times as ISO 8601 writes them."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return seen(str(cell))
