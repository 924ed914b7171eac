"""How old somebody is who reads a text with ease: the Flesch-Kincaid grade (Kincaid and others 1975) and five years.

The formula is made for running text. Of a sentence or two it says whether they are long and their words heavy, and no
more; so a page measures a whole summary, and names the long words by themselves.
"""

import re
from collections.abc import Iterable, Sequence

import syllapy

YOUNGEST, OLDEST = 9, 11
"""What Chorus itself writes, and what a forum is asked to write, reads as easily as this."""
LONG_WORD = 3
"""Syllables from which a word is worth another look."""
_AGE_AT_GRADE_0 = 5
_UP_TO_19 = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)
_HUNDRED = _THOUSAND = 2
_AND = 1
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_QUOTED = re.compile(r"“[^”]*”")
_END = re.compile(r"[.!?]+(?=\s|[”’\"')]|$)|\n+")


def reading_age(text: str) -> float | None:
    """The age in years, to a tenth and 5 at the least; None where there is not a word to read."""
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = max(1, sum(1 for part in _END.split(text) if _WORD.search(part)))
    spoken = sum(_words_spoken(int(word)) if word.isdecimal() else 1 for word in words)
    grade = 0.39 * spoken / sentences + 11.8 * sum(map(syllables, words)) / spoken - 15.59
    return round(max(0.0, grade) + _AGE_AT_GRADE_0, 1)


def reading_age_of(sentences: Iterable[str]) -> float | None:
    """The same for sentences that stand together."""
    return reading_age("\n".join(sentences))


def without_quotes(text: str) -> str:
    """A text with a short word for what stands in quotation marks: those are somebody else's words."""
    return _QUOTED.sub("it", text)


def syllables(word: str) -> int:
    """How many syllables a word has, at least one; a number in figures is read aloud."""
    if word.isdecimal():
        return _spoken(int(word))
    return max(1, sum(int(syllapy.count(part.replace("’", "'"))) for part in word.split("-") if part))


def _spoken(number: int) -> int:
    if number < 20:
        return _UP_TO_19[number]
    if number < 100:
        return _TENS[number // 10] + (_UP_TO_19[number % 10] if number % 10 else 0)
    if number < 1000:
        return _spoken(number // 100) + _HUNDRED + (_AND + _spoken(number % 100) if number % 100 else 0)
    return _spoken(number // 1000) + _THOUSAND + (_spoken(number % 1000) if number % 1000 else 0)


def _words_spoken(number: int) -> int:
    """How many words a number is when it is read aloud: twenty-seven is one, one hundred and four are four."""
    if number < 100:
        return 1
    if number < 1000:
        return 2 + (2 if number % 100 else 0)
    return _words_spoken(number // 1000) + 1 + (_words_spoken(number % 1000) if number % 1000 else 0)


def long_words(text: str, *, known: Sequence[str] = ()) -> list[str]:
    """Its words of three syllables and more, in order, each once; those `known` are explained elsewhere."""
    explained = {word.casefold() for word in known}
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if (word.isalpha() or "-" in word) and syllables(word) >= LONG_WORD:
            found.setdefault(word.casefold(), word)
    return [word for key, word in found.items() if key not in explained]
