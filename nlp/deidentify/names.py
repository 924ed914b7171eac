"""People's names, found by the words around them: no list of names is needed."""

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.deidentify import ordinary, signs, words
from nlp.deidentify.known import UNSURE, Known
from nlp.deidentify.signs import Around
from nlp.deidentify.titles import is_titled_name
from nlp.deidentify.tokens import Token, trusts_capitals
from nlp.records import Identifier

_STRONG, _FAIR, _LIKELY, _WEAK = 0.85, 0.7, 0.6, UNSURE
_LINKS = frozenset({"and", "or", "&", ","})
_NOT_LOWER = ordinary.ORDINARY | words.PEOPLE
_OWNERS = frozenset({"my", "his", "her", "our", "their"})


def find_names(tokens: list[Token], known: Known) -> list[Identifier]:
    """Names of people in the tokens of one text, in order."""
    reader = _Reader(tokens, known, trusts_capitals(tokens))
    found: dict[int, tuple[int, float]] = {}
    runs = list(reader.runs())
    for first, last in runs:
        if score := reader.judge(first, last):
            found[first] = (last, score)
    if found:
        reader.join(runs, found)
    for at in (*reader.word_names(), *reader.lower_case_names()):
        found.setdefault(at, (at, _FAIR))
    return [Identifier(tokens[a].start, tokens[z].end, "name", score) for a, (z, score) in sorted(found.items())]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Looks at one text's tokens; positions are token numbers."""

    tokens: list[Token]
    known: Known
    trusts_capitals: bool

    def lower(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of capitalised words that could be names: (first, last)."""
        at = 0
        while at < len(self.tokens):
            if not self._could_be_name(at):
                at += 1
                continue
            last = at
            while not self.tokens[last].tail and (step := self._next_part(last)):
                last = step
            yield at, last
            at = last + 1

    def _could_be_name(self, at: int) -> bool:
        token = self.tokens[at]
        if not token.word[0].isupper() or token.lower in words.TITLES or f"{token.lower}'s" in ordinary.ORDINARY:
            return False
        titled = self.lower(at - 1) in words.SHORT_TITLES
        if not (token.is_name_shaped or (titled and token.is_capitalised)):
            return False
        return token.lower not in (ordinary.KEPT if titled else ordinary.ORDINARY)

    def _next_part(self, last: int) -> int:
        step = last + 1
        while self.lower(step) in words.PARTICLES:
            step += 1
        inside = step < len(self.tokens) and not self.tokens[step].starts_sentence
        return step if inside and self._could_be_name(step) else 0

    def judge(self, first: int, last: int) -> float:
        """How sure it is that this run names a person; 0 if nothing says so."""
        around = self._around(first, last)
        if around.following in words.ORGANISATION:
            return 0
        if self._is_titled(first, around) or (not signs.is_determined(around) and signs.is_introduced(around)):
            return _STRONG
        if not self.trusts_capitals:
            return 0
        if signs.is_one_of_ours(around) or all(map(self._is_known, range(first, last + 1))):
            return _FAIR
        if signs.is_determined(around) or self._is_ordinary_here(first, last):
            return 0
        return self._weigh(around)

    def _around(self, first: int, last: int) -> Around:
        return Around(
            earliest=self.lower(first - 3),
            earlier=self.lower(first - 2),
            previous=self.lower(first - 1),
            following=self.lower(last + 1),
            after=self.lower(last + 2),
            beyond=tuple(self.lower(last + ahead) for ahead in range(3, 7)),
            tail=self.tokens[last].tail,
            previous_tail=self.tokens[first - 1].tail if first else "",
            starts_sentence=self.tokens[first].starts_sentence,
            after_a_name=first > 1 and self.tokens[first - 2].is_name_shaped,
            length=last - first + 1,
        )

    def _weigh(self, around: Around) -> float:
        if any(sign(around) for sign in signs.ANYWHERE):
            return _FAIR
        if around.starts_sentence:  # here every word has a capital
            sure = self.known.casing.knows_well() and around.following in words.DOING
            return _LIKELY if sure else _WEAK * (around.length == 2)
        if any(sign(around) for sign in signs.INSIDE):
            return _FAIR
        return _WEAK * signs.might_be(around)

    def _is_titled(self, first: int, around: Around) -> bool:
        if around.previous == "." and around.earlier in words.TITLES:
            return True
        initial, title = (
            (around.earlier, around.earliest) if around.previous == "." else (around.previous, around.earlier)
        )
        if len(initial) == 1 and initial.isalpha() and title in words.SHORT_TITLES:
            return True
        capital = first > 0 and self.tokens[first - 1].word[0].isupper()
        return around.previous in words.TITLES and (capital or around.previous not in words.KIN or bool(around.earlier))

    def _is_known(self, at: int) -> bool:
        lower, names = self.tokens[at].lower, self.known.capitalised
        return lower in names or (len(lower) > 4 and lower.endswith("s") and lower[:-1] in names)

    def _is_ordinary_here(self, first: int, last: int) -> bool:
        return all(self.known.casing.is_ordinary(self.tokens[at].lower) for at in range(first, last + 1))

    def join(self, runs: list[tuple[int, int]], found: dict[int, tuple[int, float]]) -> None:
        """Add to `found` what stands beside a name with "and", "or" or a comma between."""
        for ordered in (runs, runs[::-1]):
            for first, last in ordered:
                ends = {end for end, _ in found.values()}
                follows = self.lower(first - 1) in _LINKS and first - 2 in ends
                leads = self.lower(last + 1) in _LINKS and last + 2 in found
                if first not in found and (follows or leads) and self._may_join(first, last):
                    found[first] = (last, _LIKELY)

    def _may_join(self, first: int, last: int) -> bool:
        if self.tokens[first].starts_sentence and self.lower(last + 1) == ",":
            return False  # "Focus, Tyrese"
        beside = self.lower(first - 1) not in words.DETERMINERS and self.lower(last + 1) not in words.ORGANISATION
        return beside and self.trusts_capitals and not self._is_ordinary_here(first, last)

    def word_names(self) -> Iterator[int]:
        """ "May, the youth worker, ...", "Grace at the front desk": names that are also words."""
        for at, token in enumerate(self.tokens):
            if (
                token.lower in words.GIVEN_NAMES_THAT_ARE_WORDS
                and token.is_capitalised
                and self.trusts_capitals
                and signs.is_someone(self._around(at, at))
            ):
                yield at

    def lower_case_names(self) -> Iterator[int]:
        """ "my brother kai said": names that nobody troubled to capitalise."""
        for at, token in enumerate(self.tokens):
            if not token.word.islower() or len(token.word) < 2:
                continue
            if token.lower in self.known.anyhow or (token.lower not in _NOT_LOWER and self._is_lower_name(at)):
                yield at

    def _is_lower_name(self, at: int) -> bool:
        previous, earlier, earliest = (self.lower(at - back) for back in (1, 2, 3))
        if previous in words.TITLES | {"."} and is_titled_name(self.tokens, at, self.known.casing):
            return True
        if self.known.casing.is_common(self.lower(at)):
            return False
        if previous in {"called", "named"}:
            return earlier in words.PEOPLE
        owned = earlier in _OWNERS | {"best"} or earliest in _OWNERS
        return previous in words.KIN and not self.tokens[at - 1].tail and owned and self._reads_as_name(at)

    def _reads_as_name(self, at: int) -> bool:
        """A word after "my brother" is a name if a verb or a pause follows it and it is none itself."""
        word, following, tail = self.lower(at), self.lower(at + 1), self.tokens[at].tail
        if word.endswith(("ly", "ing", "ed", "n't", "n’t")):
            return False
        if tail in signs.POSSESSIVE or following in words.DOING | {"and", "who", "has", "have"}:
            return True
        return following in {"", ",", ".", "!", "?"} and not word.endswith("s")
