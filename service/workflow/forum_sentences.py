"""Sentences that forums wrote, when somebody whose words are repeated in them takes those back."""

import re
from collections.abc import Sequence

from sqlite_utils import Database

from corpus.store import forum_summaries

WORDS_IN_A_ROW = 5
"""A sentence that has so many of somebody's words in a row repeats them."""
_WORD = re.compile(r"[^\W_]+")


def take_out_of_rewrites(corpus: Database, programme_id: int, gone: Sequence[str]) -> None:
    """Drops the sentences, of every version, that repeat what somebody said who takes it back."""
    theirs = frozenset[str]().union(*map(_runs, gone))
    for summary_id, position, text in forum_summaries.sentences_of(corpus, programme_id):
        if not theirs.isdisjoint(_runs(text)):
            forum_summaries.drop_sentence(corpus, summary_id, position)


def _runs(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return frozenset(" ".join(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words) - WORDS_IN_A_ROW + 1))
