"""Sentences and names of piles that forums wrote, when somebody whose words are repeated in them takes those back."""

import re
from collections.abc import Sequence

from sqlite_utils import Database

from corpus.store import card_sorts, forum_summaries

WORDS_IN_A_ROW = 5
"""What has so many of somebody's words in a row repeats them."""
_WORD = re.compile(r"[^\W_]+")


def take_out_of_rewrites(corpus: Database, programme_id: int, gone: Sequence[str]) -> None:
    """Drops the sentences, of every version, and names of piles that repeat what somebody said who takes it back."""
    theirs = frozenset[str]().union(*map(_runs, gone))
    for summary_id, position, text in forum_summaries.sentences_of(corpus, programme_id):
        if not theirs.isdisjoint(_runs(text)):
            forum_summaries.drop_sentence(corpus, summary_id, position)
    for pile_id, name in card_sorts.pile_names(corpus, programme_id).items():
        if not theirs.isdisjoint(_runs(name)):
            card_sorts.name_pile(corpus, pile_id, "")


def _runs(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return frozenset(" ".join(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words) - WORDS_IN_A_ROW + 1))
