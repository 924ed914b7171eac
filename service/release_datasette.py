"""A Datasette over published releases, made safe to stand beside the pages under one prefix."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from sys import getsizeof
from typing import Any
from uuid import uuid4
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.database import Database as DatasetteDatabase
from datasette.plugins import pm
from datasette.url_builder import Urls
from datasette.utils import PrefixedUrlString

from corpus.records import Programme
from corpus.release.datasette.dashboards import PLUGIN
from corpus.release.datasette.metadata import STATIC, TEMPLATES
from service import release_facets  # noqa: F401 (puts itself in the place of Datasette's own)
from service.dashboards import answers_of, chosen
from service.data_links import PageOf, no_page, row_in

STATIC_PATH = "-/chorus"
"""Where our own style and script are, beside Datasette's own under -/static."""

# The time limit does not limit memory. These do, one query at a time: its rows, and the one row that was too much.
LONGEST_VALUE = 400_000  # bytes of one value: a turn has at most 100,000 characters
MOST_COLUMNS = 60  # of one row
LARGEST_RESULT = 20_000_000  # bytes of all rows, as Python holds them; as JSON, control characters take six times that

_DATASETTE_SETTINGS = {
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "num_sql_threads": 3,
    "allow_download": False,
    "suggest_facets": False,
    "default_cache_ttl": 0,
    "truncate_cells_html": 2048,
}
# With rich installed, Datasette prints every variable it has, cookies too, for each page that is not found.
pm.get_plugin("datasette.handle_exception").rich = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of release, as Datasette is to show it: under which address, described how, with SQL of one's own or
    only the questions that are ready; what the first link of every page leads to, and says; and which page of Chorus
    shows what a row is about."""

    prefix: str
    metadata_for: Callable[[Iterable[Programme]], dict[str, Any]]
    allows_sql: bool
    home: tuple[str, str]
    page_of: PageOf = no_page


async def open_datasette(shelf: Shelf, published: Sequence[tuple[Programme, Path]]) -> Datasette:
    """A Datasette that is ready to answer, over these programmes' files."""
    own = {"base_url": shelf.prefix, "default_allow_sql": shelf.allows_sql}
    told = shelf.metadata_for(programme for programme, _ in published)
    charts = told["plugins"][PLUGIN]
    datasette = _ReleaseDatasette(
        metadata=told,
        settings={**_DATASETTE_SETTINGS, **own},
        template_dir=str(TEMPLATES),
        static_mounts=[(STATIC_PATH, str(STATIC))],
        inspect_data={},
    )
    datasette.jinja_env.globals.update(home=shelf.home, page_of=shelf.page_of, row_of=row_in(datasette))
    datasette.jinja_env.globals.update(
        answer_to=answers_of(datasette), chosen=chosen, has_charts=lambda slug: slug in charts
    )
    datasette.remove_database("_memory")
    datasette.remove_database("_internal")
    datasette.add_database(_Notes(datasette, memory_name=uuid4().hex), name="_internal")
    for programme, path in published:
        file = _ReleaseFile(datasette, str(path), is_mutable=False)
        # Told now: where it is taken back while somebody asks, it cannot be looked up any more.
        file.cached_hash, file.cached_size = sha256(path.name.encode()).hexdigest(), path.stat().st_size
        datasette.add_database(file, name=programme.slug)
        counts = await file.table_counts(limit=60_000) | await file.view_counts()
        # Without this, every page counts its whole table again.
        datasette.inspect_data[programme.slug] = {"tables": {name: {"count": count} for name, count in counts.items()}}
        if programme.slug in charts and not counts.keys() >= set(charts[programme.slug]["needs"]):
            del charts[programme.slug]  # a release of before there were charts
    await datasette.invoke_startup()
    await datasette.refresh_schemas()
    return datasette


def _counts(view: str) -> Callable[[sqlite3.Connection], int]:
    """What counts a view's rows, whatever time it takes."""
    return lambda connection: int(connection.execute(f"SELECT count(*) FROM [{view}]").fetchone()[0])


class _ReleaseDatasette(Datasette):  # type: ignore[misc]  # Datasette has no types
    """A Datasette whose queries cannot open other files, and are refused where they give more than fits above.

    That is what one query gives, not what SQLite sorts and sets aside for it, which goes to temporary files on the
    disk; and several people's queries add up.
    """

    def _prepare_connection(self, connection: sqlite3.Connection, database: str) -> None:
        super()._prepare_connection(connection, database)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, MOST_COLUMNS)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.row_factory = _Rows()

    @property
    def urls(self) -> Urls:
        """Addresses under the shelf's prefix."""
        return _Addresses(self)


class _Rows:
    """Makes the rows that Datasette wants, and stops a query whose rows are too large together."""

    def __init__(self) -> None:
        self._sizes: WeakKeyDictionary[sqlite3.Cursor, int] = WeakKeyDictionary()

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        size = self._sizes.get(cursor, 0) + sum(map(getsizeof, values))
        if size > LARGEST_RESULT:
            raise sqlite3.OperationalError("the result is too large: ask for fewer rows or shorter values")
        self._sizes[cursor] = size
        return sqlite3.Row(cursor, values)


class _Addresses(Urls):  # type: ignore[misc]
    """Datasette's addresses, without the prefix put before a request's own path, which carries it already.

    (simonw/datasette issues 1590 and 1619: it expects a proxy that takes the prefix away, and then forgets it in some
    of its links.)
    """

    def path(self, path: str, format: str | None = None) -> PrefixedUrlString:  # noqa: A002
        is_whole = path.startswith(str(self.ds.setting("base_url")))
        return super().path(PrefixedUrlString(path) if is_whole else path, format)


class _ReleaseFile(DatasetteDatabase):  # type: ignore[misc]
    """A release. What analysts ask of it, people's words in it, goes to no log."""

    async def execute(self, sql: str, *given: Any, **named: Any) -> Any:
        return await super().execute(sql, *given, **named | {"log_sql_errors": False})

    async def view_counts(self) -> dict[str, int]:
        """How many rows each view has."""
        return {name: await self.execute_fn(_counts(name)) for name in await self.view_names()}

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection for reading. Datasette's own would make an empty file where the release was withdrawn."""
        address = f"{Path(self.path).absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        return connection


class _Notes(DatasetteDatabase):  # type: ignore[misc]
    """Datasette's notes about schemas, in memory. Its own thread for writing them could never be ended."""

    _writer: sqlite3.Connection | None = None

    async def execute_write_fn(self, write: Callable[[sqlite3.Connection], Any], block: bool = True) -> Any:
        if self._writer is None:
            self._writer = self.connect(write=True)
        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, write, self._writer)

    def close(self) -> None:
        super().close()
        if self._writer is not None:
            self._writer.close()
