"""A release is complete and consistent, counts people, and holds nothing that analysts must not see."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import NotFound
from corpus.records import Analysis
from corpus.release.build import build_release
from corpus.store import analyses, codings, unsigned, voices
from corpus.store.agreements import replace_agreements
from corpus.store.connect import corpus_at

NEVER = (
    *("account", "job", "password", "hash", "code_hash", "vector", "fingerprint", "problem", "forum_member", "file"),
    "suggested_name",
)


def _columns(release: sqlite3.Connection) -> set[tuple[str, str]]:
    sql = """SELECT tables.name, columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
             WHERE tables.type IN ('table', 'view') AND tables.name NOT LIKE 'segments_fts%'"""
    return {(table, column) for table, column in release.execute(sql)}


def test_the_hash_is_the_files(sample, tmp_path: Path) -> None:
    path = tmp_path / "new" / "release.db"
    sha256 = build_release(sample.corpus, sample.programme.id, path)
    assert sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [entry.name for entry in path.parent.iterdir()] == ["release.db"]


def test_it_is_a_sound_file_with_a_rollback_journal(release: sqlite3.Connection) -> None:
    assert release.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert release.execute("PRAGMA freelist_count").fetchone()[0] == 0
    assert release.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = release.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    assert {name for name, strict in tables if not strict} == {"sqlite_schema", "sqlite_stat1", "sqlite_stat4"} & {
        name for (name,) in release.execute("SELECT name FROM pragma_table_list WHERE NOT strict")
    }


@pytest.mark.parametrize("word", NEVER)
def test_no_table_or_column_of_what_must_not_be_seen(release: sqlite3.Connection, word: str) -> None:
    assert not [name for name in _columns(release) if any(word in part for part in name)]


def test_nothing_from_other_zones_or_programmes_is_in_the_bytes(release_path: Path, secret: str) -> None:
    assert secret.lower().encode() not in release_path.read_bytes().lower()


def test_every_foreign_key_has_an_index(release: sqlite3.Connection) -> None:
    for (table,) in release.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        indexed = {
            release.execute(f"SELECT name FROM pragma_index_info('{index['name']}') WHERE seqno = 0").fetchone()[0]
            for index in release.execute(f"PRAGMA index_list('{table}')").fetchall()
        }
        keys = {key["from"] for key in release.execute(f"PRAGMA foreign_key_list('{table}')")}
        assert keys <= indexed, table


def test_people_are_counted_not_mentions(release: sqlite3.Connection) -> None:
    counted = release.execute("SELECT name, people, segments, events FROM themes ORDER BY name")
    assert {name: tuple(counts) for name, *counts in counted} == {
        "Getting help": (3, 4, 1),
        "Waiting": (3, 4, 1),
        "Months of it": (2, 2, 1),
        "Someone to talk to": (1, 1, 1),
        "Online life": (0, 0, 0),
    }


def test_counts_are_those_of_the_pages(sample, release: sqlite3.Connection) -> None:
    pages = voices.voices_by_theme(sample.corpus, sample.programme.id)
    for theme in release.execute("SELECT * FROM themes WHERE people > 0"):
        page = pages[theme["id"]]
        assert (page.people, page.segments, page.events) == (theme["people"], theme["segments"], theme["events"])


@pytest.mark.parametrize("across", ["locality", "role", "engagement_model"])
def test_cross_tabs_are_those_of_the_pages(sample, release: sqlite3.Connection, across: voices.Across) -> None:
    pages = voices.people_across(sample.corpus, sample.programme.id, across)
    rows = release.execute(f"SELECT theme_id, {across}, people FROM theme_by_{across} WHERE people > 0")
    found: dict[int, dict[str, int]] = {}
    for theme, group, people in rows:
        found.setdefault(theme, {})[group] = people
    assert found == pages


def test_a_cross_tab_holds_its_zeros_and_shares(sample, release: sqlite3.Connection) -> None:
    sql = "SELECT role, people, people_heard, share FROM theme_by_role WHERE theme_id = ? ORDER BY role"
    rows = [tuple(row) for row in release.execute(sql, [sample.themes["someone"]])]
    assert rows == [
        ("citizen", 0, 1, 0.0),
        ("not known", 0, 1, 0.0),
        ("parent or carer", 0, 1, 0.0),
        ("young person", 1, 2, 50.0),
    ]


def test_every_segment_is_accounted_for(release: sqlite3.Connection) -> None:
    row = dict(release.execute("SELECT * FROM release").fetchone())
    assert (row["segments"], row["fits_a_theme"], row["fits_no_theme"], row["non_answers"]) == (6, 4, 1, 1)
    assert (row["number"], row["people"], row["events"], row["documents"]) == (1, 5, 2, 2)
    assert [text for (text,) in release.execute("SELECT text FROM unthemed")] == ["The bus is late."]


def test_segments_carry_what_is_faceted(sample, release: sqlite3.Connection) -> None:
    segment = release.execute("SELECT * FROM segments WHERE text LIKE 'I have nobody%'").fetchone()
    assert (segment["themes"], segment["primary_theme_id"]) == (2, sample.themes["someone"])
    assert (segment["role"], segment["locality"]) == ("young person", "Central")
    assert (segment["engagement_model"], segment["fit"]) == ("co-production", "fits a theme")


def test_rejected_codings_are_shown_and_not_counted(sample, release: sqlite3.Connection) -> None:
    rejected = release.execute("SELECT theme_id, coder_id FROM codings WHERE state = 'rejected'").fetchall()
    assert [row["theme_id"] for row in rejected] == [sample.themes["online"]]
    people = [tuple(row) for row in release.execute("SELECT name, confirmed, rejected FROM coders WHERE kind='person'")]
    assert people == [("Person 1", 1, 1)]


def test_themes_said_together_count_people_and_segments(sample, release: sqlite3.Connection) -> None:
    pairs = {tuple(row) for row in release.execute("SELECT * FROM themes_said_together")}
    waiting, someone, months = (sample.themes[key] for key in ("waiting", "someone", "months"))
    one_way = {(waiting, someone, 1, 1), (waiting, months, 1, 0)}
    assert pairs == one_way | {(other, theme, *counts) for theme, other, *counts in one_way}


def test_facilitators_give_context_and_nothing_else(release: sqlite3.Connection) -> None:
    turn = release.execute("SELECT * FROM turns WHERE part = 'facilitator'").fetchone()
    assert (turn["speaker"], turn["contributor_id"], turn["text"]) == ("Facilitator", None, "What is it like?")


def test_speech_is_searched_by_stem(release: sqlite3.Connection) -> None:
    sql = "SELECT text FROM segments WHERE id IN (SELECT rowid FROM segments_fts WHERE segments_fts MATCH 'wait')"
    assert len(release.execute(sql).fetchall()) == 3


def test_attributes_and_forum_answers_are_there(sample, release: sqlite3.Connection) -> None:
    attributes = release.execute("SELECT attribute, value FROM contributor_attributes").fetchall()
    assert [tuple(row) for row in attributes] == [("school year", "9")]
    answers = release.execute("SELECT id, theme_id, constituency, answer FROM forum_answers").fetchall()
    assert [tuple(row) for row in answers] == [(1, sample.themes["waiting"], "young people", "partly")]


def test_what_forum_members_wrote_stays_with_staff(release: sqlite3.Connection) -> None:
    columns = [column for table, column in _columns(release) if table == "forum_answers"]
    assert sorted(columns) == ["answer", "answered_on", "constituency", "id", "theme_id"]


def test_whoever_spoke_only_in_documents_that_are_not_ready_was_not_heard(release: sqlite3.Connection) -> None:
    heard = {name for (name,) in release.execute("SELECT pseudonym FROM contributors")}
    assert heard == {"Young person 1", "Young person 2", "Citizen 1", "Parent 1", "Person 2"}
    assert "faith group" not in {role for (role,) in release.execute("SELECT role FROM theme_by_role")}
    events = release.execute("SELECT people FROM events ORDER BY held_on")
    assert [people for (people,) in events] == [3, 2]


def test_a_programme_without_anything_can_be_published(tmp_path: Path) -> None:
    from corpus.store.programmes import add_programme

    with corpus_at(tmp_path / "corpus.db") as corpus:
        build_release(corpus, add_programme(corpus, name="Empty").id, tmp_path / "empty.db")
    assert (tmp_path / "empty.db").exists()


def test_nothing_is_left_where_the_programme_does_not_exist(sample, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        build_release(sample.corpus, 99, tmp_path / "release.db")
    assert list(tmp_path.iterdir()) == []


def test_whoever_agrees_is_one_of_the_people_and_no_segment_of_the_theme(own_sample, tmp_path: Path) -> None:
    corpus, segments = own_sample.corpus, own_sample.segments
    alone, two = segments["It was a year of months."], segments["Months and months, waiting."]
    bus, unheard = segments["The bus is late."], next(id_ for text, id_ in segments.items() if "no consent" in text)
    replace_agreements(corpus, own_sample.programme.id, {alone: two, bus: unheard})
    build_release(corpus, own_sample.programme.id, tmp_path / "release.db")
    with closing(sqlite3.connect(tmp_path / "release.db")) as release:
        months = release.execute("SELECT people, segments, events FROM themes WHERE key = 'months'").fetchone()
        assert months == (2, 1, 1)
        page = voices.voices_by_theme(corpus, own_sample.programme.id)[own_sample.themes["months"]]
        assert (page.people, page.segments, page.events) == months
        sql = "SELECT segment_id, name, state, agreed_with FROM codings JOIN coders ON coders.id = coder_id"
        assert release.execute(sql + " WHERE agreed_with").fetchall() == [(alone, "agreement", "suggested", two)]
        said = release.execute("SELECT id, fit, themes, agreed_with FROM segments WHERE id IN (?, ?)", [alone, bus])
        assert said.fetchall() == [(alone, "agrees with somebody", 0, two), (bus, "fits no theme", 0, None)]
        sql = "SELECT segments, fits_a_theme, agreements, fits_no_theme, non_answers FROM release"
        assert release.execute(sql).fetchone() == (6, 3, 1, 1, 1)
        assert release.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_somebody_decides_shows_when_it_is_published_again(own_sample, tmp_path: Path) -> None:
    corpus, segment = own_sample.corpus, own_sample.segments["It was a year of months."]
    person = codings.coder_id(corpus, "person", "Ana")
    sql = "SELECT codings.state, confidence, kind FROM codings JOIN coders ON coders.id = coder_id WHERE segment_id = ?"
    for number, (state, people) in enumerate([("rejected", 1), ("confirmed", 2)]):
        theme = own_sample.themes["months"]
        codings.decide_coding(corpus, segment_id=segment, theme_id=theme, state=state, coder=person)
        build_release(corpus, own_sample.programme.id, tmp_path / f"{number}.db")
        with closing(sqlite3.connect(tmp_path / f"{number}.db")) as release:
            assert release.execute(sql, [segment]).fetchall() == [(state, 1.0, "person")]
            assert release.execute("SELECT people FROM themes WHERE key = 'months'").fetchone() == (people,)


def test_decisions_come_with_how_constituencies_voted_and_the_version_they_made(sample, release) -> None:
    decision = dict(release.execute("SELECT * FROM decisions").fetchone())
    assert (decision["theme_id"], decision["outcome"]) == (sample.themes["waiting"], "agreed")
    version = release.execute("SELECT * FROM codebook_versions ORDER BY number DESC").fetchone()
    assert (decision["codebook_version"], version["decided_by"]) == (version["number"], "young people, citizens")
    votes = release.execute("SELECT constituency, quorum, in_favour, against, stood_aside FROM decision_votes")
    assert {tuple(row) for row in votes} == {
        ("young people", 3, 3, 1, 0),
        ("citizens", 4, 2, 0, 2),
        ("professionals", 0, 0, 0, 0),
    }


def test_proposals_are_counted_by_whose_idea_they_were(release: sqlite3.Connection) -> None:
    rows = [tuple(row) for row in release.execute("SELECT * FROM proposals_by_constituency ORDER BY source, state")]
    assert rows == [
        ("adopt", "a forum answer", "young people", "decided", 1),
        ("adopt", "a forum answer", "young people", "open", 1),
        ("adopt", "staff", "not of one forum", "open", 1),
    ]


def test_a_theme_that_was_decided_on_stays_in_the_codebook(own_sample, tmp_path: Path) -> None:
    theme = own_sample.themes["waiting"]
    own_sample.corpus.execute("DELETE FROM codings")
    own_sample.corpus.execute("DELETE FROM reviews")
    own_sample.corpus.execute("UPDATE themes SET status = 'retired', parent_id = NULL")
    build_release(own_sample.corpus, own_sample.programme.id, tmp_path / "release.db")
    with closing(sqlite3.connect(tmp_path / "release.db")) as release:
        assert release.execute("SELECT id, status FROM themes").fetchall() == [(theme, "retired")]


def test_a_release_says_what_it_was_made_of(own_sample, tmp_path: Path) -> None:
    corpus, programme = own_sample.corpus, own_sample.programme.id
    analyses.keep_analysis(corpus, programme, Analysis("minilm", "x", 6, 2), segments=[], centres=[])
    unsigned.sign(corpus, 1, by="Sam", changed=0)
    corpus.execute("INSERT INTO sign_offs VALUES (2, 'nobody: it came in before sign-off existed', '2026', 0)")
    build_release(corpus, programme, tmp_path / "release.db")
    with closing(sqlite3.connect(tmp_path / "release.db")) as release:
        sql = "SELECT made_with LIKE 'Chorus _%', model, codings_by_people, documents_signed_off FROM release"
        assert release.execute(sql).fetchall() == [(1, "minilm", 2, 1)]
