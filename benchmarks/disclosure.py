"""Random tables and random sequences of releases, and an attacker who has all of it: which small counts can be told.

python -m benchmarks.disclosure --tables 10000 --sequences 10000

The attacker knows every published cell, what adds up to what, the rules, and even which hidden cells are small; across
releases also by how much each count has changed. Bounds are found by integer programming (scipy's milp), which shares
no code with corpus/release. Then all small lines are gone through one by one: the rules themselves tell nothing, where
for each hidden small count at least two different numbers would have been published in the same way.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from corpus.release.attack import Key, Sum
from corpus.release.disclosure import Block, Shown, Table, control, is_small, rounded
from corpus.release.earlier import Published, renew

MOST = 10_000
Counts = dict[Key, int]


@dataclass
class Tally:
    """What came of the attacks."""

    tables: int = 0
    cells: int = 0
    small: int = 0
    told: int = 0
    shown: int = 0
    hidden_beside: int = 0
    left_out: int = 0

    def add(self, counts: Mapping[Key, int], shown: Shown, told: int) -> None:
        self.tables += 1
        self.cells += len(counts)
        self.small += sum(map(is_small, counts.values()))
        self.told += told
        self.shown += sum(value is not None for value in shown.values())
        self.hidden_beside += sum(value is None and not is_small(counts[key]) for key, value in shown.items())
        self.left_out += len(counts) - len(shown)


def line(name: str, counts: Sequence[int]) -> tuple[Counts, Block]:
    """A line with its total."""
    parts: Counts = {(name, place): count for place, count in enumerate(counts)}
    return {"all": sum(counts), **parts}, Block(name, (Sum("all", tuple(parts)),))


def lines(splits: Sequence[Sequence[int]]) -> Table:
    """A theme: one total, parted in several ways."""
    made = [line(f"split {place}", counts) for place, counts in enumerate(splits)]
    return Table({key: count for counts, _ in made for key, count in counts.items()}, [block for _, block in made])


def grid(cells: Sequence[Sequence[int]]) -> Table:
    """Rows and columns with their margins."""
    counts: Counts = {("cell", r, c): count for r, row in enumerate(cells) for c, count in enumerate(row)}
    rows, columns = range(len(cells)), range(len(cells[0]))
    counts |= {("row", r): sum(cells[r]) for r in rows}
    counts |= {("column", c): sum(row[c] for row in cells) for c in columns}
    counts["all"] = sum(map(sum, cells))
    across = [Sum(("row", r), tuple(("cell", r, c) for c in columns)) for r in rows]
    down = [Sum(("column", c), tuple(("cell", r, c) for r in rows)) for c in columns]
    margins = [
        Block("row", (Sum("all", tuple(("row", r) for r in rows)),)),
        Block("column", (Sum("all", tuple(("column", c) for c in columns)),)),
    ]
    return Table(counts, [*margins, Block("cell", (*across, *down))])


def random_count(chance: random.Random) -> int:
    """Often nobody, often few, sometimes many; the edges of the rounding more than their share."""
    return chance.choice(
        (0, chance.randint(1, 7), chance.randint(1, 7), chance.randint(8, 30), chance.choice((7, 8, 12, 13, 17, 18)))
    )


def random_parting(chance: random.Random, total: int, groups: int) -> list[int]:
    """So many people in so many groups, some of which may be empty."""
    weights = [chance.choice((0.0, chance.random(), chance.random() ** 3)) for _ in range(groups)]
    weights[chance.randrange(groups)] += 0.1
    counts = [0] * groups
    for place in chance.choices(range(groups), weights, k=total):
        counts[place] += 1
    return counts


def random_table(chance: random.Random) -> Table:
    """A line, a theme parted in three ways, or rows and columns."""
    kind = chance.randrange(3)
    if kind == 0:
        return lines([[random_count(chance) for _ in range(chance.randint(2, 12))]])
    if kind == 1:
        total = chance.choice((chance.randint(8, 40), chance.randint(8, 300)))
        return lines([random_parting(chance, total, chance.randint(2, 7)) for _ in range(3)])
    rows, columns, few = chance.randint(2, 5), chance.randint(2, 5), chance.random() / 2
    cells = [[chance.random() for _ in range(columns)] for _ in range(rows)]
    return grid([[random_count(chance) if one < few else chance.randint(8, 40) for one in row] for row in cells])


@dataclass(frozen=True)
class Seen:
    """A release as the attacker sees it: the published cells, which hidden ones are small, and what changed since."""

    shown: Shown
    small: frozenset[Key]
    change: Mapping[Key, int]


def range_of(value: int | None, is_small_one: bool) -> tuple[float, float]:
    """What one published cell says."""
    if value is None:
        return (1, 7) if is_small_one else (8, MOST)
    return (0, 0) if value == 0 else (max(8, value - 2), value + 2)


def told_in(sums: Iterable[Sum], releases: Sequence[Seen], asked: Iterable[Key]) -> list[Key]:
    """Which of these counts have one value alone that agrees with everything published."""
    bounds: dict[Key, tuple[float, float]] = {}
    for seen in releases:
        for key, value in seen.shown.items():
            low, high = range_of(value, key in seen.small)
            least, most = bounds.get(key, (0, MOST))
            bounds[key] = max(least, low + seen.change[key]), min(most, high + seen.change[key])
    sums = [one for one in sums if one.total in bounds and all(part in bounds for part in one.parts)]
    place = {key: number for number, key in enumerate(bounds)}
    matrix = np.zeros((max(1, len(sums)), len(place)))
    for row, one in enumerate(sums):
        matrix[row, place[one.total]] -= 1
        for part in one.parts:
            matrix[row, place[part]] += 1
    within = Bounds([bounds[key][0] for key in place], [bounds[key][1] for key in place])
    told = []
    for key in asked:
        if key not in place:
            continue
        aim = np.zeros(len(place))
        aim[place[key]] = 1
        ends = [
            milp(sign * aim, constraints=LinearConstraint(matrix, 0, 0), bounds=within, integrality=np.ones(len(place)))
            for sign in (1, -1)
        ]
        assert all(end.success for end in ends), "the true counts agree with what is published"
        if round(ends[0].fun) == round(-ends[1].fun):
            told.append(key)
    return told


def attack(table: Table, shown: Shown) -> int:
    """How many small counts one release tells."""
    small = frozenset(key for key, count in table.counts.items() if is_small(count))
    seen = Seen(shown, small, dict.fromkeys(table.counts, 0))
    return len(told_in([one for block in table.blocks for one in block.sums], [seen], sorted(small, key=str)))


def one_release(number: int, chance: random.Random, publish: Callable[[Table], Shown]) -> Tally:
    """So many tables, each attacked by itself."""
    tally = Tally()
    for _ in range(number):
        table = random_table(chance)
        shown = publish(table)
        tally.add(table.counts, shown, attack(table, shown))
    return tally


def only_rounded(table: Table) -> Shown:
    """Small ones hidden and the others rounded, and no more: what the rules are measured against."""
    return {key: rounded(count) for key, count in table.counts.items()}


@dataclass
class Person:
    """Somebody who was heard, in a group of each split; and whether they speak of the theme."""

    groups: tuple[int, ...]
    speaks: bool


def random_people(chance: random.Random, sizes: Sequence[int], number: int) -> list[Person]:
    """People, more of them in some groups than in others."""
    weights = [[chance.random() ** 2 + 0.02 for _ in range(size)] for size in sizes]
    return [
        Person(tuple(chance.choices(range(len(one)), one)[0] for one in weights), chance.random() < 0.5)
        for _ in range(number)
    ]


def table_of(people: Iterable[Person], sizes: Sequence[int]) -> Table:
    """The theme's counts."""
    splits = [[0] * size for size in sizes]
    for person in people:
        for split, group in zip(splits, person.groups, strict=True):
            split[group] += person.speaks
    return lines(splits)


