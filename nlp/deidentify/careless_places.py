"""Institutions, wards and places in lower case, by a word of their kind: "the rowan unit", "at bishop ridley"."""

import re
from collections.abc import Iterator

from nlp.deidentify.institutions import NO_WARD
from nlp.deidentify.lists import names
from nlp.deidentify.ordinary import GENERIC
from nlp.deidentify.titles import looks_like_no_name
from nlp.deidentify.unknown import is_unknown
from nlp.records import Identifier


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


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

_WORDED = {
    "ward": re.compile(r"\b(?:on|to|from|in|off|at) (?:the )?(?P<name>(?P<proper>[a-z]{4,}) (?:ward|suite))\b"),
    "school": re.compile(
        rf"\b(?:{_TOWARDS}) (?P<name>(?P<proper>[a-z]{{4,}}) (?:academy|college|pru|grammar|juniors|infants))\b"
    ),
    "centre": re.compile(r"\b(?:at|to|from|in|by) the (?P<name>(?P<proper>[a-z]{4,}) (?:project|centre|trust))\b"),
}
_KINDS_OF = _words(
    """
    community arts technical agricultural local nearby military football dance stage drama different teaching training
    tutorial performing music beauty hair secondary specialist mainstream private boarding call town city shopping
    garden sports health data test resource contact vaccination detention leisure learning visitor civic garden day job
    testing distribution recycling nerve activity family children childrens support treatment rehab rehabilitation
    assessment current latest whole group pilot research final mixed empty closed locked busy nearest same main hostel
    bridal master hotel honeymoon executive office games
    """
)
"""Words that say what sort of college or centre it is, not which."""


def find_careless_places(text: str) -> Iterator[Identifier]:
    """Such names; they may overlap."""
    for match in _IN_FRONT.finditer(text):
        yield Identifier(match.start("name"), match.end("name"), "place", 0.5)
    for kind, pattern in _BEHIND.items():
        for match in pattern.finditer(text):
            if _may_be_proper(match["proper"]):
                yield Identifier(match.start("name"), match.end("name"), kind, 0.5)
    for kind, pattern in _WORDED.items():
        for match in pattern.finditer(text):
            word = match["proper"]
            if not (word in _KINDS_OF or word in NO_WARD or word in GENERIC or looks_like_no_name(word)):
                yield Identifier(match.start("name"), match.end("name"), kind, 0.4)


def _may_be_proper(word: str) -> bool:
    """Whether a word in lower case is a name, or in no list: "rowan" unit, not "rehab" unit."""
    if word in NO_WARD or word in GENERIC:
        return False
    return names().is_given(word) or names().is_family(word) or is_unknown(word)
