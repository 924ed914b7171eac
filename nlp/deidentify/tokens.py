"""Words with what the rules need to know about them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.deidentify.lists import names

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+|[^\w\s]|_")
_TAIL = re.compile(r"['’](?:s|ll|d|ve|re|m)$", re.IGNORECASE)
_NAME_PART = re.compile(r"(?:Mc|Mac|O['’]|D['’]|De|Fitz|Al-|El-)?[^\W\d_a-z][^\W\d_A-Z]+")
_ABSTRACT = re.compile(r".{2,}(?:tions?|ments?|ness|ology|ologists?|ships?|ality|ability|.{4}ists?|.{6}ly|.{5}ing)")
_ENDS_SENTENCE = frozenset('.!?:;…"“”‘([{•*/|>-–—')


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. `word` lacks the clitic ("Kai's" is "Kai" with tail "'s"); `lower` is its lower case."""

    start: int
    end: int
    word: str
    lower: str
    tail: str
    starts_sentence: bool

    @property
    def is_name_shaped(self) -> bool:
        """Capitalised like a name, and without an ending that names do not have ("Hospitality")."""
        return self.is_capitalised and not _ABSTRACT.fullmatch(self.lower)

    @property
    def is_capitalised(self) -> bool:
        """Capitalised like a name, whatever its ending: "Sandqvist", not "GP"."""
        return self.word[0].isupper() and all(map(_NAME_PART.fullmatch, self.word.split("-")))


def tokenise(text: str) -> list[Token]:
    """The words and marks of `text`, in order."""
    tokens: list[Token] = []
    fresh, reached = True, 0
    for match in _TOKEN.finditer(text):
        whole, start = match[0], match.start()
        tail = found[0] if (found := _TAIL.search(whole)) else ""
        word = whole[: len(whole) - len(tail)]
        fresh = fresh or "\n" in text[reached:start]
        tokens.append(Token(start, start + len(word), word, word.casefold(), tail, fresh))
        fresh, reached = whole in _ENDS_SENTENCE, match.end()
    return tokens


def trusts_capitals(tokens: list[Token]) -> bool:
    """Whether capitals tell names here: not in a heading, nor where every word has one."""
    inner = [token for token in tokens if len(token.word) > 1 and token.word[0].isalpha() and not token.starts_sentence]
    capital = sum(token.word[0].isupper() and not _is_told(token) for token in inner)
    return capital <= 4 or capital <= len(inner) / 2


def _is_told(token: Token) -> bool:
    """An abbreviation, or a name that a list tells: its capital says nothing of how the rest is written."""
    return (token.word.isupper() and len(token.word) < 5) or (
        token.is_capitalised and (names().is_only_given(token.lower) or names().is_only_family(token.lower))
    )


def leaves_out_capitals(tokens: Sequence[Token]) -> bool:
    """Whether the writer is careless of capitals, so that a name or a place may have none."""
    starts = [token for token in tokens if token.starts_sentence and token.word[0].isalpha()]
    return any(token.word == "i" or token.lower == "im" for token in tokens) or all(
        token.word.islower() for token in starts
    )


class Casing:
    """How the words of one document are written: a word mostly in lower case is no name."""

    def __init__(self) -> None:
        self._lower: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.word.islower():
                self._lower[token.lower] += 1
            elif not token.starts_sentence:
                self._capital[token.lower] += 1

    def is_ordinary(self, word: str) -> bool:
        """`word` is in lower case."""
        return self._lower[word] > self._capital[word]

    def is_common(self, word: str) -> bool:
        """Whether `word` turns up again and again in lower case."""
        return self._lower[word] > 3

    def knows_well(self) -> bool:
        """Whether enough was read for a word's absence to say something."""
        return len(self._lower) >= 1500
