"""Excel workbooks: the values of the first sheet that holds a table."""

import datetime
import io
from collections.abc import Sequence

from corpus.errors import EmptyFile, ProtectedFile, UnreadableFile
from corpus.readers.records import Table
from corpus.readers.tables import table_of

_Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_xlsx(name: str, data: bytes) -> Table:
    """The table in a workbook. Hidden sheets are not looked at."""
    from python_calamine import (  # heavy: loaded when the first workbook comes
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = [
                [[_text(cell) for cell in row] for row in workbook.get_sheet_by_name(sheet.name).to_python()]
                for sheet in workbook.sheets_metadata
                if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise ProtectedFile(f"“{name}” asks for a password. Take the password off and upload it again.") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(f"“{name}” could not be read. Open it in Excel and save it again as .xlsx.") from error
    return table_of(name, _table_among(name, sheets))


def _table_among(name: str, sheets: Sequence[Sequence[Sequence[str]]]) -> Sequence[Sequence[str]]:
    """The first sheet with a header of several columns and a row beneath it, else the first that is highest."""
    filled = [sheet for sheet in sheets if _height(sheet)]
    if not filled:
        raise EmptyFile(f"“{name}” is empty: there is nothing in its cells. Check that you chose the right file.")
    return next(
        (sheet for sheet in filled if _height(sheet) > 1 and _header_width(sheet) > 1), max(filled, key=_height)
    )


def _height(sheet: Sequence[Sequence[str]]) -> int:
    return sum(any(cell.strip() for cell in row) for row in sheet)


def _header_width(sheet: Sequence[Sequence[str]]) -> int:
    return max(sum(bool(cell.strip()) for cell in row) for row in sheet[:1])


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
    return str(cell)
