"""What Datasette says about the analysis releases: descriptions, licence, facets, and the questions it has ready.

The file holds the descriptions and the licence, too, in its table data_dictionary.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus.records import Programme
from corpus.release.datasette.dashboards import PLUGIN, dashboard

_HERE = Path(__file__).parent
TEMPLATES = _HERE / "templates"
STATIC = _HERE / "static"
TITLE = "Chorus data"
LICENCE = "For the programme's own analysts. Do not publish or pass on any of it, small counts and quotes least of all."
_LICENSED = {"license": LICENCE}
_DESCRIPTION = "What people said and the themes it was coded with, de-identified. People are counted, never mentions."


def metadata_for(programmes: Iterable[Programme]) -> dict[str, Any]:
    """Datasette's metadata for the releases of these programmes, each a database named by its slug."""
    listed = list(programmes)
    shown = {one.slug: dashboard(one, _read("dashboard.yaml"), _read("queries.yaml"), _LICENSED) for one in listed}
    return {
        "title": TITLE,
        "description": _DESCRIPTION,
        **_LICENSED,
        "databases": {programme.slug: _database(programme) for programme in listed},
        "plugins": {PLUGIN: shown},
    }


def dictionary() -> list[tuple[str, str, str, str]]:
    """A row for every table and every column: the table, the column ('' for the table), what it means, its licence."""
    return [
        (table, column, means, LICENCE)
        for table, told in _read("tables.yaml").items()
        for column, means in {"": told["description"], **told["columns"]}.items()
    ]


def _database(programme: Programme) -> dict[str, Any]:
    return {
        "title": programme.name,
        "description": f"{programme.description} {_DESCRIPTION}".strip(),
        **_LICENSED,
        "tables": {name: _table(told) for name, told in _read("tables.yaml").items()},
        "queries": {name: {**told, "hide_sql": True} for name, told in _read("queries.yaml").items()},
    }


def _table(told: dict[str, Any]) -> dict[str, Any]:
    renamed = {"label": "label_column"}
    return {**{renamed.get(key, key): value for key, value in told.items()}, **_LICENSED}


@cache
def _read(name: str) -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = yaml.safe_load((_HERE / name).read_text("utf-8"))
    return content
