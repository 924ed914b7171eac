"""How what is published came about, in this programme's own figures: how firm found themes are, and who agreed.

What is counted here are codings, not people. They are rounded and hidden as people are (0022).
"""

import sqlite3
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from corpus.release.disclosure import FEWEST_FOR_A_PERCENTAGE, HIDDEN, percentage, rounded
from corpus.release.finish import put_rows
from corpus.store.discoveries import discovery_reason, stabilities
from corpus.store.judgements import Agreement, agreement, alpha

Row = tuple[str, int | None, int | str | None, int | str | None, int | None, str]
STABILITY, WITH_MODEL, BETWEEN = "stability", "model and people", "between people"
_COLUMNS = ("about", "theme_id", "figure", "out_of", "percentage", "told")
_FOUND = "Of the themes that the engine found in what the codebook does not cover, adopted or not: those that are firm."
_FIRM = "Firm: it is found again where a part of what was said is left out."
_TENTATIVE = "Tentative: it may look different when more is said."
_CALLED_RIGHT = "Of the themes that the model suggested and people looked at: those that people called right."
_SUGGESTED = "Of the themes that people called right: those that the model had suggested."
_SAID_THE_SAME = (
    "Of the codings that two people or more decided on: those that all of them said the same of. Whoever came second"
    " saw what the first had said."
)


def put_method(release: sqlite3.Connection, corpus: Database, programme_id: int, numbers: Mapping[int, int]) -> None:
    """Puts the figures in; `numbers` are those of the themes in the release, by their ids in the corpus."""
    rows = [*_stability(corpus, programme_id, numbers), *_agreement(agreement(corpus, programme_id))]
    put_rows(release, "method", _COLUMNS, rows)


def _stability(corpus: Database, programme_id: int, numbers: Mapping[int, int]) -> Iterable[Row]:
    """How firm all that the engine found is, whether or not a forum adopted it, and each theme that is here."""
    every = stabilities(corpus, programme_id)
    if not every:
        return
    firm = sum(one.is_firm for one in every.values())
    yield STABILITY, None, firm, len(every), percentage(firm, len(every)), _FOUND
    yield STABILITY, None, None, None, None, discovery_reason(corpus, programme_id)
    for theme_id in sorted(every.keys() & numbers.keys(), key=numbers.__getitem__):
        one = every[theme_id]
        told = _FIRM if one.is_firm else _TENTATIVE
        yield STABILITY, numbers[theme_id], one.found, one.runs, round(100 * one.found / one.runs), told


def _agreement(found: Agreement) -> Iterable[Row]:
    if found.suggested:
        yield _share(WITH_MODEL, found.suggested_right, found.suggested, _CALLED_RIGHT)
    if right := found.suggested_right + found.added:
        yield _share(WITH_MODEL, found.suggested_right, right, _SUGGESTED)
    if several := len(found.by_several):
        told = _SAID_THE_SAME
        if several >= FEWEST_FOR_A_PERCENTAGE and (value := alpha(found.by_several)) is not None:
            told += f" Krippendorff’s alpha is {value:.2f}: 1 is full agreement, 0 is what chance would give."
        yield _share(BETWEEN, found.several_agreed, several, told)


def _share(about: str, part: int, whole: int, told: str) -> Row:
    shown, out_of = rounded(part), rounded(whole)
    return about, None, _cell(shown), _cell(out_of), percentage(shown, out_of), told


def _cell(value: int | None) -> int | str:
    return HIDDEN if value is None else value
