"""People's names, found by lists of names and by the words around them."""

from collections.abc import Iterator

from nlp.deidentify import ordinary, signs, words
from nlp.deidentify.known import UNSURE, Known
from nlp.deidentify.lists import countries, is_common, is_word, names
from nlp.deidentify.lower_names import lower_case_names, shouted_names
from nlp.deidentify.name_edges import dotted_initials, initials, short_initials, titled_initials, whole
from nlp.deidentify.reading import OWNERS, Reading
from nlp.deidentify.signs import Around
from nlp.deidentify.tokens import Token, trusts_capitals
from nlp.deidentify.unknown import is_typed_wrong, is_unknown
from nlp.deidentify.word_names import word_names
from nlp.records import Identifier

_WHAT_A_THING_IS = frozenset({"what", "not", "a", "an", "the", "all", "important", "everything", "good", "key"})
_STRONG, _FAIR, _LIKELY, _WEAK, _DOUBTFUL = 0.85, 0.7, 0.6, UNSURE, 0.4
_LINKS = frozenset({"and", "or", "&", ","})
_ARTICLES = words.DETERMINERS - OWNERS - {"what", "that", "which"}
_ABSTRACT = frozenset(
    {
        *("summer", "autumn", "hope", "faith", "art", "joy", "grace", "peace", "patience", "charity", "justice", "sky"),
        *("river", "love", "may", "april", "june", "august", "harmony", "destiny", "honour", "honor", "comfort"),
        *("praise", "christian"),
    }
)
"""Names that begin a sentence as a thing more often than as a person."""


def find_names(tokens: list[Token], known: Known) -> list[Identifier]:
    """Names of people in the tokens of one text, in order."""
    reader = _Runs(tokens, known, trusts_capitals(tokens))
    found: dict[int, tuple[int, float]] = {}
    runs = list(reader.runs())
    for first, last in runs:
        if score := reader.judge(first, last):
            found[first] = (last, score)
    if found:
        reader.join(runs, found)
    for at in (*word_names(reader), *lower_case_names(reader), *shouted_names(reader)):
        found.setdefault(at, (at, _FAIR))
    for at in short_initials(reader):
        found.setdefault(at, (at, _DOUBTFUL))
    for at in titled_initials(reader):
        found[at] = (at, _LIKELY)
    for at in initials(reader):
        found[at] = (at + 2, _LIKELY)
    for at, last in dotted_initials(reader):
        found[at] = (last, _DOUBTFUL)
    wholes = (whole(reader, first, last, score) for first, (last, score) in sorted(found.items()))
    return [Identifier(tokens[first].start, tokens[last].end, "name", score) for first, last, score in wholes]


