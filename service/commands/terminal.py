"""What every command shares: plain errors, --json, progress bars and files."""

import json
import os
import pwd
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click

from nlp.protocols import Progress
from service.errors import EXPECTED, InvalidChoice, NotTheOperator
from service.pace import Pace, in_words
from service.settings import read_settings
from service.steps import Steps
from service.who_may import COMMANDS, Command

P = ParamSpec("P")
Answer = dict[str, Any]
as_json = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")


def command(function: Callable[P, Answer | None]) -> Callable[P, None]:
    """Prints a command's answer, as lines or as JSON; an expected error becomes one sentence and exit code 1."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        wants_json = bool(kwargs.pop("as_json", False))
        try:
            rule = _check_operator()
            answer = function(*args, **kwargs)
            _record(rule)
        except EXPECTED as error:
            _fail(str(error), as_json=wants_json)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            _fail("Another process has kept the data busy for too long. Try again in a moment.", as_json=wants_json)
        except KeyboardInterrupt:
            _fail("Stopped. What was finished before is kept.", as_json=wants_json, code=130)
        else:
            if answer is not None:
                _print(answer, as_json=wants_json)

    return run


def _check_operator() -> Command:
    """The rule for the command that is running. Raises NotTheOperator where its folder is somebody else's."""
    rule = COMMANDS[_name_of(click.get_current_context())]
    if not rule.is_for_anybody:
        home = read_settings().home
        if not _is_ours(home):
            raise NotTheOperator(f"“{home}” belongs to another user of this machine, and so does this command.")
    return rule


def _is_ours(folder: Path) -> bool:
    try:
        return os.geteuid() in (0, folder.stat().st_uid)
    except FileNotFoundError:
        return True
    except PermissionError:
        return False


def _name_of(context: click.Context) -> str:
    """The command's name after “chorus”, with its group's before it."""
    name = context.info_name or ""
    is_in_group = context.parent is not None and context.parent.parent is not None
    return f"{_name_of(context.parent)} {name}" if context.parent and is_in_group else name


def _record(rule: Command) -> None:
    if rule.does:
        from service.workspace import open_workspace  # the databases' libraries, which “chorus code” does without

        with open_workspace(read_settings()) as workspace:
            workspace.on_behalf_of(f"operator {_operator()}").record(rule.does)


def _operator() -> str:
    """Who is at the machine, as the machine knows them: what the environment says, anybody can set, but for root."""
    uid = os.getuid()
    if uid == 0 and os.environ.get("SUDO_USER"):
        return os.environ["SUDO_USER"]
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _fail(sentence: str, *, as_json: bool, code: int = 1) -> None:
    if as_json:
        click.echo(json.dumps({"error": sentence}, ensure_ascii=False))
    else:
        click.echo(f"Error: {sentence}", err=True)
    sys.exit(code)


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for name, value in answer.items():
        if isinstance(value, list):
            click.echo(f"{name}:")
            for item in value:
                click.echo("  " + (", ".join(f"{k} {v}" for k, v in item.items()) if isinstance(item, dict) else item))
        else:
            click.echo(f"{name}: {value}")


@contextmanager
def progress_bars() -> Iterator[Steps]:
    """A bar a step on standard error, with the time left; nothing where nobody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[left]}"))
    with Bars(*columns, console=console, disable=not console.is_terminal) as bars:

        def step(name: str) -> Progress:
            task = bars.add_task(name, total=None, left="")
            pace = Pace()

            def report(done: int, total: int) -> None:
                left = "" if done >= total else in_words(pace.seconds_left(done, total))
                bars.update(task, completed=done, total=total or None, left=left)

            return report

        yield step


def read_file(path: Path) -> bytes:
    """A file's bytes. Raises InvalidChoice, which names it."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidChoice(f"“{path}” cannot be read: {error.strerror or error}.") from error
