import sqlite3
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import NewContributor, NewSegment, NewTurn, Turn
from corpus.store import contributors, documents
from corpus.store.search import count_found

PEOPLE = [NewContributor("1", "Person 1", "citizen", "18-25", "North", {"school year": "9"})]
TURN = NewTurn("Yes. 🙂 No.", "contributor", "1", "Person 1", (NewSegment(0, 4), NewSegment(5, 10)), 1.5, "Why?")


def _rows(db: Database, sql: str) -> list[tuple[Any, ...]]:
    return db.execute(sql).fetchall()


def _counts(db: Database) -> dict[str, int]:
    return {
        table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("documents", "turns", "segments", "contributors", "codings")
    }


def test_the_same_bytes_are_stored_once_in_an_event(small: Any) -> None:
    again, is_new = documents.add_document(small.db, small.forum.id, format="txt", fingerprint="talk")
    assert (again, is_new) == (documents.document_by_id(small.db, small.talk.id), False)
    elsewhere, is_new = documents.add_document(small.db, small.survey.id, format="txt", fingerprint="talk")
    assert (elsewhere.number, is_new) == (2, True)


def test_a_documents_title_gives_nothing_away(small: Any) -> None:
    added, _ = documents.add_document(small.db, small.forum.id, format="docx", fingerprint="x")
    assert (added.title, added.state, added.format, added.number) == ("F1 document 2", "received", "docx", 2)
    assert [one.id for one in documents.documents(small.db, small.forum.id)] == [small.talk.id, added.id]


def test_a_document_that_failed_says_why_until_it_moves_on(small: Any) -> None:
    documents.set_state(small.db, small.talk.id, "failed", problem="It is locked.")
    assert documents.document_by_id(small.db, small.talk.id).problem == "It is locked."
    documents.set_state(small.db, small.talk.id, "received")
    assert documents.document_by_id(small.db, small.talk.id).problem is None


def test_turns_come_back_as_they_went_in(small: Any) -> None:
    documents.store_turns(small.db, small.talk, contributors=PEOPLE, turns=[TURN], blank=0)
    (turn,) = documents.turns(small.db, small.talk.id)
    (contributor,) = _rows(small.db, "SELECT id FROM contributors WHERE event_id = 1")
    assert turn == Turn(
        turn.id, small.talk.id, 0, "contributor", "Person 1", "Yes. 🙂 No.", 1.5, "Why?", contributor[0]
    )
    assert _rows(small.db, f'SELECT start, "end", text FROM segments WHERE turn_id = {turn.id}') == [
        (0, 4, "Yes."),
        (5, 10, "🙂 No."),
    ]
    assert _rows(small.db, "SELECT role, age_band, locality, attributes FROM contributors WHERE event_id = 1") == [
        ("citizen", "18-25", "North", '{"school year": "9"}')
    ]


def test_answers_are_counted_blank_and_said_before(small: Any) -> None:
    turns = [NewTurn(text, "contributor", "1", "P") for text in ("No", "No", "Yes", "No")]
    documents.store_turns(
        small.db,
        small.table,
        contributors=PEOPLE,
        turns=[*turns, NewTurn("No", "facilitator", None, "F")],
        blank=2,
    )
    stored = documents.document_by_id(small.db, small.table.id)
    assert (stored.state, stored.answers, stored.blank, stored.duplicate) == ("ready", 6, 2, 2)


def test_a_second_time_replaces_the_first_wholly(small: Any) -> None:
    small.suggest(("I waited.", "waiting"), ("Ask me first.", "asking"))
    documents.store_turns(small.db, small.talk, contributors=PEOPLE, turns=[TURN], blank=0)
    documents.store_turns(small.db, small.talk, contributors=PEOPLE, turns=[TURN], blank=0)
    assert _counts(small.db) == {"documents": 2, "turns": 3, "segments": 4, "contributors": 3, "codings": 1}
    assert count_found(small.db, small.programme, "waited") == 0
    assert count_found(small.db, small.programme, "yes") == 1


@pytest.mark.parametrize(
    "bad",
    [
        NewTurn("short", "contributor", "1", "P", (NewSegment(0, 99),)),
        NewTurn("short", "contributor", "1", "P", (NewSegment(0, 2), NewSegment(0, 2))),
        NewTurn("short", "contributor", "1", "P", (NewSegment(3, 3),)),
        NewTurn("short", "chair", "1", "P"),  # type: ignore[arg-type]
    ],
    ids=["beyond the turn", "one place twice", "empty", "no such part"],
)
def test_where_one_turn_is_wrong_all_is_as_before(small: Any, bad: NewTurn) -> None:
    before = (
        _counts(small.db),
        documents.turns(small.db, small.talk.id),
        count_found(small.db, small.programme, "waited"),
    )
    with pytest.raises(sqlite3.IntegrityError):
        documents.store_turns(small.db, small.talk, contributors=PEOPLE, turns=[TURN, bad], blank=0)
    after = (
        _counts(small.db),
        documents.turns(small.db, small.talk.id),
        count_found(small.db, small.programme, "waited"),
    )
    assert after == before


def test_a_document_takes_all_that_came_out_of_it_with_it(small: Any) -> None:
    small.suggest(("I waited.", "waiting"), ("Ask me first.", "asking"))
    documents.remove_document(small.db, small.talk.id)
    assert _counts(small.db) == {"documents": 1, "turns": 2, "segments": 2, "contributors": 2, "codings": 1}
    assert count_found(small.db, small.programme, "waited") == 0
    with pytest.raises(NotFound):
        documents.document_by_id(small.db, small.talk.id)


def test_somebody_who_spoke_elsewhere_stays(small: Any) -> None:
    other, _ = documents.add_document(small.db, small.forum.id, format="txt", fingerprint="other")
    documents.store_turns(small.db, other, contributors=PEOPLE, turns=[TURN], blank=0)
    documents.remove_document(small.db, small.talk.id)
    assert _rows(small.db, "SELECT code FROM contributors WHERE event_id = 1") == [("1",)]


def test_pseudonyms_of_other_documents_are_known(small: Any) -> None:
    assert set(contributors.pseudonyms(small.db, small.forum.id, except_document=99)) == {"Person 1", "Person 2"}
    assert contributors.pseudonyms(small.db, small.forum.id, except_document=small.talk.id) == []
