"""A coded table out: one row for each (input row, theme), as CSV or as a SQLite database."""

import csv
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from corpus.errors import CorpusError
from corpus.exchange.inert import inert


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A theme of a row of the input, or a row that has none (`theme_id` empty, `score` None)."""

    row_id: str
    segment: str
    theme_id: str
    theme: str
    parent: str
    score: float | None
    primary: bool
    coder: str


COLUMNS = tuple(field.name for field in fields(CodedRow))
SUFFIXES = (".csv", ".db")


def write_coded_table(path: Path, rows: Sequence[CodedRow]) -> None:
    """Writes the file whole, or leaves what was there. Raises CorpusError for another suffix or an unwritable place."""
    writer = {".csv": _write_csv, ".db": _write_database}.get(path.suffix.lower())
    if writer is None:
        raise CorpusError(f"“{path.name}” is not a kind of output. Name a file that ends in .csv or .db.")
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        writer(draft, rows)
        draft.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise CorpusError(f"“{path}” cannot be written: {reason or error}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _write_csv(path: Path, rows: Sequence[CodedRow]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            score = "" if row.score is None else row.score
            writer.writerow(
                [inert(text) for text in (row.row_id, row.segment, row.theme_id, row.theme, row.parent)]
                + [score, int(row.primary), row.coder]
            )


def _write_database(path: Path, rows: Sequence[CodedRow]) -> None:
    # Not by sqlite-utils, which loads pandas: the rest of “chorus code” needs neither.
    db = sqlite3.connect(path)
    try:
        db.execute(
            "CREATE TABLE codings (id INTEGER PRIMARY KEY, row_id TEXT NOT NULL, segment TEXT NOT NULL,"
            ' theme_id TEXT, theme TEXT, parent TEXT, score REAL, "primary" INTEGER NOT NULL, coder TEXT NOT NULL)'
            " STRICT"
        )
        with db:
            db.executemany(
                f'INSERT INTO codings (row_id, segment, theme_id, theme, parent, score, "primary", coder)'
                f" VALUES ({', '.join('?' * len(COLUMNS))})",
                (_cells(row) for row in rows),
            )
        db.execute("CREATE INDEX idx_codings_theme_id ON codings (theme_id)")
        db.execute("CREATE INDEX idx_codings_row_id ON codings (row_id)")
    finally:
        db.close()


def _cells(row: CodedRow) -> tuple[str | float | bool | None, ...]:
    """A row of the table; a row without a theme has none, rather than one without a name."""
    theme = (row.theme_id or None, row.theme or None, row.parent or None)
    return (row.row_id, row.segment, *theme, row.score, row.primary, row.coder)
