"""The codes that a document's contributors go by, and which turns or rows of it are whose."""

from collections.abc import Mapping
from dataclasses import replace

from corpus.readers.records import Table, Transcript
from corpus.records import Document
from corpus.store import contributors
from service.workflow.intake import Decisions, SpeakerDecision, decisions_of
from service.workspace import Workspace


def speaker_codes(number: int, speakers: Mapping[str, SpeakerDecision]) -> dict[str, str]:
    """The codes of a transcript's contributors by their label, in the order of the decisions: “2-1”, “2-2”."""
    labels = [label for label, decision in speakers.items() if decision.part == "contributor"]
    return {label: f"{number}-{place}" for place, label in enumerate(labels, start=1)}


def row_codes(number: int, table: Table, column: str | None) -> list[str]:
    """A code for each row's contributor: one a row, or one for all rows that have the same cell in `column`."""
    if column is None:
        return [f"{number}-{row}" for row in range(1, len(table.rows) + 1)]
    given: dict[str, str] = {}
    codes = []
    for row, cell in enumerate(table.column(column)):
        key = cell.strip() or f"row {row}"
        codes.append(given.setdefault(key, f"{number}-{len(given) + 1}"))
    return codes


def decisions_as_they_stand(workspace: Workspace, document: Document) -> Decisions:
    """What staff confirmed, with the levels that they set for single speakers since. Raises NotFound."""
    confirmed = decisions_of(workspace, document.id)
    changed = contributors.consents_changed(workspace.corpus, document.id)
    speakers = dict(confirmed.speakers)
    for label, code in speaker_codes(document.number, confirmed.speakers).items():
        if code in changed:
            level, given_by = changed[code]
            speakers[label] = replace(speakers[label], consent=level, consent_by=given_by)
    return replace(confirmed, speakers=speakers)


def places_of(number: int, reading: Transcript | Table, decisions: Decisions) -> dict[str, list[int]]:
    """By each contributor's code, the numbers of their turns or rows in a document's reading."""
    whose: dict[str, list[int]] = {}
    if isinstance(reading, Transcript):
        codes = speaker_codes(number, decisions.speakers)
        labels = [codes.get(turn.speaker or "") for turn in reading.turns]
    else:
        labels = [*row_codes(number, reading, decisions.columns.contributor)]
    for place, code in enumerate(labels):
        if code is not None:
            whose.setdefault(code, []).append(place)
    return whose


def labels_of(number: int, reading: Transcript | Table, decisions: Decisions) -> dict[str, str]:
    """What the file calls each contributor, by their code; only for whoever may see into the vault."""
    if isinstance(reading, Transcript):
        return {code: label for label, code in speaker_codes(number, decisions.speakers).items()}
    column = decisions.columns.contributor
    cells = reading.column(column) if column else tuple(f"Row {row}" for row in range(1, len(reading.rows) + 1))
    return dict(zip(row_codes(number, reading, column), cells, strict=True))
