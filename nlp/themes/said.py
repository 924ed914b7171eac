"""A text as it is read for names: its clauses, what they have in common with other texts' words, and their phrases."""

from collections.abc import Iterable
from functools import cached_property

from nlp.placeholders import without_placeholders
from nlp.themes.inflect import stem
from nlp.themes.phrases import Phrase, phrases
from nlp.themes.tags import clauses


class Said:
    """One text. Each part is worked out when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.clauses = clauses(without_placeholders(text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(stem(word) for clause in self.clauses for word in clause.words)

    @cached_property
    def phrases(self) -> frozenset[Phrase]:
        """The phrases that a theme could be called by."""
        return frozenset(phrases(self.clauses))


class Reader:
    """Reads each text once, however many groups it is in. What it has read it keeps for as long as it lives."""

    def __init__(self) -> None:
        self._read: dict[str, Said] = {}

    def read(self, texts: Iterable[str]) -> list[Said]:
        """The texts, in their order."""
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> Said:
        if text not in self._read:
            self._read[text] = Said(text)
        return self._read[text]
