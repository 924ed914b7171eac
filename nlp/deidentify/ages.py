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
_NOT_SOMEBODY = (
    r"(?<!\bit )(?<!\bthat )(?<!\bthis )(?<!\bthere )(?<!\bwhich )(?<!\bwhat )(?<!\btime )(?<!\btotal )(?<!\bscore )"
    r"(?<!\bnumber )(?<!\blimit )(?<!\bthese )(?<!\bthose )(?<!\bhere )(?<!\banswer )(?<!\brating )(?<!\bchapter )"
)
_SOON = "next|last|this|already|at the time|with"
_AGE_NOW = rf"(?=[.!?;]|,? (?:and|but|so|when|now|then|in (?:{_MONTHS})[a-z]*|{_SOON})\b|,|$)"
_OVER_TWO = rf"(?:[3-9]|1\d|2[0-5]|(?!one\b|two\b|twenty[- ](?:six|seven|eight|nine)\b)(?:{COUNT}))"
_TWO_AGES = rf"(?P<age>{_OVER_TWO}(?:, {_OVER_TWO})* and {_OVER_TWO})(?! (?:{_COUNTED}|{_TIMES}|{_MEASURES}|of)\b)"
_CAME = (
    r"\b(?:came|arrived|started|left|diagnosed|born|moved|lost|adopted|fostered|kicked|excluded|expelled|sectioned|admitted"
    r"|taken|married|pregnant|died|dropped|stopped|sent|joined|went|home|care|began)"
)
_TEEN = r"1[3-9]|2[0-5]|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:[- ](?:one|two|three|four|five))?"
_RANGE = re.compile(rf"\b(?:between|from) {COUNT} (?:and|to) $", re.IGNORECASE)
_ANY_NUMBER = re.compile(rf"\b{COUNT}", re.IGNORECASE)
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
        rf"{_NAMED}, (?P<age>{_OVER_TWO})(?=[.;]|$)",
        rf"\b(?:{_PERSON}|{_NAMED}) \((?P<age>{COUNT})\)",
        rf"\b(?:both|{_PERSON}), ?(?P<age>{COUNT}),(?= )",
        rf"\bboth (?P<age>{_TEEN})\b(?! (?:of|people|sessions))",
        rf"\b(?:be|being|gone|reach(?:ed|es)?|hits?|becomes?|became|like|about|only) (?P<age>{_TEEN}){_AGE_NOW}",
        rf"\b\w+ {_NOT_SOMEBODY}(?:is|was|are|were) {_NEARLY}(?P<age>{_OVER_TWO}){_AGE_NOW}{_NOT_AGE}",
        r"\b(?!(?:it|that|what|there|where|how|here|time|let|this)[’']s)\w+[’']s "
        rf"{_NEARLY}(?P<age>{_OVER_TWO}){_AGE_NOW}",
        rf"\b(?:are|were|[’']re|re|aged|of|my|our|their) {_TWO_AGES}",
        rf", {_TWO_AGES}(?=[,.!?]|$)",
        rf"\bgoing on (?P<age>{_OVER_TWO})\b{_NOT_AGE}",
        rf"\bage(?:d| of)? (?:of )?(?P<age>{COUNT})\b(?!%)",
        rf"\b(?P<age>{COUNT}) going on\b",
        rf"{_CAME}[^.!?,\d]{{0,25}} at (?P<age>{_OVER_TWO})(?=[.,!?]|$)",
        rf"(?<=[^\W\d]), (?:well |like |just |only |now |barely )?(?P<age>{_OVER_TWO}), (?!{_OVER_TWO}\b|or\b)",
        rf"\bwell (?P<age>{_OVER_TWO}), who\b",
        rf"(?<![\w\-])(?P<age>{COUNT}) ?(?:[MF]\b)",
        rf"(?<=\w )\((?P<age>{_OVER_TWO})\)",
        rf"\b(?:(?:un)?till?|since|before|by) (?P<age>{_TEEN})(?=[.,!?]|$)",
        rf"(?<!between )\b(?P<age>{COUNT}) and (?:an? )?{COUNT}[- ]years?[- ]olds?\b",
        rf"\band (?P<age>{COUNT})(?= (?:now|when|at the time)\b)",
        r"\bwhen (?:i|s?he|they) (?:came|started|left|arrived|was|were)[^.!?,]{0,30}? "
        rf"(?P<age>{COUNT})(?=[.,!?]|$)",
    )
]


def find_ages(text: str) -> Iterator[Identifier]:
    """Ages up to 29 of somebody in particular; they may overlap."""
    if not _ANY_NUMBER.search(text):
        return
    for pattern in _AGES:
        for match in pattern.finditer(text):
            if not _RANGE.search(text, 0, match.start("age")):
                yield Identifier(match.start("age"), match.end("age"), "age", 0.7)
