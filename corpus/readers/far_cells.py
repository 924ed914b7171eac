"""A workbook's sheets looked through before they are read, for cells far away from each other.

calamine makes room for every cell between the first and the last that hold something: two of them in the corners of a
sheet take 400 GB, and the process that asks for so much is ended.
"""

import re
from collections.abc import Mapping

from corpus.errors import UnreadableFile
from corpus.readers.limits import Limits

_ROOM = 64  # bytes, for a cell in calamine and in the list that it gives
_START = re.compile(
    rb"""<(?:\w+:)?(?:(row)|c)\b((?:[^<>"'/]|"[^"]*"|'[^']*')*+)(?:>(?!\s*</)|(/?>))"""
)  # the start of a row or of a cell; the last group is there where nothing is in it
_FAR = re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{2}|[A-Za-z]*\d{6})""")  # to the right of column Z, or below row 99,999
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d*)["']""")


def check_spread(name: str, parts: Mapping[str, bytes], limits: Limits) -> None:
    """Raises UnreadableFile where the cells of a sheet stand so far apart that reading it takes too much memory."""
    for part, content in parts.items():
        if not part.endswith(".xml") or not _FAR.search(content):
            continue  # most are small enough to be let through by a glance
        if _cells_between(content) * _ROOM > limits.memory:
            raise UnreadableFile(
                f"“{name}” has cells that stand far away from each other. Take out what stands at the far end of its "
                "sheet, or copy the answers to a new workbook, and upload that."
            )


def _cells_between(sheet: bytes) -> int:
    """How many cells there are between the outermost that hold something."""
    row = 0
    rows: list[int] = []
    columns: set[bytes] = set()
    for start in _START.finditer(sheet):
        place = _PLACE.search(start[2])
        letters, digits = place.groups() if place else (b"", b"")
        number = int(digits[:9] or 0)
        if start[1]:
            row = number or row + 1
        elif not start[3]:
            rows = [min(rows[0], number or row), max(rows[1], number or row)] if rows else [number or row] * 2
            columns.add(letters.upper())
    widths = [_number_of(letters) for letters in columns]
    return (rows[1] - rows[0] + 1) * (max(widths) - min(widths) + 1) if rows else 0


def _number_of(letters: bytes) -> int:
    """A column's number: 1 for A, 27 for AA; 0 for one that is not said, which follows the one before it."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - ord("A") + 1
    return number
