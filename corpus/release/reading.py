"""How a release's file is opened once it is finished: to be read, and never made where it has gone."""

import sqlite3
from contextlib import closing
from pathlib import Path


def reading(path: Path) -> "closing[sqlite3.Connection]":
    """The file for the length of a block. Raises sqlite3.OperationalError where it is not there."""
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True))


def holds_row(path: Path, table: str, row_id: int) -> bool:
    """Whether a table of a release has a row with this id; it has none where the file was taken back meanwhile."""
    try:
        with reading(path) as file:
            return file.execute(f"SELECT 1 FROM [{table}] WHERE id = ?", [row_id]).fetchone() is not None
    except sqlite3.Error:
        return False
