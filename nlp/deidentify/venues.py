"""Places that are named without a word that says what they are: "at Ashdene", "goes denby girls", "in wexcombe"."""

import re
from collections.abc import Iterator

from nlp.deidentify import ordinary, words
from nlp.deidentify.lists import countries, is_common, names
from nlp.deidentify.tokens import Casing, Token, leaves_out_capitals
from nlp.deidentify.unknown import is_unknown
from nlp.records import Identifier

_SURE, _LIKELY, _DOUBTFUL = 0.6, 0.5, 0.4


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AT = _words(
    "at in from near around round outside past off opposite behind via down up through by on across towards of into"
)
_WITH_CAPITALS_ONLY = _words("of on by into")
_TO = _words("to goes go went going attend attends attended left leave leaves joined")
_GOING = _words("go goes going went moved moving move get come came back bus taxi travel")
_KINDS = _words(
    """
    green girls boys park gate square lane road street parade terrace close court avenue rec junction bridge estate
    common fields heath hill wood house juniors infants primary high academy college school surgery hospital ward unit
    station market rise row way walk grove mews crescent gardens point view
    """
)
_NO_PLACE = words.TITLES | ordinary.KEPT
_TO_THE = _words("at off outside near from to and opposite behind round past on into through called")
_ADDRESSES = words.TITLES | words.ADDRESSES | words.KIN
_NOT_PLACE = re.compile(
    r".*(?:ing|ed|ly|ness|tion|tions|ment|able|ful|ous|ology|ies|ist|ists|ity|n['’]t|ish)|[^aeiouy]+|.{1,3}"
)


def find_venues(tokens: list[Token], casing: Casing, *, capitals: bool) -> Iterator[Identifier]:
    """Where somebody says they are or go; large places and what is common stay. `capitals`: whether they tell names."""
    at, careless = 0, leaves_out_capitals(tokens)
    if capitals:
        yield from _after_the(tokens)
        yield from _strange_runs(tokens)
    while at < len(tokens) - 1:
        first = at + 1
        if _leads(tokens, at):
            first += tokens[first].lower == "the" and first + 1 < len(tokens)
            token = tokens[first]
            if token.word[0].isupper() and capitals:
                last = _capitals(tokens, first)
                if score := _capital_score(tokens, first, last, after_the=first > at + 1):
                    yield Identifier(tokens[first].start, tokens[last].end, "place", score)
                    at = last
            elif careless and token.word.islower() and first == at + 1 and (score := _lower_score(token, casing)):
                last = first
                while last + 1 < len(tokens) and tokens[last + 1].lower in _KINDS and not tokens[last].tail:
                    last += 1
                yield Identifier(token.start, tokens[last].end, "place", score)
                at = last
        at += 1


def _leads(tokens: list[Token], at: int) -> bool:
    here, before = tokens[at].lower, tokens[at - 1].lower if at else ""
    if tokens[at].tail:
        return False
    if here == "to":
        return before in _GOING
    if here in _WITH_CAPITALS_ONLY:
        return tokens[at + 1].word[0].isupper()
    return here in _AT or here in _TO


def _capitals(tokens: list[Token], first: int) -> int:
    last = first
    while last + 1 < len(tokens) and not tokens[last].tail and not tokens[last + 1].starts_sentence:
        following = tokens[last + 1]
        if not (following.word[0].isupper() and following.is_capitalised):
            break
        last += 1
    return last


def _capital_score(tokens: list[Token], first: int, last: int, *, after_the: bool) -> float:
    run = [token.lower for token in tokens[first : last + 1]]
    if not tokens[first].is_capitalised or tokens[first].starts_sentence or _stays(run):
        return 0
    if len(run) > 1:
        return _SURE if not after_the or run[-1] in _KINDS else _DOUBTFUL
    if is_common(run[0]) and last + 1 < len(tokens) and tokens[last + 1].word.isdigit():
        return 0
    if is_common(run[0]):
        return _DOUBTFUL * (not names().is_given(run[0]) or tokens[first - 1].lower in {"at", "the"})
    return _LIKELY


def _after_the(tokens: list[Token]) -> Iterator[Identifier]:
    """ "..., Bridgeford House and the Anchor": one capitalised word after "the"."""
    earlier = ""
    for before, token, after in zip(tokens, tokens[1:], [*tokens[2:], None], strict=False):
        goes_on = after is not None and (after.word[0].isupper() or after.word.isdigit()) and not after.starts_sentence
        may_be = before.lower == "the" and token.is_capitalised and not goes_on and not token.tail
        led = earlier in _TO_THE or is_unknown(token.lower)
        if may_be and led and not names().is_given(token.lower) and not _stays([token.lower]):
            yield Identifier(token.start, token.end, "place", _DOUBTFUL)
        earlier = before.lower


def _strange_runs(tokens: list[Token]) -> Iterator[Identifier]:
    """ "Tolland Met", "Upper Garrow", "the Garrow": a word that nobody knows, with what has a capital beside it."""
    at = 0
    while at < len(tokens):
        first, last = at, at
        while last + 1 < len(tokens) and _goes_on(tokens, last):
            last += 1
        at = last + 1
        while first < last and _is_no_part(tokens[first]):
            first += 1
        run = tokens[first : last + 1]
        if run[-1].lower in words.COMPANY or not any(one.is_capitalised and is_unknown(one.lower) for one in run):
            continue
        after_the = first > 0 and tokens[first - 1].lower == "the"
        of_a_place = len(run) > 1 and any(one.word.isupper() or is_common(one.lower) for one in run)
        if (of_a_place and not names().is_only_given(run[0].lower)) or (after_the and not tokens[last].tail):
            yield Identifier(run[0].start, run[-1].end, "place", _DOUBTFUL)


def _is_no_part(token: Token) -> bool:
    """A title, or the word that opens a sentence, unless nobody knows it."""
    return (token.starts_sentence or token.lower in _ADDRESSES) and not is_unknown(token.lower)


def _goes_on(tokens: list[Token], last: int) -> bool:
    """Whether the token after `last` belongs to the same stretch of capitals."""
    here, following = tokens[last], tokens[last + 1]
    if here.tail or following.starts_sentence or not here.word[0].isupper():
        return False
    return following.is_capitalised or (following.word.isupper() and 1 < len(following.word) < 5)


def _stays(run: list[str]) -> bool:
    """Whether the words are no place, or one that is too large to tell who is meant."""
    if run[0] in _NO_PLACE or run[-1] in words.COMPANY or " ".join(run) in countries():
        return True
    if all(word in ordinary.GENERIC or f"{word}'s" in ordinary.GENERIC or word in words.TITLES for word in run):
        return True
    return names().is_only_given(run[0]) and run[-1] not in _KINDS  # a person: "from Siobhan"


def _lower_score(token: Token, casing: Casing) -> float:
    word = token.lower
    is_surname = names().is_only_family(word) and not names().is_given(word)
    if (
        word in ordinary.GENERIC
        or (is_common(word) and not is_surname)
        or casing.is_common(word)
        or _NOT_PLACE.fullmatch(word)
    ):
        return 0
    if names().is_only_given(word) or "-" in word or "'" in word or "’" in word:
        return 0
    return _DOUBTFUL
