"""What matters most goes out by group, under control: no choice that few made, or few did not, can be told."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from sqlite_utils import Database

from corpus.records import NewTheme
from corpus.release.disclosure import is_small
from corpus.release.open import mattered as module
from corpus.release.open.mattered import CHOSE, LEFT_OUT, OFFERED, PLACES, Lines, mattered, read, written
from corpus.store import codebook, people, rankings
from corpus.store.connect import corpus_at
from corpus.store.programmes import add_programme

GROUP = ("co-production", "young people")


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Database]:
    with corpus_at(tmp_path / "corpus.db") as corpus:
        programme = add_programme(corpus, name="Wellbeing", slug="wellbeing")
        themes = [NewTheme(f"theme-{n}", f"Theme {n}") for n in range(5)]
        codebook.put_codebook(corpus, programme.id, themes, reason="first")
        yield corpus


def _rank(corpus: Database, how_many: int, chosen: list[int], *, who: str = "a") -> None:
    every = [theme.id for theme in codebook.themes(corpus, 1)]
    for number in range(how_many):
        member = people.add_forum_member(
            corpus, programme_id=1, constituency="young people", code_hash=f"{who}{number}"
        )
        rankings.put_ranking(corpus, member.id, chosen, every)


def _mattered(corpus: Database, *earlier: Lines) -> Lines:
    return mattered(corpus, 1, codebook.themes(corpus, 1), [written(one) for one in earlier])


def _shown(lines: Lines) -> dict[str, tuple[int | None, int | None]]:
    return {key: (one.shown.get(CHOSE), one.shown.get(OFFERED)) for key, one in lines[GROUP].items()}


def test_each_theme_has_a_rounded_count_where_neither_side_is_small(corpus: Database) -> None:
    _rank(corpus, 21, [1, 2, 3], who="a")
    _rank(corpus, 12, [2, 1, 4], who="b")
    _rank(corpus, 3, [3, 5], who="c")
    assert _shown(_mattered(corpus)) == {
        "theme-0": (None, 35),
        "theme-1": (None, 35),
        "theme-2": (25, 35),
        "theme-3": (10, 35),
        "theme-4": (None, 35),
    }


def test_a_group_of_few_is_not_there(corpus: Database) -> None:
    _rank(corpus, 7, [1, 2, 3])
    assert _mattered(corpus) == {}


def test_it_stays_as_it_was_until_eight_have_changed(corpus: Database) -> None:
    _rank(corpus, 20, [1, 2], who="a")
    _rank(corpus, 20, [3, 4], who="b")
    first = _mattered(corpus)
    assert read(written(first)) == first
    _rank(corpus, 7, [1], who="c")
    assert _shown(_mattered(corpus, first)) == _shown(first)
    _rank(corpus, 9, [1], who="d")
    assert _shown(_mattered(corpus, first))["theme-0"] == (35, 55)


def _told(lines: Lines) -> int:
    """How many small counts a reader can tell, who knows which are small: an integer programme of its own."""
    of_group = list(lines[GROUP].values())
    size, told = len(of_group), 0
    # Who chose each theme, and how many there are; nobody has more than three first three.
    low, high = np.zeros(size + 1), np.full(size + 1, 10_000.0)
    rows = [np.append(np.ones(size), -PLACES)]
    least, most = [-np.inf], [0.0]
    for place, one in enumerate(of_group):
        offered = one.shown[OFFERED] or 0
        low[size], high[size] = max(low[size], offered - 2), min(high[size], offered + 2)
        for cell, sign, plus in ((CHOSE, 1, 0), (LEFT_OUT, -1, 1)):
            count, value = one.table.counts[cell], one.shown.get(cell)
            ends = (1, 7) if is_small(count) else (8, 10_000) if count else (0, 0)
            ends = ends if value is None else (0, 0) if value == 0 else (max(8, value - 2), value + 2)
            row = np.zeros(size + 1)
            row[place], row[size] = sign, plus
            rows.append(row)
            least.append(ends[0])
            most.append(ends[1])
    for place, one in enumerate(of_group):
        small = [(cell, sign) for cell, sign in ((CHOSE, 1), (LEFT_OUT, -1)) if is_small(one.table.counts[cell])]
        for cell, sign in small:
            aim = np.zeros(size + 1)
            aim[place], aim[size] = sign, 0 if cell == CHOSE else 1
            ends = [
                milp(s * aim, constraints=LinearConstraint(np.array(rows), least, most), bounds=Bounds(low, high),
                     integrality=np.ones(size + 1))
                for s in (1, -1)
            ]  # fmt: skip
            assert all(end.success for end in ends)
            told += round(ends[0].fun) == round(-ends[1].fun)
    return told


def _random_lines(chance: random.Random) -> dict[str, module.Published]:
    """A forum's choices: three of a few themes each, most of them the same ones."""
    members, themes = chance.randint(8, 45), chance.randint(3, 9)
    weights = [chance.random() ** 4 + 0.001 for _ in range(themes)]
    chose = [0] * themes
    for _ in range(members):
        own = {chance.choices(range(themes), weights)[0] for _ in range(12)}
        for theme in list(own)[: chance.choice((2, 3, 3, 3))]:
            chose[theme] += 1
    return {str(place): module._published(count, members) for place, count in enumerate(chose)}


def test_that_nobody_has_more_than_three_tells_nothing() -> None:
    lines = {str(place): module._published(chose, 32) for place, chose in enumerate((32, 32, 13, 18, 1))}
    assert _told({GROUP: lines}) == 1
    assert _told({GROUP: module._without_telling_others(lines)}) == 0


def test_no_small_count_can_be_told() -> None:
    chance = random.Random(1)
    told = [_told({GROUP: module._without_telling_others(_random_lines(chance))}) for _ in range(25)]
    assert sum(told) == 0
