"""How the open release says days, counts and lists in words: in its report, and on its own page."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from corpus.release.disclosure import HIDDEN
from corpus.release.open.take_away.tables import Cell, OpenTables

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_NOT_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no Word file can hold (XML 1.0, 2.2). Word's own line break, pasted into a page of Chorus, is among it."""


def writable(taken: OpenTables) -> OpenTables:
    """The release with a space for each character that no Word file can hold."""
    return replace(
        taken,
        tables={
            name: replace(table, rows=tuple(tuple(map(_writable, row)) for row in table.rows))
            for name, table in taken.tables.items()
        },
    )


def _writable(cell: Cell) -> Cell:
    return _NOT_OF_XML.sub(" ", cell) if isinstance(cell, str) else cell


def day(text: Cell) -> str:
    """A day as people write it; what is no day stays as it is."""
    try:
        found = date.fromisoformat(str(text)[:10])
    except ValueError:
        return str(text or "")
    return f"{found.day} {found:%B %Y}"


def with_days(text: str) -> str:
    """A text whose days are as people write them."""
    return _DAY.sub(lambda found: day(found.group()), text)


def people(count: Cell) -> str:
    """A count of people in words."""
    if count is None:
        return "How many people spoke of it is not counted"
    return "Fewer than 8 people, or hidden" if count == HIDDEN else f"About {count} people spoke of it"


def number(count: Cell) -> str:
    """A count as it stands in a table: a blank would not say why it is one."""
    return "not counted" if count is None else str(count)


def percent(share: Cell) -> str:
    """A percentage, or that there is none."""
    return "not told" if share is None else f"{share} %"


def counted(how_many: int, what: str) -> str:
    """A number with its noun."""
    return f"{how_many} {what}{'' if how_many == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Names one after another, with “and” before the last."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def capital(text: str) -> str:
    """With its first letter large."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """With a full stop, where it has no end of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…”" else f"{text}."
