"""The labelled set of speech: what in it names or points to somebody, item by item."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "data" / "marked_speech.txt"
"""What rules are tuned on."""
JUDGED = FILE.with_name("marked_speech_fresh.txt")
"""What nothing is tuned on: written by somebody who did not know the rules, and read by nobody who wrote them."""
STAYS = "stays"
DIRECT = frozenset(
    {
        *("name", "phone number", "email", "web address", "handle", "NHS number", "NI number", "postcode"),
        *("date of birth", "address"),
    }
)
"""Kinds that name or reach one person by themselves."""
INDIRECT = frozenset(
    {
        *("school", "college", "GP practice", "hospital", "ward", "place of worship", "centre", "street", "place"),
        *("age", "family"),
    }
)
"""Kinds that do so together with others."""
_LINE = re.compile(r"(?P<number>\d{3,4}) (?P<role>young person|parent|staff): (?P<text>.+)")
_MARK = re.compile(r"\{(?P<said>[^{}|]+)\|(?P<kind>[^{}|,]+)(?:, (?P<culture>[^{}|]+))?\}")


@dataclass(frozen=True)
class Mark:
    """Characters `start` to `end` of turn number `turn`: what was said there, its kind, and a name's culture."""

    turn: int
    start: int
    end: int
    said: str
    kind: str
    culture: str


@dataclass(frozen=True)
class Item:
    """What one speaker said, in one turn or a few, with the people known at that event."""

    number: str
    role: str
    turns: tuple[str, ...]
    marks: tuple[Mark, ...]
    known: tuple[str, ...]


def items(file: Path = FILE) -> list[Item]:
    """All of `file`, in order. Raises ValueError for a line or a mark that is not well formed."""
    known: tuple[str, ...] = ()
    found: list[Item] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# known:"):
            known = tuple(name.strip() for name in line.removeprefix("# known:").split(";"))
        elif line == "# nobody is known":
            known = ()
        elif line and not line.startswith("#"):
            found.append(_item(line, known))
    return found


def _item(line: str, known: tuple[str, ...]) -> Item:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"no item: {line}")
    turns, marks = [], []
    for number, marked in enumerate(match["text"].split(" // ")):
        plain, found = _read(marked, number)
        turns.append(plain)
        marks += found
    return Item(match["number"], match["role"], tuple(turns), tuple(marks), known)


def _read(marked: str, turn: int) -> tuple[str, list[Mark]]:
    plain, marks, reached = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[reached : match.start()]
        said, kind = match["said"], match["kind"]
        if kind not in DIRECT | INDIRECT | {STAYS} or (kind == "name") != bool(match["culture"]):
            raise ValueError(f"no mark: {match[0]}")
        marks.append(Mark(turn, len(plain), len(plain) + len(said), said, kind, match["culture"] or ""))
        plain += said
        reached = match.end()
    plain += marked[reached:]
    if set("{}|") & set(plain):
        raise ValueError(f"a mark is not closed: {marked}")
    return plain, marks


def entities(item: Item) -> Iterator[tuple[Mark, ...]]:
    """The marks of `item` that mean the same, together: those of one kind that are written alike but for capitals."""
    same: dict[tuple[str, str], list[Mark]] = {}
    for mark in item.marks:
        if mark.kind != STAYS:
            same.setdefault((mark.kind, mark.said.casefold()), []).append(mark)
    return (tuple(marks) for marks in same.values())
