"""Commands about the audit: the record of who did what."""

import click

from service import audit as audits
from service.commands.terminal import Answer, as_json, command
from service.errors import AuditBroken
from service.settings import read_settings
from service.workspace import open_workspace


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def audit() -> None:
    """Check that nobody changed the record of who did what."""


@audit.command()
@as_json
@command
def verify() -> Answer:
    """Look through every entry. Write the last one down elsewhere: it proves later that none was taken away."""
    settings = read_settings()
    with open_workspace(settings) as workspace:
        verdict = audits.verify(settings, workspace.corpus)
    if verdict.problem:
        raise AuditBroken(f"The audit is not whole. {verdict.problem}")
    return {"entries": verdict.entries, "last": verdict.head, "whole": "yes"}
