"""Everything that is published is described, and every question that is ready gives an answer."""

import re
import sqlite3
from typing import Any

import pytest
import yaml

from corpus.records import Programme
from corpus.release.datasette import metadata
from corpus.store.quotes import quotes_for_theme

PROGRAMME = Programme(1, "wellbeing", "Wellbeing", "What young people told us.")
DATABASE: dict[str, Any] = metadata.metadata_for([PROGRAMME])["databases"]["wellbeing"]
TABLES, QUERIES = DATABASE["tables"], DATABASE["queries"]


def _published(release: sqlite3.Connection) -> dict[str, list[str]]:
    names = """SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')
               AND name NOT LIKE '%_fts%' AND name NOT LIKE 'sqlite_%'"""
    return {
        name: [column for (column,) in release.execute(f"SELECT name FROM pragma_table_info('{name}')")]
        for (name,) in release.execute(names).fetchall()
    }


def test_every_table_and_column_is_described_and_no_other(release: sqlite3.Connection) -> None:
    described = {name: sorted(table["columns"]) for name, table in TABLES.items()}
    assert described == {name: sorted(columns) for name, columns in _published(release).items()}
    assert all(table["description"] for table in TABLES.values())
    assert all(isinstance(text, str) and text for table in TABLES.values() for text in table["columns"].values())


def test_the_licence_and_the_descriptions_are_on_every_table_and_in_the_file(release: sqlite3.Connection) -> None:
    told = {(table, column): (means, licence) for table, column, means, licence in metadata.dictionary()}
    assert {tuple(row)[:2]: tuple(row)[2:] for row in release.execute("SELECT * FROM data_dictionary")} == told
    published = {(table, column) for table, columns in _published(release).items() for column in ["", *columns]}
    assert told.keys() == published
    assert {table["license"] for table in TABLES.values()} == {metadata.LICENCE}
    assert all(means and licence == metadata.LICENCE for means, licence in told.values())


@pytest.mark.parametrize("name", TABLES)
def test_facets_sorts_labels_and_units_name_columns(name: str) -> None:
    table = TABLES[name]
    named = [*table.get("facets", []), *table.get("units", {})]
    named += [table[key] for key in ("sort", "sort_desc", "label_column") if key in table]
    assert set(named) <= set(table["columns"])


def test_what_foreign_keys_lead_to_has_a_label(release: sqlite3.Connection) -> None:
    for name in _published(release):
        for key in release.execute(f"PRAGMA foreign_key_list('{name}')"):
            assert "label_column" in TABLES[key["table"]], key["table"]


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_answers_when_nothing_is_filled_in(release: sqlite3.Connection, name: str) -> None:
    sql = QUERIES[name]["sql"]
    blank = dict.fromkeys(re.findall(r":(\w+)", sql), "")
    assert release.execute(sql, blank).fetchall(), name
    assert QUERIES[name]["title"]
    assert QUERIES[name]["description"]


CHARTS: dict[str, Any] = metadata.metadata_for([PROGRAMME])["plugins"]["datasette-dashboards"]["wellbeing"]


@pytest.mark.parametrize("name", CHARTS["charts"])
def test_a_chart_draws_columns_of_its_answer_and_is_narrowed_by_its_parameters(
    release: sqlite3.Connection, name: str
) -> None:
    chart, sql = CHARTS["charts"][name], QUERIES[name]["sql"]
    asked = set(re.findall(r":(\w+)", sql))
    columns = {column for column, *_ in release.execute(sql, dict.fromkeys(asked, "")).description}
    drawn = {chart["display"][key] for key in ("x", "y", "value", "by") if key in chart["display"]}
    assert drawn <= columns
    assert asked <= CHARTS["filters"].keys()
    script = (metadata.STATIC / "dashboard.js").read_text("utf-8")
    assert re.search(rf"const KINDS = .*\b{chart['display']['kind']}\b", script)
    assert chart["title"].endswith("?")
    assert chart["says"]


@pytest.mark.parametrize("name", CHARTS["filters"])
def test_what_charts_are_narrowed_down_by_offers_a_choice(release: sqlite3.Connection, name: str) -> None:
    assert release.execute(CHARTS["filters"][name]["query"]).fetchall()


def _ask(release: sqlite3.Connection, name: str, **given: str) -> list[dict[str, Any]]:
    sql = QUERIES[name]["sql"]
    values = {**dict.fromkeys(re.findall(r":(\w+)", sql), ""), **given}
    return [dict(row) for row in release.execute(sql, values)]


@pytest.mark.parametrize("theme", ["waiting", "WAIT", "{id}"])
def test_a_theme_is_picked_by_name_part_of_a_name_or_number(sample, release: sqlite3.Connection, theme: str) -> None:
    quotes = _ask(release, "quotes_for_theme", theme=theme.format(id=sample.themes["waiting"]))
    assert [quote["quote"] for quote in quotes][:2] == ["I waited for months.", "Months and months, waiting."]


def test_a_name_that_begins_with_a_number_is_not_taken_for_one(sample, release: sqlite3.Connection) -> None:
    assert _ask(release, "quotes_for_theme", theme=f"{sample.themes['waiting']} to 1") == []


def test_a_parents_quotes_are_its_childrens(release: sqlite3.Connection) -> None:
    quotes = _ask(release, "quotes_for_theme", theme="getting help")
    assert {quote["theme"] for quote in quotes} == {"Waiting", "Months of it", "Someone to talk to"}
    assert [quote["confirmed"] for quote in quotes if quote["theme"] == "Someone to talk to"] == [1]


def test_quotes_for_a_theme_are_those_of_the_pages(sample, release: sqlite3.Connection) -> None:
    for theme in sample.themes.values():
        page = {quote.segment_id for quote in quotes_for_theme(sample.corpus, theme)}
        assert {quote["segment_id"] for quote in _ask(release, "quotes_for_theme", theme=str(theme))} == page


def test_what_changed_sets_the_last_event_against_all_before(release: sqlite3.Connection) -> None:
    changes = {row["theme"]: row for row in _ask(release, "changed_since_last_event")}
    assert changes["Waiting"] == {
        "theme": "Waiting",
        "people_before": 3,
        "people_at_event": 0,
        "percent_before": 100.0,
        "percent_at_event": 0.0,
        "change": -100.0,
        "is_new": 0,
        "event": "Spring survey",
        "held_on": "2026-03-01",
    }
    first = _ask(release, "changed_since_last_event", event="youth")
    assert {row["is_new"] for row in first} == {1}
    assert {row["people_before"] for row in first} == {0}


def test_themes_said_together_are_listed_once_each_unless_one_is_picked(release: sqlite3.Connection) -> None:
    assert len(_ask(release, "said_together")) == 2
    picked = _ask(release, "said_together", theme="waiting")
    assert [(row["other_theme"], row["people"], row["percent"]) for row in picked] == [
        ("Someone to talk to", 1, 33.3),
        ("Months of it", 1, 33.3),
    ]


def test_the_licence_stands_everywhere() -> None:
    assert DATABASE["license"] == metadata.LICENCE
    assert yaml.safe_load((metadata.TEMPLATES.parent / "queries.yaml").read_text("utf-8")).keys() == QUERIES.keys()
