"""Reads a draft of the open release again, as a stranger would, and says what is wrong with it."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import IncompleteRelease
from corpus.records import HELD_WORDS
from corpus.release.attack import Known, ranges
from corpus.release.disclosure import BASE, FEWEST_POSSIBLE, FEWEST_SHOWN, HIDDEN, bounds_of, is_small
from corpus.release.finish import check, seal
from corpus.release.open.counts import read
from corpus.release.reading import reading

_COUNTS = (
    "SELECT people FROM release UNION ALL SELECT people FROM themes WHERE people IS NOT NULL",
    "SELECT people FROM people_heard",
    "SELECT in_first_three FROM what_matters_most UNION ALL SELECT offered_to FROM what_matters_most",
    *(
        f"SELECT people FROM theme_by_{by} UNION ALL SELECT people_heard FROM theme_by_{by}"
        for by in ("locality", "role", "engagement_model")
    ),
)
_WORDS = "SELECT quote FROM quotes UNION ALL SELECT text FROM summaries UNION ALL SELECT view FROM minority_views"


def is_whole(path: Path, sha256: str) -> bool:
    """Whether a file is, byte for byte, the one that was drafted, and nothing in it is broken."""
    try:
        check(path)
        return seal(path) == sha256
    except (OSError, sqlite3.Error, IncompleteRelease):
        return False


def words_in(path: Path) -> list[str]:
    """Everything in it that somebody said or wrote of what was said."""
    with reading(path) as release:
        return [text for (text,) in release.execute(_WORDS)]


def quotes_in(path: Path) -> list[str]:
    """Its quotes."""
    with reading(path) as release:
        return [text for (text,) in release.execute("SELECT quote FROM quotes")]


def has_held_words(path: Path) -> bool:
    """Whether what stands for words that are held is among its own."""
    return any(HELD_WORDS in text for text in words_in(path))


def tells_small_counts(path: Path, counts: Mapping[str, Any]) -> bool:
    """Whether a count in it is small, is not rounded, or lets a small one be told."""
    with reading(path) as release:
        every = [people for sql in _COUNTS for (people,) in release.execute(sql)]
    if any(people != HIDDEN and (people % BASE or 0 < people < FEWEST_SHOWN) for people in every):
        return True
    for line in read(counts["lines"]).values():
        table, shown = line.published.table, line.published.shown
        small = [key for key in shown if is_small(table.counts[key])]
        known = Known([one for block in table.blocks for one in block.sums])
        found = ranges(bounds_of(shown, table), known, small)
        if any(high - low + 1 < FEWEST_POSSIBLE for low, high in found.values()):
            return True
    return False