class _Runs(Reading):
    """Judges stretches of capitalised words."""

    __slots__ = ()

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
        shaped = token.is_name_shaped or (titled and token.is_capitalised)
        if not shaped and not ("-" in token.word and names().is_given(token.lower)):
            return False
        if token.lower in words.TEXTING and not names().is_given(token.lower):
            return False
        return token.lower not in (ordinary.KEPT if titled else ordinary.ORDINARY)

    def _next_part(self, last: int) -> int:
        step = last + 1
        while self.lower(step) in words.PARTICLES:
            step += 1
        inside = step < len(self.tokens) and not self.tokens[step].starts_sentence
        if not inside or not self._could_be_name(step) or (self.lower(step + 1) == ":" and is_common(self.lower(step))):
            return 0
        after_given = names().is_only_given(self.lower(last)) and not self._could_be_name(last - 1)
        return step if after_given or self._could_be_listed(step) else 0

    def _could_be_listed(self, at: int) -> bool:
        """Whether the word is uncommon, or a name besides: not "Date" in "Ruth Hollis Date: 12 March"."""
        word = self.lower(at)
        return not is_common(word) or names().is_given(word) or names().is_family(word)

    def judge(self, first: int, last: int) -> float:
        """How sure it is that this run names a person; 0 if nothing says so."""
        around = self.around(first, last)
        if around.following in words.ORGANISATION | words.COMPANY and not around.tail:
            return 0
        if self._is_titled(first, around) or (not signs.is_determined(around) and signs.is_introduced(around)):
            return _STRONG
        listed = self._listed(first, last, around)
        if listed or not self.trusts_capitals:
            return listed
        if signs.is_one_of_ours(around) or all(map(self._is_known, range(first, last + 1))):
            return _FAIR
        is_ordinary = self._is_ordinary_here(first, last)
        if is_ordinary or signs.is_determined(around):
            return _DOUBTFUL * (around.previous in OWNERS and not is_ordinary and is_unknown(self.lower(first)))
        return self._weigh(first, last, around)

    def _listed(self, first: int, last: int, around: Around) -> float:
        """How sure the lists of names make it."""
        if around.previous in _ARTICLES:
            return _LIKELY * (self._is_a_family(first, last, around) or self._is_one_called(last, around))
        if any(self._is_only_given(at) for at in range(first, last + 1)):
            return _FAIR
        if around.starts_sentence or not self.trusts_capitals:
            return self._of_family(first, last) * (first < last and names().is_only_family(self.lower(last)))
        return self._of_family(first, last)

    def _is_a_family(self, first: int, last: int, around: Around) -> bool:
        """ "the Okafor family", "the Okafors" """
        if around.previous not in {"the", "both"} or first < last:
            return False
        of_many = around.following in {"family", "household", "sisters", "brothers", "twins", "boys", "girls", "kids"}
        return of_many or (self.lower(last).endswith("s") and names().is_only_family(self.lower(last)[:-1]))

    def _is_one_called(self, last: int, around: Around) -> bool:
        """ "I spoke to a Gavin, ..." """
        pauses = around.following in {"", ",", ".", "?", "!", "who", "and", "from", "at", "in"} | words.SPEECH
        return (
            around.previous in {"a", "an"}
            and around.length == 1
            and pauses
            and (self._is_only_given(last) or is_unknown(self.lower(last)))
        )

    def _of_family(self, first: int, last: int) -> float:
        """A surname that is no word, or after another capitalised word any."""
        family = self.lower(last)
        return _LIKELY * (names().is_only_family(family) or (first < last and names().is_family(family)))

    def _weigh(self, first: int, last: int, around: Around) -> float:
        if any(sign(around) for sign in signs.ANYWHERE):
            return _FAIR
        if around.starts_sentence:  # here every word has a capital
            if self._opens_as_name(first, around):
                return _LIKELY
            alone = last + 1 == len(self.tokens) or self.tokens[last + 1].starts_sentence  # a line of its own
            return _WEAK if around.length == 2 else _DOUBTFUL * (self._is_strange(self.lower(first)) and not alone)
        if any(sign(around) for sign in signs.INSIDE):
            return _FAIR
        if signs.might_be(around):
            return _WEAK
        return _DOUBTFUL * (
            not all(is_common(self.lower(at)) for at in range(first, last + 1))
            or self._may_be_both(first)
            or self._stands_alone(first, last, around)
        )

    def _stands_alone(self, first: int, last: int, around: Around) -> bool:
        """Any word with a capital inside a sentence, and none beside it: "they wrote Zee"."""
        word = self.lower(first)
        if first < last or around.previous in words.COPULAS or word in words.ABSTRACT_NAMES | countries():
            return False
        if around.following.isdigit():  # "Tier 4"
            return False
        beside = [self.tokens[at] for at in (first - 1, last + 1) if 0 <= at < len(self.tokens)]
        return not any(one.word[0].isupper() and not one.starts_sentence and one.word != "I" for one in beside)

    def _is_strange(self, word: str) -> bool:
        return is_unknown(word) and not is_typed_wrong(word, 7)

    def _is_only_given(self, at: int) -> bool:
        word = self.lower(at)
        return names().is_only_given(word) or (
            len(word) > 4 and word.endswith("s") and names().is_only_given(word[:-1])
        )

    def _opens_as_name(self, first: int, around: Around) -> bool:
        """ "Zolani was ...", where the word is in no list; "Sky was ..." stays unless the document says otherwise."""
        word = self.lower(first)
        acts = around.following in words.DOING or around.tail in signs.POSSESSIVE or signs.is_with_me(around)
        called = around.following == "," and not is_common(word)
        both = names().is_given(word) and word not in _ABSTRACT
        if both and around.following in {"at", "in", "from"} and around.after in {"the", "our", "my"}:
            return True
        if both and (self._stands_beside_a_name(first) or signs.is_called_first(around)):
            return True
        if both and around.following in {"is", "was"} and around.after in _WHAT_A_THING_IS:
            return signs.is_a_person(around)
        return (acts and (self.known.casing.knows_well() or both or not is_word(word))) or called

    def _stands_beside_a_name(self, at: int) -> bool:
        """ "Sunny and Ash ..." """
        if self.lower(at + 1) not in _LINKS or at + 2 >= len(self.tokens):
            return False
        other = self.tokens[at + 2]
        return other.is_capitalised and names().is_given(other.lower) and other.lower not in ordinary.ORDINARY

    def _may_be_both(self, at: int) -> bool:
        """A given name that is a word, too, with a capital inside a sentence: "and then Jasmine", not "a Rose"."""
        return (
            names().is_given(self.lower(at))
            and self.lower(at) not in _ABSTRACT
            and self.lower(at - 1) not in words.COPULAS
        )

    def _is_titled(self, first: int, around: Around) -> bool:
        if around.previous == "." and around.earlier in words.TITLES:
            return True
        initial, title = (
            (around.earlier, around.earliest) if around.previous == "." else (around.previous, around.earlier)
        )
        if len(initial) == 1 and initial.isalpha() and title in words.SHORT_TITLES:
            return True
        capital = first > 0 and self.tokens[first - 1].word[0].isupper()
        if capital and around.previous in words.ADDRESSES:
            return True
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
