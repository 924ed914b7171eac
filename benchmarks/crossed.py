"""Would themes by role *and* locality pass disclosure control? How many would be shown, and is anybody told?

    python -m benchmarks.crossed [--corpus FILE] [--drawn N] [--seed N]

For the themes of a corpus (the sample's, say), and for programmes that are drawn: so many people in six roles and four
localities, as uneven as the sample's, who speak of thirty themes. Each theme's rows and columns go through the same
rules as what is published, and the attacker of `benchmarks.disclosure` looks for small counts.
"""

import argparse
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing

from benchmarks.disclosure import attack, grid
from corpus.release.disclosure import Table, control, is_small

ROLES = (130, 65, 30, 10, 6, 5)
LOCALITIES = (85, 80, 70, 15)
"""How many of the sample's people are in each, the largest first."""
THEMES = 30
SIZES = (100, 250, 1_000, 3_000, 10_000)
_SAID = """SELECT DISTINCT theme_id, contributors.id, coalesce(role, ''),
    coalesce(contributors.locality, events.locality)
FROM codings JOIN segments ON segments.id = segment_id JOIN turns ON turns.id = turn_id
JOIN contributors ON contributors.id = contributor_id JOIN events ON events.id = contributors.event_id
WHERE codings.state <> 'rejected'"""
Cells = list[list[int]]


def of_corpus(path: str) -> list[Cells]:
    """Each theme's people by role and locality."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as corpus:
        said = corpus.execute(_SAID).fetchall()
    roles, places = sorted({role for *_, role, _ in said}), sorted({place for *_, place in said})
    counts = Counter((theme, role, place) for theme, _, role, place in said)
    return [[[counts[theme, r, p] for p in places] for r in roles] for theme in sorted({theme for theme, *_ in said})]


def drawn(people: int, chance: random.Random) -> Iterable[Cells]:
    """The themes of a programme of so many people; some are spoken of by most, many by few."""
    where = [
        (chance.choices(range(len(ROLES)), ROLES)[0], chance.choices(range(len(LOCALITIES)), LOCALITIES)[0])
        for _ in range(people)
    ]
    for _ in range(THEMES):
        share = chance.choice((0.04, 0.08, 0.15, 0.3))
        counts = Counter(one for one in where if chance.random() < share)
        yield [[counts[r, p] for p in range(len(LOCALITIES))] for r in range(len(ROLES))]


def largest(cells: Cells, rows: int, columns: int) -> Cells:
    """The same with the smaller roles, and localities, put together into one of each."""
    by_role = sorted(cells, key=sum, reverse=True)
    joined = [*by_role[: rows - 1], [sum(column) for column in zip(*by_role[rows - 1 :], strict=True)]]
    order = sorted(range(len(joined[0])), key=lambda place: -sum(row[place] for row in joined))
    return [[*(row[p] for p in order[: columns - 1]), sum(row[p] for p in order[columns - 1 :])] for row in joined]


def measured(themes: Sequence[Cells]) -> str:
    """How many themes have 8 people, how many of these would be shown crossed, and what that would tell."""
    large = [cells for cells in themes if sum(map(sum, cells)) >= 8]
    crossed = hidden = cells_shown = told = 0
    for cells in large:
        table: Table = grid(cells)
        shown = control(table)
        inner = [key for key in table.counts if isinstance(key, tuple) and key[0] == "cell"]
        if any(key in shown for key in inner):
            crossed += 1
            cells_shown += len(inner)
            hidden += sum(shown[key] is None for key in inner)
        told += attack(table, shown)
    small = sum(is_small(count) for cells in large for row in cells for count in row)
    return (
        f"{len(large)} themes of 8 people and more, {small} small counts: {crossed} shown crossed,"
        f" {hidden} of their {cells_shown} cells hidden, {told} small counts told"
    )


def main() -> None:
    """All of it, as it stands and with the smaller groups put together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus")
    parser.add_argument("--drawn", type=int, default=5, help="programmes of each size")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    began, chance = time.process_time(), random.Random(given.seed)
    programmes = [(f"{given.corpus}", of_corpus(given.corpus))] if given.corpus else []
    programmes += [
        (f"{size} people", [cells for _ in range(given.drawn) for cells in drawn(size, chance)]) for size in SIZES
    ]
    for name, themes in programmes:
        print(f"{name}, six by four: {measured(themes)}", flush=True)
        print(f"{name}, three by three: {measured([largest(cells, 3, 3) for cells in themes])}", flush=True)
    print(f"{time.process_time() - began:.0f} s of processor time")


if __name__ == "__main__":
    main()
