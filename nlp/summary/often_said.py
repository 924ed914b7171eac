"""What comes up most in a theme: words and short phrases that several people used there, and seldom elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from nlp.themes.inflect import stem
from nlp.themes.phrases import phrases
from nlp.themes.tags import clauses
from nlp.themes.words import stop_words

MOST = 3
FEWEST_PEOPLE = 3
"""Fewer than this is somebody's own words rather than what people said."""
LONGEST_PHRASE = 4
FEWEST_LETTERS = 4
TIMES_AS_OFTEN = 1.5
"""How much more often than in the whole programme a word has to come up in the theme."""
MOST_READ = 20_000
_VAGUE = frozenset(
    {"thing", "people", "person", "day", "week", "month", "year", "time", "way", "lot", "bit", "someone", "xxxx"}
)


@dataclass(frozen=True, slots=True)
class OftenSaid:
    """Words as most people put them, how many people did, and the numbers of the texts that have them."""

    words: str
    people: int
    texts: tuple[int, ...]


class UsualWords:
    """How many of a programme's people use each word or phrase at all; `texts` is a pair a text: its person, itself.

    Of more than MOST_READ texts every so manieth is read.
    """

    def __init__(self, texts: Sequence[tuple[int, str]]) -> None:
        self._terms: dict[str, Mapping[str, str]] = {}
        people: dict[str, set[int]] = defaultdict(set)
        read = texts[:: -(-len(texts) // MOST_READ) or 1]
        for person, text in read:
            for key in self.terms(text):
                people[key].add(person)
        self._share = {key: len(who) for key, who in people.items()}
        self._people = max(1, len({person for person, _ in read}))

    def share(self, key: str) -> float:
        """The share of people who use it, between 0 and 1."""
        return max(1, self._share.get(key, 0)) / self._people

    def terms(self, text: str) -> Mapping[str, str]:
        """The same as `terms`, read once a text."""
        if text not in self._terms:
            self._terms[text] = terms(text)
        return self._terms[text]


def often_said(texts: Sequence[tuple[int, str]], usual: UsualWords) -> list[OftenSaid]:
    """At most MOST of them, the most telling first, none about the same texts as one before."""
    people: dict[str, set[int]] = defaultdict(set)
    where: dict[str, list[int]] = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for number, (person, text) in enumerate(texts):
        for key, form in usual.terms(text).items():
            people[key].add(person)
            where[key].append(number)
            forms[key][form] += 1
    heard = max(1, len({person for person, _ in texts}))
    worth = {
        key: len(who) * log(ratio) * (1.5 if " " in key else 1.0)
        for key, who in people.items()
        if len(who) >= FEWEST_PEOPLE and (ratio := len(who) / heard / usual.share(key)) >= TIMES_AS_OFTEN
    }
    chosen: list[str] = []
    for key in sorted(worth, key=lambda key: (-worth[key], key)):
        if len(chosen) < MOST and not any(set(key.split()) & set(other.split()) for other in chosen):
            chosen.append(key)
    return [OftenSaid(forms[key].most_common(1)[0][0], len(people[key]), tuple(where[key])) for key in chosen]


def terms(text: str) -> Mapping[str, str]:
    """The nouns and the short phrases of a text: what unites their forms, and the form they have here."""
    found: dict[str, str] = {}
    said = clauses(text)
    for clause in said:
        for word, tag in zip(clause.words, clause.tags, strict=True):
            if tag == "n" and _says_something(word):
                found.setdefault(stem(word), word.lower())
    for phrase in phrases(said):
        if phrase.kind in ("thing", "doing") and phrase.is_as_said and len(phrase.words) <= LONGEST_PHRASE:
            found.setdefault(phrase.key, " ".join(word.lower() for word in phrase.words))
    return found


def _says_something(word: str) -> bool:
    lowered = word.lower()
    return (
        len(word) >= FEWEST_LETTERS
        and lowered.isalpha()
        and lowered not in stop_words()
        and stem(lowered) not in _VAGUE
    )