def published(people: Sequence[Person], sizes: Sequence[int]) -> Published:
    """What a first release would say."""
    table = table_of(people, sizes)
    heard = table_of([Person(person.groups, True) for person in people], sizes).counts
    return Published(table, control(table), heard)


def plainly(now: Published, earlier: Sequence[Published]) -> Published:
    """Each release by itself, as if there were none before it: what the rule is measured against."""
    return now


def sequences(
    number: int, chance: random.Random, follow: Callable[[Published, Sequence[Published]], Published]
) -> Tally:
    """So many series of two to four releases, attacked as a whole: one joins or leaves, a few, or an event's worth."""
    tally = Tally()
    for _ in range(number):
        sizes = [chance.randint(2, 5) for _ in range(chance.randint(1, 3))]
        people = random_people(chance, sizes, chance.randint(15, 120))
        series = [published(people, sizes)]
        if series[0].table.counts["all"] < 8:
            continue
        for _ in range(chance.randint(1, 3)):
            people = random_change(chance, people, sizes)
            now = published(people, sizes)
            if now.table.counts["all"] >= 8:
                series.append(follow(now, series))
        last = series[-1]
        tally.add(last.table.counts, last.shown, attack_series(series))
    return tally


def splits_lost(number: int, chance: random.Random) -> tuple[int, int, int]:
    """Of the splits that a theme's first release shows: how many there are, and how many the next one does not show,
    which by itself it would (the earlier release stands in the way) or would not (there are too few)."""
    shown = by_earlier = by_itself = 0
    for _ in range(number):
        sizes = [chance.randint(2, 5) for _ in range(3)]
        people = random_people(chance, sizes, chance.randint(15, 120))
        first, then = published(people, sizes), published(random_change(chance, people, sizes), sizes)
        if min(first.table.counts["all"], then.table.counts["all"]) < 8:
            continue
        now = renew(then, [first])
        for block in first.table.blocks:
            part = next(iter(block.parts))
            shown += part in first.shown
            if part in first.shown and part not in now.shown:
                by_earlier += part in then.shown
                by_itself += part not in then.shown
    return shown, by_earlier, by_itself


