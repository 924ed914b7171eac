"""From how likely each word is to the stretches that are masked."""

from collections.abc import Iterator

import numpy as np

from nlp.deidentify import ordinary, words
from nlp.deidentify.lists import is_word, names
from nlp.deidentify.lists.words_too import WORDS_TOO
from nlp.deidentify.tagger.features import NUMBERS, Rows
from nlp.deidentify.tagger.network import KINDS, network
from nlp.deidentify.tokens import Token
from nlp.deidentify.unknown import is_typed_wrong
from nlp.records import Identifier

SURE_FROM = 0.6
"""How likely one word of a stretch must be; chosen on lots that were left out: docs/decisions/0017-identifiers.md."""
SURER_FROM = 0.95
"""The same of what the rules weigh with more care: families, and names that are words as well."""
JOINED_FROM = 0.3
"""How likely the words beside it must be to belong to it."""
_SCORE = 0.4
_WHYS = {"name": "a name", "age": "an age", "family": "a family"}
BY_CONTEXT = "looks like {what} in its context"
_SUMS, _DATES = frozenset("%£$€/"), frozenset(":.,-–")


def find_by_context(tokens: list[Token]) -> Iterator[Identifier]:
    """What the network takes for something that names or points to somebody, all of it doubtful."""
    learned = network()
    if not tokens or learned is None:
        return
    likely = learned.likelihoods(tokens)
    for first, last, kind in _runs(tokens, likely):
        is_surer = bool((likely[first : last + 1, 0] <= 1 - SURER_FROM).any())
        if _may_be(tokens, first, last, kind, is_surer=is_surer):
            why = BY_CONTEXT.format(what=_WHYS.get(kind, "a place"))
            yield Identifier(tokens[first].start, tokens[last].end, kind, _SCORE, why)


def _runs(tokens: list[Token], likely: Rows) -> Iterator[tuple[int, int, str]]:
    """Where a likely word stands, with the words of its kind on both sides: (first, last, kind)."""
    is_word_or_number = np.array([token.word[0].isalnum() for token in tokens])
    something = np.where(is_word_or_number, 1 - likely[:, 0], 0)
    kinds = 1 + likely[:, 1:].argmax(axis=1)
    at, reached = 0, 0
    while at < len(tokens):
        if something[at] < SURE_FROM:
            at += 1
            continue
        belongs = (something >= JOINED_FROM) & (kinds == kinds[at])
        first = last = at
        while first > reached and belongs[first - 1]:
            first -= 1
        while last + 1 < len(tokens) and belongs[last + 1]:
            last += 1
        yield first, last, KINDS[kinds[at]]
        at = reached = last + 1


def _may_be(tokens: list[Token], first: int, last: int, kind: str, *, is_surer: bool) -> bool:
    if kind == "age":
        return _may_be_age(tokens, first, last)
    if kind == "family":
        return is_surer
    of_a_company = last + 1 < len(tokens) and tokens[last + 1].lower in words.COMPANY
    return not of_a_company and any(_may_name(token, is_surer=is_surer) for token in tokens[first : last + 1])


def _may_be_age(tokens: list[Token], first: int, last: int) -> bool:
    """Not the parts of a date, a time, a share or a sum."""
    run = tokens[first : last + 1]
    if any(token.word.isdigit() and len(token.word) > 2 for token in run):
        return False
    before = [token.word for token in tokens[max(0, first - 2) : first]][::-1]
    after = [token.word for token in tokens[last + 1 : last + 3]]
    return not any(
        beside and (beside[0] in _SUMS or (beside[0] in _DATES and beside[-1].isdigit())) for beside in (before, after)
    )


def _may_name(token: Token, *, is_surer: bool) -> bool:
    """Whether a word can name anything: not a generic one, a number, or one that is typed wrong."""
    lower = token.lower
    if not lower[0].isalpha() or len(set(lower)) < 2 or (lower in words.TEXTING and not names().is_given(lower)):
        return False
    if lower in words.MONTH_NAMES or f"{lower}'s" in ordinary.ORDINARY:
        return False
    if lower in ordinary.GENERIC or lower in NUMBERS:
        return is_surer and token.is_capitalised and lower in words.GIVEN_NAMES_THAT_ARE_WORDS
    if lower in WORDS_TOO:
        return is_surer
    typed = token.word.islower() and not names().is_given(lower) and not is_word(lower)
    return not (typed and is_typed_wrong(lower, 3 if len(lower) == 3 else 7))
