"""What a speaker's label looks like, as far as one label can tell without the rest of its document."""

import re
from enum import Enum

from corpus.readers.label_words import (
    CLAUSE,
    CONNECTORS,
    NEVER,
    ROLE_AMBIGUOUS,
    ROLE_HEADS,
    ROLE_REST,
    UNNAMED,
    UNNAMED_REST,
)

LONGEST = 70  # characters


class Shape(Enum):
    """How much like a speaker's label some words are."""

    CODE = "code"  # YP1, P3, FG2-P4, 7F
    ROLE = "role"  # Facilitator, Young person 2, Parent or carer
    NAME = "name"  # Jane Smith; Smith, Jane (NHS); Housing officer
    UNKNOWN = "unknown"  # YP?, ?, ALL, Several voices: whom the transcriber could not name
    PHRASE = "phrase"  # words that a label might have, were it to come back often enough
    NONE = "none"  # no label


_CODE = re.compile(
    r"(?:[A-Z]{1,5}[ ._#-]?|[A-Za-z]{1,4})\d{1,3}[A-Za-z]?"  # YP1, P-3, VCS 1, p2, R4a
    r"(?:[ ._/&+-]{1,3}[A-Za-z]{0,5}\d{1,3}[A-Za-z]?){0,3}"  # ... with more of the same: FG2-P4, P1 & P2
    r"|\d{1,3}[A-Za-z]{1,2}"  # 7F
)
_DOUBTED = re.compile(r"(.*?)\s?\?{1,3}")
_QUESTION = re.compile(r"[Qq]\d+[a-z]?")
_BRACKETED = re.compile(r"\s*(?:\([^()]{0,50}\)|\[[^\[\]]{0,50}\])")
_TITLES = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Rev|Cllr|St|Jr|Sr|[A-Z])\.")
_SENTENCE = re.compile(r"[.?!;…\"“”<>{}=*|\\]|\s[-–—]\s|//|https?$|[:：](?!\d|$)")  # a colon within: a label and speech
_DIGITS = re.compile(r"\d+")


def shape_of(label: str) -> Shape:
    """How much like a speaker's label some words are."""
    doubted = _DOUBTED.fullmatch(label) if len(label) <= LONGEST else None
    if not doubted:
        return _plain_shape_of(label)
    is_named = not doubted[1] or _plain_shape_of(doubted[1]) in {Shape.CODE, Shape.ROLE, Shape.NAME}
    return Shape.UNKNOWN if is_named else Shape.NONE


def _plain_shape_of(label: str) -> Shape:
    bare = _BRACKETED.sub("", label).strip()
    words = bare.replace(",", " ").split()
    plain = [word.casefold().strip("'’") for word in words]
    if not words or not _could_be_label(label, bare, plain):
        return Shape.NONE
    if _CODE.fullmatch(bare):
        return Shape.CODE
    if _is_role(plain):
        return Shape.ROLE
    if _is_unnamed(words, plain):
        return Shape.UNKNOWN
    if plain[0] in NEVER or (len(words) > 1 and CLAUSE.intersection(plain)):
        return Shape.NONE
    return Shape.NAME if _is_name(words) or _is_post(words, plain) else Shape.PHRASE


def _could_be_label(label: str, bare: str, plain: list[str]) -> bool:
    """Whether nothing rules the words out: they are few and short, with no sentence's marks among them."""
    return (
        len(label) <= LONGEST
        and len(plain) <= 6
        and bare[0].isalnum()
        and not _SENTENCE.search(_TITLES.sub("", bare))
        and not _QUESTION.fullmatch(bare)
    )


def _is_role(plain: list[str]) -> bool:
    """Whether every word is one that roles are made of, and one of them is a role by itself."""
    words = [_DIGITS.sub("", word) for word in plain]
    heads = [word for word in words if word in ROLE_HEADS]
    if not heads or (len(words) == 1 and words[0] in ROLE_AMBIGUOUS and words == plain):
        return False
    return all(word in ROLE_HEADS or word in ROLE_REST or len(word) <= 1 for word in words)


def _is_unnamed(words: list[str], plain: list[str]) -> bool:
    """Whether the words stand for somebody, or for many at once: "ALL", "Several voices"."""
    return (
        words[0][0].isupper()
        and not UNNAMED.isdisjoint(plain)
        and all(word in UNNAMED | UNNAMED_REST for word in plain)
    )


def _is_post(words: list[str], plain: list[str]) -> bool:
    """Whether several words are the title of somebody's post: "Housing officer", "Head of year"."""
    return len(words) > 1 and words[0][0].isupper() and bool(ROLE_HEADS.intersection({plain[0], plain[-1]}))


def _is_name(words: list[str]) -> bool:
    """Whether the words are written as names are: each with a capital, or in a script that has none."""
    if any(word.isdigit() for word in words[:1]) and len(words) > 1:
        return False
    if not all(not word[0].islower() or word.casefold() in CONNECTORS for word in words):
        return False
    return not words[0][0].islower() or len(words) > 1