def random_change(chance: random.Random, people: Sequence[Person], sizes: Sequence[int]) -> list[Person]:
    """One who joins or leaves; a few of both; or an event's worth, of whom some speak otherwise than before."""
    kind = chance.randrange(4)
    if kind == 0:
        return [*people, *random_people(chance, sizes, 1)]
    if kind == 1:
        return chance.sample(list(people), len(people) - 1)
    few = chance.randint(1, 12)
    left = chance.sample(list(people), max(8, len(people) - (few if kind == 2 else 0)))
    return left + random_people(chance, sizes, few if kind == 2 else chance.randint(8, 60))


def attack_series(series: Sequence[Published]) -> int:
    """How many small counts all releases together tell whoever knows each change, but for what the change tells."""
    last = series[-1]
    seen, small = [], set()
    for one in series:
        own = frozenset(key for key, count in one.table.counts.items() if is_small(count))
        change = {key: last.table.counts[key] - one.table.counts[key] for key in last.table.counts}
        seen.append(Seen(one.shown, own, change))
        small |= own
    asked = [key for key in small if not any(one.table.counts[key] == 0 for one in series)]
    sums = [one for block in last.table.blocks for one in block.sums]
    return len(told_in(sums, seen, sorted(asked, key=str)))


def all_lines(groups: int, most: int) -> tuple[int, int, int]:
    """Every line of so many groups of up to so many people: tables, ways they are published, small counts told.

    A line is told where all lines that are published in the same way have the same small count in a place.
    """
    alike: dict[tuple[object, ...], list[set[int]]] = defaultdict(lambda: [set() for _ in range(groups)])
    for counts in product(range(most + 1), repeat=groups):
        table = lines([counts])
        shown = control(table)
        for seen, count in zip(alike[tuple(shown.get(key, "-") for key in table.counts)], counts, strict=True):
            seen.add(count)
    told = sum(len(seen) == 1 and any(map(is_small, seen)) for places in alike.values() for seen in places)
    return (most + 1) ** groups, len(alike), told


def all_pairs(groups: int, most: int, changes: int, chance: random.Random) -> tuple[int, int]:
    """Every line of so many groups, and what follows it after each of some changes: pairs, and small counts told."""
    pairs = told = 0
    for _ in range(changes):
        change = [chance.randint(-6, 12) for _ in range(groups)]
        came = [abs(each) + chance.choice((0, 2, 8)) for each in change]
        alike: dict[tuple[object, ...], list[set[int]]] = defaultdict(lambda: [set() for _ in range(groups)])
        for counts in product(range(max(0, -min(change)), most + 1), repeat=groups):
            after = [count + each for count, each in zip(counts, change, strict=True)]
            if sum(counts) < 8 or sum(after) < 8:
                continue
            first = lines([counts])
            second = lines([after])
            places = [key for key in first.counts if key != "all"]
            then = Published(first, control(first), {})
            now = renew(Published(second, control(second), dict(zip(places, came, strict=True))), [then])
            both = tuple(one.shown.get(key, "-") for one in (then, now) for key in first.counts)
            pairs += 1
            for seen, count, each in zip(alike[both], counts, change, strict=True):
                seen.add(count if count and count + each else -1)  # what goes from or to nobody, the change tells
        told += sum(
            len(seen) == 1 and any(is_small(count) or (is_small(count + each) and count > 0) for count in seen)
            for places in alike.values()
            for seen, each in zip(places, change, strict=True)
        )
    return pairs, told


def main() -> None:
    """All of it; ends with an error where anything small is told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=10_000)
    parser.add_argument("--sequences", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    began = time.process_time()
    found = 0
    for what, tally, is_ours in (
        ("only hidden and rounded", one_release(given.tables, random.Random(given.seed), only_rounded), False),
        ("one release", one_release(given.tables, random.Random(given.seed), control), True),
        ("each release by itself", sequences(given.sequences, random.Random(given.seed), plainly), False),
        ("releases that follow", sequences(given.sequences, random.Random(given.seed), renew), True),
    ):
        print(f"{what}: {tally}", flush=True)
        found += tally.told if is_ours else 0
    shown, by_earlier, by_itself = splits_lost(given.sequences, random.Random(given.seed))
    print(f"{shown} splits shown: {by_earlier} lost with the next release, {by_itself} more that it has too few for")
    for groups, most in ((2, 60), (3, 32), (4, 22)):
        tables, ways, told = all_lines(groups, most)
        print(f"all {tables} lines of {groups}: published in {ways} ways, {told} small counts told", flush=True)
        found += told
    for groups, most, changes in ((2, 40, 300), (3, 30, 40)):
        pairs, told = all_pairs(groups, most, changes, random.Random(given.seed))
        # Beyond the promise: whoever knows what each newcomer said, and plays every table through the rules.
        print(f"{pairs} pairs of lines of {groups}: {told} small counts told to who knows every change", flush=True)
    print(f"{time.process_time() - began:.0f} s of processor time")
    assert not found, f"{found} small counts can be told"


if __name__ == "__main__":
    main()
