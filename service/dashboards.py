"""datasette-dashboards on our sites: which of its addresses are there, and what its pages ask for.

The plugin gives the addresses, the filters and Vega. Its own pages write scripts and styles into themselves and ask in
SQL; those in corpus/release/datasette/templates stand in their place, and ask the questions that are ready.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette.app import Datasette
from datasette.database import Results
from datasette.utils import MultiParams

STATIC = "-/static-plugins/datasette_dashboards/"
_PARAMETER = re.compile(r":(\w+)")
_ADDRESS = re.compile(r"-/dashboards(?:/(?P<slug>[a-z0-9_-]+)(?:/(?!embed$)[a-z0-9_]+)?)?")
Answer = Callable[[str, str, Mapping[str, str]], Awaitable[Results]]


def is_dashboard(within: str) -> bool:
    """Whether a path within a site is the list of dashboards, one of them, or one of its charts."""
    return _ADDRESS.fullmatch(within) is not None


def programme_of(within: str) -> str:
    """The slug of the programme that a path within a site is about; '' where it is about none."""
    if found := _ADDRESS.fullmatch(within):
        return found["slug"] or ""
    return within.split("/", maxsplit=1)[0].split(".", maxsplit=1)[0]


def answers_of(datasette: Datasette) -> Answer:
    """What the templates ask a question with: a database, the question's name and what its parameters are.

    A parameter that is not given is blank. Raises what Datasette raises where the question takes too long.
    """

    async def answer_to(database: str, name: str, given: Mapping[str, str]) -> Results:
        sql = datasette.metadata("queries", database=database)[name]["sql"]
        values = {parameter: given.get(parameter, "") for parameter in _PARAMETER.findall(sql)}
        return await datasette.execute(database, sql, values)

    return answer_to


def chosen(dashboard: Mapping[str, Any], asked: MultiParams) -> dict[str, str]:
    """What somebody narrowed a dashboard down by; what they left blank is not in it."""
    return {key: asked.get(key) for key in dashboard["filters"] if asked.get(key)}
