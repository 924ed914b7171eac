"""The table of who may do what: every command is in it, and nobody but the operator runs what is the operator's."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from corpus.store import audit
from service import cli
from service.settings import Settings
from service.who_may import COMMANDS
from service.workspace import open_workspace

NOBODY = 65534
_AS_NOBODY = """
import json, os, sys
from click.testing import CliRunner
from service import cli
from service.commands import auditing, code, exporting, ingest, keeping, programme, rights, serving
from service.who_may import COMMANDS
given = json.loads(sys.argv[1])
os.setuid(int(sys.argv[2]))
answers = {name: CliRunner().invoke(cli.main, [*name.split(), *given.get(name, [])]) for name in COMMANDS}
print(json.dumps({name: [answer.exit_code, answer.output] for name, answer in answers.items()}))
"""
GIVEN = {
    "open-release recall": ["1"],
    "add-programme": ["P"],
    "add-event": ["E", "--kind", "survey", "--date", "2026-01-01", "--engagement-model", "consultation"],
    "add-account": ["Eve", "--role", "administrator", "--password", "a long long password"],
    "ingest": ["file.txt", "--event", "E"],
    "withdraw": ["E", "1-1"],
    "backup": ["out.backup"],
    "restore": ["in.backup"],
    "export": ["wellbeing", "--out", "away"],
    "code": ["file.csv", "--text", "said", "--out", "out.csv"],
}


def _names(group: click.Group, before: str = "") -> list[str]:
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        nested = isinstance(command, click.Group)
        found += _names(command, f"{before}{name} ") if nested else [f"{before}{name}"]  # type: ignore[arg-type]
    return found


def test_every_command_is_in_the_table() -> None:
    assert set(_names(cli.main)) == set(COMMANDS)  # type: ignore[arg-type]


@pytest.mark.parametrize("is_folder_open", [False, True])
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_another_user_of_the_machine_runs_nothing_of_the_operators(tmp_path: Path, *, is_folder_open: bool) -> None:
    home = tmp_path / "home"
    with open_workspace(Settings(home=home)):
        pass
    if is_folder_open:  # then the rule has to refuse, where the file system does not
        for folder in (home, tmp_path, tmp_path.parent, tmp_path.parent.parent):
            folder.chmod(0o755)
    ran = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, json.dumps(GIVEN), str(NOBODY)],
        env={**os.environ, "CHORUS_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    answers = json.loads(ran.stdout)
    assert set(answers) == set(COMMANDS)
    for name, (exit_code, output) in answers.items():
        assert exit_code == 1, (name, output)
        assert ("belongs to another user" in output) == (not COMMANDS[name].is_for_anybody), (name, output)


LASTING = {"serve", "worker", "demo", "analyse"}


@pytest.mark.parametrize("owner", [NOBODY, 12345])
def test_whoever_owns_the_folder_is_refused_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: int
) -> None:
    monkeypatch.setenv("CHORUS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    with open_workspace(Settings(home=tmp_path / "home")):
        pass
    real = Path.stat
    monkeypatch.setattr(Path, "stat", lambda self, **how: _owned(real(self, **how), NOBODY))
    monkeypatch.setattr(os, "geteuid", lambda: owner)
    answers = {
        name: CliRunner().invoke(cli.main, [*name.split(), *GIVEN.get(name, [])])
        for name in COMMANDS
        if name not in LASTING
    }
    for name, answer in answers.items():  # some lack what they work on, and say so
        assert isinstance(answer.exception, SystemExit | None), (name, answer.exception)
        is_refused = owner != NOBODY and not COMMANDS[name].is_for_anybody
        assert ("another user" in answer.output) == is_refused, (name, answer.output)
    if owner == NOBODY:
        done = {name for name, answer in answers.items() if answer.exit_code == 0}
        assert done >= {"status", "add-programme", "add-event", "add-account", "retention", "dpia", "audit verify"}


def _owned(found: os.stat_result, owner: int) -> os.stat_result:
    return os.stat_result([*found[:4], owner, *found[5:10]])


@pytest.mark.parametrize(("uid", "sudo", "who"), [(0, "", "root"), (0, "sam", "sam"), (12345, "sam", "user 12345")])
def test_the_audit_names_whoever_ran_a_command_as_the_machine_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uid: int, sudo: str, who: str
) -> None:
    monkeypatch.setenv("CHORUS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SUDO_USER", sudo)
    monkeypatch.setenv("LOGNAME", "somebody else")
    monkeypatch.setattr(os, "getuid", lambda: uid)
    assert CliRunner().invoke(cli.main, ["add-programme", "P"]).exit_code == 0
    with open_workspace(Settings(home=tmp_path / "home")) as workspace:
        assert [entry.who for entry in audit.entries(workspace.corpus, limit=1)] == [f"operator {who}"]
