from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.errors import AlreadyThere, NotFound
from corpus.records import Event, NewEvent
from corpus.store import events, programmes

FORUM = NewEvent("F1", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Wellbeing 2026!", "wellbeing-2026"), ("  A  --  B ", "a-b"), ("等待", "programme"), ("x" * 99, "x" * 60)],
)
def test_a_name_becomes_a_slug(name: str, slug: str) -> None:
    assert programmes.slug_of(name) == slug


@given(st.text())
def test_any_name_becomes_a_slug(name: str) -> None:
    slug = programmes.slug_of(name)
    assert 0 < len(slug) <= 60
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_programmes_live_side_by_side(db: Database) -> None:
    second = programmes.add_programme(db, name="Second", description="What for")
    first = programmes.add_programme(db, name="First", slug="one")
    assert programmes.programmes(db) == [first, second]
    assert programmes.programme_by_slug(db, "one") == first
    assert programmes.programme_by_id(db, second.id) == second
    assert (second.slug, second.description) == ("second", "What for")


def test_two_programmes_cannot_share_a_slug(db: Database) -> None:
    programmes.add_programme(db, name="Wellbeing")
    with pytest.raises(AlreadyThere, match="“wellbeing!”"):
        programmes.add_programme(db, name="wellbeing!")
    assert len(programmes.programmes(db)) == 1


def test_what_does_not_exist_is_not_found(db: Database) -> None:
    with pytest.raises(NotFound, match=r"^There is no programme “none”\.$"):
        programmes.programme_by_slug(db, "none")
    with pytest.raises(NotFound, match="programme 9"):
        programmes.programme_by_id(db, 9)
    with pytest.raises(NotFound, match="event 9"):
        events.event_by_id(db, 9)
    with pytest.raises(NotFound, match="“F1”"):
        events.event_by_code(db, 1, "F1")


def test_an_event_comes_back_as_it_went_in(db: Database, programme: int) -> None:
    added = events.add_event(db, programme, FORUM)
    assert added == Event(**{name: getattr(FORUM, name) for name in FORUM.__slots__}, id=1, programme_id=programme)
    assert events.event_by_id(db, added.id) == events.event_by_code(db, programme, "F1") == added


def test_events_are_listed_newest_first_and_only_the_programmes_own(db: Database, programme: int) -> None:
    other = programmes.add_programme(db, name="Other").id
    events.add_event(db, other, FORUM)
    for code, held_on in (("B", "2026-01-01"), ("C", "2026-05-01"), ("A", "2026-01-01")):
        events.add_event(db, programme, replace(FORUM, code=code, held_on=held_on))
    assert [event.code for event in events.events(db, programme)] == ["C", "A", "B"]


def test_a_code_is_used_once_in_a_programme(db: Database, programme: int) -> None:
    events.add_event(db, programme, FORUM)
    with pytest.raises(AlreadyThere, match="“F1”"):
        events.add_event(db, programme, replace(FORUM, name="Another"))
    assert [event.name for event in events.events(db, programme)] == ["Forum"]
