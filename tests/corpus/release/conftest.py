"""A small programme with what a release has to be careful about, and another one beside it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.deciding import Rule, Tally
from corpus.records import (
    Coding,
    NewContributor,
    NewEvent,
    NewReview,
    NewSegment,
    NewTheme,
    NewTurn,
    Programme,
)
from corpus.release.build import build_release
from corpus.store import codebook, codings, decisions, documents, events, people, reviews, theme_proposals
from corpus.store.connect import corpus_at
from corpus.store.decisions import NewDecision
from corpus.store.programmes import add_programme
from corpus.store.theme_proposals import NewProposal

SECRET = "Zebedee"  # stands for whatever must never reach a release


@dataclass(frozen=True)
class Sample:
    corpus: Database
    programme: Programme
    themes: dict[str, int]
    segments: dict[str, int]


def _said(text: str, who: str, *, is_non_answer: bool = False) -> NewTurn:
    return NewTurn(text, "contributor", who, f"speaker {who}", (NewSegment(0, len(text), is_non_answer),))


def fill(corpus: Database) -> Sample:
    programme = add_programme(corpus, name="Wellbeing", description="What young people told us.", slug="wellbeing")
    codebook.put_codebook(
        corpus,
        programme.id,
        [
            NewTheme("help", "Getting help", "Help of any kind.", includes=("one", "two"), examples=("made up",)),
            NewTheme("waiting", "Waiting", "How long it takes.", parent="help"),
            NewTheme("months", "Months of it", "A third level.", parent="waiting"),
            NewTheme("someone", "Someone to talk to", "A person who listens.", parent="help"),
            NewTheme("online", "Online life", origin="discovered", status="candidate"),
            NewTheme("gone", "Gone", status="retired"),
        ],
        reason="the starter codebook",
    )
    club = NewEvent(
        "club", "Youth club", "focus group", "2026-01-10", "North", "youth club", "young people", "co-production"
    )
    survey = NewEvent("survey", "Spring survey", "survey", "2026-03-01", "South", "online", "families", "consultation")
    first, second = (events.add_event(corpus, programme.id, event) for event in (club, survey))
    talk, _ = documents.add_document(corpus, first.id, format="docx", fingerprint=f"{SECRET}-print")
    documents.store_turns(
        corpus,
        talk,
        contributors=[
            NewContributor(f"{SECRET}-1", "Young person 1", "young person", "14-15"),
            NewContributor(f"{SECRET}-2", "Young person 2", "young person", "16-17", "Central"),
            NewContributor(f"{SECRET}-3", "Citizen 1", "citizen"),
        ],
        turns=[
            NewTurn("What is it like?", "facilitator", None, f"Facilitator {SECRET}"),
            _said("I waited for months.", f"{SECRET}-1"),
            _said("Months and months, waiting.", f"{SECRET}-1"),
            _said("I have nobody to talk to while I wait.", f"{SECRET}-2"),
            _said("It was a year of months.", f"{SECRET}-3"),
        ],
        blank=0,
    )
    table, _ = documents.add_document(corpus, second.id, format="csv", fingerprint="other")
    documents.store_turns(
        corpus,
        table,
        contributors=[
            NewContributor("a", "Parent 1", "parent or carer", attributes={"school year": "9", "empty": ""}),
            NewContributor("b", "Person 2"),
            NewContributor("c", "Person 3"),
        ],
        turns=[
            _said("The bus is late.", "a"),
            _said("n/a", "b", is_non_answer=True),
            _said(f"{SECRET} gave no consent.", "c"),
        ],
        blank=4,
    )
    corpus.execute("UPDATE contributors SET consent = 0 WHERE code = 'c'")
    unread, _ = documents.add_document(corpus, second.id, format="pdf", fingerprint="unread")
    documents.store_turns(
        corpus,
        unread,
        contributors=[
            NewContributor("a", "Parent 1", "parent or carer", attributes={"school year": "9", "empty": ""}),
            NewContributor("d", "Person 4", "faith group", attributes={"kind": SECRET}),
        ],
        turns=[_said(f"{SECRET} again.", "a"), _said(f"{SECRET} once.", "d")],
        blank=0,
    )
    documents.set_state(corpus, unread.id, "failed", problem=f"{SECRET}.pdf asks for a password.")
    themes = {key: id_ for id_, key in corpus.execute("SELECT id, key FROM themes")}
    segments = {text: id_ for id_, text in corpus.execute("SELECT id, text FROM segments")}
    model = codings.coder_id(corpus, "model", "minilm")
    person = codings.coder_id(corpus, "person", SECRET)
    one, two, three, alone, bus = list(segments)[:5]
    codings.replace_suggestions(
        corpus,
        programme.id,
        model,
        [
            Coding(segments[one], themes["waiting"], 0.9, True),
            Coding(segments[two], themes["months"], 0.8, True),
            Coding(segments[alone], themes["months"], 0.5, True),
            Coding(segments[three], themes["waiting"], 0.6, False),
            Coding(segments[three], themes["someone"], 0.7, True),
            Coding(segments[bus], themes["online"], 0.4, True),
        ],
    )
    for segment, theme, state in ((three, "someone", "confirmed"), (bus, "online", "rejected")):
        codings.decide_coding(corpus, segment_id=segments[segment], theme_id=themes[theme], state=state, coder=person)
    people.put_account(corpus, name=SECRET, roles=["staff"], password_hash=f"{SECRET}-hash")
    member = people.add_forum_member(
        corpus, programme_id=programme.id, constituency="young people", code_hash=f"{SECRET}-code"
    )
    reviews.put_review(
        corpus, NewReview(themes["waiting"], member.id, "partly", f"{SECRET} knows why", f"{SECRET} waits")
    )
    _decide(corpus, programme.id, themes["waiting"])
    _fill_the_neighbour(corpus)
    return Sample(corpus, programme, themes, segments)


def _decide(corpus: Database, programme_id: int, theme_id: int) -> None:
    """A decision on a theme, what forum members wrote of it, and two proposals that are open."""
    for source, constituency in (
        ("staff", None),
        ("a forum answer", "young people"),
        ("a forum answer", "young people"),
    ):
        proposal = NewProposal(
            "adopt",
            theme_id,
            SECRET,
            SECRET,
            SECRET,
            f"{SECRET} wants it",
            source,
            constituency,  # type: ignore[arg-type]
        )
        number = theme_proposals.open_proposal(corpus, programme_id, proposal)
    version = codebook.add_version(corpus, programme_id, "“Waiting” was adopted.", ["young people", "citizens"])
    tallies = {"young people": Tally("young people", 3, 1, 0), "citizens": Tally("citizens", 2, 0, 2)}
    rule = Rule({"young people": 3, "citizens": 4}, "two thirds")
    new = NewDecision(number, theme_id, "“Waiting” was adopted.", version, rule, tallies)  # type: ignore[arg-type]
    decisions.add_decision(corpus, new)
    theme_proposals.close_proposal(corpus, number, "decided")


def _fill_the_neighbour(corpus: Database) -> None:
    other = add_programme(corpus, name=f"Neighbour {SECRET}")
    codebook.put_codebook(corpus, other.id, [NewTheme("help", f"Help {SECRET}")], reason=SECRET)
    place = NewEvent("club", SECRET, "focus group", "2026-01-10", SECRET, SECRET, SECRET, "co-production")
    event = events.add_event(corpus, other.id, place)
    document, _ = documents.add_document(corpus, event.id, format="txt", fingerprint="neighbour")
    documents.store_turns(
        corpus, document, contributors=[NewContributor("1", SECRET)], turns=[_said(SECRET, "1")], blank=0
    )


@pytest.fixture(scope="package")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    with corpus_at(tmp_path_factory.mktemp("corpus") / "corpus.db") as corpus:
        yield fill(corpus)


@pytest.fixture
def own_sample(tmp_path: Path) -> Iterator[Sample]:
    """The same programme in a corpus that a test may change."""
    with corpus_at(tmp_path / "corpus.db") as corpus:
        yield fill(corpus)


@pytest.fixture(scope="package")
def release_path(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("releases") / "wellbeing-1.db"
    build_release(sample.corpus, sample.programme.id, path)
    return path


@pytest.fixture
def release(release_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{release_path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.fixture
def secret() -> str:
    return SECRET
