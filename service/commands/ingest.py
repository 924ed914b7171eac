"""The command that takes files in: receive, read, confirm, mask, code, publish, in this process."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from corpus.consent import ANALYSIS, GIVEN_BY, LEVELS, WORDS, GivenBy
from corpus.readers.records import Table, Transcript
from corpus.records import Document, Event
from corpus.store import documents, events
from service.commands.choosing import choose_programme, programme_option
from service.commands.programme import describe
from service.commands.terminal import Answer, as_json, command, progress_bars, read_file
from service.errors import EXPECTED, InvalidChoice, NotReady
from service.jobs import run_all
from service.settings import read_settings
from service.steps import Steps
from service.workflow import intake
from service.workflow.guesses import guess_columns, guess_speakers
from service.workflow.intake import ATTRIBUTES, ColumnDecision, SpeakerDecision
from service.workflow.removal import remove_document
from service.workflow.sign_off import sign_off
from service.workflow.sign_off import signer as find_signer
from service.workspace import Workspace, open_workspace

TAKEN_IN = ("to sign off", "ready")
NEXT = "What is to be signed off waits on the event's page, or for “chorus sign-off”. Nothing of it is coded before."


@dataclass(frozen=True, slots=True)
class _Consent:
    """What everybody agreed to and who gave it, but for whom a table's columns (“level”, “by”) say otherwise."""

    level: int
    given_by: GivenBy | None
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the command line says about the files; where it says nothing, guesses stand and are printed."""

    answers: tuple[str, ...]
    contributor: str | None
    attributes: dict[str, str]
    others: tuple[str, ...]
    facilitators: tuple[str, ...]
    consent: _Consent


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--event", "code", metavar="CODE", required=True, help="The event that the files are of.")
@click.option("--answers", metavar="COLUMN", multiple=True, help="A table's column of answers; may be repeated.")
@click.option("--contributor", metavar="COLUMN", help="A table's column that tells people apart.")
@click.option("--attribute", metavar="NAME=COLUMN", multiple=True, help=f"NAME is {', '.join(ATTRIBUTES.values())}.")
@click.option("--other", "others", metavar="COLUMN", multiple=True, help="A further attribute to keep.")
@click.option("--facilitator", "facilitators", metavar="LABEL", multiple=True, help="A speaker who is not coded.")
@click.option(
    "--consent",
    type=click.Choice([str(level) for level in LEVELS]),
    default=str(ANALYSIS),
    show_default=True,
    help=f"What they agreed to: {', '.join(f'{level} {words}' for level, words in WORDS.items())}.",
)
@click.option("--consent-by", type=click.Choice(GIVEN_BY), help="Who gave it.")
@click.option("--consent-column", metavar="COLUMN", help="A table's column that says it of each person.")
@click.option("--consent-by-column", metavar="COLUMN", help="A table's column that says who gave it.")
@click.option("--signed-off-by", "signer", metavar="ACCOUNT", help="Sign off what is taken in, for a staff account.")
@programme_option
@as_json
@command
def ingest(
    files: tuple[Path, ...], code: str, programme: str | None, attribute: tuple[str, ...], **told: Any
) -> Answer:
    """Take FILES in for an event and mask them; once signed off they are coded and published.

    Who spoke, or which columns are answers, is guessed where it is not said; the guesses are printed. With
    --signed-off-by nobody looks over what was masked: use it for text that is known to name nobody.
    """
    signer = told.pop("signer")
    columns = {"level": told.pop("consent_column"), "by": told.pop("consent_by_column")}
    consent = _Consent(int(told.pop("consent")), told.pop("consent_by"), {k: v for k, v in columns.items() if v})
    given = _Told(attributes=_attributes(attribute), consent=consent, **told)
    with open_workspace(read_settings()) as workspace, progress_bars() as steps:
        chosen = choose_programme(workspace, programme)
        event = events.event_by_code(workspace.corpus, chosen.id, code)
        account = find_signer(workspace, signer) if signer else None
        contents = [(path, read_file(path)) for path in files]
        received: list[tuple[Path, intake.Received]] = []
        try:
            for path, data in contents:
                received.append((path, intake.receive(workspace, event.id, path.name, data)))
            run_all(workspace, chosen.id, steps)
            notes = [
                f"{path.name}: {_confirm(workspace, event, came.document.id, path, given)}"
                if came.document.state not in TAKEN_IN
                else f"{path.name}: was there already"
                for path, came in received
            ]
            _finish(workspace, chosen.id, received, steps)
            if account:
                for _, came in received:
                    if documents.document_by_id(workspace.corpus, came.document.id).state == "to sign off":
                        sign_off(workspace, came.document.id, by=account.name)
                _finish(workspace, chosen.id, received, steps)
        except EXPECTED:
            _take_back(workspace, [came.document.id for _, came in received if came.is_new])
            raise
        described = describe(workspace, chosen.id)
        return {"files": notes, **described} | ({"next": NEXT} if described["to sign off"] else {})


def _take_back(workspace: Workspace, document_ids: Sequence[int]) -> None:
    """Where one file of a command is refused, none of those that were not yet taken in stays behind."""
    for document_id in document_ids:
        if documents.document_by_id(workspace.corpus, document_id).state not in TAKEN_IN:
            remove_document(workspace, document_id)


def _finish(
    workspace: Workspace, programme_id: int, received: Sequence[tuple[Path, intake.Received]], steps: Steps
) -> None:
    """Runs what waits. Raises NotReady with what went wrong with a file, or with the analysis."""
    failed = run_all(workspace, programme_id, steps)
    for path, came in received:
        document = documents.document_by_id(workspace.corpus, came.document.id)
        if document.state == "failed":
            raise NotReady(_named(document, path))
    if failed:
        raise NotReady(" ".join(job.problem or "" for job in failed))


def _confirm(workspace: Workspace, event: Event, document_id: int, path: Path, told: _Told) -> str:
    """Confirms a document as told, or as guessed, and says how."""
    document: Document = documents.document_by_id(workspace.corpus, document_id)
    if document.state == "failed":
        raise NotReady(_named(document, path))
    reading = intake.reading_of(workspace, document_id, reason="confirming who spoke")
    try:
        if isinstance(reading, Transcript):
            return _confirm_speakers(workspace, event, document_id, reading, told)
        return _confirm_columns(workspace, document_id, reading, told)
    except InvalidChoice as error:
        raise InvalidChoice(f"“{path.name}”: {error}") from error


def _named(document: Document, path: Path) -> str:
    """What went wrong with a document, with its file's name, which the corpus does not keep."""
    return (document.problem or f"{document.title} could not be taken in.").replace(document.title, f"“{path.name}”")


