"""Commands about people's rights."""

import click

from service.commands.choosing import choose_programme, programme_option
from service.commands.programme import work_off
from service.commands.terminal import Answer, as_json, command, progress_bars
from service.settings import read_settings
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
