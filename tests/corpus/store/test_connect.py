import sqlite3
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.errors import NotSigned
from corpus.records import SummaryLine
from corpus.store import codebook, held_writing, lost_cards, meetings, open_releases, people, summaries
from corpus.store.connect import WAL_IS_SAFE, copying, corpus_at, open_corpus
from corpus.store.judgements import Agreement, agreement
from corpus.store.migrations import migrations, steps
from corpus.store.programmes import add_programme

TABLES = {
    *("programmes", "events", "contributors", "documents", "turns", "segments", "vectors", "codebook_versions"),
    *("themes", "coders", "codings", "summary_lines", "summary_evidence", "accounts", "forum_members", "reviews"),
    *("jobs", "releases", "reviewed_segments", "agreements", "said_once", "analyses", "analysed_segments"),
    *("theme_centres", "discoveries", "theme_stability", "left_out", "consents_changed", "rights_versions"),
    *("ranking_draws", "rankings", "ranked_themes", "member_proposals"),
    *("destructions", "judgements"),
    *("account_roles", "sessions", "invitations", "recovery_codes", "audit"),
    *("deciding_rules", "theme_proposals", "proposal_parts", "proposal_evidence", "votes", "objections", "decisions"),
    *("decision_votes", "actions", "action_states", "held_writing"),
    *("open_releases", "open_release_sources", "open_release_checks", "open_release_signatures"),
    "open_release_statements",
    *("holds", "unsigned_documents", "unsigned_contributors", "unsigned_holds", "sign_offs"),
    *("forum_summaries", "forum_summary_lines", "forum_summary_evidence"),
    *("card_sorts", "sort_cards", "sort_piles", "sorted_cards"),
    *("meetings", "meeting_themes", "seats", "seat_keys", "seat_answers", "seat_rankings", "ended_codes"),
}


def _pragma(db: Database, name: str) -> object:
    return db.execute(f"PRAGMA {name}").fetchone()[0]


def test_every_connection_is_opened_alike(db: Database) -> None:
    assert _pragma(db, "foreign_keys") == 1
    assert _pragma(db, "secure_delete") == 1
    assert _pragma(db, "journal_mode") == ("wal" if WAL_IS_SAFE else "delete")


def test_the_journal_is_rolled_back_on_a_library_whose_log_can_be_corrupted() -> None:
    assert WAL_IS_SAFE is (sqlite3.sqlite_version_info > (3, 51, 2))


def test_a_new_corpus_has_every_table_and_each_is_strict(db: Database) -> None:
    strict = {name: bool(is_strict) for _, name, kind, _, _, is_strict in db.execute("PRAGMA main.table_list")
              if kind == "table" and not name.startswith(("sqlite_", "_"))}  # fmt: skip
    assert strict == dict.fromkeys(TABLES, True)
    assert not migrations.pending(db)


def test_what_is_there_stays_when_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "corpus.db"
    with corpus_at(path) as db:
        db.table("programmes").insert({"id": 7, "slug": "p", "name": "P", "description": "", "created_at": "now"})
        applied = [str(one.name) for one in migrations.applied(db)]
    with corpus_at(path) as db:
        assert db.execute("SELECT id, slug, name FROM programmes").fetchall() == [(7, "p", "P")]
        assert [str(one.name) for one in migrations.applied(db)] == applied
        assert applied[0] == "m001_first_house"


def test_jobs_are_kept_when_they_learn_to_be_cancelled() -> None:
    db = Database(memory=True)
    migrations.apply(db, stop_before="m002_jobs_can_be_cancelled")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', 'now')")
    columns = "id, kind, programme_id, subject_id, state, problem, attempts, queued_at"
    before = [
        (4, "read", 1, 9, "failed", "It is locked.", 2, "then"),
        (7, "publish", 1, None, "queued", None, 0, "now"),
    ]
    db.conn.executemany(f"INSERT INTO jobs ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", before)
    db.conn.commit()
    migrations.apply(db)
    assert db.execute(f"SELECT {columns} FROM jobs ORDER BY id").fetchall() == before
    assert db.execute("SELECT DISTINCT seconds_left, cancel_requested FROM jobs").fetchall() == [(None, 0)]


