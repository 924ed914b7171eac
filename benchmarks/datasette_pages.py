"""What an analyst asks of the published data: every page of every table, with values drawn from the release itself.

No address is asked twice but for the first pages of tables, which is what people do: an answer that was kept from the
last time would flatter.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import numpy as np

from corpus.records import Programme
from corpus.release.datasette.metadata import metadata_for

LARGE = ("segments", "codings", "turns", "contributors", "contributor_attributes", "unthemed")
_FILTERS = {
    "segments": ("text__contains", "WORD"),
    "turns": ("text__contains", "WORD"),
    "unthemed": ("text__contains", "WORD"),
    "codings": ("confidence__gt", "SHARE"),
    "contributors": ("themes__gt", "SMALL"),
    "contributor_attributes": ("value__gt", "SMALL"),
}
_SORTS = {
    "segments": ("_sort_desc=themes", "_sort=held_on", "_sort_desc=contributor_id", "_sort=text"),
    "codings": ("_sort_desc=confidence", "_sort=theme_id"),
    "turns": ("_sort=speaker", "_sort_desc=document_id"),
    "contributors": ("_sort_desc=segments", "_sort=pseudonym"),
    "contributor_attributes": ("_sort=value",),
}


@dataclass(frozen=True, slots=True)
class Page:
    """An address, and which kind of page of which table or question it is."""

    kind: str
    of: str
    path: str


class Pages:
    """Draws pages of one programme's release."""

    def __init__(self, release: sqlite3.Connection, programme: Programme, *, seed: int = 0) -> None:
        self._release = release
        self._random = np.random.default_rng(seed)
        told = metadata_for([programme])["databases"][programme.slug]
        self._tables: dict[str, dict[str, list[str]]] = told["tables"]
        self._queries = told["queries"]
        self._base = f"/data/{programme.slug}"
        sql = "SELECT text FROM segments WHERE id % 97 = 0 AND length(text) > 30"
        self._words = [
            word for (text,) in release.execute(sql) for word in text.split() if word.isalpha() and len(word) > 3
        ]

    def round(self) -> list[Page]:
        """A page of every kind of every table and question, in mixed order."""
        found = [page for table in self._tables for page in self._of_table(table)]
        found += [page for name in self._queries for page in self._of_query(name)]
        found += [Page("index", "", "/data/"), Page("index", "", self._base), *self._of_dashboard()]
        return [found[place] for place in self._random.permutation(len(found))]

    def whole_tables(self) -> list[Page]:
        """All rows of two tables, one of them with labels."""
        streamed = {"segments": "_stream=on&_labels=on", "codings": "_stream=on"}
        return [Page("all rows", table, f"{self._base}/{table}.csv?{asked}") for table, asked in streamed.items()]

    def _of_dashboard(self) -> Iterator[Page]:
        base = f"/data/-/dashboards/{self._base.rsplit('/', maxsplit=1)[1]}"
        yield Page("dashboard", "", base)
        yield Page("dashboard", "", f"{base}?{urlencode({'role': self._value('groups_heard', 'role')})}")

    def _of_table(self, table: str) -> Iterator[Page]:
        base = f"{self._base}/{table}"
        yield Page("table", table, base)
        for facet in self._tables[table].get("facets", []):
            chosen = urlencode({facet: self._value(table, facet)})
            yield Page("facet chosen", table, f"{base}?{chosen}")
        if table not in LARGE:
            return
        yield from self._of_large_table(table, base)

    def _of_large_table(self, table: str, base: str) -> Iterator[Page]:
        facets = self._tables[table]["facets"]
        two = urlencode(
            {
                facet: self._value(table, facet)
                for facet in self._random.choice(facets, size=min(2, len(facets)), replace=False)
            }
        )
        one = urlencode({(facet := str(self._random.choice(facets))): self._value(table, facet)})
        column, kind = _FILTERS[table]
        yield Page("two facets chosen", table, f"{base}?{two}")
        yield Page("filter", table, f"{base}?{urlencode({column: self._asked(kind)})}")
        yield Page("next page", table, f"{base}?_next={self._next(table)}")
        yield Page("json", table, f"{base}.json?{two}")
        yield Page("csv of a facet", table, f"{base}.csv?{one}&_size=max&_labels=on")
        for sort in _SORTS.get(table, ()):
            yield Page("sorted", table, f"{base}?{sort}")
            yield Page("sorted, a facet chosen", table, f"{base}?{sort}&{one}")
        if table == "segments":
            yield Page("search", table, f"{base}?{urlencode({'_search': self._asked('WORD')})}")
            yield Page("search", table, f"{base}?{urlencode({'_search': 'the'})}&{one}")
            yield Page("search", table, f"{base}?{urlencode({'_search': 'we were waiting'})}")
        if table in ("segments", "turns", "contributors"):
            yield Page("row", table, f"{base}/{self._value(table, 'id')}")

    def _of_query(self, name: str) -> Iterator[Page]:
        base = f"{self._base}/{name}"
        yield Page("question", name, base)
        asked = {"theme": self._value("themes", "name"), "event": self._value("events", "name"), "role": "young"}
        yield Page("question", name, f"{base}?{urlencode({**asked, 'locality': ''})}")
        yield Page(
            "question", name, f"{base}?{urlencode({'theme': asked['theme'], 'event': '', 'role': '', 'locality': ''})}"
        )

    def _value(self, table: str, column: str) -> str:
        """One that a row drawn at random has."""
        sql = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL LIMIT 1 OFFSET ?"
        many = self._release.execute(f"SELECT count({column}) FROM {table}").fetchone()[0]
        return str(self._release.execute(sql, [int(self._random.integers(many))]).fetchone()[0]) if many else ""

    def _next(self, table: str) -> str:
        if table == "unthemed":
            return str(int(self._random.integers(1, 40)) * 50)
        keys = [row[1] for row in self._release.execute(f"PRAGMA table_info({table})") if row[5]]
        many = self._release.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        sql = f"SELECT {', '.join(keys)} FROM {table} LIMIT 1 OFFSET ?"
        row = self._release.execute(sql, [int(self._random.integers(many))]).fetchone()
        return ",".join(quote(str(one), safe="").replace("%20", "+") for one in row)

    def _asked(self, kind: str) -> str:
        drawn: dict[str, Callable[[], str]] = {
            "WORD": lambda: str(self._random.choice(self._words)),
            "SHARE": lambda: f"{self._random.random():.3f}",
            "SMALL": lambda: str(int(self._random.integers(1, 5))),
        }
        return drawn[kind]()
