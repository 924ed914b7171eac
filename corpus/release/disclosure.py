"""Disclosure control: what of a table of counts of people may be published. Arithmetic alone; docs/decisions/0022.

1 to 7 people are not shown, nor what would tell them; everything else is rounded to 5. What is decided rests on what
is then published, never on what that hides, so that knowing the rules tells nobody more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.release.attack import MOST, Key, Known, Range, Ranges, Sum, ranges

FEWEST_SHOWN = 8
BASE = 5
FEWEST_FOR_A_PERCENTAGE = 22
FEWEST_POSSIBLE = 3
"""Whole numbers that a hidden small count must still be able to be, whatever somebody works out."""
FEWEST_EVENTS = 2
LARGEST_SHARE = 0.25
HIDDEN = "*"

Shown = dict[Key, int | None]
"""What is published of each count: rounded, or None for what is hidden. What is left out altogether is not in it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Counts that are shown or left out together: the parts of a line, or the cells of rows and columns that cross."""

    name: str
    sums: tuple[Sum, ...]

    @property
    def parts(self) -> dict[Key, None]:
        """Its cells, in order; the totals are not among them."""
        return dict.fromkeys(part for one in self.sums for part in one.parts)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of people, and what a reader knows of how they hang together."""

    counts: Mapping[Key, int]
    blocks: Sequence[Block] = ()
    at_most: Sequence[tuple[Key, Key]] = ()


@dataclass(frozen=True, slots=True)
class Voiced:
    """Who speaks in a theme: people, events, and the largest share of its segments that is one person's."""

    people: int
    events: int
    largest_share: float

    @property
    def may_be_counted(self) -> bool:
        """Whether the theme appears with counts."""
        return self.people >= FEWEST_SHOWN and self.events >= FEWEST_EVENTS and self.largest_share <= LARGEST_SHARE


def is_small(count: int) -> bool:
    """Whether a count is hidden for its own sake."""
    return 0 < count < FEWEST_SHOWN


def rounded(count: int) -> int | None:
    """A count as it is published by itself."""
    return None if is_small(count) else BASE * ((count + BASE // 2) // BASE)


def reads_as(count: int) -> Range:
    """The counts that are published by themselves as this one is."""
    value = rounded(count)
    if value is None:
        return 1, FEWEST_SHOWN - 1
    return (0, 0) if value == 0 else (max(FEWEST_SHOWN, value - BASE // 2), value + BASE // 2)


def percentage(part: int | None, whole: int | None) -> int | None:
    """A share of published counts, in whole percent; None where one is hidden or the whole may be under 22 people."""
    if part is None or whole is None or whole - BASE // 2 < FEWEST_FOR_A_PERCENTAGE:
        return None
    return min(100, round(100 * part / whole))


def bounds_of(shown: Shown, table: Table) -> Ranges:
    """What each published cell says by itself; of a hidden one even whether it is small is taken to be known.

    Whoever knows the rules knows, too, that one hidden beside a small count is no larger than any that is left.
    """
    found = {}
    for key, value in shown.items():
        is_second = value is None and not is_small(table.counts[key])
        found[key] = (FEWEST_SHOWN, MOST) if is_second else reads_as(table.counts[key])
    for one in (one for block in table.blocks for one in block.sums):
        left = [value for part in one.parts if (value := shown.get(part))]
        for part in one.parts:
            if left and part in shown and shown[part] is None and not is_small(table.counts[part]):
                found[part] = FEWEST_SHOWN, max(min(left) + BASE // 2, FEWEST_SHOWN)
    return found


def control(table: Table) -> Shown:
    """What of the table may be published."""
    shown: Shown = {key: rounded(count) for key, count in table.counts.items()}
    blocks = []
    for block in table.blocks:
        if _may_be_split(block, table.counts):
            _hide_seconds(shown, block)
            blocks.append(block)
        else:
            _leave_out(shown, block)
    while weak := _weak(shown, table, blocks):
        for key in weak:
            _protect(shown, key, blocks)
    return shown


def _may_be_split(block: Block, counts: Mapping[Key, int]) -> bool:
    """Where fewer than two parts of a line stand out, that it is missing must not say which ones they are."""
    for one in block.sums:
        parts = [counts[part] for part in one.parts]
        is_split = not any(map(is_small, parts)) or sum(count >= FEWEST_SHOWN for count in parts) >= 2
        if (is_small(counts[one.total]) and len(block.sums) == 1) or not is_split:
            return False
    return True


def _hide_seconds(shown: Shown, block: Block) -> None:
    """No cell is the only hidden one of its line: the one whose published number is smallest goes with it.

    It goes whether or not the rounding would have been enough: if it went only where it had to, that would tell.
    """
    is_done = False
    while not is_done:
        is_done = True
        for one in block.sums:
            hidden = [part for part in one.parts if shown[part] is None]
            cells = [part for part in one.parts if shown[part]]
            if len(hidden) == 1 and cells:
                shown[min(cells, key=lambda part: (shown[part] or 0, str(part)))] = None
                is_done = False


def _weak(shown: Shown, table: Table, blocks: Iterable[Block]) -> list[Key]:
    """The hidden small counts that somebody could tell too closely."""
    known = Known([one for block in blocks for one in block.sums], table.at_most)
    small = [key for key in shown if is_small(table.counts[key])]
    found = ranges(bounds_of(shown, table), known, small)
    return [key for key in small if found[key][1] - found[key][0] + 1 < FEWEST_POSSIBLE]


def _protect(shown: Shown, key: Key, blocks: list[Block]) -> None:
    """Hides one more cell beside it, the one whose published number is smallest; the block, where there is none."""
    for block in reversed(blocks):
        beside = [one for one in block.sums if key == one.total or key in one.parts]
        if not beside:
            continue
        cells = [part for one in beside for part in one.parts if shown.get(part)]
        if cells:
            shown[min(cells, key=lambda part: (shown[part] or 0, str(part)))] = None
        else:
            blocks.remove(block)
            _leave_out(shown, block)
        return
    shown.pop(key, None)


def _leave_out(shown: Shown, block: Block) -> None:
    for part in block.parts:
        shown.pop(part, None)
