"""Schools, practices, places of worship and the like that are named in a text."""

import re
from collections.abc import Iterator

from nlp.deidentify.lists import is_common, names
from nlp.deidentify.ordinary import GENERIC, PLACES, STREET_WORDS
from nlp.deidentify.streets import find_streets
from nlp.records import Identifier

_PROPER = r"(?:St\.?|Saint|C\s?of\s?E|CofE|RC|[A-Z][\w'’\-]+)"
_NAME = rf"(?P<name>{_PROPER}(?:\s(?:(?:of|and|the|for|&)\s)?{_PROPER}){{0,4}}?)"
PLACE_KINDS = frozenset({"school", "GP practice", "hospital", "ward", "place of worship", "centre", "place"})
"""What is numbered and learnt: the same one is found again by its short name."""
_ENDINGS = {
    "school": (
        r"(?:(?:Church of England |Catholic |C of E |CofE |RC )?(?:Primary|Secondary|High|Grammar|Junior|Infants?"
        r"|Nursery|Special|Upper|Community|Boys['’]?|Girls['’]?) (?:School|Academy|College)|(?:Sixth|6th) Form"
        r"(?: College)?|School|Academy|College|Primary|Secondary|Infants|Juniors|Nursery|Grammar|High)"
        r"(?: for (?:Girls|Boys))?"
        r"|(?:primary|secondary|high) school|school|academy|college|sixth form|primary"
    ),
    "GP practice": (
        r"(?:Medical|Health|Group|Family|Doctors['’]?|GP) (?:Cent(?:re|er)|Practice|Surgery)|Surgery|Practice|Clinic"
        r"|surgery|(?:medical|health) centre|gp practice|doctors surgery"
    ),
    "hospital": (
        r"(?:(?:General|Royal|Community|Children['’]s|University|Teaching|District) )*(?:Hospital|Infirmary|Hospice)"
        r"|hospital|hospice"
    ),
    "place of worship": (
        r"(?:(?:Baptist|Methodist|Catholic|Parish|Pentecostal|Community|Evangelical) )?(?:Church|Chapel|Cathedral"
        r"|Mosque|Masjid|Temple|Gurdwara|Synagogue|Mandir|Islamic Cent(?:re|er))"
        r"|church|mosque|masjid|temple|gurdwara|synagogue"
    ),
    "centre": (
        r"(?:Youth|Community|Leisure|Children['’]s|Family|Sports|Day|Resource|Wellbeing) (?:Cent(?:re|er)|Club|Hub"
        r"|Project)|Library|(?:Care|Nursing|Children['’]s) Home|(?:youth|leisure|community) (?:club|centre)|library"
    ),
    "place": (
        r"Road|Street|Avenue|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Mews|Estate|Rd|Ave"
        r"|road|street|avenue|lane|crescent|estate"
    ),
}
_STREET_TYPE = re.compile(r"(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Mews|Rd|Ave)")
_OWN_SCHOOL = re.compile(r"(?:.+ )?(?:(?:Sixth|6th) Form(?: College)?|College|Academy|[A-Z]\w+ School)")
_ONE_OF_MANY = re.compile(r"\b(?:an?|any|every|each|some)\s$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|our|my|your|an?|any|every|each|local)\s$", re.IGNORECASE)
_NAMED = [(kind, re.compile(rf"\b{_NAME}\s(?:{ending})\b")) for kind, ending in _ENDINGS.items()]
_ANY_ENDING = re.compile(
    r"(?:school|academy|college|primary|secondary|form|infants|juniors|nursery|grammar|high|cent(?:re|er)|practice"
    r"|surgery|clinic|hospital|infirmary|hospice|church|chapel|cathedral|mosque|masjid|temple|gurdwara|synagogue|mandir"
    r"|club|hub"
    r"|project|library|home|road|street|avenue|lane|close|drive|crescent|terrace|gardens|grove|mews|estate|rd|ave|walk|way"
    r"|parade|broadway|court|place|rise|row|square|hill|house|green|park|gate)\b"
    r"|\bst\b|\d|year|pupil|student|teacher|head",
    re.IGNORECASE,
)
_LOWER_ENDINGS = {
    "school": (
        r"academy|primary(?: school)?|high(?: school)?|grammar|(?:secondary )?school|college|sixth form|girls|boys"
    ),
    "GP practice": r"surgery|medical centre|health centre|medical practice",
    "hospital": "hospital",
    "place of worship": "church|mosque|masjid|temple|gurdwara",
    "centre": "youth club|youth centre|community centre|library",
}
_IN_LOWER_CASE = [
    (
        kind,
        re.compile(
            r"\b(?:at|to|from|in|go|goes|going|went|left|attend|attends|past|by) "
            rf"(?P<place>(?P<name>[a-z]{{3,}}(?: [a-z]{{3,}})?) (?:{ending}))\b"
        ),
    )
    for kind, ending in _LOWER_ENDINGS.items()
]
_SCHOOL_CUE = re.compile(
    r"\b(?:[Yy]ear (?:\d+|\w+)|pupils?|students?|headteacher|teachers?|head|(?:school|college|academy) called"
    r"|sixth form)(?: at| in)? (?P<place>[A-Z][a-z]{3,})\b(?! (?:and|who))"
)


