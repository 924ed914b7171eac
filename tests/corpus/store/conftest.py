"""A corpus with one small programme: two events, three people, a facilitator, and a codebook."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.records import Coding, CodingState, Document, Event, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn
from corpus.store import codebook, codings, documents, events
from corpus.store.connect import corpus_at
from corpus.store.programmes import add_programme

FORUM = NewEvent("F1", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")
SURVEY = NewEvent("S1", "Survey", "survey", "2026-04-01", "South", "online", "mixed", "consultation")


@dataclass(frozen=True)
class Small:
    """The programme's ids. `segment` gives a segment's id by its text, `theme` a theme's by its key."""

    db: Database
    programme: int
    forum: Event
    survey: Event
    talk: Document
    table: Document

    def segment(self, text: str) -> int:
        return int(self.db.execute("SELECT id FROM segments WHERE text = ?", [text]).fetchone()[0])

    def theme(self, key: str) -> int:
        return int(self.db.execute("SELECT id FROM themes WHERE key = ?", [key]).fetchone()[0])

    def suggest(self, *pairs: tuple[str, str], confidence: float = 0.5) -> None:
        """A model's suggestions, in place of those before: pairs of a segment's text and a theme's key."""
        made = [Coding(self.segment(text), self.theme(key), confidence, True) for text, key in pairs]
        codings.replace_suggestions(self.db, self.programme, codings.coder_id(self.db, "model", "m"), made)

    def decide(self, text: str, key: str, state: CodingState) -> None:
        """A person's decision."""
        person = codings.coder_id(self.db, "person", "Sam")
        codings.decide_coding(
            self.db, segment_id=self.segment(text), theme_id=self.theme(key), state=state, coder=person
        )


def said(text: str, who: str, *, is_non_answer: bool = False) -> NewTurn:
    """A contributor's turn of one segment."""
    return NewTurn(text, "contributor", who, f"Person {who}", (NewSegment(0, len(text), is_non_answer),))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with corpus_at(tmp_path / "corpus.db") as opened:
        yield opened


@pytest.fixture
def programme(db: Database) -> int:
    return add_programme(db, name="Wellbeing").id


@pytest.fixture
def small(db: Database, programme: int) -> Small:
    codebook.put_codebook(
        db,
        programme,
        [
            NewTheme("waiting", "Waiting", parent="help"),
            NewTheme("asking", "Asking", parent="help"),
            NewTheme("help", "Getting help"),
            NewTheme("found", "Found", origin="discovered", status="candidate"),
        ],
        reason="test",
    )
    forum, survey = (events.add_event(db, programme, event) for event in (FORUM, SURVEY))
    talk, _ = documents.add_document(db, forum.id, format="txt", fingerprint="talk")
    documents.store_turns(
        db,
        talk,
        contributors=[
            NewContributor("1", "Person 1", "young person", "14-15", consent=3),
            NewContributor("2", "Person 2", "citizen", locality="Central", consent=3),
        ],
        turns=[
            NewTurn("How is it?", "facilitator", None, "Facilitator 1"),
            said("I waited.", "1"),
            said("And waited again.", "1"),
            said("We waited too.", "2"),
        ],
        blank=0,
    )
    table, _ = documents.add_document(db, survey.id, format="csv", fingerprint="table")
    documents.store_turns(
        db,
        table,
        contributors=[NewContributor("1", "Person 1", consent=3), NewContributor("2", "Person 2", consent=3)],
        turns=[said("Ask me first.", "1"), said("Nothing", "2", is_non_answer=True)],
        blank=3,
    )
    return Small(db, programme, forum, survey, talk, table)
