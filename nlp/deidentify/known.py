"""What one document has shown so far."""

from collections.abc import Iterable, Iterator

from nlp.deidentify import ordinary, words
from nlp.deidentify.places import stem_of
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
        self.schools: set[str] = set()
        self.casing = Casing()

    def learn(self, text: str, identifiers: Iterable[Identifier]) -> None:
        """Remember names and schools, so that they are found where nothing announces them."""
        for identifier in identifiers:
            original = text[identifier.start : identifier.end]
            if identifier.kind == "name":
                self._learn_name(original if identifier.score > UNSURE else original.split()[0])
            elif identifier.kind == "school" and (stem := stem_of(original)):
                self.schools.add(stem)

    def _learn_name(self, name: str) -> None:
        for part in name.split():
            lower = part.casefold()
            if len(part) > 2 and lower not in _NEVER and not self.casing.is_ordinary(lower):
                (self.anyhow if part.islower() else self.capitalised).add(lower)

    def may_name(self, tokens: Iterable[Token]) -> bool:
        """Whether any of the tokens is a known name or school."""
        return any(
            token.lower in self.capitalised or token.lower in self.anyhow or token.word in self.schools
            for token in tokens
        )

    def schools_in(self, tokens: list[Token]) -> Iterator[Identifier]:
        """Where a known school is called by its short name; after "in" it is rather the town."""
        for at, token in enumerate(tokens):
            if token.word in self.schools and (at == 0 or tokens[at - 1].lower != "in"):
                yield Identifier(token.start, token.end, "school", 0.6)
