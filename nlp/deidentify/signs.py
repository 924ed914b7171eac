"""The signs, in the words around it, that a capitalised word names a person: each is a question about an Around."""

from dataclasses import dataclass

from nlp.deidentify import acting, words

_PRONOUNS = frozenset({"he", "she", "he's", "she's"})
_LINKS_TO_PRONOUN = frozenset({"when", "and", "as", "because", "but", "if", ","})
_CALLING = frozenset({"call", "called", "calls", "calling", "named", "name"})
_CLAUSE_END = frozenset({"", ".", "!", "?"})
POSSESSIVE = frozenset({"'s", "’s"})


_VENUES = (
    words.ORGANISATION
    | words.ROLES
    | frozenset({"desk", "reception", "office", "front", "door", "canteen", "kitchen", "club", "gym", "till"})
) - {"score", "scale", "index", "syndrome", "disease", "card"}
_POSTS = frozenset({"desk", "reception", "office", "school", "surgery", "front", "door", "till"})


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a run, in lower case, "" beyond the text.

    `beyond` has four more words after `after`; `tail` is what hangs on the run: "'s".
    """

    earliest: str
    earlier: str
    previous: str
    following: str
    after: str
    beyond: tuple[str, ...]
    tail: str
    previous_tail: str
    starts_sentence: bool
    after_a_name: bool
    length: int


def is_introduced(around: Around) -> bool:
    """ "my brother X", "a girl called X", "my name is X", "my counsellor, X, ..." """
    previous, earlier = around.previous, around.earlier
    if previous in words.PEOPLE:
        return not around.previous_tail
    if previous in {"named", "called"}:
        return not {earlier, around.earliest} & words.THINGS_WITH_NAMES
    if previous in {"him", "her", "them", "me"} and earlier in _CALLING:
        return True
    if previous in {"is", "was", "name"}:
        return "name" in {previous, earlier}
    return previous == "," and earlier in words.PEOPLE and around.following in {",", "", "."}


def is_one_of_ours(around: Around) -> bool:
    """ "my Ellie stopped ..." """
    acting = around.following in words.DOING or around.following.endswith("ed") or bool(around.tail)
    return around.previous == "my" and acting


def is_determined(around: Around) -> bool:
    """ "the X", "our X": a thing; but "I felt that X" may be a person."""
    if around.previous in {"that", "what", "which"}:
        follows = around.following in acting.ACTING or around.following.endswith("ed") or bool(around.tail)
        return not (follows or around.previous_tail or around.earlier in words.KNOWING)
    return around.previous in words.DETERMINERS


def owns(around: Around) -> bool:
    """ "X's mum" """
    return around.tail in POSSESSIVE and around.following in words.POSSESSED


def speaks(around: Around) -> bool:
    """ "X said", and inside a sentence "X who" """
    if around.following == "who":
        return not around.starts_sentence
    return around.following in words.SPEECH or (around.following == "," and around.after == "who")


def is_with_me(around: Around) -> bool:
    """ "X and I" """
    return (
        around.following in {"and", "&"} and around.after in {"i", "me"} and around.previous not in words.PREPOSITIONS
    )


def is_addressed(around: Around) -> bool:
    """ "told X", "with X", "thanks to X", "me and X" """
    if around.previous in words.TELLING | words.SINGLING_OUT | {"with", "by"}:
        return True
    if around.previous in {"to", "you"}:
        return around.earlier in words.TALKING
    if around.previous == "like":
        return around.earlier in words.PEOPLE | {"people"}
    return around.previous == "and" and around.earlier in {"me", "him", "her", "i"}


def introduces(around: Around) -> bool:
    """ "I'm X", "this is X" """
    self_named = around.previous == "i" and around.previous_tail.endswith("m")
    return self_named or (around.previous == "is" and around.earlier == "this")


def is_greeted(around: Around) -> bool:
    """ "thanks, X" """
    return around.previous == "," and around.earlier in words.GREETINGS


def becomes_a_pronoun(around: Around) -> bool:
    """ "X when she ..." """
    in_a_place = around.previous in {"in", "at", "near", "around", "from"}
    return not in_a_place and around.after in _PRONOUNS and around.following in _LINKS_TO_PRONOUN


def acts(around: Around) -> bool:
    """ "and X helped", "so X's up" """
    return around.previous not in words.PREPOSITIONS and (around.following in words.DOING or bool(around.tail))


def might_be(around: Around) -> bool:
    """ "..., X." at the end, or two capitalised words together."""
    if around.previous in words.PREPOSITIONS:
        return False
    is_called = around.previous == "," and around.following in _CLAUSE_END and not around.after_a_name
    return is_called or around.length == 2


def has_a_place(around: Around) -> bool:
    """ "X, the youth worker," and "X from the youth club", "X at the front desk" """
    if around.previous in words.PREPOSITIONS | words.BEFORE_MONTHS | words.DETERMINERS:
        return False
    if around.following == "," and around.after in {"the", "my", "our", "his", "her", "their"}:
        at = next((at for at, word in enumerate(around.beyond[:3]) if word in words.ROLES), None)
        return at is not None and around.beyond[at + 1] in _CLAUSE_END | {",", "who"}
    if around.following in {"from", "at", "on"} and around.after in {"the", "my", "our"}:
        return any(word in (_VENUES if around.following == "from" else _POSTS) for word in around.beyond[:3])
    return around.following in {"at", "on"} and around.after == "reception"


def is_someone(around: Around) -> bool:
    """The same, or "X who ...": enough for a name that is also a word."""
    led_to = words.PREPOSITIONS | words.BEFORE_MONTHS | words.DETERMINERS
    return has_a_place(around) or (around.following == "who" and around.previous not in led_to)


def is_near_people(around: Around) -> bool:
    """ "my cousin X", "told X", "me and X", "X said": enough for a short name in lower case."""
    return (
        around.previous in words.KIN | words.TELLING | words.TITLES | {"with", "called", "named", "im", "i'm"}
        or around.following in words.SPEECH
        or bool(around.tail)
        or (around.previous in {"its", "it"} and around.following == "from")
        or is_addressed(around)
    )


def is_called_first(around: Around) -> bool:
    """ "X, can you hear us?", "X from year ten": enough for a name that is also a word, where a sentence begins."""
    if around.following == ",":
        return around.after in {"can", "could", "do", "are", "you", "thanks", "thank", "what", "tell", "is", "your"}
    return around.following == "from" and around.after in {"year", "my", "the", "our", "next"}


def is_a_person(around: Around) -> bool:
    """ "X was the first boy", "X and her mother" """
    if around.following == "and":
        return around.after in {"his", "her", "their", "my"} and around.beyond[0] in words.KIN
    return around.following in {"is", "was"} and any(
        word in words.KIN | words.ROLES | {"boy", "girl", "lad", "lady", "woman", "man", "kid"}
        for word in around.beyond
    )


ANYWHERE = (owns, speaks, is_with_me)
INSIDE = (has_a_place, is_addressed, introduces, is_greeted, becomes_a_pronoun, acts)