def _confirm_speakers(workspace: Workspace, event: Event, document_id: int, transcript: Transcript, told: _Told) -> str:
    guesses = guess_speakers(transcript, audience=event.audience)
    unknown = set(told.facilitators) - {guess.label for guess in guesses}
    if unknown and not set(told.facilitators) & {guess.label for guess in guesses}:
        raise InvalidChoice(
            f"Nobody in it is called {', '.join(sorted(unknown))}. The speakers are: "
            f"{', '.join(guess.label or '(no name)' for guess in guesses)}."
        )
    decisions = {}
    for guess in guesses:
        is_told = bool(told.facilitators and guess.label)
        is_facilitator = guess.label in told.facilitators if is_told else guess.part == "facilitator"
        decisions[guess.label] = SpeakerDecision(
            "facilitator" if is_facilitator else "contributor",
            guess.role,
            guess.age_band,
            consent=told.consent.level,
            consent_by=told.consent.given_by,
        )
    intake.confirm_speakers(workspace, document_id, decisions)
    heard = sum(decision.part == "contributor" for decision in decisions.values())
    return f"{len(transcript.turns)} turns, {heard} contributors, {len(decisions) - heard} not coded"


def _confirm_columns(workspace: Workspace, document_id: int, table: Table, told: _Told) -> str:
    decision = ColumnDecision(told.answers, told.contributor, told.attributes, told.others)
    if not told.answers:
        # Which further columns to keep is for a person to say: one of them may name somebody.
        uses = {guess.name: guess.use for guess in guess_columns(table) if guess.use != "other attribute"}
        decision = replace(intake.decide_columns(uses), others=told.others)
    decision = replace(
        decision,
        consent=told.consent.level,
        consent_by=told.consent.given_by,
        consent_columns=decision.consent_columns | told.consent.columns,
    )
    intake.confirm_columns(workspace, document_id, decision)
    return f"{len(table.rows)} rows, answers in {', '.join(decision.answers)}"


def _attributes(given: Sequence[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in given]
    for name, _, column in pairs:
        if name not in ATTRIBUTES.values() or not column:
            raise InvalidChoice(
                f"--attribute is “{name}”. Write it as NAME=COLUMN; NAME is {', '.join(ATTRIBUTES.values())}."
            )
    return {name: column for name, _, column in pairs}
