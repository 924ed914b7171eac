"""Sentences that were written for Chorus: ways of saying that something is wrong, and what only sounds like them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from nlp.safeguarding.records import ConcernKind

_HERE = Path(__file__).parent
Said = Literal["explicit", "quiet", "lure"]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence; `said` is explicit or quiet, or lure for what sounds like its kind and is nothing of it."""

    text: str
    kind: ConcernKind
    said: Said


@cache
def examples() -> tuple[Example, ...]:
    """The written sentences. Rules and closeness may be tuned on them."""
    return read_examples(_HERE / "examples.csv")


@cache
def ordinary_speech() -> tuple[str, ...]:
    """What is said when young people's wellbeing is talked of: half of the sample programme's events, and short answers."""
    return tuple((_HERE / "ordinary.txt").read_text("utf-8").splitlines())


def read_examples(path: Path) -> tuple[Example, ...]:
    """Sentences from a file with the columns text, kind and said."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Example(row["text"], cast(ConcernKind, row["kind"]), cast(Said, row["said"]))
            for row in csv.DictReader(file)
        )
