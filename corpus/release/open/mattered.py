"""What matters most to each forum, for the open release: how many put a theme among their first three, under control.

Each constituency and kind of forum by itself. A theme's count is a line of two, those who did and those who did not, so
that few of either are told of nobody; nothing is told of a group of fewer than 8.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from corpus.records import Theme
from corpus.release.attack import Sum
from corpus.release.disclosure import BASE, FEWEST_POSSIBLE, FEWEST_SHOWN, Block, Table, control, is_small
from corpus.release.earlier import Published, renew
from corpus.release.finish import put_rows
from corpus.store import rankings

OFFERED, CHOSE, LEFT_OUT = "offered", "chose", "left out"
PLACES = 3
Lines = dict[tuple[str, str], dict[str, Published]]
"""By engagement model and constituency, by theme's key."""
_COLUMNS = ("engagement_model", "constituency", "theme_id", "in_first_three", "offered_to")


def mattered(
    corpus: Database, programme_id: int, themes: Sequence[Theme], earlier: Sequence[Sequence[Sequence[Any]]]
) -> Lines:
    """What may be published of each group, by theme; what earlier releases said of it where too little has changed."""
    keys = {theme.id: theme.key for theme in themes}
    told = [read(one) for one in earlier]
    ranked = rankings.count_rankings(corpus, programme_id)
    found: Lines = {}
    for group, standings in rankings.standings(corpus, programme_id).items():
        if ranked.get(group, 0) < FEWEST_SHOWN:
            continue
        now = {keys[one.theme_id]: _published(one.in_three, one.offered) for one in standings if one.theme_id in keys}
        found[group] = {
            key: renew(one, [then[group][key] for then in told if key in then.get(group, {})])
            for key, one in _without_telling_others(now).items()
        }
    return found


def put_mattered(release: sqlite3.Connection, lines: Lines, numbers: Mapping[str, int]) -> None:
    """Puts in what is shown; a theme of which too few, or all but few, are shown has no row."""
    rows = [
        (model, constituency, numbers[key], chose, offered)
        for (model, constituency), of_group in sorted(lines.items())
        for key, one in of_group.items()
        if key in numbers
        if (chose := one.shown.get(CHOSE)) is not None and (offered := one.shown.get(OFFERED)) is not None
    ]
    put_rows(release, "what_matters_most", _COLUMNS, sorted(rows, key=lambda row: (row[0], row[1], -row[3], row[2])))


def written(lines: Lines) -> list[list[Any]]:
    """The lines as JSON has them."""
    return [
        [model, constituency, key, dict(one.table.counts), dict(one.shown)]
        for (model, constituency), of_group in lines.items()
        for key, one in of_group.items()
    ]


def read(content: Sequence[Sequence[Any]]) -> Lines:
    """Lines as they were written."""
    found: Lines = {}
    for model, constituency, key, counts, shown in content:
        found.setdefault((model, constituency), {})[key] = Published(_table(counts), shown, _heard(counts))
    return found


def _published(chose: int, offered: int) -> Published:
    counts = {OFFERED: offered, CHOSE: chose, LEFT_OUT: offered - chose}
    table = _table(counts)
    return Published(table, control(table), _heard(counts))


def _table(counts: Mapping[Any, int]) -> Table:
    return Table(dict(counts), [Block("first three", (Sum(OFFERED, (CHOSE, LEFT_OUT)),))])


def _heard(counts: Mapping[str, int]) -> dict[Any, int]:
    return {CHOSE: counts[OFFERED], LEFT_OUT: counts[OFFERED]}


def _without_telling_others(lines: Mapping[str, Published]) -> dict[str, Published]:
    """Nobody has more than three first three: where that leaves too little for a theme that is not shown, less is."""
    kept = dict(lines)
    while True:
        most = max((one.shown.get(OFFERED) or 0 for one in kept.values()), default=0) + BASE // 2
        left = PLACES * most - sum(_least(one, most) for one in kept.values())
        shown = {key: value for key, one in kept.items() if (value := one.shown.get(CHOSE))}
        hidden = [one for one in kept.values() if CHOSE not in one.shown]
        if not shown or all(left + _least(one, most) >= _needed(one, most) for one in hidden):
            return kept
        smallest = min(shown, key=lambda key: (shown[key], key))
        kept[smallest] = kept[smallest].without(kept[smallest].table.blocks)


def _least(one: Published, most: int) -> int:
    """The fewest who can have chosen a theme, of `most`, for somebody who knows which of its two is small."""
    chose, left_out = one.shown.get(CHOSE), one.shown.get(LEFT_OUT)
    if chose is None or left_out is None:
        return 1 if is_small(one.count(CHOSE)) else max(0, most - (FEWEST_SHOWN - 1))
    if not chose or not left_out:
        return most if chose else 0
    return max(FEWEST_SHOWN, chose - BASE // 2, most - (left_out + BASE // 2))


def _needed(one: Published, most: int) -> int:
    """The most that it must be possible for them to be, so that what is small can still be three numbers."""
    return FEWEST_POSSIBLE if is_small(one.count(CHOSE)) else most - (FEWEST_SHOWN - FEWEST_POSSIBLE)
