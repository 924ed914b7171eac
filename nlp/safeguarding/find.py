"""Finds what may be a disclosure in a text, by rules."""

from nlp.safeguarding import abuse, exploitation, further_signs, harm_from_others, harm_to_self, neglect, threats
from nlp.safeguarding.guards import is_meant
from nlp.safeguarding.records import CONCERN_KINDS, Concern

RULES = (
    *harm_to_self.RULES,
    *abuse.RULES,
    *harm_from_others.RULES,
    *threats.RULES,
    *neglect.RULES,
    *exploitation.RULES,
    *further_signs.RULES,
)
_PLAIN = str.maketrans("’‘ʼ`´“”–—\t\n\u00a0", "'''''\"\"--   ")


def find_concerns(text: str) -> list[Concern]:
    """What may be a disclosure in a text, in order, the strongest of each kind that stands at the same place.

    A miss costs more than a false alarm: what is only likely, or a quiet sign, is found as well, and said to be so.
    """
    plain = _plain(text)
    found = [
        Concern(match.start(), match.end(), rule.kind, rule.strength, rule.reason)
        for rule in RULES
        for match in rule.pattern.finditer(plain)
        if is_meant(plain, match.start(), match.end())
    ]
    return _apart(found)


def _plain(text: str) -> str:
    """The text in lower case with plain quotes, character for character as long as before."""
    lower = text.lower()
    if len(lower) != len(text):  # as with “İ”
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lower.translate(_PLAIN)


def _apart(found: list[Concern]) -> list[Concern]:
    """Of what overlaps in one kind, the strongest and then the longest."""
    kept: list[Concern] = []
    for one in sorted(found, key=lambda one: (-one.strength, one.start - one.end, CONCERN_KINDS.index(one.kind))):
        if not any(one.kind == other.kind and one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end))
