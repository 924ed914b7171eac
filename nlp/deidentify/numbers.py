"""Numbers in words: ages, and telephone and NHS numbers that are read out."""

import re
from collections.abc import Iterator

from nlp.records import Identifier

ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
UP_TO_NINETEEN = "|".join(sorted([*ONES, *TEENS], key=len, reverse=True))
COUNT = rf"(?:\d{{1,2}}|twenty(?:[- ](?:{'|'.join(ONES)}))?|{UP_TO_NINETEEN})"
"""A number below thirty, in figures or in words."""

_DIGIT = rf"(?:(?:double|triple|treble)[ -])?(?:oh?|zero|nought|hundred|thousand|{'|'.join(ONES)}|\d)"
_READ_OUT = re.compile(rf"\b{_DIGIT}(?:[ ,.\-]{{1,2}}{_DIGIT}){{6,}}\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+|\d", re.IGNORECASE)
_NOUGHTS = {"hundred": 2, "thousand": 3}
_TIMES = {"double": 2, "triple": 3, "treble": 3}


def find_read_out(text: str) -> Iterator[Identifier]:
    """Numbers of seven digits or more that are spelt out: "oh seven seven double oh ..." """
    for match in _READ_OUT.finditer(text):
        digits, times = 0, 1
        for word in _WORD.findall(match[0].lower()):
            if word in _TIMES:
                times = _TIMES[word]
            elif word in _NOUGHTS:
                digits += _NOUGHTS[word]
            else:
                digits, times = digits + times, 1
        if digits >= 7 and re.search("[a-z]", match[0], re.IGNORECASE):
            is_nhs = re.search(r"\bnhs\b", text, re.IGNORECASE) and digits == 10
            yield Identifier(match.start(), match.end(), "NHS number" if is_nhs else "phone number", 0.8)
