"""Names in lower case that a title announces: "miss nelly sits with me", "some lady, dr tremayne"."""

import re

from nlp.deidentify import ordinary, words
from nlp.deidentify.lists import is_word, names
from nlp.deidentify.tokens import Casing, Token

_SURE = frozenset({"mr", "mrs", "mx"})
_MOSTLY = frozenset(
    {"dr", "prof", "professor", "imam", "sheikh", "ustadh", "ustadha", "rabbi", "pastor", "rev", "cllr"}
)
_SELDOM = words.TITLES - _SURE - _MOSTLY - {"sir", "lady"}
_NO_NAME = re.compile(r".{4,}ly|.*(?:ing|ed|n['’]t|tion|tions|ment|ments|ness|able|ful|ous|ology)|[^aeiouy]+|.{1,2}")
_LEADS_IN = words.TELLING | words.PEOPLE | words.SINGLING_OUT | frozenset({"with", "by", "from", "like", "about"})
_OPENS = frozenset({"and", "when", "because", "cos", "so", "but", "then", "where", "that", "if", "or", "while"})
_OWNERS = frozenset({"my", "our", "his", "her", "their"})
_PAUSE = frozenset({"", ",", ".", "!", "?", "and"})


def is_unknown_name(word: str) -> bool:
    """Whether `word` is in no list of words, nor looks like one."""
    return (
        len(word) > 2
        and not is_word(word)
        and not looks_like_no_name(word)
        and word not in words.AFTER_TITLES | words.TEXTING
    )


def looks_like_no_name(word: str) -> bool:
    """Whether `word` has an ending that names do not have, or no vowel."""
    return _NO_NAME.fullmatch(word) is not None


def is_titled_name(tokens: list[Token], at: int, casing: Casing) -> bool:
    """Whether the lower-case word at `at` is the name of somebody whose title stands before it."""
    dotted = tokens[at - 1].lower == "." if at else False
    before = at - 1 - dotted
    title, word = _lower(tokens, before), tokens[at].lower
    if title not in words.TITLES or tokens[before].tail:
        return False
    if (
        title in _SURE
        or (title in words.TITLES - words.KIN and is_unknown_name(word))
        or names().is_only_family(word)
        or (dotted and title in words.ABBREVIATED_TITLES and not tokens[before].starts_sentence)
    ):
        return True
    if word in words.AFTER_TITLES or _NO_NAME.fullmatch(word) or tokens[at].starts_sentence or casing.is_common(word):
        return False
    if title in _MOSTLY:
        return not word.endswith("s") or _acts(tokens, at + 1) or _leads_in(tokens, before)
    return title in _SELDOM and _is_somebody(tokens, before, at)


def _is_somebody(tokens: list[Token], before: int, at: int) -> bool:
    """The words that are titles only now and then ("miss", "sister", "coach") need a sign besides."""
    title, previous = tokens[before].lower, _lower(tokens, before - 1)
    if previous in _OWNERS and title in words.KIN:
        return _acts(tokens, at + 1)
    if previous in words.DETERMINERS or (title == "coach" and previous == "by"):
        return False
    if _leads_in(tokens, before):
        return True
    opens = tokens[before].starts_sentence or previous in _OPENS or previous == ","
    if not opens:
        return False
    if _acts(tokens, at + 1) or tokens[at].tail:
        return True
    pauses = title not in {"miss", "ms"} and not tokens[at].lower.endswith("s")
    return pauses and previous not in _OPENS and _lower(tokens, at + 1) in _PAUSE


def _leads_in(tokens: list[Token], before: int) -> bool:
    previous, earlier = _lower(tokens, before - 1), _lower(tokens, before - 2)
    return previous in _LEADS_IN or (previous == "to" and earlier in words.TALKING)


def _acts(tokens: list[Token], at: int) -> bool:
    """Whether a verb that somebody does stands here: "was", "runs", "listened"."""
    word = _lower(tokens, at)
    if word in words.DOING:
        return True
    third = word.endswith("s") and len(word) > 3 and not word.endswith("ss")
    return (third or word.endswith("ed")) and word not in ordinary.FUNCTION_WORDS


def _lower(tokens: list[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""
