"""Commands about how long things are kept, and what is held."""

import click

from service.commands.terminal import Answer, as_json, command
from service.settings import read_settings
from service.workflow import dpia as impact
from service.workflow import retention as clocks
from service.workspace import open_workspace


@click.command()
@click.option("--destroy", "destroys", is_flag=True, help="Destroy what is due. It cannot be undone.")
@click.option("--signed", metavar="NAME", default="", help="Who signs for it; needed with --destroy.")
@as_json
@command
def retention(signed: str, *, destroys: bool) -> Answer:
    """List what has been kept for as long as its zone's clock says, or destroy it on a signature."""
    with open_workspace(read_settings()) as workspace:
        due = clocks.due(workspace)
        if destroys:
            clocks.destroy(workspace, due, signed_by=signed)
        listed = [{"zone": one.zone, "what": one.held.name, "since": one.held.since} for one in due]
        days = {f"days in {zone}": kept for zone, kept in clocks.clocks(workspace).items()}
        return {"destroyed" if destroys else "due": listed, **days}


@click.command()
@as_json
@command
def dpia() -> Answer | None:
    """Print the facts for a data protection impact assessment, as Markdown or as JSON."""
    with open_workspace(read_settings()) as workspace:
        told = impact.facts(workspace)
    if click.get_current_context().params.get("as_json"):
        return told
    click.echo(impact.as_markdown(told))
    return None
