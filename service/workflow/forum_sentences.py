"""Sentences, definitions and names of piles that forums wrote, when somebody repeated in them takes that back."""

import re
from collections.abc import Sequence

from sqlite_utils import Database

from corpus.store import card_sorts, forum_summaries, taking_back

WORDS_IN_A_ROW = 5
"""What has so many of somebody's words in a row repeats them."""
_WORD = re.compile(r"[^\W_]+")


def take_out_of_rewrites(corpus: Database, programme_id: int, gone: Sequence[str]) -> bool:
    """Drops the sentences, of every version, and names of piles that repeat what somebody said who takes it back.

    Of a definition that was proposed only what is repeated goes; whether any does.
    """
    theirs = frozenset[str]().union(*map(_runs, gone))
    for summary_id, position, text in forum_summaries.sentences_of(corpus, programme_id):
        if not theirs.isdisjoint(_runs(text)):
            forum_summaries.drop_sentence(corpus, summary_id, position)
    for pile_id, name in card_sorts.pile_names(corpus, programme_id).items():
        if not theirs.isdisjoint(_runs(name)):
            card_sorts.name_pile(corpus, pile_id, "")
    repeats = [
        one for one in taking_back.definitions_proposed(corpus, programme_id) if not theirs.isdisjoint(_runs(one))
    ]
    for definition in repeats:
        taking_back.replace_definition(corpus, programme_id, definition, _without(definition, theirs))
    return bool(repeats)


def drop_quoting(corpus: Database, programme_id: int, gone: Sequence[str]) -> None:
    """Drops the sentences, of every version, that quote one of these texts whole."""
    quoted = [f"“{_plain(text.strip())}”" for text in gone]
    for summary_id, position, text in forum_summaries.sentences_of(corpus, programme_id):
        if any(one in _plain(text) for one in quoted):
            forum_summaries.drop_sentence(corpus, summary_id, position)


def _without(text: str, runs: frozenset[str]) -> str:
    """A text with a mark in place of each stretch that repeats some of these runs of words."""
    found = list(_WORD.finditer(text))
    words = [_plain(one.group()) for one in found]
    repeated: set[int] = set()
    for at in range(len(words) - WORDS_IN_A_ROW + 1):
        if " ".join(words[at : at + WORDS_IN_A_ROW]) in runs:
            repeated.update(range(at, at + WORDS_IN_A_ROW))
    parts, end = [], 0
    for at in sorted(repeated):
        if at - 1 not in repeated:
            parts += [text[end : found[at].start()], taking_back.TAKEN_BACK]
        end = found[at].end()
    return "".join([*parts, text[end:]])


def _runs(text: str) -> frozenset[str]:
    words = _WORD.findall(_plain(text))
    return frozenset(" ".join(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words) - WORDS_IN_A_ROW + 1))


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
