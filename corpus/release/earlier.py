"""Counts across releases: what was published stays, unless a new count tells nobody what an earlier one hid.

Somebody may have kept every release, and may know exactly by how much each count has changed since. What is decided
rests on what such a person knows: the published cells, and the changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.release.attack import MOST, Key, Known, Range, Ranges, Sum, ranges
from corpus.release.disclosure import (
    FEWEST_POSSIBLE,
    FEWEST_SHOWN,
    Block,
    Shown,
    Table,
    bounds_of,
    is_small,
    reads_as,
    rounded,
)

FEWEST_CHANGED = 8
"""People who must have come or gone before counts are published anew."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a release says of one theme (or of everybody): the counts as they were, and what was shown of them.

    `heard` is how many people there were then in the group that each part counts.
    """

    table: Table
    shown: Shown
    heard: Mapping[Key, int]

    def count(self, key: Key) -> int:
        """The count then; a group of which nobody was heard had nobody."""
        return self.table.counts.get(key, 0)

    def without(self, blocks: Iterable[Block]) -> "Published":
        """The same, with blocks left out."""
        parts = {part for block in blocks for part in block.parts}
        return replace(self, shown={key: value for key, value in self.shown.items() if key not in parts})


def renew(now: Published, earlier: Sequence[Published]) -> Published:
    """What is published now: the new counts as far as they may be; else, unchanged, what was published last."""
    if not earlier:
        return now
    if not has_changed(now, earlier[-1]):
        return earlier[-1]
    now = now.without(block for block in now.table.blocks if not _may_follow(block, now, earlier))
    while _is_told(now, earlier):
        left = [block for block in now.table.blocks if any(part in now.shown for part in block.parts)]
        if not left:
            return earlier[-1]
        now = now.without(left[-1:])
    return now


def has_changed(now: Published, then: Published) -> bool:
    """Whether so many people came or went that counts may be published anew."""
    # At least so many: by the way of parting them that shows most.
    blocks = [*now.table.blocks, *then.table.blocks]
    parts = [block.parts for block in blocks] + [dict.fromkeys(one.total for block in blocks for one in block.sums)]
    return any(sum(abs(now.count(key) - then.count(key)) for key in keys) >= FEWEST_CHANGED for keys in parts)


def _may_follow(block: Block, now: Published, earlier: Sequence[Published]) -> bool:
    return all(_part_may_follow(part, now, earlier) for part in block.parts if part in now.shown)


def _part_may_follow(part: Key, now: Published, earlier: Sequence[Published]) -> bool:
    """Whether a cell may be shown after what was shown of it: decided from its change, whatever count is hidden."""
    count, possible, changes = now.count(part), (0, MOST), []
    for then in (one for one in earlier if part in one.shown or part not in one.table.counts):
        change = count - then.count(part)
        came = abs(now.heard.get(part, 0) - then.heard.get(part, 0))
        if 0 in (count, then.count(part)):
            # Of few people who came or left, a count that goes from nobody or to nobody would tell.
            if is_small(abs(change)) and came < FEWEST_SHOWN:
                return False
        else:
            low, high = reads_as(then.count(part))
            possible = max(possible[0], low + change), min(possible[1], high + change)
            changes.append(change)
    return not changes or _outcomes_are_wide(possible, changes)


def _outcomes_are_wide(possible: Range, changes: Sequence[int]) -> bool:
    """Whether, in each form that the new count may turn out to have, small ones now or earlier stay unsure."""
    outcomes: dict[int | None, list[int]] = {}
    for count in range(max(0, possible[0]), possible[1] + 1):
        outcomes.setdefault(rounded(count), []).append(count)
    return all(
        len(counts) >= FEWEST_POSSIBLE
        for counts in outcomes.values()
        if any(is_small(count - change) for count in counts for change in (0, *changes))
    )


def _is_told(now: Published, earlier: Sequence[Published]) -> bool:
    """Whether all the releases together tell a small count, of now or of then, that the changes alone do not."""
    bounds: Ranges = {}
    small: set[Key] = set()
    for one in (now, *earlier):
        for key, (low, high) in _all_bounds(one, now).items():
            change = now.count(key) - one.count(key)
            least, most = bounds.get(key, (0, MOST))
            bounds[key] = max(least, low + change), min(most, high + change)
        small |= {key for key, count in one.table.counts.items() if is_small(count)}
    was_nobody = {key for key in small if any(one.count(key) == 0 for one in earlier)}
    asked = sorted((small & bounds.keys()) - was_nobody, key=str)
    found = ranges(bounds, Known(_merged(now, earlier)), asked)
    return any(found[key][1] - found[key][0] + 1 < FEWEST_POSSIBLE for key in asked)


def _all_bounds(one: Published, now: Published) -> Ranges:
    """What a release shows, and that nobody was in the groups which it did not have."""
    new = [part for block in now.table.blocks for part in block.parts if part not in one.table.counts]
    return {**bounds_of(one.shown, one.table), **dict.fromkeys(new, (0, 0))}


def _merged(now: Published, earlier: Sequence[Published]) -> list[Sum]:
    """The sums of all releases, each with every part that it ever had."""
    found: dict[tuple[str, Key], dict[Key, None]] = {}
    for one in (now, *earlier):
        for block in one.table.blocks:
            for each in block.sums:
                found.setdefault((block.name, each.total), {}).update(dict.fromkeys(each.parts))
    return [Sum(total, tuple(parts)) for (_, total), parts in found.items()]
