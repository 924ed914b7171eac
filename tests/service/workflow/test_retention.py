"""Clocks, what is due by them, destroying it on a signature, and the facts of what is held."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from corpus.errors import NotFound
from corpus.records import Event
from corpus.store import documents, releases
from corpus.store.destructions import destructions
from service.errors import InvalidChoice
from service.workflow import dpia, intake, retention
from service.workflow.intake import ColumnDecision
from service.workflow.publication import publish
from service.workspace import Workspace

TABLE = "Person,Answer\nA,the trampoline was closed again\nB,the waiting list is long\n"


@pytest.fixture
def house(workspace: Workspace, event: Event, take_in: Any) -> Workspace:
    take_in("answers.csv", TABLE, ColumnDecision(("Answer",), "Person"))
    publish(workspace, event.programme_id)
    publish(workspace, event.programme_id)
    return workspace


def _due(workspace: Workspace, days: int) -> list[tuple[str, str]]:
    at = datetime.now(UTC) + timedelta(days=days)
    return [(one.zone, one.held.name) for one in retention.due(workspace, at)]


@pytest.mark.parametrize(
    ("days", "zones"),
    [(0, []), (89, []), (91, ["releases"]), (366, ["vault", "releases"]), (2191, ["vault", "corpus", "releases"])],
)
def test_each_zone_has_a_clock(house: Workspace, days: int, zones: list[str]) -> None:
    assert [zone for zone, _ in _due(house, days)] == zones


def test_without_a_clock_nothing_is_ever_due(house: Workspace) -> None:
    settings = replace(house.settings, keep_uploads_days=0, keep_corpus_days=0, keep_releases_days=0)
    assert _due(replace(house, settings=settings), 99_999) == []


def test_what_is_held_for_safeguarding_is_not_due(house: Workspace) -> None:
    turn = documents.turns(house.corpus, 1)[0]
    house.corpus.execute("INSERT INTO holds VALUES (?, 'waiting', '')", [turn.id])
    house.corpus.conn.commit()
    assert [zone for zone, _ in _due(house, 9999)] == ["releases"]


def test_what_is_due_is_destroyed_on_a_signature_and_that_is_kept(house: Workspace) -> None:
    things = retention.due(house, datetime.now(UTC) + timedelta(days=400))
    with pytest.raises(InvalidChoice):
        retention.destroy(house, things, signed_by=" ")
    retention.destroy(house, things, signed_by="Sam")
    with pytest.raises(NotFound):
        intake.reading_of(house, 1, reason="test")
    assert documents.turns(house.corpus, 1)
    first = releases.releases(house.corpus, 1)[-1]
    assert first.withdrawn_because == "Its time was over."
    assert [file.name for file in house.settings.releases_path.iterdir()] == ["wellbeing-2.db"]
    assert {(one.zone, one.name, one.signed_by) for one in destructions(house.corpus)} == {
        ("vault", "F1 document 1", "Sam"),
        ("releases", "wellbeing release 1", "Sam"),
    }
    retention.destroy(house, retention.due(house, datetime.now(UTC) + timedelta(days=2191)), signed_by="Sam")
    with pytest.raises(NotFound):
        documents.document_by_id(house.corpus, 1)
    assert b"trampoline" not in house.settings.corpus_path.read_bytes()


def test_the_facts_say_what_is_held_why_where_who_sees_it_and_how_long(house: Workspace) -> None:
    house.corpus.execute("INSERT INTO holds VALUES (?, 'waiting', '')", [documents.turns(house.corpus, 1)[0].id])
    told = dpia.facts(house)
    assert [zone["zone"] for zone in told["zones"]] == ["vault", "safeguarding records", "corpus", "analysis release"]
    for zone in told["zones"]:
        assert all(zone[field] for field in ("what", "why", "where", "protection", "who sees it", "days kept"))
    assert "staff" in told["zones"][0]["who sees it"]
    assert "analyst" not in told["zones"][0]["who sees it"]
    held = told["zones"][1]
    assert held["who sees it"] == "approver, safeguarding lead"
    assert (held["turns waiting"], held["turns escalated"]) == (1, 0)
    assert held["days kept"].startswith("365, as the uploaded file")
    assert "forum" in told["zones"][2]["who sees it"]
    assert (told["programmes"][0]["contributors"], told["programmes"][0]["agreed to analysis only"]) == (2, 2)
    assert json.loads(json.dumps(told)) == told
    read = dpia.as_markdown(told)
    assert "- **days kept**: 365" in read
    assert "trampoline" not in read
