"""A table's facets, all of them counted in one look at its rows.

Datasette looks at all chosen rows once for every facet, six times for segments. Here they are grouped by all of the
table's facets at once, which an index that holds just these columns answers in its own order, and the groups, of
which there are far fewer, are added up for each facet. A facet that somebody adds is counted by itself: together with
the others it might have as many groups as there are rows.

On a later page Datasette counts only the rows from there on, under a heading that says how many there are in all. Here
facets count what was chosen, whichever page of it is shown.
"""

import sys
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.database import Database, QueryInterrupted
from datasette.facets import ArrayFacet, ColumnFacet, DateFacet
from datasette.filters import Filters
from datasette.plugins import pm
from datasette.utils import (
    await_me_maybe,
    escape_sqlite,
    path_with_added_args,
    path_with_removed_args,
)
from datasette.views.base import ureg

Counted = list[tuple[Any, int]]
"""Values with how many rows have each, most first."""

MOST_KEPT = 500
_KEPT: WeakKeyDictionary[Database, OrderedDict[Hashable, Sequence[Any]]] = WeakKeyDictionary()
"""Of each release, which never changes, what was counted last."""


class FacetsInOneLook(ColumnFacet):  # type: ignore[misc]  # Datasette has no types
    """The facets by a column's values, as Datasette shows them."""

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        """What is shown of each facet, and the columns for which there was no time."""
        told = [(config["config"].get("column") or config["config"]["simple"], config) for config in self.get_configs()]
        ours = [column for column, config in told if config["source"] == "metadata"]
        added = [[column] for column, config in told if config["source"] != "metadata"]
        shown: list[dict[str, Any]] = []
        late: list[str] = []
        for columns in [ours, *added] if ours else added:
            try:
                counted = await self._count(columns, is_kept=columns is ours)
            except QueryInterrupted:
                late += columns
            else:
                shown += [
                    await self._shown(*one, is_ours=columns is ours) for one in zip(columns, counted, strict=True)
                ]
        return shown, late

    async def _count(self, columns: Sequence[str], *, is_kept: bool) -> list[Counted]:
        """For each column its commonest values, one more than are shown."""
        filters = self._filters()
        sql, params = await self._chosen(filters)
        # Where other columns choose, no index holds all that is asked for: their rows are set aside first. Otherwise
        # SQLite would go through the index for its order, and to the table for each row.
        chosen_by = {column for column, _, _ in filters.selections()}
        aside = not chosen_by <= set(columns) or "_where" in self.request.args
        names = [escape_sqlite(column) for column in columns]
        ask = self._kept if is_kept else self._ask
        rows = await ask(_grouped(sql, names, self.get_facet_size() + 1, aside=aside), params)
        return [[(value, count) for place, value, count in rows if place == one] for one in range(len(columns))]

    async def _ask(self, sql: str, params: dict[str, Any]) -> Sequence[Any]:
        limit = self.ds.setting("facet_time_limit_ms")
        found = await self.ds.execute(self.database, sql, params, truncate=False, custom_time_limit=limit)
        rows: Sequence[Any] = found.rows
        return rows

    async def _kept(self, sql: str, params: dict[str, Any]) -> Sequence[Any]:
        """The same, from the last time if it was asked before: whoever chose goes on to sort and to page.

        Only what is set for the table is kept, which is short: a facet that somebody adds may be of people's words.
        """
        kept = _KEPT.setdefault(self.ds.databases[self.database], OrderedDict())
        key = (sql, *sorted(params.items()))
        kept[key] = kept.get(key) or await self._ask(sql, params)
        kept.move_to_end(key)
        while len(kept) > MOST_KEPT:
            kept.popitem(last=False)
        return kept[key]

    def _filters(self) -> Filters:
        args = self.request.args
        pairs = [(key, value) for key in args if not key.startswith("_") or "__" in key for value in args.getlist(key)]
        return Filters(sorted(pairs), (self.metadata or {}).get("units", {}), ureg)

    async def _chosen(self, filters: Filters) -> tuple[str, dict[str, Any]]:
        """The rows that are chosen, on whichever page, as SQL and its parameters."""
        where, params = filters.build_where_clauses(self.table)
        hooks = pm.hook.filters_from_request(
            request=self.request, table=self.table, database=self.database, datasette=self.ds
        )
        for hook in hooks:
            if found := await await_me_maybe(hook):
                where += found.where_clauses
                params |= found.params
        chosen = f" where {' and '.join(where)}" if where else ""
        return f"select * from {escape_sqlite(self.table)}{chosen}", params

    async def _shown(self, column: str, counted: Counted, *, is_ours: bool) -> dict[str, Any]:
        size = self.get_facet_size()
        values = [value for value, _ in counted[:size]]
        labels = await self.ds.expand_foreign_keys(self.database, self.table, column, values)
        return {
            "name": column,
            "type": self.type,
            "hideable": not is_ours,
            "toggle_url": self.ds.urls.path(path_with_removed_args(self.request, {"_facet": column})),
            "results": [
                self._choice(column, value, count, labels.get((column, value), value))
                for value, count in counted[:size]
            ],
            "truncated": len(counted) > size,
        }

    def _choice(self, column: str, value: Any, count: int, label: Any) -> dict[str, Any]:
        """One value, and the address that chooses it, or leaves it again. Another choice begins on its first page."""
        name = f"{column}__exact" if column.startswith("_") else column
        is_selected = (name, str(value)) in self.get_querystring_pairs()
        if is_selected:
            here = self.request.args.get("_next")
            path = path_with_removed_args(self.request, {name: str(value), "_next": here})
        else:
            path = path_with_added_args(self.request, {name: value, "_next": None})
        url = self.ds.absolute_url(self.request, self.ds.urls.path(path))
        return {"value": value, "label": label, "count": count, "toggle_url": url, "selected": is_selected}


def _grouped(sql: str, columns: Sequence[str], limit: int, *, aside: bool) -> str:
    """SQL for (which column, value, rows) of the commonest values of each column."""
    names = ", ".join(dict.fromkeys(columns))
    chosen = f"chosen as materialized (select {names} from ({sql})), " if aside else ""
    groups = f"select {names}, count(*) as n from {'chosen' if aside else f'({sql})'} group by {names}"
    commonest = " union all ".join(
        f"select * from (select {place} as place, {column} as value, sum(n) as count from counted"
        f" where {column} is not null group by 2 order by 3 desc, 2 limit {limit})"
        for place, column in enumerate(columns)
    )
    return f"with {chosen}counted as materialized ({groups}) {commonest}"


@hookimpl  # type: ignore[untyped-decorator]
def register_facet_classes() -> list[type[Any]]:
    """Ours in place of Datasette's own for columns."""
    return [FacetsInOneLook, DateFacet, ArrayFacet]


pm.unregister(name="datasette.facets")
pm.register(sys.modules[__name__], name=__name__)
