"""Who did what is written down, without what was in it; and whoever changes the record is found out."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.store import audit
from service.audit import verify
from service.cli import main
from service.settings import Settings
from service.workspace import Workspace, open_workspace

SETTLED = 6


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path)) as opened:
        for number in range(1, SETTLED + 1):
            opened.on_behalf_of(f"account {number}").record("read document", f"document {number}")
        yield opened


def problem_of(workspace: Workspace) -> str | None:
    return verify(workspace.settings, workspace.corpus).problem


def test_entries_follow_each_other_and_are_whole(workspace: Workspace) -> None:
    told = audit.entries(workspace.corpus, limit=2)
    assert [(entry.number, entry.who, entry.action, entry.subject) for entry in told] == [
        (6, "account 6", "read document", "document 6"),
        (5, "account 5", "read document", "document 5"),
    ]
    verdict = verify(workspace.settings, workspace.corpus)
    assert (verdict.entries, verdict.problem, verdict.head) == (6, None, f"6 {told[0].seal}")
    assert [entry.number for entry in audit.entries(workspace.corpus, limit=9, before=3)] == [2, 1]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET who = 'nobody' WHERE number = 2",
        "DELETE FROM audit WHERE number = 6",
        "INSERT OR REPLACE INTO audit VALUES (2, '', '', '', '', '')",
        "INSERT INTO audit VALUES (9, '', '', '', '', '')",
    ],
)
def test_the_database_itself_refuses_changes(workspace: Workspace, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only be added to"), workspace.corpus.atomic():
        workspace.corpus.execute(sql)
    assert problem_of(workspace) is None


def _by_force(*statements: str) -> Callable[[Settings], None]:
    """Somebody with the file and a tool of their own, for whom no trigger counts."""

    def change(settings: Settings) -> None:
        with closing(sqlite3.connect(settings.corpus_path)) as file, file:
            for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                if name.startswith("audit_"):
                    file.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                file.execute(statement)

    return change


def _move(number: int, to: int) -> str:
    return f"UPDATE audit SET number = {to} WHERE number = {number}"


@pytest.mark.parametrize("column", ["at", "who", "action", "subject", "seal"])
@pytest.mark.parametrize("number", [1, 4, 6])
def test_a_changed_entry_is_found(workspace: Workspace, column: str, number: int) -> None:
    _by_force(f"UPDATE audit SET {column} = 'x' WHERE number = {number}")(workspace.settings)
    assert problem_of(workspace) == f"Entry {number} was changed, or was not written by Chorus."


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (_by_force("DELETE FROM audit WHERE number = 3"), "Entry 3 is missing."),
        (_by_force("DELETE FROM audit WHERE number = 1"), "Entry 1 is missing."),
        (_by_force("DELETE FROM audit WHERE number = 6"), "Entry 6 is missing, and all up to 6."),
        (_by_force("DELETE FROM audit WHERE number > 2"), "Entry 3 is missing, and all up to 6."),
        (_by_force("DELETE FROM audit"), "Entry 1 is missing, and all up to 6."),
        (
            _by_force("DELETE FROM audit WHERE number = 3", "UPDATE audit SET number = number - 1 WHERE number > 3"),
            "Entry 3 was changed, or was not written by Chorus.",
        ),
        (
            _by_force(
                *(f"UPDATE audit SET number = {new} WHERE number = {old}" for old, new in [(3, 9), (4, 3), (9, 4)])
            ),
            "Entry 3 was changed, or was not written by Chorus.",
        ),
        (
            _by_force("INSERT INTO audit SELECT 7, at, who, action, subject, seal FROM audit WHERE number = 6"),
            "Entry 7 was changed, or was not written by Chorus.",
        ),
        (
            lambda settings: settings.audit_head_path.unlink(),
            "audit.head is missing: nobody can say whether the last entries are there.",
        ),
        (
            lambda settings: settings.audit_key_path.write_bytes(b"another"),
            "Entry 1 was changed, or was not written by Chorus.",
        ),
    ],
)
def test_whatever_is_done_to_it_is_found(
    workspace: Workspace, change: Callable[[Settings], None], problem: str
) -> None:
    change(workspace.settings)
    assert problem_of(workspace) == problem


def test_entries_that_others_took_the_place_of_are_missed(workspace: Workspace) -> None:
    """Chorus itself goes on after the last two were taken away: the chain fits, but not what is written down of it."""
    _by_force("DELETE FROM audit WHERE number > 4")(workspace.settings)
    for number in range(3):
        workspace.record("read document", f"document {number}")
    assert problem_of(workspace) == "Entry 6 is not the one that was written."


def test_a_deed_that_is_lost_takes_its_entry_with_it(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), workspace.corpus.atomic():
        workspace.record("publish", "release 1")
        raise ZeroDivisionError
    assert audit.count_entries(workspace.corpus) == SETTLED
    assert problem_of(workspace) is None


@pytest.mark.parametrize("cut_off_at", ["begin_head", "add_entry", "note_head"])
def test_a_first_entry_that_is_cut_off_leaves_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut_off_at: str
) -> None:
    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with open_workspace(Settings(home=tmp_path / "new")) as workspace:
        assert [problem_of(workspace), problem_of(workspace)] == [None, None]
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(audit, cut_off_at, cut_off)
            workspace.record("read document", "document 1")
        assert problem_of(workspace) is None
        workspace.record("read document", "document 2")
        assert problem_of(workspace) is None
        assert audit.count_entries(workspace.corpus) == (2 if cut_off_at == "note_head" else 1)


def test_entries_from_many_at_once_are_one_chain(workspace: Workspace) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def write(number: int) -> None:
        with open_workspace(workspace.settings) as other:
            for _ in range(5):
                other.record("read document", f"document {number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(8)))
    verdict = verify(workspace.settings, workspace.corpus)
    assert (verdict.entries, verdict.problem) == (SETTLED + 40, None)
    head = audit.read_head(workspace.settings.audit_head_path)
    assert head
    assert head.number == SETTLED + 40


def test_what_is_read_in_the_vault_is_told(workspace: Workspace) -> None:
    with workspace.on_behalf_of("account 3").vault() as vault:
        vault.seal("bytes", 7, b"said in confidence")
        vault.unseal("bytes", 7, reason="reading it again")
        vault.names([], reason="event page")
    (entry,) = audit.entries(workspace.corpus, limit=1)
    assert (entry.number, entry.who, entry.action) == (7, "account 3", "read vault")
    assert entry.subject == "bytes of document 7, reading it again"


def test_the_command_says_so(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHORUS_HOME", str(workspace.settings.home))
    whole = CliRunner().invoke(main, ["audit", "verify"])
    assert (whole.exit_code, "entries: 6" in whole.output) == (0, True)
    _by_force("UPDATE audit SET who = 'x' WHERE number = 2")(workspace.settings)
    broken = CliRunner().invoke(main, ["audit", "verify"])
    assert (broken.exit_code, "Entry 2 was changed" in broken.output) == (1, True)
