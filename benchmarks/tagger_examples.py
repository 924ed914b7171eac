"""What the tagger learns from: the set that rules are tuned on, in it other names and places, and ordinary speech.

Each item is taken as it stands and COPIES times changed: most names for others of the lists, some of these typed wrong;
the particular words of places for others; and three in ten without capitals.
"""

import functools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.marked_speech import STAYS, Item
from benchmarks.safeguarding import sample_segments
from nlp.deidentify import words
from nlp.deidentify.find import find_by_rules
from nlp.deidentify.known import Known
from nlp.deidentify.lists import is_common, names
from nlp.deidentify.lists.words_too import WORDS_TOO
from nlp.deidentify.lists.written import GIVEN
from nlp.deidentify.ordinary import GENERIC, STREET_WORDS
from nlp.deidentify.roster import Roster
from nlp.deidentify.tagger.network import KINDS
from nlp.deidentify.tokens import Token, tokenise
from nlp.safeguarding.examples import ordinary_speech

COPIES = 5
SWAPPED, UNCAPITALISED, TYPED_WRONG = 0.7, 0.3, 0.3
OTHER_KINDS = {"college": "school", "street": "place", "address": "place"}
"""What the masker calls these."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KINDS_OF_PLACES = _words(
    """
    primary secondary grammar sixth form centre clinic practice group infirmary ward unit mosque masjid temple gurdwara
    synagogue chapel mandir lane avenue close drive estate gardens juniors infants nursery club hub library home saint
    royal general upper special trust project row place square rise way walk farm parish baptist methodist catholic
    academy common fields
    """
)
_ENDS = ("field", "ford", "bury", "dale", "brook", "mere", "ton", "ley", "wick", "stead", "")


@dataclass(frozen=True)
class Example:
    """A text with the marked stretches in it: (start, end, kind), and the tokens of which nothing is known."""

    text: str
    marks: tuple[tuple[int, int, str], ...]
    unsure: frozenset[int] = frozenset()

    def labels(self, tokens: Sequence[Token]) -> NDArray[np.int_]:
        """For each token the number of its kind in KINDS; -1 where it is not to be learned."""
        labels = np.zeros(len(tokens), dtype=int)
        for at, token in enumerate(tokens):
            for start, end, kind in self.marks:
                if start < token.end and token.start < end:
                    labels[at] = KINDS.index(kind) if kind in KINDS else -1
        labels[list(self.unsure)] = -1
        return labels


def examples(part: Sequence[Item], seed: int = 0) -> Iterator[Example]:
    """Those of `part`, each with its copies."""
    chance = random.Random(seed)
    for item in part:
        for copy in range(1 + COPIES):
            yield from _changed(item, chance) if copy else _as_it_stands(item)


def negatives() -> Iterator[Example]:
    """Ordinary speech, but for the words in it that the rules mask."""
    for text in [*sample_segments(), *ordinary_speech()]:
        tokens, known = tokenise(text), Known()
        known.casing.read(tokens)
        found = find_by_rules(text, tokens, Roster(()), known)
        masked = [any(one.start < token.end and token.start < one.end for one in found) for token in tokens]
        yield Example(text, (), frozenset(np.flatnonzero(masked).tolist()))


def _as_it_stands(item: Item) -> Iterator[Example]:
    for turn, text in enumerate(item.turns):
        marks = [mark for mark in item.marks if mark.turn == turn and mark.kind != STAYS]
        yield Example(text, tuple((mark.start, mark.end, OTHER_KINDS.get(mark.kind, mark.kind)) for mark in marks))


def _changed(item: Item, chance: random.Random) -> Iterator[Example]:
    loses_capitals = chance.random() < UNCAPITALISED
    given: dict[str, str] = {}
    for example in _as_it_stands(item):
        text, marks, reached = "", [], 0
        for start, end, kind in example.marks:
            text += example.text[reached:start]
            said = example.text[start:end]
            if chance.random() < SWAPPED:
                said = given.setdefault(said.casefold(), _other(said, kind, chance))
            marks.append((len(text), len(text) + len(said), kind))
            text, reached = text + said, end
        text += example.text[reached:]
        # Some letters are two in lower case: the marks would be shifted.
        yield Example(text.lower() if loses_capitals and len(text.lower()) == len(text) else text, tuple(marks))


def _other(said: str, kind: str, chance: random.Random) -> str:
    if kind == "name":
        parts = enumerate(re.split(r"([\s\-]+)", said))
        return "".join(_other_name(part, chance, is_first=not at) for at, part in parts)
    if kind in {"age", "family"} or kind not in KINDS:
        return said
    return "".join(_other_place(part, chance) for part in re.split(r"(\s+)", said))


def _other_name(part: str, chance: random.Random, *, is_first: bool) -> str:
    lower = part.lower()
    if len(part) < 3 or not part[0].isalpha() or lower in words.PARTICLES | words.TITLES:
        return part
    lists = _lists()
    if lower in words.GIVEN_NAMES_THAT_ARE_WORDS and chance.random() < 0.6:
        chosen = chance.choice(lists["word"])
    else:
        which = chance.choices(("written", "given", "word"), (35, 55, 10))[0] if is_first else "family"
        chosen = chance.choice(lists[which])
    return _written_like(_typed_wrong(chosen, chance) if chance.random() < TYPED_WRONG else chosen, part)


def _other_place(part: str, chance: random.Random) -> str:
    lower = part.lower().strip(".'’")
    if len(lower) < 4 or not lower[0].isalpha() or lower in _KINDS_OF_PLACES | GENERIC | STREET_WORDS:
        return part
    lists = _lists()
    made = chance.choice(lists["common"]) + chance.choice(_ENDS)
    chosen = chance.choices((chance.choice(lists["family"]), made, chance.choice(lists["given"])), (35, 45, 20))[0]
    return _written_like(chosen + ("'s" if part.endswith(("'s", "’s")) else ""), part)


def _typed_wrong(word: str, chance: random.Random) -> str:
    """One letter less, more or swapped."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    swapped = word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + chance.choice((word[at + 1 :], chance.choice("aeiourlnmsyk") + word[at:], swapped))


def _written_like(word: str, old: str) -> str:
    if old.isupper() and len(old) > 1:
        return word.upper()
    return word.capitalize() if old[0].isupper() else word


@functools.cache
def _lists() -> dict[str, list[str]]:
    """Names to choose from, in an order that is always the same."""
    listed = names()
    return {
        "given": sorted(listed.given - WORDS_TOO),
        "family": sorted(listed.family - WORDS_TOO),
        "word": sorted(words.GIVEN_NAMES_THAT_ARE_WORDS),
        "written": sorted({name.casefold() for name in GIVEN}),
        "common": sorted(name for name in listed.family if is_common(name) and len(name) > 3),
    }
