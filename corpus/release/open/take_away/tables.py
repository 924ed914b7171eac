"""What is in an open release's file, as the take-away has it: tables that say themselves what they hold.

Nothing but the file is read, and the bytes that are read are the bytes whose sum was signed.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Literal

from corpus.errors import IncompleteRelease, NotFound

Cell = str | int | float | None
Kind = Literal["integer", "number", "string", "date", "datetime"]
HELD_BACK = frozenset({"said_by_groups", "small_groups"})
"""For the page “What became of it” alone: they are keyed by event codes, which nobody can look up in a copy, and a copy
stays where it is when a release is recalled."""
CODEBOOK = "codebook"
"""One cell of JSON: a file of its own rather than a table."""

_KINDS: Mapping[str, Kind] = {"INTEGER": "integer", "ANY": "integer", "REAL": "number"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column, what it means, and whether a '*' in it stands for a count that is hidden."""

    name: str
    kind: Kind
    means: str
    is_count: bool
    is_required: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose cells are those of another table's column."""

    column: str
    table: str
    their_column: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the release, with its rows in the order of its key."""

    name: str
    means: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def dicts(self) -> list[dict[str, Cell]]:
        """Its rows by the names of its columns."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class OpenTables:
    """All of a release that may be taken away: its tables by their names, and its codebook as JSON."""

    tables: Mapping[str, Table]
    codebook: str

    @cached_property
    def about(self) -> Mapping[str, Cell]:
        """The one row that is about the release itself."""
        return self.tables["release"].dicts()[0]

    def text(self, name: str) -> str:
        """A text about the release itself."""
        return str(self.about[name] or "")

    def rows_of(self, name: str) -> list[dict[str, Cell]]:
        """The rows of a table; none where a release was made before there was such a table."""
        return self.tables[name].dicts() if name in self.tables else []


def read_tables(path: Path, expected: str) -> OpenTables:
    """What is in the release whose SHA-256 is `expected`.

    Raises NotFound where there is no file any more, IncompleteRelease where it is another than was signed.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound("This release has no file any more.") from error
    if sha256(content).hexdigest() != expected:
        raise IncompleteRelease("The release’s file is not the one that was signed. It cannot be taken away.")
    with closing(sqlite3.connect(":memory:")) as release:
        release.deserialize(content)
        told = {(table, column): means for table, column, means in release.execute(_DICTIONARY)}
        names = [name for (name,) in release.execute(_NAMES) if (name, "") in told and name not in HELD_BACK]
        (codebook,) = release.execute("SELECT json FROM codebook").fetchone()
        return OpenTables({name: _table(release, name, told) for name in names if name != CODEBOOK}, str(codebook))


_DICTIONARY = "SELECT table_name, column_name, description FROM data_dictionary"
_NAMES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"


def _table(release: sqlite3.Connection, name: str, told: Mapping[tuple[str, str], str]) -> Table:
    listed = release.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', [name]).fetchall()
    columns = tuple(
        Column(column, _kind(column, kind), told[(name, column)], kind == "ANY", bool(not_null) and kind == "INTEGER")
        for column, kind, not_null, _ in listed
    )
    key = tuple(column for _, column in sorted((place, column) for column, *_, place in listed if place))
    sql = 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY seq, id'
    references = tuple(Reference(*row) for row in release.execute(sql, [name]))
    order = f" ORDER BY {', '.join(key)}" if key else ""
    rows = tuple(release.execute(f"SELECT * FROM {name}{order}"))
    if name == "data_dictionary":
        rows = tuple(row for row in rows if row[0] not in HELD_BACK)
    return Table(name, told[(name, "")], columns, key, references, rows)


def _kind(column: str, declared: str) -> Kind:
    """A strict table knows no dates: they are told by their names, which the test of the take-away holds them to."""
    if declared != "TEXT":
        return _KINDS[declared]
    if column.endswith("_at"):
        return "datetime"
    return "date" if column == "since" or column.endswith("_on") else "string"