def test_what_was_kept_before_vectors_were_lean_stays_and_they_are_made_again(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m006_lean_vectors")
    db.table("programmes").insert({"id": 7, "slug": "p", "name": "P", "description": "", "created_at": "now"})
    db.table("vectors").insert({"model": "m", "text_hash": b"1", "vector": b"1234"})
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        assert opened.table("programmes").count == 1
        assert opened.table("vectors").count == 0
        for model in ("m", "n"):
            opened.table("vectors").insert({"model": model, "text_hash": b"1", "vector": b"1234"})
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            opened.table("vectors").insert({"model": "m", "text_hash": b"1", "vector": b"5678"})


def test_accounts_keep_their_role_when_they_may_have_several(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m009_roles_and_sessions")
    db.execute("INSERT INTO accounts VALUES (3, 'Sam', 'staff', 'h1'), (5, 'Ana', 'analyst', 'h2')")
    db.conn.commit()
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        assert [(one.id, one.name, one.roles, one.is_disabled) for one in people.accounts(opened)] == [
            (5, "Ana", ("analyst",), False),
            (3, "Sam", ("staff",), False),
        ]
        assert people.account_with_hash(opened, "sam") == (people.account_by_id(opened, 3), "h1")


def test_sentences_of_before_keep_their_evidence_and_those_without_go(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m016_sentences_with_evidence")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', '')")
    db.execute(
        "INSERT INTO events (id, programme_id, code, name, kind, held_on, locality, setting, audience,"
        " engagement_model) VALUES (1, 1, 'A', 'A', 'survey', '', '', '', '', 'consultation')"
    )
    db.execute(
        "INSERT INTO themes (id, programme_id, key, name, origin, status) VALUES (1, 1, 'a', 'A', 'forum', 'adopted')"
    )
    db.execute(
        "INSERT INTO documents (id, event_id, number, format, fingerprint, state, received_at)"
        " VALUES (1, 1, 1, 'txt', 'f', 'ready', '')"
    )
    db.execute(
        "INSERT INTO turns (id, document_id, position, part, speaker, text) VALUES (1, 1, 0, 'contributor', 'P', 'Yes')"
    )
    db.execute("INSERT INTO segments (id, turn_id, start, \"end\", text) VALUES (1, 1, 0, 3, 'Yes')")
    db.execute("INSERT INTO summary_lines VALUES (1, 0, 'One person.'), (1, 1, '“Yes”'), (1, 2, 'Bare.')")
    db.execute("INSERT INTO summary_evidence VALUES (1, 0, 1), (1, 1, 1)")
    db.conn.commit()
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        assert summaries.summary(opened, 1) == [
            SummaryLine("One person.", (1,), "counted"),
            SummaryLine("“Yes”", (1,), "quote"),
        ]


def test_events_of_before_are_not_sensitive_and_nothing_is_held(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m012_holds")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', '')")
    db.execute("INSERT INTO events VALUES (1, 1, 'A', 'A', 'survey', '', '', '', '', 'consultation')")
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        assert opened.execute("SELECT is_sensitive FROM events").fetchone() == (0,)
        assert opened.execute("SELECT count(*) FROM holds").fetchone() == (0,)


def test_codes_of_before_are_of_a_co_production_forum_and_versions_were_no_forums(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m015_deciding")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', '')")
    db.execute("INSERT INTO forum_members VALUES (4, 1, 'citizens', 'hash')")
    db.execute("INSERT INTO codebook_versions VALUES (2, 1, 1, 'starter codebook', 'then')")
    db.conn.commit()
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        assert people.forum_member_by_id(opened, 4).engagement_model == "co-production"
        (version,) = codebook.versions(opened, 1)
        assert (version.reason, version.constituencies) == ("starter codebook", ())


def test_members_of_before_have_a_card_and_were_made_for_no_meeting(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m021_meetings")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', '')")
    db.execute("INSERT INTO forum_members VALUES (4, 1, 'citizens', 'hash', 'co-production')")
    db.conn.commit()
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        assert people.count_forum_members(opened, 1) == {"citizens": 1}
        assert meetings.meetings(opened, 1) == []


def test_cards_of_before_are_numbered_and_those_without_one_are_not(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m027_lost_cards")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', '')")
    for card in range(1, 30):
        db.execute("INSERT INTO forum_members VALUES (?, 1, 'citizens', ?, 'co-production', NULL)", [card, str(card)])
    db.conn.commit()
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        numbers = [lost_cards.number_of(opened, number) for number in range(1, 30)]
        assert sorted(numbers, key=str) == list(range(101, 130))
        assert numbers != list(range(101, 130))
        assert people.count_forum_members(opened, 1) == {"citizens": 29}


def test_what_was_held_of_members_is_kept_when_names_of_piles_can_be_held_too(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m022_card_sorts")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', '')")
    db.execute("INSERT INTO forum_members VALUES (4, 1, 'citizens', 'hash', 'co-production', NULL)")
    held = (7, 1, 4, "objection", 3, "waiting", "then")
    db.conn.execute("INSERT INTO held_writing VALUES (?, ?, ?, ?, ?, ?, ?)", held)
    db.conn.commit()
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        assert opened.execute("SELECT * FROM held_writing").fetchall() == [held]
        held_writing.hold_writing(opened, 1, 4, "pile name", 1)


def test_what_was_decided_before_stays_and_says_nothing_of_who_agreed(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m025_judgements")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', '')")
    db.execute("INSERT INTO coders VALUES (1, 'person', 'Sam')")
    db.conn.commit()
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        assert opened.execute("SELECT name FROM coders").fetchall() == [("Sam",)]
        assert agreement(opened, 1) == Agreement(0, 0, 0, ())


def test_what_was_there_before_sign_off_counts_as_signed_and_says_so(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m018_sign_off")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', '')")
    db.execute("INSERT INTO events VALUES (1, 1, 'A', 'A', 'survey', '', '', '', '', 'consultation', 0)")
    for number, state in enumerate(("ready", "to confirm"), start=1):
        sql = "INSERT INTO documents (event_id, number, format, fingerprint, state, received_at)"
        db.execute(f"{sql} VALUES (1, {number}, 'txt', {number}, '{state}', '2026-01-0{number}')")
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        assert opened.execute("SELECT * FROM sign_offs").fetchall() == [
            (1, "nobody: it came in before sign-off existed", "2026-01-01", 0)
        ]
        assert opened.execute("SELECT count(*) FROM unsigned_documents").fetchone() == (0,)


def test_a_draft_that_one_person_ticked_for_two_is_signed_again_and_what_is_published_stays(tmp_path: Path) -> None:
    db = Database(tmp_path / "corpus.db")
    migrations.apply(db, stop_before="m031_each_approver_states")
    db.execute("INSERT INTO programmes VALUES (1, 'p', 'P', '', '')")
    for number in (1, 2):
        people.put_account(db, name=f"N{number}", roles=["approver"], password_hash="x")
    for release in (1, 2):
        db.execute(
            "INSERT INTO open_releases (id, programme_id, number, file, sha256, counts, drafted_at)"
            " VALUES (?, 1, ?, ?, 'sum', '{}', 'then')",
            [release, release, f"{release}.db"],
        )
        db.execute("INSERT INTO open_release_checks VALUES (?, 11, 'read', 1, 1, '', 1, 'then')", [release])
        for account in (1, 2):
            db.execute("INSERT INTO open_release_signatures VALUES (?, ?, 'sum', 'then')", [release, account])
    db.execute("UPDATE open_releases SET state = 'published', published_at = 'now' WHERE id = 1")
    db.conn.commit()
    db.close()
    with corpus_at(tmp_path / "corpus.db") as opened:
        signed = {number: [one.name for one in open_releases.signatures(opened, number)] for number in (1, 2)}
        assert signed == {1: ["N1", "N2"], 2: ["N1"]}
        assert [check.said_by for check in open_releases.checks(opened, 1)] == [("N1",)]
        with pytest.raises(NotSigned):
            open_releases.publish(opened, 2)
        open_releases.sign(opened, 2, account_id=2, sha256="sum", stated=[11])
        open_releases.publish(opened, 2)


def test_an_empty_file_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    path.touch()
    with corpus_at(path) as db:
        assert set(db.table_names()) >= TABLES


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """A table of that name stands in the way of one that comes late."""
    path = tmp_path / "corpus.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE releases (id)")
    other.close()
    with pytest.raises(sqlite3.OperationalError, match="releases"):
        open_corpus(path)
    other = sqlite3.connect(path)
    assert {name for (name,) in other.execute("SELECT name FROM sqlite_master")} & TABLES == {"releases"}
    other.close()


def test_one_moment_is_copied_while_somebody_else_writes(tmp_path: Path) -> None:
    with corpus_at(tmp_path / "corpus.db") as db, corpus_at(tmp_path / "corpus.db") as writer:
        add_programme(db, name="First")
        with copying(db, tmp_path / "copy.db") as moment, moment.atomic():
            moment.execute("CREATE TABLE other.names AS SELECT name FROM programmes")
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("INSERT INTO programmes (slug, name, created_at) VALUES ('second', 'Second', '')")
            moment.execute("INSERT INTO other.names SELECT name FROM programmes")
        writer.conn.commit()
        assert [row["name"] for row in db.query("SELECT name FROM programmes")] == ["First", "Second"]
    with corpus_at(tmp_path / "corpus.db") as db, copying(db, tmp_path / "copy.db") as moment:
        assert moment.execute("SELECT name FROM other.names").fetchall() == [("First",), ("First",)]


def test_whoever_reads_and_then_writes_is_not_refused_because_somebody_else_writes(tmp_path: Path) -> None:
    with corpus_at(tmp_path / "corpus.db") as db, corpus_at(tmp_path / "corpus.db") as other:
        second = threading.Thread(target=add_programme, args=[other], kwargs={"name": "Second"})
        with db.atomic():
            assert not db.table("programmes").count
            second.start()
            second.join(timeout=0.3)  # it waits, and would have the lock by now if it were given before we write
            add_programme(db, name="First")
        second.join()
        assert [row["name"] for row in db.query("SELECT name FROM programmes")] == ["First", "Second"]


def test_what_is_cut_off_within_a_block_leaves_what_came_before(db: Database) -> None:
    with db.atomic():
        add_programme(db, name="First")
        with pytest.raises(ZeroDivisionError), db.atomic():
            add_programme(db, name="Second")
            _ = 1 / 0
    assert [row["name"] for row in db.query("SELECT name FROM programmes")] == ["First"]


def test_it_is_closed_after_the_block(tmp_path: Path) -> None:
    with corpus_at(tmp_path / "corpus.db") as db:
        pass
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        db.execute("SELECT 1")


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("INSERT INTO events VALUES (1, 99, 'A', 'A', 'survey', '', '', '', '', 'consultation', 0)", "FOREIGN KEY"),
        ("INSERT INTO programmes VALUES (1, '', 'P', '', '')", "CHECK"),
        ("INSERT INTO programmes VALUES (1, 'p', 'P', NULL, '')", "NOT NULL"),
        ("INSERT INTO programmes VALUES ('one', 'p', 'P', '', '')", "datatype mismatch"),
        ("INSERT INTO account_roles VALUES (1, 'owner')", "CHECK"),
        ("INSERT INTO codings VALUES (99, 99, 99, 0.5, 1, 'suggested')", "FOREIGN KEY"),
        ("INSERT INTO codings VALUES (99, 99, 99, 1.5, 1, 'suggested')", "CHECK"),
    ],
)
def test_what_the_schema_forbids_is_refused(db: Database, sql: str, complaint: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=complaint), db.atomic():
        db.execute(sql)


def test_the_files_of_the_schema_are_its_steps_one_to_a_file_and_numbered_without_a_gap() -> None:
    files = sorted(path.stem for path in Path(steps.__file__).parent.glob("m*.py"))
    assert [str(one.name) for one in migrations.pending(Database(memory=True))] == files
    assert [int(name[1:4]) for name in files] == list(range(1, len(files) + 1))
