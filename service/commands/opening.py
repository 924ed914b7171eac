"""Commands about open releases. Nobody signs here: two approvers do, each with an account of their own."""

import click

from corpus.store import open_releases
from service.commands.choosing import choose_programme, programme_option
from service.commands.terminal import Answer, as_json, command
from service.settings import read_settings
from service.workflow import open_release as releases
from service.workspace import open_workspace


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def open_release() -> None:
    """Draft, list and recall what anybody may read; approvers sign it on its page."""


@open_release.command()
@programme_option
@as_json
@command
def draft(programme: str | None) -> Answer:
    """Make a draft of what stands now, and go through the machine's part of its list."""
    with open_workspace(read_settings()) as workspace:
        made = releases.draft(workspace, choose_programme(workspace, programme))
        checks = open_releases.checks(workspace.corpus, made.id)
    unmet = [check.item for check in checks if not check.is_met]
    return {"release": made.number, "sha256": made.sha256, "still to be gone through": unmet}


@open_release.command(name="list")
@programme_option
@as_json
@command
def list_releases(programme: str | None) -> Answer:
    """List a programme's open releases, newest first."""
    with open_workspace(read_settings()) as workspace:
        listed = open_releases.open_releases(workspace.corpus, choose_programme(workspace, programme).id)
        signed = {one.id: len(open_releases.signatures(workspace.corpus, one.id)) for one in listed}
    return {
        "releases": [
            {"release": one.number, "state": one.state, "signatures": signed[one.id], "sha256": one.sha256}
            for one in listed
        ]
    }


@open_release.command()
@click.argument("number", type=int)
@click.option("--because", default="", help="Why; anybody can read it. Name nobody.")
@programme_option
@as_json
@command
def recall(number: int, programme: str | None, because: str) -> Answer:
    """Take release NUMBER back: its file is gone, and /open says that it was recalled."""
    with open_workspace(read_settings()) as workspace:
        release = releases.release_in(workspace, choose_programme(workspace, programme), number)
        releases.recall(workspace, release, because=because)
        return {"release": number, "state": open_releases.open_release(workspace.corpus, release.id).state}
