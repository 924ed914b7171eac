"""Institutions, wards and places in lower case, by a word of their kind: "the rowan unit", "at bishop ridley"."""

import re
from collections.abc import Iterator

from nlp.deidentify.institutions import NO_WARD
from nlp.deidentify.lists import names
from nlp.deidentify.ordinary import GENERIC
from nlp.deidentify.unknown import is_unknown
from nlp.records import Identifier

_TOWARDS = "at|to|from|in|on|go|goes|going|went|left|attends?|past|by|near|off|round|behind|outside|called|rang"
_IN_FRONT = re.compile(
    rf"\b(?:{_TOWARDS}) (?:the )?(?P<name>(?:(?:arch)?bishop|cardinal|lord|lady|king|queen|prince|princess|mount|saint"
    r"|holy|our lady(?: of)?|sir) [a-z]{4,}(?: [a-z]+s)?|all (?:saints|souls|hallows))\b"
)
_PLACES = (
    "estate|towers?|flats|court|lodge|hall|park|square|gardens|green|woods?|bridge|market|station|heath|common|rec"
)
_INSTITUTIONS = (
    "surgery|practice|school|primary|academy|clinic|library|church|mosque|youth club"
    "|(?:medical|health|community|youth|leisure) (?:centre|club)"
)
_BEHIND = {
    "ward": re.compile(r"\b(?P<name>(?P<proper>[a-z]{3,}) (?:ward|unit|suite))\b"),
    "place": re.compile(rf"\b(?:{_TOWARDS}) (?:the )?(?P<name>(?P<proper>[a-z]{{3,}}) (?:{_PLACES}))\b"),
    "GP practice": re.compile(
        r"\b(?P<name>(?P<proper>[a-z]{3,}) (?:road|street|lane|avenue|park|green|hill|grove) "
        rf"(?:{_INSTITUTIONS}))\b"
    ),
}


def find_careless_places(text: str) -> Iterator[Identifier]:
    """Such names; they may overlap."""
    for match in _IN_FRONT.finditer(text):
        yield Identifier(match.start("name"), match.end("name"), "place", 0.5)
    for kind, pattern in _BEHIND.items():
        for match in pattern.finditer(text):
            if _may_be_proper(match["proper"]):
                yield Identifier(match.start("name"), match.end("name"), kind, 0.5)


def _may_be_proper(word: str) -> bool:
    """Whether a word in lower case is a name, or in no list: "rowan" unit, not "rehab" unit."""
    if word in NO_WARD or word in GENERIC:
        return False
    return names().is_given(word) or names().is_family(word) or is_unknown(word)
