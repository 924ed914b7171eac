"""CSV as spreadsheets and survey tools write it: comma, semicolon, tab or bar, quoted or not."""

import csv
import io
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from corpus.errors import UnreadableFile
from corpus.readers.decode import decode
from corpus.readers.records import Table
from corpus.readers.tables import header_row, table_of

_DELIMITERS = (",", ";", "\t", "|")
_NOTHING = "".join(_DELIMITERS) + '" \r\n'
_NONE = "\x1f"  # stands for no delimiter at all: one column
_LINE_END = re.compile(r"\r\n?|\n")
_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 200_000
_LONGEST_CELL = 1 << 30
_MOST = 0.5  # of the rows
_limit_lock = threading.Lock()  # the limit belongs to the whole process


def read_csv(name: str, data: bytes) -> Table:
    """The table in a CSV file."""
    text = decode(name, data)
    try:
        with _long_cells():
            declared, body = _declared(text)
            delimiter = declared or _delimiter_of(body)
            _check_quotations(name, text, delimiter)
            rows = list(_rows(body, delimiter))
    except csv.Error as error:
        raise UnreadableFile(
            f"“{name}” could not be read as a table ({error}). Open it in Excel and save it as CSV UTF-8."
        ) from error
    return table_of(name, rows if body.strip(_NOTHING) else [])


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _check_quotations(name: str, text: str, delimiter: str) -> None:
    """Raises UnreadableFile naming the line of a quotation mark that swallows the lines after it.

    Either nothing closes it, or what closes it lines further down stands within a cell and not at its end.
    """
    quoted = re.compile(rf'"(?<![^{re.escape(delimiter)}\r\n]")(?:[^"]++|"")*+("?)[ ]*+')
    ends = {"", "\r", "\n", delimiter}
    for found in quoted.finditer(text):
        closes = found[1] and text[found.end() : found.end() + 1] in ends
        if not closes and (not found[1] or _LINE_END.search(found[0])):
            line = 1 + len(_LINE_END.findall(text, 0, found.start()))
            raise UnreadableFile(
                f"“{name}” has a quotation mark on line {line} that is not closed, so that what follows is all one "
                "answer. Close it, or take it out, and upload the file again."
            )


def _declared(text: str) -> tuple[str | None, str]:
    """The delimiter that Excel's first line "sep=;" declares, if there is one, and the text after it."""
    first = text[:20].partition("\n")[0]
    declared = first.strip('\r" ')
    if declared.lower().startswith("sep=") and len(declared) == 5 and declared[4] in _DELIMITERS:
        return declared[4], text[len(first) + 1 :]
    return None, text


def _delimiter_of(text: str) -> str:
    """The delimiter that cuts most of the first rows into as many cells as the header; none for a lone column."""
    sample = text[:_SAMPLE_CHARACTERS]
    cut = {delimiter: list(islice(_rows(sample, delimiter), _SAMPLE_ROWS)) for delimiter in _DELIMITERS}
    scores = {delimiter: _score(rows) for delimiter, rows in cut.items()}
    if max(scores.values()) < (_MOST, 0):
        scores = {delimiter: max(scores[delimiter], _score(_beneath_titles(rows))) for delimiter, rows in cut.items()}
    best = max(_DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > (0.0, 0) else _NONE


def _beneath_titles(rows: Sequence[list[str]]) -> Sequence[list[str]]:
    """The rows from a header with titles above it; none where they may be answers with commas in them.

    A comma in an answer has a space after it. Two cells are little to go by, but for a blank row above them.
    """
    header = header_row(rows) or 0
    is_told = header > 0 and (len(rows[header]) > 2 or not any(rows[header - 1]))
    return rows[header:] if is_told and not any(cell.startswith(" ") for cell in rows[header]) else []


def _score(rows: Sequence[list[str]]) -> tuple[float, int]:
    """The share of rows as wide as the header, and that width; nothing where the header is one cell."""
    widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
    if not widths or widths[0] < 2:
        return 0.0, 0
    if len(widths) > 2:
        widths = widths[:-1]  # the sample may end within the last one
    return Counter(widths)[widths[0]] / len(widths), widths[0]


@contextmanager
def _long_cells() -> Iterator[None]:
    with _limit_lock:
        usual = csv.field_size_limit(_LONGEST_CELL)
        try:
            yield
        finally:
            csv.field_size_limit(usual)
