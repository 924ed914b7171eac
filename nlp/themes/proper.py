"""How words are written, and which are somebody's name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from nlp.deidentify.ordinary import KEPT, ORDINARY
from nlp.deidentify.words import GIVEN_NAMES_THAT_ARE_WORDS, TITLES
from nlp.themes.inflect import stem
from nlp.themes.tags import Clause

CAPITALISED = 0.5
"""The share of its uses inside a clause from which on a word is taken to be written with a capital."""
_REPEATED = re.compile(r"(.)\1\1")


class Spelling:
    """Learned from all texts together: acronyms keep their capitals, and a word written like a name is none to use."""

    def __init__(self, texts: Iterable[Sequence[Clause]]) -> None:
        self._capital: Counter[str] = Counter()
        self._upper: Counter[str] = Counter()
        self._uses: Counter[str] = Counter()
        self._titled: set[str] = set()
        self._forms: dict[str, Counter[str]] = {}
        self._fit: dict[str, bool] = {}
        for text in texts:
            words = [word for clause in text for word in clause.words]
            if sum(word.isupper() for word in words) > 0.5 * len(words):
                continue  # Somebody's capital lock says nothing about words.
            for clause in text:
                self._learn(clause.words)

    def _learn(self, words: Sequence[str]) -> None:
        for before, word in zip(("", *words), words, strict=False):
            lowered = word.lower()
            self._forms.setdefault(stem(lowered), Counter())[lowered] += 1
            if len(word) > 1 and word.isupper():
                self._upper[lowered] += 1
                self._uses[lowered] += 1
            elif before:
                self._uses[lowered] += 1
                self._capital[lowered] += word[0].isupper()
            if before.lower() in TITLES and word[0].isupper():
                self._titled.add(lowered)

    def is_fit(self, word: str) -> bool:
        """Whether a word may stand in a name: no person's name, and no number but a written-out one."""
        if word not in self._fit:
            self._fit[word] = self._may_stand(word)
        return self._fit[word]

    def _may_stand(self, word: str) -> bool:
        lowered = word.lower()
        if any(letter.isdigit() for letter in word) or _REPEATED.search(lowered):
            return False
        if len(word) == 1:
            return lowered in "ai&"
        if lowered in KEPT:
            return True
        often = self._capital[lowered] > CAPITALISED * max(self._uses[lowered] - self._upper[lowered], 1)
        if lowered in GIVEN_NAMES_THAT_ARE_WORDS or lowered in self._titled:
            return self._capital[lowered] == 0
        return not often or lowered in ORDINARY

    def shown(self, words: Sequence[str]) -> str:
        """The phrase with a capital at its beginning, acronyms and the names of days and peoples."""
        text = " ".join(self._shown(word) for word in words)
        for joined in ("no-one", "no-longer", "not-enough"):
            text = text.replace(joined, joined.replace("-", " "))
        return text[0].upper() + text[1:]

    def written(self, one: str) -> str:
        """A stem as the word that people use most for it."""
        forms = self._forms.get(one)
        return self._shown(min(forms, key=lambda form: (-forms[form], form))) if forms else one

    def _shown(self, word: str) -> str:
        lowered = word.lower()
        if self._upper[lowered] > 0.5 * max(self._uses[lowered], 1) or word == "I":
            return word.upper()
        if lowered in KEPT and self._capital[lowered] > CAPITALISED * self._uses[lowered]:
            return lowered.capitalize()
        return lowered
