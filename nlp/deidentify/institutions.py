"""Wards, places of worship, prisons and places whose name has a word of their kind in it, often in front."""

import re
from collections.abc import Iterator

from nlp.deidentify.ordinary import GENERIC
from nlp.records import Identifier


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = r"[A-Z][\w'’]+(?:-[A-Z]\w+)*"
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}}?)"
_CAPITALS = rf"(?:(?:Sri|Shri|Guru|Al|al|of|the|and) |{_WORD} ?)"
_FAITH_IN_FRONT = (
    "Masjid|Gurdwara|Mandir|Beth|Beit|Kehillat|Congregation|Church of (?!England|Scotland|Ireland|Wales|God)"
    "|Our Lady|Holy|All (?=Saints|Souls|Hallows)"
)
_IN_FRONT = {
    "place of worship": rf"(?:{_FAITH_IN_FRONT}) {_CAPITALS}{{1,4}}|Jamia {_CAPITALS}{{1,3}}",
    "place": (
        rf"(?:HMP|HMYOI|YOI) {_WORD}(?: {_WORD})?"
        r"|(?:Archbishop|Bishop|Cardinal|Lord|Lady|King|Queen|Prince|Princess|Mount|Christ|Good(?= Shepherd))"
        rf" (?!And\b|Lieutenant\b|Mayor\b|Chancellor\b){_WORD}"
    ),
    "ward": r"(?i:ward) (?:[A-Z]?\d{1,2}[A-Z]?|[A-HJ-Z]\d?)\b",
    "hospital": r"(?:Princess|Queen|King|Prince) [A-Z]\w+['’]s(?! [A-Z]\w* ?(?:Road|Street|School|Academy|College))",
}
_LOOSE_END = re.compile(r"(?:\s+(?:of|the|and))*\s*$")
_BEHIND = {
    "ward": r"(?:Ward|Unit|Suite)|(?:ward|unit|suite)",
    "place of worship": "Baptist|Methodist|Tabernacle|Temple|Fellowship|Ministries|Cathedral|Abbey|Assembly|Mosque",
    "place": (
        "Park|Rec|Recreation Ground|Green|Gate|Square|Junction|Common|Fields|Heath|Bridge|Underpass|Station|Market"
        "|Woods?|Quay|Wharf|Point|Towers?|House|Estate|Marshes|Reservoir|underpass|estate|station|flats|towers|bridge|rec"
    ),
    "centre": "(?:[Yy]outh )?(?:Centre|Club|Project|Hub|Foodbank|Lunch Club|lunch club|Library|[Yy]outh club)",
    "school": "PRU|Pupil Referral Unit|Nursery|Infants|Juniors|Boys|Girls|Prep",
}
NO_WARD = _words(
    """
    the a an this our maternity stroke surgical medical labour day assessment intensive care high dependency acute
    emergency admissions discharge children's childrens paediatric cardiac coronary renal eye burns isolation
    orthopaedic gynae psychiatric mental adolescent eating young mother baby neonatal special x-ray treatment recovery
    inpatient outpatient crime housing police business wing virtual covid frailty respiratory chemotherapy oncology
    haematology endoscopy dialysis minor injuries major trauma urgent pain sleep school referral short stay dining
    bathroom bridal office spinal en cleaner
    """
)
_IN_FRONT_OF = [(kind, re.compile(rf"\b(?P<name>{pattern})")) for kind, pattern in _IN_FRONT.items()]
_BEHIND_OF = [(kind, re.compile(rf"\b{_NAME} (?:{pattern})\b")) for kind, pattern in _BEHIND.items()]
_SAINT = re.compile(
    r"\b(?:Saint|saint|st|St\.?) (?P<name>[a-z]{3,}(?:['’]?s)|[A-Z][\w]+(?:['’]s)?)"
    r"(?: (?:RC|CofE|C of E|Hall|House|Centre|Church|Court|Parish|Community|Youth|Club|Hospice|Junior|Infants?|Primary"
    r"|School|Academy|College)){0,3}\b"
)
_NOT_SAINTS = _words("jobs kids lots things schools times weeks days george helens albans andrews david")
_FRONT_WORDS = re.compile(
    r"(?:At|In|From|On|To|The|Our|My|And|But|So|When|Since|We|I|It|They|He|She|Then|Near|By|A|An)\s"
)


def find_institutions(text: str) -> Iterator[Identifier]:
    """Such names; they may overlap."""
    for kind, pattern in _IN_FRONT_OF:
        for match in pattern.finditer(text):
            yield Identifier(match.start(), match.start() + len(_LOOSE_END.sub("", match[0])), kind, 0.7)
    for kind, pattern in _BEHIND_OF:
        for match in pattern.finditer(text):
            start = _start_of(kind, match["name"])
            if start is not None:
                yield Identifier(match.start() + start, match.end(), kind, 0.7)
    for match in _SAINT.finditer(text):
        if match["name"] not in _NOT_SAINTS:
            yield Identifier(match.start(), match.end(), "place", 0.5)


def _start_of(kind: str, name: str) -> int | None:
    """Where the proper part of `name` begins; None if all of it is generic."""
    start = 0
    while front := _FRONT_WORDS.match(name, start):
        start = front.end()
    proper = name[start:].casefold().split()
    generic = NO_WARD | GENERIC if kind == "ward" else GENERIC
    if not proper or all(word in generic or word.removesuffix("'s") in generic for word in proper):
        return None
    if kind == "ward" and any(word in generic for word in proper):
        return None
    return start
