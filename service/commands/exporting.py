"""The command that writes what anybody may read into files to keep."""

from pathlib import Path

import click

from service.commands.choosing import choose_programme
from service.commands.terminal import Answer, as_json, command, progress_bars
from service.settings import read_settings
from service.workflow import take_away
from service.workspace import open_workspace


@click.command()
@click.argument("slug", required=False)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to make.")
@click.option(
    "--format", "kinds", type=click.Choice(take_away.FORMATS), multiple=True, help="Repeat it (default: all of them)."
)
@click.option("--replace", "replaces", is_flag=True, help="Put it in the place of an earlier take-away in that folder.")
@as_json
@command
def export(slug: str | None, out: Path, kinds: tuple[take_away.Format, ...], *, replaces: bool) -> Answer:
    """Write the published open release of a programme, by its SLUG, into a folder.

    As CSV with a Frictionless data package, as a workbook, and as a report for Word: what anybody may read, from the
    published file alone. A release that is recalled later is still in your copy. Destroy it then.
    """
    wanted = take_away.Wanted(out, tuple(dict.fromkeys(kinds or take_away.FORMATS)), replaces)
    with open_workspace(read_settings()) as workspace, progress_bars() as steps:
        programme = choose_programme(workspace, slug, by="SLUG")
        release = take_away.export(workspace, programme, wanted, steps("Writing"))
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    return {"programme": programme.slug, "release": release.number, "out": str(out), "files": files}
