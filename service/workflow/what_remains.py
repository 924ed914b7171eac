"""What remains of an uploaded file when one person's turns or rows are taken out of it."""

import csv
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import count

from corpus.ledger import Ledger
from corpus.readers.records import SpokenTurn, Table, Transcript

_WITHDRAWN = re.compile(r"\[withdrawn \d+\]")


def is_withdrawn(label: str | None) -> bool:
    """Whether a label stands in the place of somebody who withdrew, so that nobody after them is counted anew."""
    return bool(label and _WITHDRAWN.fullmatch(label))


def without(reading: Transcript | Table, places: Collection[int], *, person: str | None = None) -> Transcript | Table:
    """The reading with the turns, or rows, at these places emptied, under a label that says no more than that.

    `person` is the column of a table that tells people apart, which then holds the label.
    """
    if isinstance(reading, Transcript):
        return _without_turns(reading, places)
    label = _free_label(cell for row in reading.rows for cell in row)
    at = reading.columns.index(person) if person else None
    rows = [
        tuple(label if column == at else "" for column in range(len(row))) if place in places else row
        for place, row in enumerate(reading.rows)
    ]
    return replace(reading, rows=tuple(rows))


def as_file(reading: Transcript | Table) -> tuple[str, bytes]:
    """A plain file of a reading, and the ending of its name."""
    if isinstance(reading, Transcript):
        said = "\n\n".join(f"{turn.speaker}: {turn.text}" if turn.speaker else turn.text for turn in reading.turns)
        return ".txt", said.encode("utf-8", "surrogatepass")
    file = io.StringIO()
    csv.writer(file).writerows([reading.columns, *reading.rows])
    return ".csv", file.getvalue().encode("utf-8", "surrogatepass")


def fingerprints(ledger: Ledger, programme: str, event: str, reading: Transcript | Table) -> list[bytes]:
    """The fingerprint of each turn, with its speaker, or of each row, in the order of the reading."""
    if isinstance(reading, Transcript):
        pieces: list[tuple[str, ...]] = [(turn.speaker or "", turn.text) for turn in reading.turns]
    else:
        pieces = [tuple(cell.strip() for cell in row if cell.strip()) for row in reading.rows]
    return [
        ledger.fingerprint(programme, event, *(" ".join(part.casefold().split()) for part in one)) for one in pieces
    ]


def is_said(reading: Transcript | Table, place: int) -> bool:
    """Whether there is anything at a place that could be taken away."""
    if isinstance(reading, Transcript):
        return bool(reading.turns[place].text.strip())
    return any(cell.strip() and not is_withdrawn(cell) for cell in reading.rows[place])


def _without_turns(reading: Transcript, places: Collection[int]) -> Transcript:
    taken = [turn.speaker or "" for turn in reading.turns]
    found: dict[str | None, str] = {}
    turns = []
    for place, turn in enumerate(reading.turns):
        if place not in places:
            turns.append(turn)
            continue
        label = found.setdefault(turn.speaker, _free_label([*taken, *found.values()]))
        turns.append(SpokenTurn(label, "", None))
    return Transcript(tuple(turns))


def _free_label(taken: Iterable[str]) -> str:
    known = set(taken)
    return next(label for number in count(1) if (label := f"[withdrawn {number}]") not in known)
