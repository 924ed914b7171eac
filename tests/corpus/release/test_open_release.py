"""The open release holds what anybody may read, described and licensed, and nothing that could be joined or counted."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.records import Coding, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn, SummaryLine
from corpus.release.open.build import Built, Wanted, build_open_release
from corpus.release.open.datasette.metadata import LICENCE, dictionary, metadata_for
from corpus.store import codebook, codings, documents, events, open_releases, summaries
from corpus.store.connect import corpus_at
from corpus.store.forum_summaries import add_forum_summary
from corpus.store.open_releases import Draft
from corpus.store.programmes import add_programme, programme_by_id
from tests.corpus.release.conftest import SECRET

WANTED = Wanted(
    lambda texts: ["Ms Known" not in text for text in texts],
    lambda code: sha256(f"key {code}".encode()).hexdigest(),
)
PLACES = ("North", "South", "East")


def _hold_event(corpus: Database, code: str, people: int, place: str) -> None:
    event = events.add_event(
        corpus, 1, NewEvent(code, f"{SECRET} {code}", "survey", "2026-01-10", place, "x", "x", "co-production")
    )
    document, _ = documents.add_document(corpus, event.id, format="csv", fingerprint=code)
    texts = {n: f"I have waited for {n} weeks, at {code}, and nobody told me why." for n in range(people)}
    texts[0] = "I waited, and Ms Known told me that it takes so long."
    documents.store_turns(
        corpus,
        document,
        contributors=[
            NewContributor(f"{SECRET}-{n}", f"{SECRET} person {n}", "young person", consent=3 if n % 3 else 2)
            for n in texts
        ],
        turns=[
            NewTurn(text, "contributor", f"{SECRET}-{n}", f"{SECRET} {n}", (NewSegment(0, len(text)),))
            for n, text in texts.items()
        ],
        blank=0,
    )
    documents.set_state(corpus, document.id, "ready")


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Database]:
    with corpus_at(tmp_path / "corpus.db") as corpus:
        programme = add_programme(corpus, name="Wellbeing", slug="wellbeing")
        told = [
            NewTheme("help", "Getting help", "Help of any kind.", includes=("one", "two")),
            NewTheme("waiting", "Waiting", "How long it takes.", parent="help"),
            NewTheme("rare", "Rare"),
            NewTheme("maybe", "Maybe", status="candidate"),
        ]
        codebook.put_codebook(corpus, programme.id, told, reason="first")
        for code, people, place in (("FG1", 30, "North"), ("FG2", 24, "South"), ("FG3", 5, "East")):
            _hold_event(corpus, code, people, place)
        _code(corpus)
        yield corpus


def _code(corpus: Database) -> None:
    segments = codings.segments_to_code(corpus, 1)
    coder = codings.coder_id(corpus, "model", "test")
    coded = [Coding(one.id, 2, 0.9, True) for one in segments] + [Coding(one.id, 3, 0.5, False) for one in segments[:3]]
    codings.replace_suggestions(corpus, 1, coder, coded)


def _build(corpus: Database, folder: Path) -> tuple[Built, Path]:
    path = folder / f"open-{open_releases.next_number(corpus, 1)}.db"
    return build_open_release(corpus, 1, path, WANTED), path


def _rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as release:
        return release.execute(sql).fetchall()


def test_counts_are_rounded_and_small_ones_hidden(corpus: Database, tmp_path: Path) -> None:
    _, path = _build(corpus, tmp_path)
    assert _rows(path, "SELECT name, people, counted FROM themes") == [
        ("Getting help", 60, "In this release."),
        ("Rare", None, "Not counted: fewer than 8 people, only one event, or mostly one person."),
        ("Waiting", 60, "In this release."),
    ]
    assert _rows(
        path, "SELECT locality, people, people_heard, percentage FROM theme_by_locality WHERE theme_id = 3"
    ) == [
        ("East", "*", "*", None),
        ("North", 30, 30, 100),
        ("South", "*", "*", None),
    ]
    assert _rows(path, "SELECT people, themes FROM release") == [(60, 3)]


def test_quotes_are_of_those_who_agreed_and_show_nothing_that_may_not_be(corpus: Database, tmp_path: Path) -> None:
    built, path = _build(corpus, tmp_path)
    quotes = _rows(path, "SELECT quote, role FROM quotes")
    assert quotes
    agreed = set(
        corpus.execute(
            "SELECT segments.text FROM segments JOIN turns ON turns.id = turn_id"
            " JOIN contributors ON contributors.id = contributor_id WHERE consent >= 3"
        )
    )
    assert {(quote,) for quote, _ in quotes} <= agreed
    assert not any("Ms Known" in str(quote) for quote, _ in quotes)
    texts = dict(corpus.execute("SELECT id, text FROM segments"))
    assert {texts[segment] for segment in built.sources} == {quote for quote, _ in quotes}
    assert set(built.sources.values()) == {3}


def test_nothing_in_it_is_a_person_an_event_or_an_id(corpus: Database, tmp_path: Path) -> None:
    _, path = _build(corpus, tmp_path)
    content = path.read_bytes()
    for secret in (SECRET, "FG1_", "person 1", "Maybe"):
        assert secret.encode() not in content
    columns = _rows(path, "SELECT m.name, p.name FROM sqlite_master AS m, pragma_table_info(m.name) AS p")
    assert not [name for _, name in columns if "contributor" in name or "segment" in name or "pseudonym" in name]


def test_an_event_is_known_only_to_who_has_its_code(corpus: Database, tmp_path: Path) -> None:
    _, path = _build(corpus, tmp_path)
    known = {WANTED.known_by(code): code for code in ("FG1", "FG2", "FG3")}
    said = [(known[str(key)], theme) for key, theme in _rows(path, "SELECT * FROM said_by_groups")]
    assert sorted(said) == [("FG1", 1), ("FG1", 3), ("FG2", 1), ("FG2", 3)]
    assert _rows(path, "SELECT * FROM small_groups") == [(WANTED.known_by("FG3"),)]


def test_every_table_and_column_is_described_and_licensed(corpus: Database, tmp_path: Path) -> None:
    _, path = _build(corpus, tmp_path)
    tables = {
        name
        for (name,) in _rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")
        if not str(name).startswith(("sqlite_", "quotes_fts", "themes_fts"))
    }
    there = {
        (table, column)
        for table in tables
        for (column,) in _rows(path, f"SELECT name FROM pragma_table_info('{table}')")
    }
    told = {(table, column): licence for table, column, _, licence in dictionary()}
    assert told.keys() == there | {(table, "") for table in tables}
    assert set(told.values()) == {LICENCE}
    assert set(_rows(path, "SELECT * FROM data_dictionary")) == set(dictionary())
    database = metadata_for([programme_by_id(corpus, 1)])["databases"]["wellbeing"]
    assert {table for table, one in database["tables"].items() if one["license"] == LICENCE} == tables


@pytest.mark.parametrize("name", ["what_people_said", "themes_by_people", "said_decided_done", "what_matters_to_whom"])
def test_questions_run(corpus: Database, tmp_path: Path, name: str) -> None:
    _, path = _build(corpus, tmp_path)
    query = metadata_for([programme_by_id(corpus, 1)])["databases"]["wellbeing"]["queries"][name]
    with closing(sqlite3.connect(path)) as release:
        assert release.execute(query["sql"], {"theme": ""}).description


def test_the_codebook_is_there_for_machines(corpus: Database, tmp_path: Path) -> None:
    _, path = _build(corpus, tmp_path)
    ((version, content),) = _rows(path, "SELECT version, json FROM codebook")
    read = json.loads(str(content))
    assert (read["programme"], read["version"], version) == ("Wellbeing", 1, 1)
    assert {theme["name"]: theme["parent"] for theme in read["themes"]} == {
        "Getting help": None,
        "Waiting": "Getting help",
        "Rare": None,
    }


def _publish(corpus: Database, built: Built, path: Path) -> None:
    """As if two had signed: what is published before counts for what comes after."""
    draft = open_releases.add_draft(corpus, 1, Draft(path.name, built.sha256, built.counts, built.sources))
    corpus.execute("DROP TRIGGER open_releases_are_signed_by_two")
    open_releases.publish(corpus, draft.id)


def test_one_who_withdraws_changes_no_count_and_eight_do(corpus: Database, tmp_path: Path) -> None:
    sql = "SELECT theme_id, locality, people, people_heard FROM theme_by_locality"
    first, path = _build(corpus, tmp_path)
    _publish(corpus, first, path)
    corpus.execute("DELETE FROM contributors WHERE id IN (SELECT id FROM contributors WHERE event_id = 2 LIMIT 3)")
    _, second = _build(corpus, tmp_path)
    assert _rows(second, sql) == _rows(path, sql)
    assert _rows(second, "SELECT DISTINCT counted FROM themes WHERE people IS NOT NULL") == [
        ("In release 1, and as it was then.",)
    ]
    corpus.execute("DELETE FROM contributors WHERE id IN (SELECT id FROM contributors WHERE event_id = 2 LIMIT 9)")
    _, third = _build(corpus, tmp_path)
    assert _rows(third, "SELECT people FROM themes WHERE id = 3") == [(45,)]


def test_a_summary_is_there_once_a_forum_agreed_and_counts_nobody(corpus: Database, tmp_path: Path) -> None:
    quoted = next(id_ for id_, text in corpus.execute("SELECT id, text FROM segments") if "for 1 weeks, at FG1" in text)
    lines = [
        SummaryLine("59 people at 3 events spoke of this.", (quoted,)),
        SummaryLine("Seven people disagree.", (quoted,)),
        SummaryLine("People say that waiting is hard.", (quoted,)),
        SummaryLine("A young person said: “I have waited for 1 weeks”.", (quoted,)),
    ]
    summaries.replace_summaries(corpus, {2: lines})
    _, before = _build(corpus, tmp_path)
    assert _rows(before, "SELECT * FROM summaries") == []
    _agree(corpus, 2)
    built, after = _build(corpus, tmp_path)
    assert _rows(after, "SELECT position, text, written_by, engagement_models FROM summaries") == [
        (1, lines[2].text, "Chorus", "co-production"),
        (2, lines[3].text, "Chorus", "co-production"),
    ]
    assert built.sources[quoted] == 3
    assert _rows(after, "SELECT adopted FROM themes WHERE id = 3") == [("By the forum, on 2026-05-01",)]
    assert _rows(after, "SELECT decision, constituencies, engagement_model FROM decisions") == [
        ("Waiting is a theme.", "young people", "co-production")
    ]
    assert _rows(after, "SELECT constituency, view FROM minority_views") == [("citizens", "I would call it delay.")]
    assert _rows(after, "SELECT action, state FROM actions") == [("Ask the trust", "planned")]


@pytest.mark.parametrize(("is_by_staff", "by"), [(False, "young people"), (True, "staff, for young people")])
def test_a_forums_own_summary_stands_for_chorus_own(
    corpus: Database, tmp_path: Path, is_by_staff: bool, by: str
) -> None:
    ids = {text: id_ for id_, text in corpus.execute("SELECT id, text FROM segments")}
    agreed, not_quoted = (next(ids[text] for text in ids if part in text) for part in ("1 weeks, at FG1", "3 weeks"))
    quote = SummaryLine("A young person said: “I have waited for 1 weeks”.", (agreed,), "quote")
    summaries.replace_summaries(corpus, {2: [SummaryLine("Waiting is hard.", (agreed,)), quote]})
    own = [
        SummaryLine("We wait, and nobody says why.", (agreed, not_quoted)),
        SummaryLine("Half of us gave up.", (agreed,)),
        SummaryLine("“For 3 weeks”, somebody said.", (not_quoted,)),
    ]
    add_forum_summary(corpus, 2, "young people", own, is_by_staff=is_by_staff)
    _agree(corpus, 2)
    built, path = _build(corpus, tmp_path)
    assert _rows(path, "SELECT text, written_by FROM summaries") == [(own[0].text, by), (quote.text, "Chorus")]
    assert built.sources[not_quoted] == 2
    corpus.execute("DELETE FROM segments WHERE id IN (?, ?)", [agreed, not_quoted])
    _, path = _build(corpus, tmp_path)
    assert _rows(path, "SELECT text FROM summaries") == []


def test_what_few_were_asked_is_not_told_apart_in_their_words(corpus: Database, tmp_path: Path) -> None:
    corpus.execute("UPDATE events SET engagement_model = 'consultation' WHERE code = 'FG3'")
    few, many = (
        next(id_ for id_, text in corpus.execute("SELECT id, text FROM segments") if part in text)
        for part in ("1 weeks, at FG3", "1 weeks, at FG1")
    )
    summaries.replace_summaries(
        corpus, {2: [SummaryLine("It is long.", (few, many)), SummaryLine("And hard.", (many,))]}
    )
    corpus.execute("UPDATE contributors SET role = 'faith group' WHERE event_id = 3")
    corpus.execute("UPDATE contributors SET role = 'citizen' WHERE event_id = 2")
    corpus.execute("UPDATE contributors SET role = 'professional' WHERE event_id = 2 AND id % 2")
    faith = SummaryLine("Somebody from a faith group said: “I have waited for 1 weeks”.", (few,), "quote")
    young = SummaryLine("A young person said: “I have waited for 1 weeks”.", (many,), "quote")
    summaries.replace_summaries(corpus, {3: [faith, young]})
    _agree(corpus, 2)
    _agree_on_another(corpus, 3)
    _, path = _build(corpus, tmp_path)
    assert _rows(path, "SELECT text FROM summaries WHERE theme_id = 2") == [
        ("Somebody said: “I have waited for 1 weeks”.",),
        (young.text,),
    ]
    assert _rows(path, "SELECT people_in, people FROM people_heard WHERE grouped_by = 'engagement model'") == []
    assert _rows(path, "SELECT engagement_models FROM summaries WHERE theme_id = 3") == [
        ("co-production, not told",),
        ("co-production",),
    ]
    quoted = dict(_rows(path, "SELECT quote, engagement_model FROM quotes"))
    assert {model for quote, model in quoted.items() if "FG3" in str(quote)} <= {""}
    assert {model for quote, model in quoted.items() if "FG3" not in str(quote)} == {"co-production"}


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "People did not all say the same about “the wait”. 5 people said it was good. 9 people said it was bad.",
            "People did not all say the same about “the wait”.",
        ),
        ("A young person and a citizen did not agree.", "Two people did not agree."),
        ("Two young people did not agree.", "Two people did not agree."),
    ],
)
def test_that_people_did_not_agree_is_told_without_counts(
    corpus: Database, tmp_path: Path, text: str, published: str
) -> None:
    corpus.execute("UPDATE contributors SET role = 'citizen' WHERE event_id = 3")
    ids = [id_ for id_, text in corpus.execute("SELECT id, text FROM segments") if "for 1 weeks, at FG" in text]
    summaries.replace_summaries(corpus, {2: [SummaryLine(text, tuple(ids), "apart")]})
    _agree(corpus, 2)
    _, path = _build(corpus, tmp_path)
    assert _rows(path, "SELECT text FROM summaries") == [(published,)]


def test_what_several_said_is_told_in_one_sentence_without_how_many(corpus: Database, tmp_path: Path) -> None:
    own = [(id_, text) for id_, text in corpus.execute("SELECT id, text FROM segments") if "Known" not in text]
    quoted, words = next((id_, text) for id_, text in own if "for 1 weeks, at FG1" in text)
    known = next(id_ for id_, text in corpus.execute("SELECT id, text FROM segments") if "Known" in text)
    lines = [
        SummaryLine("9 people said things like this:", tuple(id_ for id_, _ in own[:9]), "point"),
        SummaryLine(f"“{words}”", (quoted,), "example"),
        SummaryLine("4 people said things like this:", tuple(id_ for id_, _ in own[9:13]), "point"),
        SummaryLine("“I waited, and Ms Known told me that it takes so long.”", (known,), "example"),
        SummaryLine("One more person said something else.", (own[-1][0],), "others"),
    ]
    summaries.replace_summaries(corpus, {2: lines})
    _agree(corpus, 2)
    _, path = _build(corpus, tmp_path)
    assert _rows(path, "SELECT text, written_by FROM summaries") == [
        (f"Some people said things like this: “{words}”", "Chorus")
    ]


def _agree(corpus: Database, theme_id: int) -> None:
    for statement in (
        "INSERT INTO theme_proposals (id, programme_id, kind, theme_id, theme_name, source, state, opened_at)"
        f" VALUES (1, 1, 'adopt', {theme_id}, 'Waiting', 'staff', 'open', '2026-04-01')",
        "INSERT INTO forum_members (id, programme_id, constituency, code_hash) VALUES (1, 1, 'citizens', 'x')",
        "INSERT INTO votes VALUES (1, 1, 'against', '2026-04-02')",
        "INSERT INTO objections (proposal_id, forum_member_id, words, objected_at, answer, answered_at, stands)"
        " VALUES (1, 1, 'I would call it delay.', '2026-04-02', 'It is what people say.', '2026-04-03', 1)",
        "UPDATE theme_proposals SET state = 'decided', closed_at = '2026-05-01'",
        "INSERT INTO decisions VALUES (1, 1, 2, 'agreed', 'Waiting is a theme.', 2, 'two thirds', '2026-05-01')",
        "INSERT INTO decision_votes VALUES (1, 'young people', 3, 3, 0, 0)",
        "INSERT INTO actions VALUES (1, 1, 'Ask the trust', 'Public health team')",
        "INSERT INTO action_states VALUES (1, 1, 'planned', '', '2026-05-02')",
    ):
        corpus.execute(statement)


def _agree_on_another(corpus: Database, theme_id: int) -> None:
    corpus.execute(
        "INSERT INTO theme_proposals"
        " (id, programme_id, kind, theme_id, theme_name, source, state, opened_at, closed_at)"
        f" VALUES (2, 1, 'adopt', {theme_id}, 'Rare', 'staff', 'decided', '2026-04-01', '2026-05-01')"
    )
    corpus.execute("INSERT INTO decisions VALUES (2, 2, 3, 'agreed', 'Rare is one.', 3, 'two thirds', '2026-05-01')")


def test_a_file_that_may_not_be_shown_is_not_there(corpus: Database, tmp_path: Path) -> None:
    _, path = _build(corpus, tmp_path)
    none = replace(WANTED, may_show=lambda texts: [False] * len(texts))
    build_open_release(corpus, 1, path, none)
    assert _rows(path, "SELECT * FROM quotes") == []
