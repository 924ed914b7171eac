"""Names in lower case: where each stands, as a token number."""

from collections.abc import Iterator

from nlp.deidentify import acting, cues, ordinary, signs, words
from nlp.deidentify.lists import is_common, names
from nlp.deidentify.reading import OWNERS, Reading
from nlp.deidentify.titles import is_titled_name, looks_like_no_name
from nlp.deidentify.tokens import leaves_out_capitals
from nlp.deidentify.unknown import is_typed_wrong, is_unknown

_NOT_LOWER = ordinary.ORDINARY | words.PEOPLE | words.TEXTING | words.DOING | {"tongue"}
_NOT_BEFORE = frozenset({"@", "#", "a", "an", "the", "very", "so", "too", "some", "any", "no", "of"})
_BORN_AS = frozenset({"eldest", "youngest", "oldest", "middle", "baby"})


def lower_case_names(reading: Reading) -> Iterator[int]:
    """ "my brother kai said": names that nobody troubled to capitalise."""
    careless, last = leaves_out_capitals(reading.tokens), -2
    for at, token in enumerate(reading.tokens):
        if not token.word.islower() or len(token.word) < 2:
            continue
        announced = token.lower not in _NOT_LOWER and _is_announced(reading, at)
        if (
            token.lower in reading.known.anyhow
            or announced
            or _is_listed(reading, at)
            or (careless and _is_shown(reading, at, last))
        ):
            yield at
            last = at


def shouted_names(reading: Reading) -> Iterator[int]:
    """ "he goes LEAH GET DOWN" """
    for at, token in enumerate(reading.tokens):
        shouted = len(token.word) > 3 and token.word.isupper() and token.lower not in _NOT_LOWER
        if shouted and names().is_only_given(token.lower):
            yield at


def _is_listed(reading: Reading, at: int) -> bool:
    """ "the only one who noticed was selina": a given name that is no word, whatever stands around it."""
    word = reading.lower(at)
    if (
        word in _NOT_LOWER
        or len(word) < 3
        or (word in cues.SHORT_WORDS and not signs.is_near_people(reading.around(at, at)))
    ):
        return False
    return names().is_only_given(word) and reading.lower(at - 1) not in {"a", "an", "the", "any", "some", "@", "#"}


def _is_announced(reading: Reading, at: int) -> bool:
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
    """A word after "my brother" is a name if a verb or a pause follows it and it is none itself."""
    word, following, tail = reading.lower(at), reading.lower(at + 1), reading.tokens[at].tail
    if word.endswith(("ly", "ing", "ed", "n't", "n’t")):
        return False
    if tail in signs.POSSESSIVE or following in words.DOING | acting.ACTING | {"and", "who", "has", "have"}:
        return True
    return following in cues.PAUSES and not word.endswith("s")


def _is_shown(reading: Reading, at: int, last: int) -> bool:
    """Where a writer leaves out capitals: a name that is a word, or a rare word, where somebody stands.

    `last` is where the last name stood.
    """
    word = reading.lower(at)
    both = word in words.GIVEN_NAMES_THAT_ARE_WORDS
    if not both and (word in _NOT_LOWER or not (names().is_only_given(word) or _is_rare(word))):
        return False
    if _hardly_says_else(reading, at, is_listed=both) or (both and _acts_as_one_does(reading, at)):
        return True
    is_abstract = word in words.ABSTRACT_NAMES
    if word in cues.MODALS:
        return _does_what_no_verb_does(reading, at)
    link = reading.lower(at - 1) if last == at - 2 else ""
    if link == "n" or (link in cues.LINKS and not is_abstract):
        return True
    if reading.lower(at - 1) in words.DETERMINERS:
        return False
    closes = reading.lower(at + 1) in cues.PAUSES | cues.AFTER or (
        not both and reading.lower(at + 1) not in words.ORGANISATION
    )
    return (
        _is_led_to(reading, at, closes=closes)
        or _goes_on_as_somebody(reading, at, is_abstract=is_abstract)
        or _takes_part(reading, at, closes=closes, is_abstract=is_abstract)
    )


def _hardly_says_else(reading: Reading, at: int, *, is_listed: bool) -> bool:
    """A word that nobody knows, and a name that is seldom said as a word: "everyone loves ruby"."""
    word, previous, following = reading.lower(at), reading.lower(at - 1), reading.lower(at + 1)
    if previous in _NOT_BEFORE or following in words.ORGANISATION | {"of", "out"}:
        return False
    return word in cues.PLAIN_NAMES or (not is_listed and is_unknown(word) and not is_typed_wrong(word, 4))


