"""The short codes that events go by, in addresses and in documents' titles."""

import re
from collections.abc import Collection, Mapping

from corpus.records import EventKind

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,23}")
_TAKEN_BY_ADDRESSES = ("new",)
_INITIALS: Mapping[EventKind, str] = {
    "focus group": "FG",
    "co-design event": "CD",
    "testing event": "TE",
    "forum meeting": "FM",
    "stakeholder event": "SE",
    "survey": "SV",
}


def problem_with_code(code: str, taken: Collection[str]) -> str | None:
    """What to mend in a code; None where it can be used. `taken` are the programme's codes in lower case."""
    if not _CODE.fullmatch(code):
        return "Use up to 24 letters, digits and hyphens, for example NORTH-1."
    if code.lower() in _TAKEN_BY_ADDRESSES or code.lower() in taken:
        return f"The code “{code}” is taken. Choose another."
    return None


def next_code(kind: EventKind, taken: Collection[str]) -> str:
    """The first free code of a kind: FG1, FG2 ..."""
    initials = _INITIALS.get(kind, "E")
    return next(
        f"{initials}{number}" for number in range(1, len(taken) + 2) if f"{initials}{number}".lower() not in taken
    )
