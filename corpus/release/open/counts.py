"""Counts of people for the open release, each theme's and everybody's: under control, and kept as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from corpus.records import Theme
from corpus.release.attack import Sum
from corpus.release.disclosure import HIDDEN, Block, Table, Voiced, control, percentage
from corpus.release.earlier import Published, has_changed, renew
from corpus.store.voices import Across, Voices, largest_shares, people_across, people_in_groups, voices_by_theme

SPLITS: tuple[Across, ...] = ("locality", "role", "engagement_model")
EVERYBODY = ""
"""The key of the line that counts who was heard, whatever they said; a theme's is its own."""
ALL = "all"
Counts = dict[str, dict[str, int]]
"""People by group by split."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a release says of one theme, and in which release that was said first."""

    published: Published
    since: int

    @property
    def people(self) -> int | str | None:
        """The whole theme's people as they are published."""
        return _cell(self.published.shown[ALL])

    def split(self, by: Across) -> dict[str, int | str]:
        """Its people by group; nothing where it is not split so."""
        shown = self.published.shown
        return {key[1]: _cell(shown[key]) for key in shown if isinstance(key, tuple) and key[0] == by}

    def percentage(self, by: Across, group: str, heard: "Line") -> int | None:
        """A group's people as a percentage of all who were heard in it."""
        return percentage(self.published.shown.get((by, group)), heard.published.shown.get((by, group)))


def counted(
    corpus: Database, programme_id: int, themes: Sequence[Theme], earlier: Sequence[Mapping[str, Line]], number: int
) -> dict[str, Line]:
    """The lines of a release: everybody's, and those of the themes that may have counts."""
    heard: Counts = {by: people_in_groups(corpus, programme_id, by) for by in SPLITS}
    across = {by: people_across(corpus, programme_id, by) for by in SPLITS}
    voices, shares = voices_by_theme(corpus, programme_id), largest_shares(corpus, programme_id)
    splits: dict[str, Counts] = {EVERYBODY: heard}
    kept = {}
    for theme in themes:
        groups: Counts = {by: {one: across[by].get(theme.id, {}).get(one, 0) for one in heard[by]} for by in SPLITS}
        of = voices.get(theme.id, Voices())
        before = next((release[theme.key] for release in reversed(earlier) if theme.key in release), None)
        if Voiced(of.people, of.events, shares.get(theme.id, 1.0)).may_be_counted:
            splits[theme.key] = groups
        elif before and not has_changed(Published(_table(groups), {}, {}), before.published):
            kept[theme.key] = before  # if it went at once, that would tell of the one who left
    shown = _controlled(splits, _above(themes))
    lines = {}
    for key, groups in splits.items():
        told = [release[key] for release in earlier if key in release]
        now = Published(_table(groups), shown[key], _flat(heard))
        shown_now = renew(now, [line.published for line in told])
        lines[key] = next((line for line in reversed(told) if line.published == shown_now), Line(shown_now, number))
    return kept | lines


def written(lines: Mapping[str, Line]) -> dict[str, Any]:
    """The lines as JSON has them: what the next release needs to know, which never leaves the corpus."""
    return {
        key: {
            "since": line.since,
            "counts": _pairs(line.published.table.counts),
            "shown": _pairs(line.published.shown),
            "heard": _pairs(line.published.heard),
        }
        for key, line in lines.items()
    }


def read(content: Mapping[str, Any]) -> dict[str, Line]:
    """Lines as they were written."""
    found = {}
    for key, line in content.items():
        counts = _keys(line["counts"])
        groups: Counts = {by: {} for by in SPLITS}
        for cell, people in counts.items():
            if isinstance(cell, tuple):
                groups[cell[0]][cell[1]] = people
        found[key] = Line(Published(_table(groups), _keys(line["shown"]), _keys(line["heard"])), line["since"])
    return found


def _controlled(splits: Mapping[str, Counts], above: Mapping[str, str]) -> dict[str, dict[Any, int | None]]:
    """All lines together, as a reader sees them: nobody speaks in a theme who does not speak in the one above."""
    tables = {key: _table(groups) for key, groups in splits.items()}
    counts: dict[Any, int] = {
        (key, cell): people for key, table in tables.items() for cell, people in table.counts.items()
    }
    blocks = [
        Block(
            f"{key} {block.name}",
            tuple(Sum((key, one.total), tuple((key, p) for p in one.parts)) for one in block.sums),
        )
        for key, table in tables.items()
        for block in table.blocks
    ]
    at_most = [
        ((key, cell), (higher, cell))
        for key, table in tables.items()
        if key
        for cell in table.counts
        for higher in {above.get(key, EVERYBODY), EVERYBODY}
        if higher in tables
    ]
    found: dict[Any, int | None] = control(Table(counts, blocks, at_most))
    return {key: {cell: value for (whose, cell), value in found.items() if whose == key} for key in tables}


def _above(themes: Sequence[Theme]) -> dict[str, str]:
    keys = {theme.id: theme.key for theme in themes}
    return {theme.key: keys[theme.parent_id] for theme in themes if theme.parent_id in keys}


def _table(groups: Counts) -> Table:
    counts = {ALL: sum(next(iter(groups.values())).values(), 0), **_flat(groups)}
    blocks = [Block(by, (Sum(ALL, tuple((by, group) for group in parts)),)) for by, parts in groups.items() if parts]
    return Table(counts, blocks)


def _flat(groups: Counts) -> dict[Any, int]:
    return {(by, group): people for by, parts in groups.items() for group, people in parts.items()}


def _pairs(cells: Mapping[Any, Any]) -> list[list[Any]]:
    return [[list(key) if isinstance(key, tuple) else key, value] for key, value in cells.items()]


def _keys(pairs: Sequence[Sequence[Any]]) -> dict[Any, Any]:
    return {tuple(key) if isinstance(key, list) else key: value for key, value in pairs}


def _cell(value: int | None) -> int | str:
    return HIDDEN if value is None else value
