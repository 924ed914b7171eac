from dataclasses import replace
from pathlib import Path

from corpus.records import NewContributor, NewEvent, NewTurn
from corpus.store import attendance, documents, events, programmes
from corpus.store.connect import corpus_at

EVENT = NewEvent("A", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")


def test_events_of_one_name_are_counted_apart(tmp_path: Path) -> None:
    with corpus_at(tmp_path / "corpus.db") as db:
        programme = programmes.add_programme(db, name="Wellbeing")
        march, april = (events.add_event(db, programme.id, replace(EVENT, code=code)) for code in "AB")
        for event, people in ((march, ["P1", "P2"]), (april, ["P1"])):
            document, _ = documents.add_document(db, event.id, format="txt", fingerprint="same")
            documents.store_turns(
                db,
                document,
                contributors=[NewContributor(code, code) for code in people],
                turns=[NewTurn("Yes.", "contributor", code, code) for code in people],
                blank=0,
            )
        waiting, _ = documents.add_document(db, april.id, format="csv", fingerprint="other")
        documents.set_state(db, waiting.id, "to confirm")
        assert attendance.people_by_event(db, programme.id) == {march.id: 2, april.id: 1}
        assert attendance.documents_by_event(db, programme.id) == {march.id: 1, april.id: 2}
        assert [one.id for one in attendance.documents_in_state(db, programme.id, "to confirm")] == [waiting.id]