def find_places(text: str) -> list[Identifier]:
    """Named institutions and streets; they may overlap."""
    if not _ANY_ENDING.search(text):
        return []
    return [*_institutions(text), *find_streets(text)]


def stem_of(place: str) -> str | None:
    """The word by which a school is called for short ("Hartmoor" for "Hartmoor Academy"), if it has one of its own."""
    parts = place.split()
    if (
        len(parts) > 2
        and _ANY_ENDING.fullmatch(parts[-1])
        and parts[1].casefold() not in GENERIC
        and parts[0].isalpha()
    ):
        return " ".join(parts[:2])
    first = parts[0]
    return first if len(first) > 4 and first.casefold() not in GENERIC and first.isalpha() else None


def _institutions(text: str) -> Iterator[Identifier]:
    for kind, pattern in _NAMED:
        for match in pattern.finditer(text):
            start = _proper_start(match["name"])
            if start is None:
                start = _worded_start(kind, match["name"], match[0][len(match["name"]) :].strip())
                if start is not None and _is_any(text[: match.start() + start], match[0][start:]):
                    continue
            if start is not None:
                yield Identifier(match.start() + start, match.end(), kind, 0.8)
    for kind, pattern in _IN_LOWER_CASE:
        for match in pattern.finditer(text):
            if _is_particular(match["name"]):
                yield Identifier(match.start("place"), match.end("place"), kind, 0.6)
    for match in _SCHOOL_CUE.finditer(text):
        if match["place"].casefold() not in GENERIC:
            yield Identifier(match.start("place"), match.end("place"), "school", 0.6)


def _is_particular(name: str) -> bool:
    """Whether words in lower case name a place: "harris" academy, not "boarding" school."""
    parts = name.split()
    if any(part in GENERIC for part in parts):
        return False
    return any(not is_common(part) or names().is_given(part) or names().is_family(part) for part in parts)


def _proper_start(name: str) -> int | None:
    """Where the proper part of `name` begins, leaving out "At", "Our", ...; None if it has none."""
    for match in re.finditer(r"\S+", name):
        lower = match[0].casefold()
        if lower not in GENERIC or lower.rstrip(".") in {"st", "saint"}:
            return match.start()
    return None


def _worded_start(kind: str, name: str, ending: str) -> int | None:
    """Where a name of ordinary words begins in "On Green | Street", "Well Street | Surgery", "Newham | Sixth Form"."""
    parts = list(re.finditer(r"\S+", name))
    if kind == "school":
        return parts[-1].start() if parts[-1][0].casefold() in PLACES and _OWN_SCHOOL.fullmatch(ending) else None
    if kind == "GP practice":
        street = parts.pop()[0]
        if not parts or not _STREET_TYPE.fullmatch(street):
            return None
    elif kind != "place" or not _STREET_TYPE.fullmatch(ending):
        return None
    start = None
    for part in reversed(parts):
        if part[0].casefold() not in STREET_WORDS:
            break
        start = part.start()
    return start


def _is_any(before: str, found: str) -> bool:
    """ "a New Road", and "the High Street": any town's."""
    return (_ARTICLE if found == "High Street" else _ONE_OF_MANY).search(before[-8:]) is not None
