"""The decisions of an open release, each with the views that stand beside it and what is done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.release.open.take_away.tables import Cell, OpenTables

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with all that follows from it."""

    row: Row
    views: Sequence[Row]
    actions: Sequence[Row]


def decided_of(taken: OpenTables) -> list[Decided]:
    """The decisions, the newest first."""
    views, actions = taken.rows_of("minority_views"), taken.rows_of("actions")
    newest = sorted(taken.rows_of("decisions"), key=lambda row: str(row["decided_on"]), reverse=True)
    return [Decided(row, _of(row, views), _of(row, actions)) for row in newest]


def _of(decision: Row, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["decision_id"] == decision["id"]]
