"""Groups of people add up to what is counted otherwise, and those that nobody was heard from are there."""

import sqlite3
from typing import Any

import pytest

from corpus.records import AGE_BANDS, ROLES, Programme
from corpus.release.datasette.metadata import metadata_for
from corpus.release.groups import ANY_AGE, YOUNG

PROGRAMME = Programme(1, "wellbeing", "Wellbeing")


@pytest.mark.parametrize("by", ["role", "locality", "engagement_model", "event_id"])
def test_groups_add_up_to_the_cross_tabs(release: sqlite3.Connection, by: str) -> None:
    table = f"theme_by_{by.removesuffix('_id')}"
    heard = f"SELECT {by}, sum(people) FROM groups_heard GROUP BY 1"
    assert dict(release.execute(heard).fetchall()) == dict(
        release.execute(f"SELECT {by}, people_heard FROM {table} GROUP BY 1").fetchall()
    )
    said = f"""SELECT theme_id, {by}, sum(theme_by_group.people) FROM theme_by_group
        JOIN groups_heard ON groups_heard.id = group_id GROUP BY 1, 2 ORDER BY 1, 2"""
    counted = f"SELECT theme_id, {by}, people FROM {table} WHERE people > 0 ORDER BY 1, 2"
    assert [tuple(row) for row in release.execute(said)] == [tuple(row) for row in release.execute(counted)]
    segments = "SELECT sum(segments) FROM groups_heard"
    assert release.execute(segments).fetchone()[0] == release.execute("SELECT sum(segments) FROM events").fetchone()[0]


def test_every_role_and_age_band_is_to_be_heard_in_every_locality(release: sqlite3.Connection) -> None:
    sought = {(YOUNG, band) for band in AGE_BANDS[:-1]} | {(role, ANY_AGE) for role in ROLES if role != YOUNG}
    found: dict[str, set[tuple[str, str]]] = {}
    for role, band, locality in release.execute("SELECT role, age_band, locality FROM groups_to_hear"):
        found.setdefault(locality, set()).add((role, band))
    assert found.keys() == {"North", "South", "Central"}
    assert all(sought <= groups for groups in found.values())


def test_who_was_not_heard_is_told_apart_from_who_was(release: sqlite3.Connection) -> None:
    sql = "SELECT * FROM groups_to_hear WHERE locality = 'North' AND role = ? AND age_band = ?"
    heard, silent = (dict(release.execute(sql, [YOUNG, band]).fetchone()) for band in ("14-15", "under 11"))
    assert (heard["people"], heard["co_production"], heard["consultation"]) == (1, 1, 0)
    assert heard["last_heard_on"] == "2026-01-10"
    assert (silent["people"], silent["last_heard_on"]) == (0, None)
    people = "SELECT sum(people), sum(co_production + participation + consultation) FROM groups_to_hear"
    assert set(release.execute(people).fetchone()) == {release.execute("SELECT people FROM release").fetchone()[0]}


def _ask(release: sqlite3.Connection, name: str, **given: str) -> list[dict[str, Any]]:
    (database,) = metadata_for([PROGRAMME])["databases"].values()
    blank = dict.fromkeys(("within", "role", "locality", "engagement_model"), "")
    return [dict(row) for row in release.execute(database["queries"][name]["sql"], {**blank, **given})]


def test_charts_are_narrowed_down_and_look_beneath_a_theme(release: sqlite3.Connection) -> None:
    top = _ask(release, "spoken_of_in_each_role")
    assert {row["theme"] for row in top} == {"Getting help", "Online life"}
    beneath = _ask(release, "spoken_of_in_each_role", within="Getting help", role="citizen")
    assert [(row["theme"], row["role"], row["people"], row["people_heard"]) for row in beneath] == [
        ("Waiting", "citizen", 1, 1),
        ("Someone to talk to", "citizen", 0, 1),
    ]
    assert _ask(release, "groups_not_heard", engagement_model="participation")[-1]["people"] == 0
