"""Somebody's exact age, in figures or in words: "I'm fifteen", "Leyla, six, ..."; "under 16" stays."""

import re
from collections.abc import Iterator

from nlp.deidentify import words
from nlp.deidentify.numbers import COUNT
from nlp.records import Identifier

_KIN = "|".join(sorted((words.KIN | words.ROLES) - {"ex", "mate", "head"}))
_PERSON = rf"(?:{_KIN}|lad|boy|girl|kid|eldest|youngest|who|child|baby)"
_SELF = r"(?:(?:i|s?he|who|they)[’']?(?:m|s|re)|(?:i|s?he|they) (?:am|is|was|are|were)|i (?:turn|turned))"
_NAMED = r"(?-i:\b(?!There|It|That|What|Here|Who|Let|Where|How)[A-Z][\w’'\-]+)"
_SOMEBODY = rf"(?:(?:\b(?i:{_PERSON})(?:[’']s)?|{_NAMED}) (?:is|was|turned|turns)|{_NAMED}(?<=[’']s))"
_NEARLY = r"(?:only |just |nearly |about |still |now |almost |not even |barely |already |like )*"
_PART = r"(?: and (?:a|three) (?:half|quarters?))?"
_TIMES = "months?|weeks?|days?|hours?|minutes?|mins?|times?|years? (?!old)|o['’]?clock|am\\b|pm\\b|sessions?"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MEASURES = "per|percent|%|points?|stone|foot|feet|miles?|pounds?|quid|thousand|hundred|million|th\\b|st\\b"
_COUNTED = "people|kids|children|boys|girls|friends?|brothers?|sisters?|siblings?|stops?|buses|schools?|lots"
_NOT_AGE = (
    rf"(?![\w%£:.,]*\d|[ -]?(?:{_TIMES}|{_MEASURES}|{_COUNTED}|of|in (?!{_MONTHS})|out|to\b|or\b|on a|different|under"
    r"|more|other))"
)
_TEEN = r"1[3-9]|2[0-5]|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty"
_AGES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_SELF} {_NEARLY}(?P<age>{COUNT}{_PART})\b{_NOT_AGE}",
        rf"{_SOMEBODY} {_NEARLY}(?P<age>{COUNT}{_PART})\b{_NOT_AGE}",
        rf"\b(?P<age>{COUNT}{_PART})(?:[- ]years?[- ]old\b|[- ]?(?:yo|y/o|yrs? old)\b)",
        rf"\b(?:aged?|turned|turning|turns) {_NEARLY}(?P<age>{COUNT}{_PART})\b{_NOT_AGE}",
        rf"\b(?:twins|triplets|boys?|girls?|lads?|kids?|child|son|daughter) of (?P<age>{COUNT})\b{_NOT_AGE}",
        rf"\bat (?P<age>{_TEEN})\b{_NOT_AGE}",
        rf"{_NAMED}, (?P<age>{COUNT}),(?= )",
        rf"\b(?:{_PERSON}|{_NAMED}) \((?P<age>{COUNT})\)",
        rf"\b(?:both|{_PERSON}), ?(?P<age>{COUNT}),(?= )",
        rf"\bboth (?P<age>{_TEEN})\b(?! (?:of|people|sessions))",
        rf"\band (?P<age>{COUNT})(?= (?:now|when|at the time)\b)",
        r"\bwhen (?:i|s?he|they) (?:came|started|left|arrived|was|were)[^.!?,]{0,30}? "
        rf"(?P<age>{COUNT})(?=[.,!?]|$)",
    )
]


def find_ages(text: str) -> Iterator[Identifier]:
    """Ages up to 29 of somebody in particular; they may overlap."""
    for pattern in _AGES:
        for match in pattern.finditer(text):
            yield Identifier(match.start("age"), match.end("age"), "age", 0.7)
