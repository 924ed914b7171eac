"""What one document has shown so far."""

from collections.abc import Iterable, Iterator

from nlp.deidentify import ordinary, words
from nlp.deidentify.headers import CERTAIN
from nlp.deidentify.lists import is_common, names
from nlp.deidentify.places import PLACE_KINDS, stem_of
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
        self.places: dict[tuple[str, ...], str] = {}
        self._place_starts: set[str] = set()
        self.casing = Casing()

    def learn(self, text: str, identifiers: Iterable[Identifier]) -> None:
        """Remember names and schools, so that they are found where nothing announces them."""
        for identifier in identifiers:
            original = text[identifier.start : identifier.end]
            if identifier.kind == "name":
                self._learn_name(original if identifier.score > UNSURE else original.split()[0])
                if identifier.score > UNSURE:
                    self._learn_full_name(original, identifier.score >= CERTAIN)
            elif identifier.kind in PLACE_KINDS:
                self._learn_place(original, identifier.kind)

    def _learn_place(self, place: str, kind: str) -> None:
        """Its whole name, and what it is called for short if that is a name by itself."""
        for form in (place, stem_of(place) or ""):
            parts = tuple(form.casefold().split())
            if parts and (
                len(parts) > 1 or not (self.casing.is_ordinary(parts[0]) or (kind == "place" and is_common(parts[0])))
            ):
                self.places.setdefault(parts, kind)
                self._place_starts.add(parts[0])

    def _learn_name(self, name: str) -> None:
        for part in name.split():
            lower = part.casefold()
            if len(part) > 2 and lower not in _NEVER and not self.casing.is_ordinary(lower):
                self.capitalised.add(lower)
                if part.islower() or not is_common(lower) or names().is_only_given(lower):
                    self.anyhow.add(lower)

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
            or token.lower in self._place_starts
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

    def places_in(self, tokens: list[Token]) -> Iterator[Identifier]:
        """Where a known place is named again, in any case; a short name that is a common word only with a capital."""
        for at, token in enumerate(tokens):
            if token.lower not in self._place_starts:
                continue
            for parts, kind in self.places.items():
                stretch = tokens[at : at + len(parts)]
                if tuple(one.lower for one in stretch) == parts and self._is_place(tokens, at, len(parts)):
                    yield Identifier(token.start, stretch[-1].end, kind, 0.6)

    def _is_place(self, tokens: list[Token], at: int, length: int) -> bool:
        if length > 1:
            return True
        if tokens[at].word[0].isupper():
            return at == 0 or tokens[at - 1].lower != "in" or not is_common(tokens[at].lower)
        return not is_common(tokens[at].lower)