def _acts_as_one_does(reading: Reading, at: int) -> bool:
    """ "summer hasnt slept", "hope got excluded and he wasnt even in it", "mr hope" """
    previous, following = reading.lower(at - 1), reading.lower(at + 1)
    often = reading.lower(at) in cues.OFTEN_CAPITALISED
    if previous in words.SHORT_TITLES or (previous == "miss" and not often):
        return True
    if previous not in cues.CLAUSES | cues.LINKS or reading.lower(at) in {"will", "may", "can"}:
        return False
    if following in acting.NEGATED and reading.lower(at + 2) in acting.PLAIN:
        return True
    ahead = {reading.lower(at + step) for step in range(2, 14)}
    return following in acting.ACTING and bool(
        ahead & {"he", "she", "hes", "shes", "he's", "she's", "herself", "himself"}
    )


def _is_led_to(reading: Reading, at: int, *, closes: bool) -> bool:
    """ "my sister X", "this boy X", "told X", "the girl in the bed next to me, X," """
    previous, earlier = reading.lower(at - 1), reading.lower(at - 2)
    owned = earlier in OWNERS | {"best", "called"} or reading.lower(at - 3) in OWNERS
    if (previous in words.KIN and owned) or (
        previous in cues.PERSONS and earlier in OWNERS | {"this", "that", "a", "some", "one"}
    ):
        return not reading.tokens[at - 1].tail
    if previous in cues.TOLD and closes:
        return True
    called = previous in cues.WE_TWO and earlier in {"call", "calls", "called", "calling", "named"}
    if called or (previous in {"is", "was", "name"} and "name" in {previous, earlier}):
        return True
    return previous == "," and reading.lower(at + 1) in cues.PAUSES and _somebody_is_before(reading, at - 1)


def _goes_on_as_somebody(reading: Reading, at: int, *, is_abstract: bool) -> bool:
    """ "X said", "X's mum", "X and me", "X hes ...", "X is the only girl", "at X's" """
    previous, following, tail = reading.lower(at - 1), reading.lower(at + 1), reading.tokens[at].tail
    if following in acting.PERSONAL or (tail in signs.POSSESSIVE and following in words.POSSESSED):
        return previous in cues.CLAUSES | cues.LINKS and not is_typed_wrong(reading.lower(at), 5)
    if following in {"and", "n", "&"} and reading.lower(at + 2) in {"me", "i", "him", "her"}:
        return previous not in words.PREPOSITIONS
    if following in {"he", "hes", "he's", "she", "shes", "she's"}:
        return True
    if tail in signs.POSSESSIVE and previous in {"at", "to", "from", "round", "outside", "near"}:
        return not is_abstract
    people = words.PEOPLE - {"someone", "somebody"}
    return following in {"is", "was"} and any(reading.lower(at + ahead) in people for ahead in range(2, 7))


def _takes_part(reading: Reading, at: int, *, closes: bool, is_abstract: bool) -> bool:
    """ "me and X", "with X", "it was X who", "if X is" """
    previous, following, earlier = reading.lower(at - 1), reading.lower(at + 1), reading.lower(at - 2)
    acts = following in acting.ACTING
    if previous in cues.LINKS and earlier in cues.WE_TWO:
        return previous == "n" or following in cues.PAUSES or (not is_abstract and (closes or acts))
    if is_abstract:
        return False
    if previous in cues.SOMEBODY_BEFORE:
        return closes or acts
    if previous == "to" and earlier in words.TALKING | acting.PERSONAL:
        return closes
    if previous in {"was", "is", "its", "it's"} and earlier in {"it", "that", "", ","}:
        return following in {"who", "what", "that", "from", "on", "at", "and"}
    return acts and previous in cues.CLAUSES and not is_typed_wrong(reading.lower(at), 5)


def _does_what_no_verb_does(reading: Reading, at: int) -> bool:
    """ "will got me through it", "i goes to mark, ...": where "will" and "mark" can be no verb."""
    previous, following, earlier = reading.lower(at - 1), reading.lower(at + 1), reading.lower(at - 2)
    if following == reading.lower(at) and previous in cues.PAUSES:
        return True
    if following in acting.PERSONAL | {"got", "was", "is", "had", "did", "gave", "took", "kept"}:
        return previous in cues.CLAUSES
    told = previous in {"told", "asked", "texted", "rang", "mate", "brother", "cousin", "with"}
    said_to = previous == "to" and earlier in {"said", "says", "goes", "talk", "talking", "spoke", "talked"}
    return (told or said_to) and following in cues.PAUSES | cues.AFTER


def _somebody_is_before(reading: Reading, comma: int) -> bool:
    """ "the girl in the bed next to me, harmony," """
    for back in range(1, 10):
        token = reading.lower(comma - back)
        if token in cues.PAUSES:
            return False
        if token in words.PEOPLE | {"one", "ones", "people", "kids", "girls", "boys", "us", "them"}:
            return True
    return False


def _is_rare(word: str) -> bool:
    """No common word, though perhaps in a dictionary ("gaz"): what stands around it tells."""
    return word.isalpha() and len(word) > 2 and not is_common(word) and not looks_like_no_name(word)
