"""The `chorus` command as people use it: what it prints, and one plain sentence where something is wrong."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from service.cli import COMMANDS, main
from service.settings import Settings
from service.workflow import accounts
from service.workspace import open_workspace

HEAVY = ("sklearn", "spacy", "flask", "onnxruntime", "bertopic", "numpy", "sqlite_utils", "huey", "datasette")
OF_LANGUAGE_WORK = (
    "sklearn",
    "scipy",
    "spacy",
    "onnxruntime",
    "bertopic",
    "presidio_analyzer",
    "model2vec",
    "tokenizers",
)
TALK = "Facilitator: How is it?\n\nYP1: We waited for months to be seen by anyone.\n\nYP2: Nobody ever rang us back.\n"
CODEBOOK = "name,examples\nWaiting,We waited for months to be seen\nFood,The food is always cold\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path) -> Run:
    def invoke(*arguments: object, **options: Any) -> Result:
        environment = {"CHORUS_HOME": str(home), "CHORUS_THREADS": "1"}
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment, **options)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def answer(run: Run) -> Callable[..., Any]:
    """What a command answers with --json."""

    def parsed(*arguments: object) -> Any:
        result = run(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return parsed


@pytest.fixture
def event(run: Run, tmp_path: Path) -> str:
    """A programme with a small codebook, and an event of it; its code."""
    codebook = tmp_path / "codebook.csv"
    codebook.write_text(CODEBOOK)
    assert run("add-programme", "Wellbeing", "--codebook", codebook).exit_code == 0
    assert _add_event(run, "F1").exit_code == 0
    return "F1"


def _add_event(run: Run, code: str, *more: str, date: str = "2026-03-31") -> Result:
    kind = ("--kind", "forum meeting", "--date", date, "--engagement-model", "co-production")
    return run("add-event", code, *kind, *more)


def _assert_sentence(result: Result, *parts: str) -> None:
    """Exit code 1, and one sentence on standard error that has these parts."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("Error: ")
    assert line.endswith(".")
    assert "Traceback" not in result.output
    assert not [part for part in parts if part not in line], line


def test_help_loads_nothing_heavy() -> None:
    script = f"""
import sys
from service.cli import main
main(["--help"], standalone_mode=False)
sys.exit(" ".join(name for name in {HEAVY} if name in sys.modules) or 0)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


def test_status_loads_nothing_that_language_work_needs(tmp_path: Path) -> None:
    script = f"""
