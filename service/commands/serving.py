"""Commands that start Chorus."""

import socket
import subprocess
import sys

import click

from service.commands.terminal import Answer, as_json, command, progress_bars
from service.errors import NotReady
from service.jobs import run_all
from service.settings import PREFIX, Settings, read_settings
from service.workflow import sample
from service.workflow.sample_deciding import decide_sample
from service.workflow.sample_going_out import publish_openly
from service.workflow.sample_sorting import sort_sample
from service.workspace import Workspace, open_workspace


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="Load the sample programme if it is not there.")
@click.option("--port", type=int, help="Port to listen on (default: CHORUS_PORT or 8000); 0 is any free one.")
@command
def serve(with_demo: bool, port: int | None) -> None:
    """Start the pages, Datasette and the worker on one port."""
    from dataclasses import replace

    from service.server import serve as serve_until_stopped

    settings = read_settings()
    settings = settings if port is None else replace(settings, port=port)
    with _taken_port(settings) as listening:
        if with_demo:
            # In a process of its own, whose memory is free again when the pages start.
            subprocess.run([sys.executable, "-m", "service.cli", "demo"], check=True, stdout=subprocess.DEVNULL)
        taken = listening.getsockname()[1]
        click.echo(f"Chorus is at http://{settings.host}:{taken} (Datasette at /data). Stop it with Ctrl+C.")
        if with_demo:
            click.echo(_sign_ins())
        serve_until_stopped(settings, listening)


@click.command()
@click.option("--until-input-ends", is_flag=True, hidden=True)
@command
def worker(until_input_ends: bool) -> None:
    """Run queued jobs one after another (“serve” starts a worker by itself)."""
    from service.worker import run_worker

    run_worker(read_settings(), until_input_ends=until_input_ends)


@click.command()
@as_json
@command
def demo() -> Answer:
    """Load the sample programme and print its sign-ins."""
    with open_workspace(read_settings()) as workspace:
        is_new = _load_sample(workspace)
    return {
        "sample programme": "loaded" if is_new else "was there already",
        **sample.ACCOUNTS,
        "password": sample.PASSWORD,
        "forum codes": [f"{code} ({constituency})" for constituency, code in sample.CODES.items()],
    }


def _load_sample(workspace: Workspace) -> bool:
    """Loads, codes and publishes the sample programme; False where it was there."""
    if sample.is_loaded(workspace):
        return False
    click.echo("Loading the sample programme (once; under a minute) ...", err=True)
    with progress_bars() as steps:
        programme = sample.start_sample(workspace)
        waiting = sample.add_sample_events(workspace, programme)
        failed = run_all(workspace, programme.id, steps)
        for document in waiting:
            sample.confirm(workspace, document)
        failed += run_all(workspace, programme.id, steps)
        sample.sign_off_all(workspace, programme)
        failed += run_all(workspace, programme.id, steps)
        sample.look_through_held(workspace, programme)
        decide_sample(workspace, programme)
        sort_sample(workspace, programme)
        failed += run_all(workspace, programme.id, steps)
    if failed:
        raise NotReady(f"The sample programme did not load: {failed[0].problem}")
    publish_openly(workspace, programme)
    return True


def _taken_port(settings: Settings) -> socket.socket:
    """The port, kept from now on, so that nobody else takes it while the sample loads. Raises NotReady."""
    try:
        family, *_, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    except (OSError, OverflowError) as error:
        raise NotReady(
            f"Nothing can listen at “{settings.host}” and port {settings.port}. Give an address of this machine with"
            f" {PREFIX}HOST, and a port up to 65535."
        ) from error
    try:
        listening.bind(address)
    except OSError as error:
        listening.close()
        raise NotReady(
            f"Port {settings.port} is in use, or not for this user. Stop what uses it, or choose another with --port."
        ) from error
    return listening


def _sign_ins() -> str:
    codes = ", ".join(f"{code} ({constituency})" for constituency, code in sample.CODES.items())
    names = ", ".join(f"“{name}”" for name in sample.ACCOUNTS)
    return (
        f"Sample sign-ins: {names}, password “{sample.PASSWORD}”.\n"
        f"Forum members sign in at /forum/sign-in with a code: {codes}.\n"
        f"Anybody reads what was published at /open, and at /became what came of an event: its code is {sample.EVENT}."
    )
