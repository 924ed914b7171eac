"""What one document has shown so far."""

from collections.abc import Iterable, Iterator

from nlp.deidentify import ordinary, words
from nlp.deidentify.headers import CERTAIN
from nlp.deidentify.places import stem_of
from nlp.deidentify.roster import is_used_as_name
from nlp.deidentify.tokens import Casing, Token
from nlp.records import Identifier

UNSURE = 0.5
"""The score of a name that is not sure enough to look for more than its first word elsewhere."""

_NEVER = ordinary.ORDINARY | words.NAMES_THAT_ARE_WORDS


class Known:
    """Names met elsewhere in the document, capitalised or anyhow, its schools' short names, and how it writes words."""

    def __init__(self) -> None:
        self.capitalised: set[str] = set()
        self.anyhow: set[str] = set()
        self.words: set[str] = set()
        self.full: dict[str, set[tuple[str, ...]]] = {}
        self.schools: set[str] = set()
        self.casing = Casing()

    def learn(self, text: str, identifiers: Iterable[Identifier]) -> None:
        """Remember names and schools, so that they are found where nothing announces them."""
        for identifier in identifiers:
            original = text[identifier.start : identifier.end]
            if identifier.kind == "name":
                self._learn_name(original if identifier.score > UNSURE else original.split()[0])
                if identifier.score > UNSURE:
                    self._learn_full_name(original, identifier.score >= CERTAIN)
            elif identifier.kind == "school" and (stem := stem_of(original)):
                self.schools.add(stem)

    def _learn_name(self, name: str) -> None:
        for part in name.split():
            lower = part.casefold()
            if len(part) > 2 and lower not in _NEVER and not self.casing.is_ordinary(lower):
                (self.anyhow if part.islower() else self.capitalised).add(lower)

    def _learn_full_name(self, name: str, is_certain: bool) -> None:
        parts = tuple(part.casefold() for part in name.split())
        if len(parts) > 1 and name[0].isupper():
            self.full.setdefault(parts[0], set()).add(parts)
            if parts[0] in words.GIVEN_NAMES_THAT_ARE_WORDS:
                self.words.add(parts[0])
        if is_certain and len(parts[0]) > 2 and parts[0] not in _NEVER:
            self.anyhow.add(parts[0])
            self.capitalised.add(parts[0])

    def may_name(self, tokens: Iterable[Token]) -> bool:
        """Whether any of the tokens is a known name or school."""
        return any(
            token.lower in self.capitalised
            or token.lower in self.anyhow
            or token.lower in self.full
            or token.word in self.schools
            for token in tokens
        )

    def full_names_in(self, tokens: list[Token]) -> Iterator[Identifier]:
        """Where a known full name stands in any case, and its given name if that is a word used as a name here."""
        for at, token in enumerate(tokens):
            for parts in self.full.get(token.lower, ()):
                stretch = tokens[at : at + len(parts)]
                if tuple(one.lower for one in stretch) == parts:
                    yield Identifier(token.start, stretch[-1].end, "name", 0.7)
            if token.lower in self.words and is_used_as_name(tokens, at):
                yield Identifier(token.start, token.end, "name", 0.6)

    def schools_in(self, tokens: list[Token]) -> Iterator[Identifier]:
        """Where a known school is called by its short name; after "in" it is rather the town."""
        for at, token in enumerate(tokens):
            if token.word in self.schools and (at == 0 or tokens[at - 1].lower != "in"):
                yield Identifier(token.start, token.end, "school", 0.6)
