"""The people of the roster under a nickname, a short form, or a slip of the keys: "Kay" and "Kia" for Kai."""

import functools
from collections.abc import Iterator, Mapping, Sequence

from nlp.deidentify import ordinary, words
from nlp.deidentify.lists import is_common, names, plain
from nlp.deidentify.tokens import Token
from nlp.records import Identifier

_NICKNAME, _SHORT, _SLIP = 0.8, 0.65, 0.6
_SPELLINGS = (
    "mohammed muhammad mohamed mohammad muhammed mohamud mo",
    "yusuf youssef yousef yusef joseph yousuf",
    "aisling aishling ashling ash",
    "siobhan shivaun chevonne",
    "zoe zoey zoie",
    "alexandra aleksandra ola alex",
    "nicholas nikolaos nikos nick niko",
    "ahmed ahmad ahmet",
)
"""Spellings of one name, beside the nicknames that the package has."""


class Variants:
    """Tells whether a word is how somebody of the roster may be called.

    `people` has, for each label, the names in it, given name first; `owner`, for each variant met, its label, or "" if
    it may be several people's.
    """

    def __init__(self, people: Mapping[str, tuple[str, ...]]) -> None:
        self.owner: dict[str, str] = {}
        self._people = {
            label: ([plain(part) for part in (name[0], *name[0].split("-"))], [plain(part) for part in name])
            for label, name in people.items()
            if name
        }
        self._met: dict[tuple[str, str], float] = {}

    def find(self, tokens: Sequence[Token]) -> Iterator[Identifier]:
        """Each word that is such a variant."""
        if not self._people:
            return
        for token in tokens:
            if len(token.word) > 1 and token.word[0].isalpha() and (score := self._score(token)):
                yield Identifier(token.start, token.end, "name", score)

    def _score(self, token: Token) -> float:
        key = (token.word[:1] if not token.word.isupper() else "AA", token.lower)
        if key not in self._met:
            self._met[key] = self._judge(token)
        return self._met[key]

    def _judge(self, token: Token) -> float:
        word = plain(token.lower)
        if word in ordinary.ORDINARY or f"{word}'s" in ordinary.ORDINARY or word in words.TITLES:
            return 0
        likely = {label: score for label in self._people if (score := self._likeness(token, word, label))}
        if not likely:
            return 0
        best = max(likely.values())
        labels = [label for label, score in likely.items() if score == best]
        self.owner[word] = labels[0] if len(labels) == 1 else ""
        return best

    def _likeness(self, token: Token, word: str, label: str) -> float:
        given, parts = self._people[label]
        capital = token.word[0].isupper()
        if token.word.isupper() and "-" in given[0] and word == "".join(part[0] for part in given[0].split("-")):
            return _SHORT
        may_be_word = is_common(word) and not names().is_only_given(word)
        if any(word in _nicknames().get(name, ()) for name in given) and (capital or not may_be_word):
            return _NICKNAME
        if may_be_word:
            return 0
        if any(_is_short_for(word, name, capital=capital) for name in given):
            return _SHORT
        joined = "".join(parts[-1].split("'"))
        return _SLIP * any(_is_slip(word, part) for part in (*given, *parts, joined))


def _is_short_for(word: str, given: str, *, capital: bool) -> bool:
    if len(word) < (3 if capital else 4) or len(word) >= len(given):
        return False
    return given.startswith(word) or (len(word) > 3 and given.endswith(word))


def _is_slip(word: str, name: str) -> bool:
    """Whether one letter more, less or other, or two that changed places, make `name` of `word`; two in long names."""
    if word == name or len(name) < 3 or word[0] != name[0]:
        return word != name and len(name) > 3 and word == name.replace("'", "")
    if len(name) < 5:
        near = sorted(word) == sorted(name) or (distance(word, name) == 1 and names().is_given(word))
        return len(word) >= 3 and near
    return distance(word, name) <= (1 if len(name) < 7 else 2)


def distance(one: str, other: str) -> int:
    """The least number of letters to add, drop, change or swap with the next (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, row = row, [at]
        for there, its in enumerate(other, start=1):
            best = min(last[there] + 1, row[-1] + 1, last[there - 1] + (letter != its))
            if before and there > 1 and letter == other[there - 2] and one[at - 2] == its:
                best = min(best, before[there - 2] + 1)
            row.append(best)
        before = last
    return row[-1]


@functools.cache
def _nicknames() -> dict[str, set[str]]:
    """For each name what its people are called too, both ways: "liz" for "elizabeth" and "elizabeth" for "liz"."""
    import nicknames

    called: dict[str, set[str]] = {}
    for name, relationship, other in nicknames.name_triplets():
        if relationship == "has_nickname":
            called.setdefault(name, set()).add(other)
            called.setdefault(other, set()).add(name)
    for spellings in map(str.split, _SPELLINGS):
        for name in spellings:
            called.setdefault(name, set()).update(set(spellings) - {name})
    return called
