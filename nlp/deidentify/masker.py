"""Masks the texts of one document with consistent pseudonyms."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlp.deidentify.doubtful import find_doubtful
from nlp.deidentify.find import find_all, without_overlaps
from nlp.deidentify.known import Known
from nlp.deidentify.names import find_names
from nlp.deidentify.places import PLACE_KINDS, stem_of
from nlp.deidentify.roster import Roster, written
from nlp.deidentify.tokens import Token, tokenise
from nlp.protocols import Progress, unheard
from nlp.records import Identifier, MaskedText

_NUMBERED = PLACE_KINDS | {"name"}


class Masker:
    """Masks one document: the same original gets the same replacement in all of its texts.

    `roster` has, for each speaker's label as it stands in the document, the pseudonym. Texts are best given together,
    to `mask_all`: a name that one text gives away is then found in all of them.
    """

    def __init__(self, roster: Mapping[str, str]) -> None:
        self._pseudonyms = dict(roster)
        self._roster = Roster(tuple(roster))
        self._known = Known()
        self._given: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def mask(self, text: str) -> MaskedText:
        """`text` with its identifiers replaced; `replaced` has a pair for each place, in order."""
        return self.mask_all([text])[0]

    def mask_all(self, texts: Sequence[str], progress: Progress = unheard) -> list[MaskedText]:
        """One masked text for each of `texts`, in order; `progress` hears of two rounds of finding."""
        return [self._replace(text, found) for text, found in zip(texts, self.find_all(texts, progress), strict=True)]

    def find_all(self, texts: Sequence[str], progress: Progress = unheard) -> list[list[Identifier]]:
        """What is to be masked in each of `texts`, in order; `progress` hears of two rounds."""
        read = [tokenise(text) for text in texts]
        for tokens in read:
            self._known.casing.read(tokens)
        found = []
        for done, (text, tokens) in enumerate(zip(texts, read, strict=True), start=1):
            found.append(self._find(text, tokens))
            progress(done, 2 * len(texts))
        again = []
        for done, (text, tokens, identifiers) in enumerate(zip(texts, read, found, strict=True), start=1):
            again.append(self._find_again(text, tokens, identifiers))
            progress(len(texts) + done, 2 * len(texts))
        return again

    def _find(self, text: str, tokens: list[Token]) -> list[Identifier]:
        identifiers = find_all(text, tokens, self._roster, self._known)
        self._known.learn(text, identifiers)
        return identifiers

    def _find_again(self, text: str, tokens: list[Token], identifiers: list[Identifier]) -> list[Identifier]:
        """Adds the names and schools that other texts gave away."""
        if not self._known.may_name(tokens):
            return identifiers
        again = [*find_names(tokens, self._known), *self._known.full_names_in(tokens), *self._known.places_in(tokens)]
        fresh = [one for one in again if not any(_says_as_much(other, one) for other in identifiers)]
        return without_overlaps([*identifiers, *(replace(one, why="named elsewhere in the document") for one in fresh)])

    def _replace(self, text: str, identifiers: list[Identifier]) -> MaskedText:
        parts, replaced, reached = [], [], 0
        for identifier in identifiers:
            original = text[identifier.start : identifier.end]
            placeholder = self._replacement(original, identifier.kind)
            parts += [text[reached : identifier.start], placeholder]
            replaced.append((placeholder, original))
            reached = identifier.end
        doubtful = tuple(find_doubtful(tokenise(text), identifiers))
        return MaskedText("".join([*parts, text[reached:]]), tuple(replaced), tuple(identifiers), doubtful)

    def _replacement(self, original: str, kind: str) -> str:
        if kind not in _NUMBERED:
            return f"[{kind}]"
        key = written(original)
        if kind == "name" and (label := self._roster.owner_of(key)):
            return self._pseudonyms[label]
        shorts = _short_forms(key, kind)
        for form in (key, *shorts):
            if given := self._given.get(f"{kind}:{form}"):
                break
        else:
            self._counts[kind] += 1
            given = f"[{kind} {self._counts[kind]}]"
        for form in (key, *shorts):
            self._given.setdefault(f"{kind}:{form}", given)
        return given


def _says_as_much(found: Identifier, again: Identifier) -> bool:
    """Whether `found` covers `again` and knows its kind as well."""
    covers = found.start <= again.start and again.end <= found.end
    return covers and (found.kind == again.kind or found.score >= again.score)


def _short_forms(key: str, kind: str) -> list[str]:
    """How one goes on to speak of `key`: a person by given or family name, a school by its first word."""
    parts = key.split()
    if kind == "name":
        singular = [key[:-1]] if len(parts) == 1 and len(key) > 4 and key.endswith("s") else []
        return [parts[0], parts[-1], *singular]
    if kind in PLACE_KINDS and (stem := stem_of(key)):
        return [stem]
    return []
