"""The `chorus` command. Each command loads what it needs when it runs, so that `chorus --help` answers at once."""

import os
import sys
from importlib import import_module

import click

COMMANDS = {
    "serve": ("service.commands.serving", "serve", "Start the pages, Datasette and the worker on one port."),
    "worker": ("service.commands.serving", "worker", "Run queued jobs (“serve” starts one by itself)."),
    "demo": ("service.commands.serving", "demo", "Load the sample programme and print its sign-ins."),
    "status": ("service.commands.programme", "status", "Show what each programme holds and what is under way."),
    "add-programme": ("service.commands.programme", "add_programme", "Begin a programme."),
    "add-event": ("service.commands.programme", "add_event", "Add an event to a programme."),
    "add-account": ("service.commands.programme", "add_account", "Make an account, or give one a new password."),
    "ingest": ("service.commands.ingest", "ingest", "Take files in for an event, for somebody to sign off."),
    "sign-off": ("service.commands.signing", "sign_off", "List what waits to be signed off, or sign a document off."),
    "analyse": ("service.commands.programme", "analyse", "Code a programme again and publish it."),
    "publish": ("service.commands.programme", "publish", "Publish a programme to Datasette."),
    "open-release": ("service.commands.opening", "open_release", "Draft, list and recall what anybody may read."),
    "export": ("service.commands.exporting", "export", "Write the open release as files to keep."),
    "audit": ("service.commands.auditing", "audit", "Check that nobody changed the record of who did what."),
    "backup": ("service.commands.rights", "backup", "Write an encrypted backup while Chorus is running."),
    "restore": ("service.commands.rights", "restore", "Put a backup back, without anybody who withdrew since."),
    "retention": ("service.commands.keeping", "retention", "List what is due to be destroyed, or destroy it."),
    "dpia": ("service.commands.keeping", "dpia", "Print the facts for a data protection impact assessment."),
    "withdraw": ("service.commands.rights", "withdraw", "Take out all that one contributor said, for good."),
    "code": ("service.commands.code", "code", "Code a table in one go, with no server and no account."),
}


class _LateCommands(click.Group):
    """A group whose commands are imported when they are called; their one-line help stands here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 (what COMMANDS promises)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, _, help_text) in COMMANDS.items()])


@click.group(cls=_LateCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="chorus")
def main() -> None:
    """Turn what people said into themes that can be traced to every voice, and publish them."""
    os.umask(0o077)  # what is written is for whoever runs Chorus, and nobody else on the machine


if __name__ == "__main__":
    sys.exit(main())
