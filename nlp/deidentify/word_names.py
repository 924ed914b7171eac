"""Names that are words as well: where one stands with a capital, as a token number."""

from collections.abc import Iterator

from nlp.deidentify import acting, cues, ordinary, signs, words
from nlp.deidentify.lists import is_common, names
from nlp.deidentify.reading import OWNERS, Reading
from nlp.deidentify.signs import Around
from nlp.deidentify.tokens import Token

_NAMES, _ABSTRACT = words.GIVEN_NAMES_THAT_ARE_WORDS, words.ABSTRACT_NAMES


def word_names(reading: Reading) -> Iterator[int]:
    """ "May, the youth worker, ...", "Grace at the front desk": names that are also words."""
    if not reading.trusts_capitals:
        return
    for at, token in enumerate(reading.tokens):
        if token.is_capitalised and token.lower in _NAMES and not _is_in_a_title(reading, at):
            around = reading.around(at, at)
            names_somebody = _opens if around.starts_sentence else _stands_inside
            if signs.is_someone(around) or names_somebody(reading, at, around):
                yield at


def _is_in_a_title(reading: Reading, at: int) -> bool:
    """ "Christian Union", "Integrated Care Board", "Spring Term": words of a longer name of something."""
    token = reading.tokens[at]
    after = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if after and not token.tail and after.word[0].isupper() and len(after.word) > 1 and not after.starts_sentence:
        return is_common(after.lower) and not names().is_family(after.lower) and after.lower not in _NAMES
    before = reading.tokens[at - 1] if at else None
    leads = words.TITLES | words.ADDRESSES | _NAMES | cues.BOLD
    return (
        before is not None
        and before.is_capitalised
        and not (before.starts_sentence or before.tail or before.lower in leads)
        and is_common(before.lower)
        and not names().is_given(before.lower)
    )


def _opens(reading: Reading, at: int, around: Around) -> bool:
    """Whether the word with which a sentence begins is somebody."""
    if signs.is_with_me(around) or signs.is_a_person(around) or _stands_beside_a_name(reading, at):
        return True
    is_abstract = reading.lower(at) in _ABSTRACT
    if around.tail in signs.POSSESSIVE:
        if around.following in cues.OWNED or _is_age(around.following):
            return True
        return _turns_to_a_person(reading, at) if is_abstract else around.following not in words.DETERMINERS
    if around.following in cues.STOPS:
        told = around.following == "," and _is_told_of(reading, at + 2)
        return not is_abstract or told or signs.is_called_first(around)
    return around.following not in cues.OBJECTS and _does_as_people_do(reading, at, around, is_abstract=is_abstract)


def _does_as_people_do(reading: Reading, at: int, around: Around, *, is_abstract: bool) -> bool:
    following, word = around.following, reading.lower(at)
    if following in acting.PERSONAL or (following.endswith("ed") and len(following) > 5):
        return True
    if following in acting.NEGATED and around.after in acting.PLAIN:
        return True
    if following != word and following not in acting.AUXILIARY | {"may", "might"}:
        at_a_place = following in {"at", "from"} and reading.is_capital(at + 2)
        return following in cues.PLACED and (not is_abstract or at_a_place)
    if not is_abstract:
        return around.after not in {"what", "all", "not", "everything", "key"}
    verb_twice = word == "will" or (word == "may" and following not in {"is", "was"})
    return verb_twice or _turns_to_a_person(reading, at) or _is_age(around.after)


def _stands_inside(reading: Reading, at: int, around: Around) -> bool:
    """The same of a word inside a sentence, where hardly anything but a name has a capital."""
    previous, following, is_abstract = around.previous, around.following, reading.lower(at) in _ABSTRACT
    if signs.is_introduced(around) or _cannot_do(around) or previous in words.TITLES | words.ADDRESSES:
        return True
    if _is_a_month(reading, at):
        return False
    acts = following in acting.PERSONAL or signs.owns(around)
    acts = acts or (following in acting.ADVERBS and around.after in acting.PERSONAL)
    if signs.is_determined(around):
        family = previous == "the" and following in {"family", "household"}
        return family or signs.speaks(around) or (previous in OWNERS and (previous == "my" or acts or not is_abstract))
    if _stands_beside_a_name(reading, at) or any(sign(around) for sign in _OUTRIGHT):
        return True
    if previous in words.COPULAS:
        named = reading.lower(at - 2) in words.PEOPLE | {"name", "worker", "i", "who"}
        it_was = following in cues.PLACED | {"who", "."} or reading.lower(at - 2) == "it"
        return named or (not is_abstract and it_was)
    return not is_abstract or _is_no_abstraction(reading, at, around, acts=acts)


_OUTRIGHT = (signs.speaks, signs.introduces, signs.is_greeted)


