"""From a row in Datasette to the page of Chorus that shows it, and from a number in an answer to its row."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from datasette.app import Datasette

_KIND_AND_COLUMN = {
    "events": ("events", "id"),
    "contributors": ("contributors", "id"),
    "contributor_attributes": ("contributors", "contributor_id"),
    "documents": ("documents", "id"),
    "turns": ("turns", "id"),
    "segments": ("segments", "id"),
    "unthemed": ("segments", "id"),
    "themes": ("themes", "id"),
    "codings": ("segments", "segment_id"),
    "forum_answers": ("themes", "theme_id"),
    "theme_by_event": ("themes", "theme_id"),
    "theme_by_locality": ("themes", "theme_id"),
    "theme_by_role": ("themes", "theme_id"),
    "theme_by_age_band": ("themes", "theme_id"),
    "theme_by_locality_and_role": ("themes", "theme_id"),
    "theme_by_engagement_model": ("themes", "theme_id"),
    "theme_by_group": ("themes", "theme_id"),
    "themes_said_together": ("themes", "theme_id"),
    "groups_heard": ("events", "event_id"),
}
_PAGES = {
    "release": "",
    "codebook_versions": "decisions",
    "decisions": "decisions#decision-{id}",
    "decision_votes": "decisions#decision-{decision_id}",
    "proposals_by_constituency": "proposals",
    "groups_to_hear": "events",
}
"""Tables whose rows are all on one page of the programme, and where on it."""
PAGELESS = frozenset({"coders", "data_dictionary"})
"""Tables whose rows are about nothing that has a page."""

_TABLES = {
    "agreed_with": "segments",
    "other_theme_id": "themes",
    "parent_id": "themes",
    "primary_theme_id": "themes",
    "group_id": "groups_heard",
}
"""What a column's number is of, where its name does not say."""
_NUMBER = re.compile(r"\d+")


class Row(Protocol):
    """A row as Datasette gives it to its templates: its values by their columns' names."""

    def __getitem__(self, column: str) -> Any: ...


PageOf = Callable[[str, str, Row], str | None]


def page_of(database: str, table: str, row: Row) -> str | None:
    """The address of a row's page; None where it has none, or where the column that tells it was left out."""
    if table not in _PAGES and table not in _KIND_AND_COLUMN:
        return None
    try:
        if table in _PAGES:
            return f"/p/{database}/{_PAGES[table].format_map(row)}"
        kind, column = _KIND_AND_COLUMN[table]
        return f"/p/{database}/rows/{kind}/{int(row[column])}"
    except (KeyError, TypeError, ValueError):
        return None


def no_page(_database: str, _table: str, _row: Row) -> None:
    """For a site whose readers have no other pages."""


def row_in(datasette: Datasette) -> Callable[[str, str, object], str | None]:
    """What the templates ask where a number leads that stands in a column of an answer: `segment_id` to a segment."""

    def row_of(database: str, column: str, value: object) -> str | None:
        tables: Mapping[str, Any] = datasette.metadata("tables", database=database)
        table = _TABLES.get(column) or (f"{column.removesuffix('_id')}s" if column.endswith("_id") else "")
        if table not in tables or not _NUMBER.fullmatch(str(value)):
            return None
        return str(datasette.urls.row(database, table, str(value)))

    return row_of
