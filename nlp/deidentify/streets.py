"""Streets and houses that are named in a text."""

import re
from collections.abc import Iterator

from nlp.deidentify.ordinary import GENERIC
from nlp.records import Identifier

_STREET = "road|street|avenue|lane|close|drive|crescent|terrace|gardens|grove|mews|rd|ave"
_HOUSE = re.compile(
    r"\b(?:flat \d+[a-z]?,? )?(?:\d{1,3}[a-z]?,?|\d{4}) (?P<name>(?:[^\W\d]+ ){1,3}?)"
    rf"(?:{_STREET}|way|court|place|square|walk|hill|rise|parade|row|yard|wharf|broadway|path|(?-i:Point|House|Lodge"
    r"|Towers?|Heights|Buildings|Mansions|Villas|View|Green|Park|Gate|End|Bank|Vale|Mead|Croft|Quay))\b",
    re.IGNORECASE,
)
_FLAT = re.compile(r"\b(?:[Ff]lat|[Aa]partment|[Rr]oom) \d+[A-Za-z]?(?:,? (?:[A-Z][\w'’]+ ?){1,3}(?<! ))?")
_LIVES_ON = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|moved|house|flat|home) (?:on|in|at|near|off|down|to|by) "
    rf"(?P<place>(?P<name>(?:[^\W\d]+ ){{1,2}}?)(?:{_STREET}|estate))\b",
    re.IGNORECASE,
)
_AT_A_STREET = re.compile(
    r"\b(?:on|off|down|near|at|by|in|along|up|from|to|of) (?:the )?(?P<place>(?P<name>[A-Z][\w'’]+ (?:[A-Z][\w'’]+ )?)"
    r"(?:Walk|Terrace|Parade|Broadway|Way|Court|Place|Rise|Row|Square|Hill|House|Green|Park|Gate|St))\b"
)
_IN_LOWER_CASE = re.compile(
    r"\b(?:on|off|down|near|at|by|in|along|up|from|past|to|of) (?P<place>(?P<name>[a-z]+ (?:[a-z]+ )?)"
    r"(?:road|street|avenue|lane|crescent|terrace|parade|close|grove|mews|gardens|drive|rise))\b"
)
_SAINT = re.compile(r"\b(?i:st)\.? [A-Z][a-z]+(?:['’]?s)\b")


def find_streets(text: str) -> Iterator[Identifier]:
    """Named streets with their house numbers, and "St Winifred's"; they may overlap."""
    yield from _streets(text)
    for match in _SAINT.finditer(text):
        yield Identifier(match.start(), match.end(), "place", 0.5)


def _streets(text: str) -> Iterator[Identifier]:
    for match in _FLAT.finditer(text):
        yield Identifier(match.start(), match.end(), "place", 0.8)
    for match in _HOUSE.finditer(text):
        if match["name"].istitle() or not _is_generic(match["name"]):
            yield Identifier(match.start(), match.end(), "place", 0.8)
    for match in (*_LIVES_ON.finditer(text), *_AT_A_STREET.finditer(text), *_IN_LOWER_CASE.finditer(text)):
        if not _is_generic(match["name"]):
            yield Identifier(match.start("place"), match.end("place"), "place", 0.7)


def _is_generic(name: str) -> bool:
    return any(word in GENERIC for word in name.casefold().split())