def _cannot_do(around: Around) -> bool:
    """ "Summer hasn't slept" """
    verb = around.following in acting.NEGATED | {"can", "could", "would", "never"} and around.after in acting.PLAIN
    return verb and (around.previous not in words.DETERMINERS or around.previous == "that")


def _is_no_abstraction(reading: Reading, at: int, around: Around, *, acts: bool) -> bool:
    """ "They moved Hope to ...", "talk to Faith", "I wish Autumn would ..." """
    previous, following = around.previous, around.following
    beside = cues.PERSON_BEFORE | cues.WITH_OBJECT
    if acts or previous in beside or around.earlier in cues.PERSON_BEFORE & words.TELLING:
        return following not in {"in", "of"} or previous in cues.PERSON_BEFORE
    if previous in {"and", "or", ","} and at > 1 and _is_a_name(reading.tokens[at - 2]):
        return reading.lower(at - 2) not in _ABSTRACT or _are_people(reading, at + 1)
    beside_another = (previous in {"and", "or", ","} and reading.lower(at - 2) in _ABSTRACT) or (
        following in {"and", "or", ","} and reading.lower(at + 2) in _ABSTRACT
    )
    words_like_it = previous == "like" and around.earlier in {"words", "word", "things"}
    if beside_another or words_like_it or previous in cues.SAYING:
        return False
    if previous == "to":
        return around.earlier in cues.TALKED_TO
    return _is_led_to(reading, at, around)


def _is_led_to(reading: Reading, at: int, around: Around) -> bool:
    previous, following = around.previous, around.following
    if previous in cues.TOWARDS and reading.lower(at) in cues.OFTEN_CAPITALISED:
        wishes = previous in {"that", "wish", "if"} and following in acting.AUXILIARY - {"is", "was", "has", "helps"}
        return wishes or (previous == "for" and following in {"we", "i", "they"}) or _turns_to_a_person(reading, at)
    if following in acting.AUXILIARY and previous in cues.KNOWN_TO:
        return True
    return following not in {"at", "in", "of"} and reading.lower(
        at
    ) not in cues.OFTEN_CAPITALISED | words.MONTH_NAMES | (cues.MODALS - {"hope"})


def _is_a_month(reading: Reading, at: int) -> bool:
    previous, following, word = reading.lower(at - 1), reading.lower(at + 1), reading.lower(at)
    if word in {"sunday", "wednesday", "spring", "summer", "autumn"} and previous in words.BEFORE_MONTHS | {"on"}:
        return True
    in_a_month = previous in words.BEFORE_MONTHS - {"for", "from", "by", "before", "after", "since", "until", "till"}
    until_then = previous in words.BEFORE_MONTHS and reading.lower(at + 1) not in acting.ACTING
    return word in words.MONTH_NAMES and (in_a_month or until_then or following.isdigit() or previous.isdigit())


def _turns_to_a_person(reading: Reading, at: int) -> bool:
    """Whether "he" or "she" follows in the same sentence."""
    for token in reading.tokens[at + 1 : at + 18]:
        if token.lower in cues.HE_OR_SHE:
            return True
        if token.word in ".!?" or (token.starts_sentence and token.word[0].isupper()):
            return False
    return False


def _is_told_of(reading: Reading, at: int) -> bool:
    """ "May, the youth worker", "Faith, our keyworker", "May, that's my mum", "Hope, she ..." """
    first, second = reading.lower(at), reading.lower(at + 1)
    if first in cues.HE_OR_SHE - {"him", "himself", "herself", "hers"} | {"bless"}:
        return True
    if first == "aged" or (_is_age(first) and second in {",", "who", "."}):
        return True
    if first == "that" and reading.tokens[at].tail in signs.POSSESSIVE:
        return second in OWNERS
    return first in cues.OWNERS_AHEAD and any(reading.lower(at + ahead) in words.PEOPLE for ahead in (1, 2, 3))


def _is_age(word: str) -> bool:
    return word.isdigit() or word in cues.AGES


def _stands_beside_a_name(reading: Reading, at: int) -> bool:
    """ "Sunny and Ash ...", "Destiny and Success are siblings" """
    if reading.lower(at + 1) not in {"and", "or", "&"} or at + 2 >= len(reading.tokens):
        return False
    both_abstract = {reading.lower(at), reading.lower(at + 2)} <= _ABSTRACT
    return _is_a_name(reading.tokens[at + 2]) and (not both_abstract or _are_people(reading, at + 3))


def _are_people(reading: Reading, at: int) -> bool:
    """ "... are siblings" """
    after = {reading.lower(at + ahead) for ahead in range(1, 4)}
    return reading.lower(at) in {"are", "were"} and bool(cues.TOGETHER & after)


def _is_a_name(token: Token) -> bool:
    listed = token.lower in _NAMES or (names().is_given(token.lower) and token.lower not in ordinary.ORDINARY)
    return token.is_capitalised and listed
