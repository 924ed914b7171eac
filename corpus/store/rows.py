"""From rows to records, the same way everywhere."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlite_utils import Database

from corpus.errors import NotFound

T = TypeVar("T")
Row = Mapping[str, Any]
PARAMETERS_AT_ONCE = 500


def now() -> str:
    """The time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def one(db: Database, sql: str, parameters: Sequence[Any], *, what: str) -> Row:
    """The one row, or NotFound saying that `what` does not exist."""
    try:
        row = next(iter(db.query(sql, parameters)), None)
    except OverflowError:  # a number in an address that no id can be
        row = None
    if row is None:
        raise NotFound(f"There is no {what}.")
    return row


def texts(cell: str) -> tuple[str, ...]:
    """A JSON list of strings, as a tuple."""
    return tuple(json.loads(cell))


def in_batches(items: Iterable[T], size: int = PARAMETERS_AT_ONCE) -> Iterator[list[T]]:
    """Lists of at most `size`, so that a query stays within SQLite's number of parameters."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def marks(items: Sequence[object]) -> str:
    """As many question marks as there are items: `?, ?, ?`."""
    return ", ".join("?" * len(items))
