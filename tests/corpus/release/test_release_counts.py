"""Whatever a release has counted beforehand is what a query over its segments says."""

import sqlite3
from collections import defaultdict

import pytest

from corpus.release.counts import CROSS_TABS

# One row for each person and each theme that they said something of, or agreed with; a parent theme has its children's.
SAID = """
WITH RECURSIVE above (theme_id, segment_id) AS (
    SELECT theme_id, segment_id FROM codings WHERE state <> 'rejected'
    UNION SELECT themes.parent_id, above.segment_id FROM above JOIN themes ON themes.id = above.theme_id
    WHERE themes.parent_id IS NOT NULL)
SELECT DISTINCT above.theme_id, contributors.* FROM above JOIN segments ON segments.id = above.segment_id
JOIN contributors ON contributors.id = segments.contributor_id"""


@pytest.mark.parametrize("table", CROSS_TABS)
def test_a_cross_tab_is_what_a_query_over_segments_says(release: sqlite3.Connection, table: str) -> None:
    group = CROSS_TABS[table]
    said: dict[tuple[object, ...], int] = defaultdict(int)
    heard: dict[tuple[object, ...], int] = defaultdict(int)
    for row in release.execute(SAID):
        said[row["theme_id"], *(row[column] for column in group)] += 1
    for row in release.execute("SELECT * FROM contributors"):
        heard[tuple(row[column] for column in group)] += 1
    themes = [row["id"] for row in release.execute("SELECT id FROM themes")]
    expected = {(theme, *key): (said[theme, *key], people) for theme in themes for key, people in heard.items()}
    rows = release.execute(f"SELECT * FROM {table}").fetchall()
    counted = {(row["theme_id"], *(row[column] for column in group)): row for row in rows}
    assert {key: (row["people"], row["people_heard"]) for key, row in counted.items()} == expected
    assert all(row["share"] == round(100 * row["people"] / row["people_heard"], 1) for row in rows)
    assert len(rows) == len(expected) > 0


def test_a_finer_cross_tab_adds_up_to_the_coarser_ones(release: sqlite3.Connection) -> None:
    for column in ("locality", "role"):
        finer = (
            f"SELECT theme_id, {column}, sum(people), sum(people_heard) FROM theme_by_locality_and_role GROUP BY 1, 2"
        )
        coarser = f"SELECT theme_id, {column}, people, people_heard FROM theme_by_{column} ORDER BY 1, 2"
        assert [tuple(row) for row in release.execute(finer)] == [tuple(row) for row in release.execute(coarser)]


COUNTS = {
    "contributors": {
        "segments": "SELECT count(*) FROM segments WHERE contributor_id = :id",
        "themes": """SELECT count(DISTINCT theme_id) FROM codings WHERE state <> 'rejected'
            AND segment_id IN (SELECT id FROM segments WHERE contributor_id = :id)""",
    },
    "documents": {
        "turns": "SELECT count(*) FROM turns WHERE document_id = :id",
        "segments": "SELECT count(*) FROM segments WHERE document_id = :id",
        "people": "SELECT count(DISTINCT contributor_id) FROM segments WHERE document_id = :id",
    },
    "events": {
        "people": "SELECT count(*) FROM contributors WHERE event_id = :id",
        "documents": "SELECT count(*) FROM documents WHERE event_id = :id",
        "segments": "SELECT count(*) FROM segments WHERE event_id = :id",
    },
    "segments": {
        "themes": """SELECT count(DISTINCT theme_id) FROM codings WHERE segment_id = :id AND state <> 'rejected'
            AND agreed_with IS NULL""",
    },
    "coders": {
        state: f"SELECT count(*) FROM codings WHERE coder_id = :id AND state = '{state}'"
        for state in ("suggested", "confirmed", "rejected")
    },
}


@pytest.mark.parametrize("table", COUNTS)
def test_a_count_is_what_a_query_says(release: sqlite3.Connection, table: str) -> None:
    for row in release.execute(f"SELECT * FROM {table}").fetchall():
        counted = {name: release.execute(sql, {"id": row["id"]}).fetchone()[0] for name, sql in COUNTS[table].items()}
        assert {name: row[name] for name in counted} == counted


def test_a_segment_is_mostly_about_its_surest_theme(release: sqlite3.Connection) -> None:
    sql = """SELECT theme_id FROM codings WHERE segment_id = ? AND state <> 'rejected' AND agreed_with IS NULL
    ORDER BY is_primary DESC, confidence DESC, theme_id LIMIT 1"""
    for segment, theme in map(tuple, release.execute("SELECT id, primary_theme_id FROM segments").fetchall()):
        surest = [theme for (theme,) in release.execute(sql, [segment])]
        assert surest == ([theme] if theme else [])
