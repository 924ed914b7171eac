"""Names that are words as well, and names in lower case: where each stands, as a token number."""

from collections.abc import Iterator

from nlp.deidentify import ordinary, signs, words
from nlp.deidentify.lists import is_common, names
from nlp.deidentify.reading import OWNERS, Reading
from nlp.deidentify.titles import is_titled_name

_NOT_LOWER = ordinary.ORDINARY | words.PEOPLE
_BORN_AS = frozenset({"eldest", "youngest", "oldest", "middle", "baby"})


def word_names(reading: Reading) -> Iterator[int]:
    """ "May, the youth worker, ...", "Grace at the front desk": names that are also words."""
    for at, token in enumerate(reading.tokens):
        if (
            token.lower in words.GIVEN_NAMES_THAT_ARE_WORDS
            and token.is_capitalised
            and reading.trusts_capitals
            and _is_word_as_name(reading, at)
        ):
            yield at


def _is_word_as_name(reading: Reading, at: int) -> bool:
    around = reading.around(at, at)
    if signs.is_someone(around) or around.previous in {"told", "asked", "tell", "ask", "thank", "saw", "met"}:
        return True
    if around.starts_sentence:
        past = (
            (around.following.endswith("ed") and len(around.following) > 4)
            or around.following in words.SPEECH
            or around.following == "came"
        )
        return past or signs.is_with_me(around) or signs.is_a_person(around)
    a_month = reading.lower(at) in words.MONTH_NAMES
    if around.following in words.SPEECH and around.previous not in words.DETERMINERS:
        return True
    return (
        signs.is_introduced(around)
        or signs.introduces(around)
        or (around.previous in {"with", "when", "for", "except"} and not a_month)
    )


def lower_case_names(reading: Reading) -> Iterator[int]:
    """ "my brother kai said": names that nobody troubled to capitalise."""
    for at, token in enumerate(reading.tokens):
        if not token.word.islower() or len(token.word) < 2:
            continue
        announced = token.lower not in _NOT_LOWER and _is_lower_name(reading, at)
        if token.lower in reading.known.anyhow or announced or _is_listed_in_lower_case(reading, at):
            yield at


def _is_listed_in_lower_case(reading: Reading, at: int) -> bool:
    """ "the only one who noticed was selina": a given name that is no word, whatever stands around it."""
    word = reading.lower(at)
    if (
        word in _NOT_LOWER
        or len(word) < 3
        or (len(word) == 3 and is_common(word) and not signs.is_near_people(reading.around(at, at)))
    ):
        return False
    return names().is_only_given(word) and reading.lower(at - 1) not in {"a", "an", "the", "any", "some", "@", "#"}


def _is_lower_name(reading: Reading, at: int) -> bool:
    previous, earlier, earliest = (reading.lower(at - back) for back in (1, 2, 3))
    if previous in words.TITLES | {"."} and is_titled_name(reading.tokens, at, reading.known.casing):
        return True
    if reading.known.casing.is_common(reading.lower(at)):
        return False
    if previous in {"called", "named"}:
        return earlier in words.PEOPLE
    owned = earlier in OWNERS | {"best"} or earliest in OWNERS
    if previous in _BORN_AS and earlier in OWNERS and names().is_given(reading.lower(at)):
        return True
    if previous in words.TELLING and names().is_given(reading.lower(at)):
        return _reads_as_name(reading, at) or reading.lower(at + 1) in {"if", "that", "to"}
    return previous in words.KIN and not reading.tokens[at - 1].tail and owned and _reads_as_name(reading, at)


def _reads_as_name(reading: Reading, at: int) -> bool:
    """A word after "my brother" is a name if a verb or a pause follows it and it is none itreading."""
    word, following, tail = reading.lower(at), reading.lower(at + 1), reading.tokens[at].tail
    if word.endswith(("ly", "ing", "ed", "n't", "n’t")):
        return False
    if tail in signs.POSSESSIVE or following in words.DOING | {"and", "who", "has", "have"}:
        return True
    return following in {"", ",", ".", "!", "?"} and not word.endswith("s")