import sys
from service.cli import main
main(["status"], standalone_mode=False)
sys.exit(" ".join(name for name in {OF_LANGUAGE_WORK} if name in sys.modules) or 0)
"""
    home = {**os.environ, "CHORUS_HOME": str(tmp_path / "home")}
    done = subprocess.run([sys.executable, "-c", script], env=home, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_mistake_in_a_process_of_its_own_is_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "publish"],
        env={**os.environ, "CHORUS_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: There is no programme yet. Begin one with “chorus add-programme NAME”.\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {name}")


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"serve", "worker", "audit", "open-release"}))
def test_every_command_that_answers_can_answer_in_json(run: Run, name: str) -> None:
    assert "--json" in run(name, "--help").output


def test_an_unknown_command_is_a_wrong_use(run: Run) -> None:
    assert run("ingset").exit_code == 2


def test_nothing_is_there_at_first(answer: Callable[..., Any]) -> None:
    assert answer("status") == {"programmes": []}


def test_programmes_are_begun_with_a_codebook(answer: Callable[..., Any], tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(CODEBOOK)
    assert answer("add-programme", "Own one", "--codebook", own) == {"programme": "own-one", "themes": 2}
    assert answer("add-programme", "None", "--no-codebook") == {"programme": "none", "themes": 0}
    starter = answer("add-programme", "  Starter  ")
    assert starter["programme"] == "starter"
    assert starter["themes"] > 20
    assert [one["programme"] for one in answer("status")["programmes"]] == ["none", "own-one", "starter"]


def test_a_codebook_that_cannot_be_read_begins_no_programme(
    run: Run, answer: Callable[..., Any], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("topic\nWaiting\n")
    _assert_sentence(run("add-programme", "P", "--codebook", bad), "“bad.csv”", "“name”")
    _assert_sentence(run("add-programme", "P", "--codebook", tmp_path / "none.csv"), "none.csv", "cannot be read")
    assert answer("status") == {"programmes": []}


def test_a_programme_has_to_be_named_where_there_are_several(run: Run, event: str) -> None:
    run("add-programme", "Other", "--no-codebook")
    _assert_sentence(_add_event(run, "F2"), "--programme: other, wellbeing")
    _assert_sentence(_add_event(run, "F2", "--programme", "nope"), "programme “nope”")
    assert _add_event(run, "F2", "--programme", "other").stdout == "event: F2\nprogramme: other\n"


def test_what_is_there_is_not_added_again(run: Run, event: str) -> None:
    _assert_sentence(_add_event(run, event), "“F1”", "is taken. Choose another.")
    _assert_sentence(run("add-programme", "wellbeing"), "“wellbeing”", "Choose another name")


@pytest.mark.parametrize("date", ["31/03/2026", "2026-02-30", "yesterday"])
def test_a_date_is_checked(run: Run, event: str, date: str) -> None:
    _assert_sentence(_add_event(run, "F2", date=date), f"“{date}” is not a date")


def test_an_account_can_sign_in(run: Run, answer: Callable[..., Any], home: Path) -> None:
    given = ("add-account", "Sam", "--role", "staff", "--password", "a long password")
    assert answer(*given) == {"account": "Sam", "roles": ["staff"]}
    with open_workspace(Settings(home=home)) as workspace:
        assert accounts.sign_in(workspace, "Sam", "a long password").roles == ("staff",)
    _assert_sentence(run("add-account", "Sam", "--role", "staff", "--password", "short"), "at least 12 characters")


def test_a_setting_that_cannot_be_read_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHORUS_PORT", "eighty")
    _assert_sentence(run("status"), "CHORUS_PORT is “eighty”")


def test_errors_are_json_where_json_was_asked_for(run: Run) -> None:
    result = run("publish", "--json")
    assert (result.exit_code, result.stderr) == (1, "")
    assert json.loads(result.stdout)["error"].startswith("There is no programme yet.")


@pytest.mark.model
def test_files_are_taken_in_coded_and_published(
    run: Run, answer: Callable[..., Any], event: str, tmp_path: Path, home: Path
) -> None:
    talk, table = tmp_path / "talk.txt", tmp_path / "answers.csv"
    talk.write_text(TALK)
    table.write_text("Who,What would you change?\ncitizen,The food is always cold\nparent,\ncitizen,n/a\n")
    run("add-account", "Sam", "--role", "staff", "--password", "a-long-enough-password")
    told = answer(
        *("ingest", talk, table, "--event", event, "--signed-off-by", "sam"),
        *("--answers", "What would you change?", "--attribute", "role=Who"),
    )
    assert told["files"] == [
        "talk.txt: 3 turns, 2 contributors, 1 not coded",
        "answers.csv: 3 rows, answers in What would you change?",
    ]
    assert {name: told[name] for name in ("documents", "answers and turns", "blank", "people", "segments")} == {
        "documents": 2,
        "answers and turns": 5,
        "blank": 1,
        "people": 4,
        "segments": 4,
    }
    assert told["coded"] + told["agreed with somebody"] + told["fit no theme"] + told["non-answers"] == told["segments"]
    assert told["coded"] >= 2
    assert told["held for a safeguarding lead"] == 0
    assert (home / "releases" / "wellbeing-1.db").is_file()
    again = answer("ingest", talk, "--event", event)
    assert again["files"] == ["talk.txt: was there already"]
    assert {**again, "files": told["files"]} == told
    (status,) = answer("status")["programmes"]
    assert (status["release"], status["under way"], status["segments"]) == (1, 0, 4)
    analysed = answer("analyse")
    assert analysed["release"] == 2
    assert "No themes were looked for" in str(analysed["discovered"])
    assert answer("publish")["release"] == 3
    assert "segments 4" in run("status").stdout


def test_what_is_taken_in_waits_until_it_is_signed_off(
    run: Run, answer: Callable[..., Any], event: str, tmp_path: Path, home: Path
) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK)
    run("add-account", "Sam", "--role", "staff", "--password", "a-long-enough-password")
    run("add-account", "Ana", "--role", "analyst", "--password", "a-long-enough-password")
    told = answer("ingest", talk, "--event", event)
    assert (told["to sign off"], told["answers and turns"], told["segments"]) == (1, 0, 0)
    assert "chorus sign-off" in told["next"]
    assert not (home / "releases").exists()
    (waiting,) = answer("sign-off")["to sign off"]
    assert (waiting["document"], waiting["title"]) == (1, "F1 document 1")
    _assert_sentence(run("sign-off", "1"), "--by")
    _assert_sentence(run("sign-off", "1", "--by", "Ana"), "“Ana”", "for staff")
    _assert_sentence(run("ingest", talk, "--event", event, "--signed-off-by", "Bo"), "There is no account “Bo”")
    signed = answer("sign-off", "1", "--by", "Sam")
    assert (signed["signed off"], signed["by"], signed["release"]) == ("F1 document 1", "Sam", 1)
    assert answer("sign-off") == {"to sign off": []}
    _assert_sentence(run("sign-off", "1", "--by", "Sam"), "Nothing of this document waits")


BAD_FILES = [
    ("empty.txt", b"", "is empty"),
    ("blank.csv", b"\n \n", "is empty"),
    ("picture.png", b"\x89PNG\r\n\x1a\n\0", "not a kind of file"),
    ("picture.csv", b"\x89PNG\r\n\x1a\n\0", "is a picture"),
    ("locked.docx", OLE, "asks for a password"),
    ("broken.docx", b"PK\x03\x04\0\0broken", "damaged"),
    ("bytes.txt", bytes(range(256)) * 40, "is not text we can read"),
    ("sheet.csv", b"Who,Why\na,b\n", "no column “Answer”"),
]


@pytest.mark.parametrize("bad", BAD_FILES, ids=[name for name, *_ in BAD_FILES])
def test_a_file_that_cannot_be_taken_in_is_named(
    run: Run, answer: Callable[..., Any], event: str, tmp_path: Path, bad: tuple[str, bytes, str]
) -> None:
    name, data, says = bad
    path = tmp_path / name
    path.write_bytes(data)
    _assert_sentence(run("ingest", path, "--event", event, "--answers", "Answer"), name, says)
    (status,) = answer("status")["programmes"]
    assert (status["answers and turns"], status["people"], status["segments"]) == (0, 0, 0)


def test_a_refused_file_leaves_nothing_of_itself_and_its_companions(
    run: Run, answer: Callable[..., Any], event: str, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text(TALK)
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    result = run("ingest", tmp_path / "good.txt", tmp_path / "table.csv", "--event", event, "--answers", "feedback")
    _assert_sentence(result, "“table.csv”: There is no column “feedback”. The columns are: a, b.")
    (programme,) = answer("status")["programmes"]
    assert (programme["documents"], programme["under way"]) == (0, 0)


def test_what_is_asked_for_has_to_be_there(run: Run, event: str, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK)
    _assert_sentence(run("ingest", talk, "--event", "F9"), "“F9”")
    _assert_sentence(run("ingest", tmp_path / "none.txt", "--event", event), "none.txt", "No such file")
    _assert_sentence(run("ingest", talk, "--event", event, "--facilitator", "Bob"), "talk.txt", "Bob", "YP1")
    _assert_sentence(run("ingest", talk, "--event", event, "--attribute", "height=Tall"), "--attribute", "NAME=COLUMN")


def _coded(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text("n,text\na,We waited for months to be seen\nb,\nc,The food is always cold\nd,n/a\n")
    return path


@pytest.mark.model
@pytest.mark.parametrize("suffix", [".csv", ".db"])
def test_a_table_is_coded_in_one_go(
    answer: Callable[..., Any], table: Path, tmp_path: Path, home: Path, suffix: str
) -> None:
    codebook, out = tmp_path / "codebook.csv", tmp_path / f"out{suffix}"
    codebook.write_text(CODEBOOK)
    told = answer("code", table, "--text", "text", "--id", "n", "--codebook", codebook, "--out", out)
    assert str(told.pop("discovered")).startswith("No themes were looked for")
    assert told == {
        "rows": 4,
        "with a theme": 2,
        "fit no theme": 0,
        "blank": 1,
        "non-answers": 1,
        "said before": 0,
        "coded by hand": 0,
        "themes": 2,
        "out": str(out),
    }
    if suffix == ".csv":
        found = [(row["row_id"], row["theme"]) for row in _coded(out)]
    else:
        with closing(sqlite3.connect(out)) as db:
            found = db.execute("SELECT row_id, coalesce(theme, '') FROM codings ORDER BY id").fetchall()
    assert found == [("a", "Waiting"), ("b", ""), ("c", "Food"), ("d", "")]
    assert not home.exists()


@pytest.mark.model
def test_a_table_without_words_is_coded(answer: Callable[..., Any], tmp_path: Path) -> None:
    table, out = tmp_path / "numbers.csv", tmp_path / "out.csv"
    table.write_text("text\n" + "\n".join(str(10**6 + number) for number in range(20)))
    assert answer("code", table, "--text", "text", "--out", out)["fit no theme"] == 20
    assert len(_coded(out)) == 20


@pytest.mark.parametrize(("name", "data", "says"), BAD_FILES[:-1], ids=[name for name, *_ in BAD_FILES[:-1]])
def test_a_table_that_cannot_be_coded_is_named(run: Run, tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path, out = tmp_path / name, tmp_path / "out.csv"
    path.write_bytes(data)
    _assert_sentence(run("code", path, "--text", "text", "--out", out), name, says)
    assert not out.exists()


def test_what_code_is_asked_for_has_to_be_there(run: Run, table: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    _assert_sentence(
        run("code", table, "--text", "answer", "--out", out), "“answers.csv”", "no column “answer”", "n, text"
    )
    _assert_sentence(run("code", table, "--text", "text", "--id", "x", "--out", out), "no column “x”")
    _assert_sentence(run("code", table, "--text", "text", "--out", tmp_path / "out.json"), "“out.json”", ".csv or .db")
    _assert_sentence(run("code", tmp_path / "none.csv", "--text", "text", "--out", out), "none.csv")
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK)
    _assert_sentence(run("code", talk, "--text", "text", "--out", out), "“talk.txt” is not a table")
    assert not out.exists()


@pytest.mark.model
def test_a_line_of_ten_megabytes_is_read_like_any_other(run: Run, answer: Callable[..., Any], tmp_path: Path) -> None:
    path, out = tmp_path / "long.csv", tmp_path / "out.csv"
    path.write_text(f"text,more\nWe waited,{'x' * 10_500_000}\n")
    assert answer("code", path, "--text", "text", "--themes", "0", "--out", out)["rows"] == 1
    assert [row["segment"] for row in _coded(out)] == ["We waited"]
