"""Cells that a spreadsheet would take for a formula, made plain text in the files that spreadsheets open.

A CSV file cannot say that a cell is text. So where one begins as a formula does, an apostrophe stands before it: the
sign that a spreadsheet's own users write for the same. Nothing else is changed, and numbers stay as they are. JSON,
SQLite and the pages, which run no formulas, hold the text as it was said.
"""

import re

_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?%?")


def inert(cell: str) -> str:
    """The cell as it is to be written to a CSV file."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
