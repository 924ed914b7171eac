"""A table's facets say what a query over its rows says, whatever is chosen and whichever page is shown."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from datasette.app import Datasette
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Coding, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn, Programme
from corpus.release.build import build_release
from corpus.release.datasette.metadata import metadata_for
from corpus.store import codebook, codings, documents, events
from corpus.store.connect import corpus_at
from corpus.store.programmes import add_programme
from service import release_facets
from service.analysis_site import SHELF
from service.release_datasette import open_datasette

ROLES = ("young person", "parent or carer", None)
PLACES = ("North", "South", None)
FACETS = metadata_for([Programme(1, "wellbeing", "Wellbeing")])["databases"]["wellbeing"]["tables"]["segments"][
    "facets"
]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facets")
    with corpus_at(folder / "corpus.db") as corpus:
        programme = add_programme(corpus, name="Wellbeing", slug="wellbeing")
        codebook.put_codebook(corpus, programme.id, [NewTheme("a", "Buses"), NewTheme("b", "Lessons")], reason="first")
        for number in range(3):
            _hold_event(corpus, programme.id, number)
        coder = codings.coder_id(corpus, "model", "test")
        segments = codings.segments_to_code(corpus, programme.id)
        coded = [Coding(one.id, 1 + one.id % 2, 0.5, True) for one in segments if one.id % 3]
        codings.replace_suggestions(corpus, programme.id, coder, coded)
        build_release(corpus, programme.id, folder / "release.db")
    return folder / "release.db"


def _hold_event(corpus: Any, programme_id: int, number: int) -> None:
    place = NewEvent(f"E{number}", f"Event {number}", "survey", "2026-01-10", "East", "x", "x", "consultation")
    event = events.add_event(corpus, programme_id, place)
    document, _ = documents.add_document(corpus, event.id, format="csv", fingerprint=str(number))
    texts = [f"{'The bus' if n % 4 else 'A lesson'} came {n} minutes late." for n in range(40)]
    documents.store_turns(
        corpus,
        document,
        contributors=[
            NewContributor(str(n), f"Person {n}", ROLES[n % 3], locality=PLACES[n // 2 % 3])
            for n, _ in enumerate(texts)
        ],
        turns=[
            NewTurn(text, "contributor", str(n), f"Person {n}", (NewSegment(0, len(text), n == 7),))
            for n, text in enumerate(texts)
        ],
        blank=0,
    )


@pytest.fixture
def rows(release: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{release}?mode=ro", uri=True)) as connection:
        yield connection


def _ask(release: Path, *asked: list[tuple[str, str]], table: str = "segments") -> list[dict[str, Any]]:
    """The JSON of a table, for each of these arguments."""

    async def run() -> list[dict[str, Any]]:
        datasette = await open_datasette(SHELF, [(Programme(1, "wellbeing", "Wellbeing"), release)])
        transport = httpx.ASGITransport(app=datasette.app())
        async with httpx.AsyncClient(transport=transport, base_url="http://chorus.test") as client:
            answers = [await client.get(f"/data/wellbeing/{table}.json?{urlencode(one)}") for one in asked]
        _close(datasette)
        return [answer.json() for answer in answers]

    return asyncio.run(run())


def _close(datasette: Datasette) -> None:
    datasette.executor.shutdown(wait=True)
    for database in datasette.databases.values():
        database.close()


def _counted(answer: dict[str, Any]) -> dict[str, dict[Any, int]]:
    return {
        name: {one["value"]: one["count"] for one in facet["results"]}
        for name, facet in answer["facet_results"].items()
    }


def _counts(rows: sqlite3.Connection, where: str, params: dict[str, str], *columns: str) -> dict[str, dict[Any, int]]:
    values = rows.execute(f"SELECT {', '.join(columns)} FROM segments WHERE {where}", params).fetchall()
    return {
        column: dict(Counter(row[place] for row in values if row[place] is not None))
        for place, column in enumerate(columns)
    }


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "fit": st.sampled_from(["fits a theme", "fits no theme", "non-answer"]),
        "role": st.sampled_from([*ROLES[:2], "not known"]),
        "locality": st.sampled_from(["North", "South", "East"]),
        "event_id": st.sampled_from(["1", "2", "9"]),
        "primary_theme_id": st.sampled_from(["1", "2"]),
        "contributor_id": st.sampled_from(["3", "50"]),
    },
)


@settings(max_examples=25, deadline=None)
@given(
    chosen=CHOICES,
    word=st.sampled_from(["", "bus", "9 min"]),
    search=st.sampled_from(["", "lesson"]),
    page=st.sampled_from(["", "60"]),
)
def test_facets_are_what_a_query_counts(
    release: Path, chosen: dict[str, str], word: str, search: str, page: str
) -> None:
    asked = [*chosen.items(), ("text__contains", word), ("_search", search), ("_next", page)]
    where = [f"{column} = :{column}" for column in chosen] or ["1"]
    where += ["text LIKE '%' || :word || '%'"] if word else []
    where += ["id IN (SELECT rowid FROM segments_fts WHERE segments_fts MATCH 'lesson')"] if search else []
    (answer,) = _ask(release, [pair for pair in asked if pair[1]])
    with closing(sqlite3.connect(release)) as rows:
        assert _counted(answer) == _counts(rows, " AND ".join(where), {**chosen, "word": word}, *FACETS)
        assert answer["filtered_table_rows_count"] == sum(_counted(answer)["fit"].values())


def test_what_was_counted_is_kept_for_that_choice_alone(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    young, anybody = [("role", "young person")], [("_sort", "held_on")]
    first, other, again, sorted_ = _ask(release, young, anybody, young, [*young, *anybody])
    assert _counted(first) == _counted(again) == _counted(sorted_) != _counted(other)
    monkeypatch.setattr(release_facets, "MOST_KEPT", 1)
    assert [_counted(one) for one in _ask(release, young, anybody, young)] == [*map(_counted, (first, other, again))]


def test_a_facet_that_somebody_adds_is_counted_beside_the_others(release: Path, rows: sqlite3.Connection) -> None:
    (answer,) = _ask(release, [("_facet", "contributor_id"), ("_facet_size", "2"), ("_where", "themes > 0")])
    assert list(answer["facet_results"]) == [*FACETS, "contributor_id"]
    added = answer["facet_results"]["contributor_id"]
    assert (len(added["results"]), added["truncated"], added["hideable"]) == (2, True, True)
    assert _counted(answer)["fit"] == _counts(rows, "themes > 0", {}, "fit")["fit"]


def test_choices_lead_to_their_first_page_and_back(release: Path) -> None:
    (answer,) = _ask(release, [("role", "young person"), ("_next", "60"), ("_sort", "id")])
    ours, other = answer["facet_results"]["role"]["results"][0], answer["facet_results"]["event_id"]["results"][0]
    assert (ours["selected"], ours["toggle_url"]) == (True, "http://chorus.test/data/wellbeing/segments.json?_sort=id")
    assert other["toggle_url"].endswith("segments.json?role=young+person&_sort=id&event_id=1")
    assert other["label"] == "Event 0"


def test_a_view_has_facets(release: Path, rows: sqlite3.Connection) -> None:
    (answer,) = _ask(release, [], table="unthemed")
    counted = _counts(rows, "fit = 'fits no theme'", {}, "role", "locality")
    assert {name: _counted(answer)[name] for name in counted} == counted
    assert answer["filtered_table_rows_count"] == sum(counted["role"].values())


@pytest.mark.parametrize("table", ["segments", "contributors", "codings"])
def test_an_index_holds_all_that_facets_ask_for(rows: sqlite3.Connection, table: str) -> None:
    told = metadata_for([Programme(1, "wellbeing", "Wellbeing")])["databases"]["wellbeing"]["tables"]
    names = ", ".join(told[table]["facets"])
    plan = rows.execute(f"EXPLAIN QUERY PLAN SELECT {names}, count(*) FROM {table} GROUP BY {names}").fetchall()
    assert [step[3] for step in plan] == [f"SCAN {table} USING COVERING INDEX {table}_facets"]
