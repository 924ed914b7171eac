"""Dashboards as datasette-dashboards is told of them: a programme's charts draw what its questions answer."""

from collections.abc import Mapping
from typing import Any

from corpus.records import Programme

PLUGIN = "datasette-dashboards"


def dashboard(
    programme: Programme, told: Mapping[str, Any], queries: Mapping[str, Any], licence: Mapping[str, str]
) -> dict[str, Any]:
    """A programme's dashboard: its charts are named as the questions are whose answers they draw.

    The charts name no database of the plugin's own (`db`), which would ask for leave to execute SQL: the template asks
    the question, which is ready, and lets nobody change it.
    """
    filters = {key: {"type": "select", "db": programme.slug, **one} for key, one in told.get("filters", {}).items()}
    return {
        "title": programme.name,
        "description": told["description"],
        **licence,
        "needs": told["needs"],
        "database": programme.slug,
        "filters": filters,
        "charts": {
            name: {"title": queries[name]["title"], "library": "vega-lite", **chart}
            for name, chart in told["charts"].items()
        },
    }
