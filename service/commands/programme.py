"""Commands about a programme: begin one, add events and accounts, analyse, publish, see how it stands."""

from datetime import date
from pathlib import Path

import click

from corpus import sandbox
from corpus.records import ACCOUNT_ROLES, ENGAGEMENT_MODELS, EVENT_KINDS, AccountRole, NewEvent, Programme
from corpus.store import codebook, discoveries, documents, events, holds, jobs, voices
from corpus.store.programmes import programmes
from corpus.store.releases import current_releases
from service.commands.choosing import choose_programme, programme_option
from service.commands.terminal import Answer, as_json, command, progress_bars, read_file
from service.errors import InvalidChoice, NotReady
from service.jobs import run_all
from service.settings import read_settings
from service.steps import Steps
from service.workflow import accounts, intake
from service.workflow.event_codes import problem_with_code
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace


@click.command()
@click.argument("name")
@click.option("--codebook", "file", type=click.Path(dir_okay=False, path_type=Path), help="YAML, CSV or XLSX.")
@click.option("--no-codebook", is_flag=True, help="Begin without themes: discovery alone finds them.")
@as_json
@command
def add_programme(name: str, file: Path | None, no_codebook: bool) -> Answer:
    """Begin a programme called NAME, with the starter codebook or one of your own."""
    with open_workspace(read_settings()) as workspace:
        if not file:
            programme = start_programme(workspace, name, with_starter=not no_codebook)
        else:
            themes = sandbox.read_codebook(file.name, read_file(file))
            with workspace.corpus.atomic():
                programme = start_programme(workspace, name, with_starter=False)
                codebook.put_codebook(workspace.corpus, programme.id, themes, reason="imported from a file")
        return {"programme": programme.slug, "themes": len(codebook.themes(workspace.corpus, programme.id))}


@click.command()
@click.argument("code")
@click.option("--name", help="What the event is called (default: its code).")
@click.option("--kind", type=click.Choice(EVENT_KINDS), required=True)
@click.option("--date", "held_on", metavar="YYYY-MM-DD", required=True)
@click.option("--locality", default="Not known")
@click.option("--setting", default="Not known")
@click.option("--audience", default="Not known")
@click.option("--engagement-model", type=click.Choice(ENGAGEMENT_MODELS), required=True)
@click.option("--sensitive", "is_sensitive", is_flag=True, help="All that was said waits for the safeguarding lead.")
@programme_option
@as_json
@command
def add_event(code: str, programme: str | None, name: str | None, **given: str) -> Answer:
    """Add an event with the short code CODE."""
    try:
        date.fromisoformat(given["held_on"])
    except ValueError as error:
        raise InvalidChoice(f"“{given['held_on']}” is not a date. Write it as 2026-03-31.") from error
    with open_workspace(read_settings()) as workspace:
        chosen = choose_programme(workspace, programme)
        taken = {event.code.lower() for event in events.events(workspace.corpus, chosen.id)}
        if problem := problem_with_code(code, taken):
            raise InvalidChoice(f"“{code}” cannot be the event's code. {problem}")
        event = NewEvent(code=code, name=name or code, **given)  # type: ignore[arg-type]
        events.add_event(workspace.corpus, chosen.id, event)
        return {"event": code, "programme": chosen.slug}


@click.command()
@click.argument("name")
@click.option(
    "--role", "roles", type=click.Choice(ACCOUNT_ROLES), multiple=True, required=True, help="May be repeated."
)
@click.password_option(help="Asked for where it is not given.")
@as_json
@command
def add_account(name: str, roles: tuple[AccountRole, ...], password: str) -> Answer:
    """Make the account NAME, or give it new roles and a new password."""
    with open_workspace(read_settings()) as workspace:
        account = accounts.put_account(workspace, name, roles, password)
        return {"account": account.name, "roles": list(account.roles)}


@click.command()
@programme_option
@click.option("--anew", is_flag=True, help="Look for discovered themes as if there were none yet.")
@as_json
@command
def analyse(programme: str | None, *, anew: bool) -> Answer:
    """Code a programme again: against its codebook, then by discovery; and publish it."""
    return _run(programme, intake.LOOK_ANEW if anew else intake.ANALYSE)


@click.command()
@programme_option
@as_json
@command
def publish(programme: str | None) -> Answer:
    """Publish a programme's coded data to Datasette; a running server shows it at once."""
    return _run(programme, intake.PUBLISH)


@click.command()
@as_json
@command
def status() -> Answer:
    """Show what each programme holds and what is under way."""
    with open_workspace(read_settings()) as workspace:
        releases = current_releases(workspace.corpus)
        found = []
        for programme in programmes(workspace.corpus):
            release = releases.get(programme.slug)
            found.append(
                {"programme": programme.slug}
                | describe(workspace, programme.id)
                | {
                    "release": release.number if release else 0,
                    "under way": len(jobs.unfinished_jobs(workspace.corpus, programme.id)),
                }
            )
    return {"programmes": found}


def describe(workspace: Workspace, programme_id: int) -> dict[str, int]:
    """What a programme holds, every answer and every segment accounted for."""
    coverage = voices.coverage(workspace.corpus, programme_id)
    all_documents = [
        document
        for event in events.events(workspace.corpus, programme_id)
        for document in documents.documents(workspace.corpus, event.id)
    ]
    return {
        "documents": len(all_documents),
        "answers and turns": sum(document.answers for document in all_documents),
        "blank": sum(document.blank for document in all_documents),
        "said before": sum(document.duplicate for document in all_documents),
        "to sign off": sum(document.state == "to sign off" for document in all_documents),
        "held for a safeguarding lead": sum(holds.count_holds(workspace.corpus, programme_id).values()),
        "people": coverage.people,
        "segments": coverage.segments,
        "coded": coverage.coded,
        "agreed with somebody": coverage.agreements,
        "fit no theme": coverage.unthemed,
        "non-answers": coverage.non_answers,
        "themes": len(codebook.themes(workspace.corpus, programme_id)),
    }


def _run(slug: str | None, kind: str) -> Answer:
    with open_workspace(read_settings()) as workspace, progress_bars() as steps:
        programme = choose_programme(workspace, slug)
        jobs.add_job(workspace.corpus, kind=kind, programme_id=programme.id)
        return work_off(workspace, programme, steps)


def work_off(workspace: Workspace, programme: Programme, steps: Steps) -> Answer:
    """Has a programme's jobs run, and says how it stands. Raises NotReady with what failed."""
    if failed := run_all(workspace, programme.id, steps):
        raise NotReady(" ".join(job.problem or "" for job in failed))
    release = current_releases(workspace.corpus).get(programme.slug)
    reason = discoveries.discovery_reason(workspace.corpus, programme.id)
    return {"programme": programme.slug, **describe(workspace, programme.id), "discovered": reason} | {
        "release": release.number if release else 0
    }
