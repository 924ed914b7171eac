"""Commands about people's rights."""

from pathlib import Path

import click

from service.commands.choosing import choose_programme, programme_option
from service.commands.programme import work_off
from service.commands.terminal import Answer, as_json, command, progress_bars
from service.settings import read_settings
from service.workflow import backups
from service.workflow.withdrawal import withdraw as withdraw_contributor
from service.workspace import open_workspace


@click.command()
@click.argument("event")
@click.argument("contributor")
@click.option("--by", default="the command", show_default=True, help="Whose name the ledger gets.")
@programme_option
@as_json
@command
def withdraw(event: str, contributor: str, programme: str | None, by: str) -> Answer:
    """Take out all that a CONTRIBUTOR (such as 2-1) said at an EVENT, by its code, for good; then publish without it.

    It cannot be undone. It goes from the vault, the corpus, quotes, summaries, names of themes and releases.
    """
    with open_workspace(read_settings()) as workspace, progress_bars() as steps:
        chosen = choose_programme(workspace, programme)
        withdraw_contributor(workspace, chosen, event, contributor, by=by)
        return {"withdrawn": f"{event} {contributor}"} | work_off(workspace, chosen, steps)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@command
def backup(file: Path) -> Answer:
    """Write an encrypted backup of the data folder to FILE, while Chorus may be running.

    The key is keys/backup.key in the data folder. Keep a copy of it elsewhere: without it no backup opens.
    """
    settings = read_settings()
    held = backups.back_up(settings, file)
    return {"backup": str(file), "files": len(held), "bytes": file.stat().st_size, "key": str(settings.backup_key_path)}


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--key", "key", type=click.Path(dir_okay=False, path_type=Path), help="Where the backup's key is.")
@click.option("--replace", "replaces", is_flag=True, help="Put it in the place of what is in the data folder.")
@as_json
@command
def restore(file: Path, key: Path | None, *, replaces: bool) -> Answer:
    """Put the backup FILE into the data folder, without anybody who withdrew since it was made.

    Stop Chorus first. Where there is a ledger of withdrawals in the folder, it is kept and added to.
    """
    withdrawn = backups.restore(read_settings(), file, key_path=key, replaces=replaces)
    return {"restored": str(file), "withdrawn again": withdrawn}
