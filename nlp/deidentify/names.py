"""People's names, found by the words around them: no list of names is needed."""

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.deidentify import ordinary, signs, words
from nlp.deidentify.known import UNSURE, Known
from nlp.deidentify.lists import is_common, names
from nlp.deidentify.signs import Around
from nlp.deidentify.titles import is_titled_name
from nlp.deidentify.tokens import Token, trusts_capitals
from nlp.records import Identifier

_WHAT_A_THING_IS = frozenset({"what", "not", "a", "an", "the", "all", "important", "everything", "good", "key"})
_STRONG, _FAIR, _LIKELY, _WEAK, _DOUBTFUL = 0.85, 0.7, 0.6, UNSURE, 0.4
_LINKS = frozenset({"and", "or", "&", ","})
_NOT_LOWER = ordinary.ORDINARY | words.PEOPLE
_OWNERS = frozenset({"my", "his", "her", "our", "their", "your"})
_ARTICLES = words.DETERMINERS - _OWNERS - {"what", "that", "which"}
_BORN_AS = frozenset({"eldest", "youngest", "oldest", "middle", "baby"})
_ABSTRACT = frozenset(
    {
        *(
            "summer",
            "autumn",
            "hope",
            "faith",
            "art",
            "joy",
            "grace",
            "peace",
            "patience",
            "charity",
            "justice",
            "sky",
            "river",
        ),
        *(
            "love",
            "may",
            "april",
            "june",
            "august",
            "harmony",
            "destiny",
            "honour",
            "honor",
            "comfort",
            "praise",
            "christian",
        ),
    }
)
"""Names that begin a sentence as a thing more often than as a person."""


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
    for at in reader.titled_initials():
        found[at] = (at, _LIKELY)
    for at in reader.initials():
        found[at] = (at + 2, _LIKELY)
    whole = (reader.whole(first, last, score) for first, (last, score) in sorted(found.items()))
    return [Identifier(tokens[first].start, tokens[last].end, "name", score) for first, last, score in whole]


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
        shaped = token.is_name_shaped or (titled and token.is_capitalised)
        if not shaped and not ("-" in token.word and names().is_given(token.lower)):
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
        around = self._around(first, last)
        if around.following in words.ORGANISATION and not around.tail:
            return 0
        if self._is_titled(first, around) or (not signs.is_determined(around) and signs.is_introduced(around)):
            return _STRONG
        listed = self._listed(first, last, around)
        if listed or not self.trusts_capitals:
            return listed
        if signs.is_one_of_ours(around) or all(map(self._is_known, range(first, last + 1))):
            return _FAIR
        if signs.is_determined(around) or self._is_ordinary_here(first, last):
            return 0
        return self._weigh(first, last, around)

    def _listed(self, first: int, last: int, around: Around) -> float:
        """How sure the lists of names make it."""
        if around.previous in _ARTICLES:
            return _LIKELY * (
                around.previous in {"the", "both"}
                and around.following in {"family", "household", "sisters", "brothers"}
            )
        if any(self._is_only_given(at) for at in range(first, last + 1)):
            return _FAIR
        if around.starts_sentence or not self.trusts_capitals:
            return self._of_family(first, last) * (first < last and names().is_only_family(self.lower(last)))
        return self._of_family(first, last)

    def _of_family(self, first: int, last: int) -> float:
        """A surname that is no word, or after another capitalised word any."""
        family = self.lower(last)
        return _LIKELY * (names().is_only_family(family) or (first < last and names().is_family(family)))

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

    def _weigh(self, first: int, last: int, around: Around) -> float:
        if any(sign(around) for sign in signs.ANYWHERE):
            return _FAIR
        if around.starts_sentence:  # here every word has a capital
            return _LIKELY if self._opens_as_name(first, around) else _WEAK * (around.length == 2)
        if any(sign(around) for sign in signs.INSIDE):
            return _FAIR
        if signs.might_be(around):
            return _WEAK
        return _DOUBTFUL * (
            not all(is_common(self.lower(at)) for at in range(first, last + 1)) or self._may_be_both(first)
        )

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
        return (acts and (self.known.casing.knows_well() or both or not is_common(word))) or called

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

    def titled_initials(self) -> Iterator[int]:
        """ "Ms B" """
        for at in range(1, len(self.tokens)):
            if (
                self._is_initial(at)
                and self.lower(at - 1) in words.SHORT_TITLES | {"miss"}
                and self.lower(at + 1) != "."
            ):
                yield at

    def initials(self) -> Iterator[int]:
        """ "S. Brown": where the initial stands."""
        for at in range(len(self.tokens) - 2):
            dotted = (
                self._is_initial(at)
                and self.lower(at + 1) == "."
                and self.tokens[at + 1].end + 1 >= self.tokens[at + 2].start
            )
            if dotted and self.tokens[at + 2].is_name_shaped and self.lower(at - 1) not in words.TITLES | {"."}:
                yield at

    def whole(self, first: int, last: int, score: float) -> tuple[int, int, float]:
        """The name with what belongs to it before and after: "van der Berg", "Nana Ama", "Yusuf D"."""
        if not self.tokens[first].word[0].isupper():
            if self.lower(last + 1) in {"al", "ul", "bin", "bint"} and last + 2 < len(self.tokens):
                last += 2
            elif not self.tokens[last].tail and self._is_lower_surname(last + 1):
                last += 1
            return first, last, score
        while self.lower(first - 1) in words.PARTICLES - {"y", "la", "le"}:
            first -= 1
        before = self.tokens[first - 1] if first else None
        if before and before.is_capitalised and not before.tail and self._goes_before(before.lower):
            first -= 1
        if not self.tokens[last].tail and self._is_initial(last + 1):
            last += 1
            dotted = last + (self.lower(last + 1) == ".")
            last = dotted + 1 if self._is_surname(dotted + 1) else last
        elif not self.tokens[last].tail and self._is_surname(last + 1):
            last += 1
        return first, last, score

    def _is_surname(self, at: int) -> bool:
        """A capitalised word that people have as a surname, be it a word as well: "Zoe Young"."""
        if not 0 < at < len(self.tokens) or not self.tokens[at].is_capitalised or self.tokens[at - 1].tail:
            return False
        if self.tokens[at].starts_sentence and self.lower(at - 1) != ".":
            return False
        if self.lower(at + 1) == ":":
            return False
        return names().is_family(self.lower(at)) and self.lower(at) not in ordinary.FUNCTION_WORDS | ordinary.KEPT

    def _is_lower_surname(self, at: int) -> bool:
        word = self.lower(at)
        return len(word) > 3 and self.tokens[at].word.islower() and not is_common(word) and names().is_only_family(word)

    def _goes_before(self, word: str) -> bool:
        return names().is_given(word) and word not in ordinary.FUNCTION_WORDS | words.TITLES | ordinary.KEPT

    def _is_initial(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        return len(token.word) == 1 and token.word.isupper() and token.word not in {"I", "A"} and not token.tail

    def word_names(self) -> Iterator[int]:
        """ "May, the youth worker, ...", "Grace at the front desk": names that are also words."""
        for at, token in enumerate(self.tokens):
            if (
                token.lower in words.GIVEN_NAMES_THAT_ARE_WORDS
                and token.is_capitalised
                and self.trusts_capitals
                and self._is_word_as_name(at)
            ):
                yield at

    def _is_word_as_name(self, at: int) -> bool:
        around = self._around(at, at)
        if signs.is_someone(around) or around.previous in {"told", "asked", "tell", "ask", "thank", "saw", "met"}:
            return True
        if around.starts_sentence:
            past = (
                (around.following.endswith("ed") and len(around.following) > 4)
                or around.following in words.SPEECH
                or around.following == "came"
            )
            return past or signs.is_with_me(around) or signs.is_a_person(around)
        a_month = self.lower(at) in words.MONTH_NAMES
        if around.following in words.SPEECH and around.previous not in words.DETERMINERS:
            return True
        return (
            signs.is_introduced(around)
            or signs.introduces(around)
            or (around.previous in {"with", "when", "for", "except"} and not a_month)
        )

    def lower_case_names(self) -> Iterator[int]:
        """ "my brother kai said": names that nobody troubled to capitalise."""
        for at, token in enumerate(self.tokens):
            if not token.word.islower() or len(token.word) < 2:
                continue
            announced = token.lower not in _NOT_LOWER and self._is_lower_name(at)
            if token.lower in self.known.anyhow or announced or self._is_listed_in_lower_case(at):
                yield at

    def _is_listed_in_lower_case(self, at: int) -> bool:
        """ "the only one who noticed was selina": a given name that is no word, whatever stands around it."""
        word = self.lower(at)
        if (
            word in _NOT_LOWER
            or len(word) < 3
            or (len(word) == 3 and is_common(word) and not signs.is_near_people(self._around(at, at)))
        ):
            return False
        return names().is_only_given(word) and self.lower(at - 1) not in {"a", "an", "the", "any", "some", "@", "#"}

    def _is_lower_name(self, at: int) -> bool:
        previous, earlier, earliest = (self.lower(at - back) for back in (1, 2, 3))
        if previous in words.TITLES | {"."} and is_titled_name(self.tokens, at, self.known.casing):
            return True
        if self.known.casing.is_common(self.lower(at)):
            return False
        if previous in {"called", "named"}:
            return earlier in words.PEOPLE
        owned = earlier in _OWNERS | {"best"} or earliest in _OWNERS
        if previous in _BORN_AS and earlier in _OWNERS and names().is_given(self.lower(at)):
            return True
        if previous in words.TELLING and names().is_given(self.lower(at)):
            return self._reads_as_name(at) or self.lower(at + 1) in {"if", "that", "to"}
        return previous in words.KIN and not self.tokens[at - 1].tail and owned and self._reads_as_name(at)

    def _reads_as_name(self, at: int) -> bool:
        """A word after "my brother" is a name if a verb or a pause follows it and it is none itself."""
        word, following, tail = self.lower(at), self.lower(at + 1), self.tokens[at].tail
        if word.endswith(("ly", "ing", "ed", "n't", "n’t")):
            return False
        if tail in signs.POSSESSIVE or following in words.DOING | {"and", "who", "has", "have"}:
            return True
        return following in {"", ",", ".", "!", "?"} and not word.endswith("s")
