"""What Datasette says about the open releases; the file holds the same, in its table data_dictionary."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus.records import Programme
from corpus.release.datasette.dashboards import PLUGIN, dashboard

_HERE = Path(__file__).parent
TITLE = "Chorus open data"
LICENCE_NAME = "OGL-UK-3.0"
LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
DESCRIPTION = (
    "What people said, as themes that were adopted, with what forums decided and what is done about it. For anybody."
    " People are counted, never mentions; small counts are hidden and the others rounded to 5."
)
_LICENSED = {"license": LICENCE, "license_url": LICENCE_URL}


def metadata_for(programmes: Iterable[Programme]) -> dict[str, Any]:
    """Datasette's metadata for the open releases of these programmes, each a database named by its slug."""
    listed = list(programmes)
    told, queries = _read("dashboard.yaml"), _read("queries.yaml")
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        **_LICENSED,
        "databases": {one.slug: _database(one) for one in listed},
        "plugins": {PLUGIN: {one.slug: dashboard(one, told, queries, _LICENSED) for one in listed}},
    }


def dictionary() -> list[tuple[str, str, str, str]]:
    """A row for every table and every column: the table, the column ('' for the table), what it means, its licence."""
    found = []
    for table, told in _read("tables.yaml").items():
        found.append((table, "", told["description"], LICENCE))
        found += [(table, column, means, LICENCE) for column, means in told["columns"].items() if column in _own(table)]
    return found


def searched() -> dict[str, list[str]]:
    """The columns that are searched in full, by their table."""
    return {name: told["search"] for name, told in _read("tables.yaml").items() if "search" in told}


def _own(table: str) -> dict[str, str]:
    """A table's columns; the yaml's splits share some, and leave out what another one is split by."""
    columns: dict[str, str] = _read("tables.yaml")[table]["columns"]
    other = "locality" if table in ("theme_by_role", "theme_by_engagement_model") else ""
    return {name: means for name, means in columns.items() if name != other}


def _database(programme: Programme) -> dict[str, Any]:
    return {
        "title": programme.name,
        "description": f"{programme.description} {DESCRIPTION}".strip(),
        **_LICENSED,
        "page": f"/published/{programme.slug}",
        "take_away": f"/take-away/{programme.slug}",
        "tables": {name: _table(name, told) for name, told in _read("tables.yaml").items()},
        "queries": {name: {**told, "hide_sql": True} for name, told in _read("queries.yaml").items()},
    }


def _table(name: str, told: dict[str, Any]) -> dict[str, Any]:
    renamed = {"label": "label_column"}
    kept = {renamed.get(key, key): value for key, value in told.items() if key != "search"}
    return {**kept, "columns": _own(name), **_LICENSED}


@cache
def _read(name: str) -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = yaml.safe_load((_HERE / name).read_text("utf-8"))
    return content
