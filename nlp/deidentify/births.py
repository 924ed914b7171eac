"""Dates of birth: any day that is named in a sentence that speaks of a birth."""

import re
from collections.abc import Iterator

from nlp.records import Identifier

_CUE = re.compile(
    r"\b(?:d\.?o\.?b\b|date of birth|born|birth ?day|birth date|b-?day|birthed|turn(?:s|ed|ing)? (?:\w+) on)",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINAL = (
    rf"(?:{_NTH}|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
    rf"|(?:twenty|thirty)[- ](?:{_NTH}))"
)
_IN_WORDS = (
    r"(?:two thousand(?: and)?|twenty|nineteen)[- ][a-z]+(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
)
_YEAR = rf"(?:,? (?:in )?(?:\d{{4}}|[’']?\d{{2}}\b|{_IN_WORDS}))?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})"
_DATE = re.compile(
    r"\b(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2} \d{1,2} (?:\d{4}|\d{2})"
    rf"|{_DAY}(?: of)? {_MONTH}{_YEAR}|{_MONTH}(?: the)? {_DAY}{_YEAR}"
    rf"|(?:christmas|new year[’']?s|boxing)(?: eve| day){_YEAR})\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[.!?]\s")


def find_births(text: str) -> Iterator[Identifier]:
    """The dates in each sentence that has a birth in it, and in the one after."""
    for cue in _CUE.finditer(text):
        starts = [end.end() for end in _ELSEWHERE.finditer(text, 0, cue.start())]
        ends = [end.start() for end in _ELSEWHERE.finditer(text, cue.end())]
        start, end = (starts or [0])[-1], ([*ends[:2], len(text)][1] if len(ends) > 1 else len(text))
        for match in _DATE.finditer(text, start, end):
            yield Identifier(match.start(), match.end(), "date of birth", 0.8)
