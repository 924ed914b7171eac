"""Phrases of two to seven words that read as something people want or meet with, as they said them.

Four kinds: something done (“waiting too long”, “not being listened to”), a thing with what is particular about it
(“long waiting times”, “someone to talk to”), nobody or everybody doing something (“nobody rings back”), and how
something is (“the staff were kind”).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from nlp.themes.inflect import stem
from nlp.themes.lexicon import (
    EMPTY_PHRASES,
    NEVER_FIRST,
    NEVER_LAST,
    REPORTING,
    SAYS_NOTHING,
    SUBORDINATE,
    SWEARING,
    TAKES_TO,
)
from nlp.themes.neutral import neutral
from nlp.themes.tags import Clause, kind_of_word

FEWEST_WORDS, MOST_WORDS = 2, 7
_DESCRIBED = "(?:r?a(?:a|cr?a)?)"
_THING = "(?:(?:g?n{1,3}|k)(?:cn)?)"
_SOME = f"(?:[dqu]{{0,2}}{_DESCRIBED}?(?:{_THING}|g))"
_WHERE = f"(?:i{_SOME})"
_TO_DO = f"(?:t(?:be|v)(?:r|p|{_SOME}|o|{_DESCRIBED})?(?:p|{_WHERE})?)"
_REST = f"(?:o?r{{0,2}}(?:{_SOME}|{_DESCRIBED}|p|be)?{_WHERE}{{0,2}}(?:ig{_SOME})?{_TO_DO}{{0,2}}r?)"
_DOING = f"(?:x?(?:g|ge|gg){_REST})"
_KINDS = {
    "doing": re.compile(_DOING),
    "thing": re.compile(
        f"(?:q{{0,2}}{_DESCRIBED}{_THING}(?:{_WHERE})?|q?{_THING}(?:{_WHERE}|{_TO_DO})|q{_THING}|g?n{{2,3}}"
        f"|{_DESCRIBED}{_TO_DO}|aig{_SOME}?|aiv|aca|k{_TO_DO})"
    ),
    "nobody": re.compile(f"(?:(?:k|qn)(?:b?e{_REST}|m?x?v{_REST}|bx?r?(?:{_DESCRIBED}|g{_REST})))"),
    "how": re.compile(f"(?:{_DESCRIBED}?{_THING}(?:bx?r?(?:{_DESCRIBED}|e{_REST})|m?x?v{_SOME}{_WHERE}?|mx?v{_REST}))"),
}
NOT_OURS = frozenset(
    {"i", "we", "me", "us", "my", "our", "myself", "ourselves", "him", "her", "he", "she", "his", "been"}
)
_MAY_FOLLOW = frozenset(".ciwtPhdsbmxrufoegvk")
_BREAKS = {"thing": frozenset("nagq"), "how": frozenset("nagiq"), "doing": frozenset("xtb"), "nobody": frozenset("i")}
"""What may not stand before a phrase of each kind: it would be its beginning."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as they would be read, all as the speaker's but for rules of `neutral`, and what kind they are."""

    words: tuple[str, ...]
    kind: str
    is_as_said: bool = field(default=True, compare=False)

    @property
    def key(self) -> str:
        """The same for all forms of the same words."""
        return _key(self.words)

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry it."""
        return carrying(self.words)

    @property
    def open_stems(self) -> frozenset[str]:
        """The stems of all its words that stand in no closed list."""
        return frozenset(
            stem(word) for word in self.words if kind_of_word(word.lower()) in "nage" or word.endswith("ly")
        )


def phrases(said: Sequence[Clause]) -> set[Phrase]:
    """The phrases of one text's clauses."""
    found: set[Phrase] = set()
    for clause in said:
        found.update(_in_clause(clause, whole=True))
        for rewritten in neutral(clause):
            found.update(_in_clause(rewritten, whole=False))
    return found


@cache
def carrying(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        stem(word)
        for word in words
        if kind_of_word(word.lower()) in "nagev" and word.lower() not in SAYS_NOTHING and word[0].isalpha()
    )


def _in_clause(clause: Clause, *, whole: bool) -> Iterator[Phrase]:
    starts = range(len(clause.words)) if whole else range(min(1, len(clause.words)))
    for start in starts:
        for size in range(FEWEST_WORDS, MOST_WORDS + 1):
            end = start + size
            if end > len(clause.words):
                break
            kind = _kind_of(clause.tags[start:end])
            if kind and _stands(clause, start, end, kind) and _is_fit(clause.words[start:end]):
                yield Phrase(clause.words[start:end], kind, is_as_said=whole)


@cache
def _kind_of(tags: str) -> str:
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(tags)), "")


def _stands(clause: Clause, start: int, end: int, kind: str) -> bool:
    """Whether a phrase is whole where it stands, and says there what it says alone."""
    before, after = clause.tags[start - 1 : start] or ".", clause.tags[end : end + 1] or "."
    if after not in _MAY_FOLLOW or before in _BREAKS[kind] or clause.words[end - 1].lower() in NEVER_LAST:
        return False
    if start and kind == "thing" and clause.words[start - 1].lower() == "any":
        return False
    if kind != "nobody" and set(clause.tags[max(0, start - 4) : start]) & {"x", "k"}:
        return False  # “not … friendly staff”: without the “not” it would say the contrary.
    words = [word.lower() for word in clause.words[start:end]]
    if words[0] in NEVER_FIRST:
        return False
    return _ends_well(words, clause.tags[start:end], after, kind) and _begins_well(words, clause.tags[start:end], kind)


def _ends_well(words: Sequence[str], tags: str, after: str, kind: str) -> bool:
    """Whether nothing that belongs to the phrase comes after it."""
    last = tags[-1]
    cut = {"v": "dsoqkegitw", "g": "dsoqkeg", "e": "dsoqkegit", "r": "eg", "x": "eg"}.get(last, "")
    if last == "n":
        cut = "dso" if kind == "thing" else "t"
        cut += "vbmex" if SUBORDINATE & set(words) else ""
    if after in cut or (after == "t" and words[-1] in TAKES_TO):
        return False
    return not (tags[-2] == "i" and words[-1] in SAYS_NOTHING)


def _begins_well(words: Sequence[str], tags: str, kind: str) -> bool:
    """Whether it is about something: not “saying that”, nor a thing “to go” that is not for going."""
    if kind == "doing":
        return stem(words[0]) not in REPORTING
    purpose = tags.find("t")
    return kind != "thing" or purpose <= 0 or words[purpose - 1] in TAKES_TO or tags[purpose - 1] == "a"


def _is_fit(words: tuple[str, ...]) -> bool:
    lowered = [word.lower() for word in words]
    repeats = len(set(lowered)) < len(lowered) - (lowered.count("to") == 2)
    return not repeats and not set(lowered) & (SWEARING | EMPTY_PHRASES | NOT_OURS)


@cache
def _key(words: tuple[str, ...]) -> str:
    return " ".join(stem(word) for word in words)
