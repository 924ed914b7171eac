"""What each level allows, and how a table says it."""

import pytest

from corpus.consent import GIVEN_BY, LEVELS, USES, WORDS, allows, asked_for, asks, read_giver, read_level, uses_table
from corpus.store.connect import corpus_at


@pytest.mark.parametrize(
    ("use", "level"),
    [("analysis", 1), ("theme names", 2), ("summaries", 2), ("quotes", 3), ("open data", 4)],
)
def test_each_use_asks_for_its_level(use, level, tmp_path) -> None:
    assert asked_for(use) == level
    with corpus_at(tmp_path / "corpus.db") as db:
        for given in LEVELS:
            condition = asks(use, whose="one")
            found = db.execute(f"SELECT {condition} FROM (SELECT ? AS consent) AS one", [given]).fetchone()[0]
            assert bool(found) == allows(given, use) == (given >= level)


def test_what_nobody_is_named_for_is_analysed_and_no_more(tmp_path) -> None:
    with corpus_at(tmp_path / "corpus.db") as db:
        held = {use for use in USES if db.execute(f"SELECT {asks(use, whose='a')} FROM (SELECT NULL AS consent) a")
                .fetchone()[0]}  # fmt: skip
    assert held == {"analysis"}


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("", 3), ("Yes", 3), ("0", 0), ("no", 0), ("None", 0), ("1", 1), ("Analysis only", 1), ("2 - paraphrase", 2),
        ("in summaries", 2), ("Quote me", 3), ("anonymous quotes are fine", 3), ("open data", 4), ("4", 4),
        ("quotes, and open data", 4), ("do not quote, no", 0), ("whatever", 1), ("7", 1),
    ],
)  # fmt: skip
def test_a_cell_says_a_level(cell: str, level: int) -> None:
    assert read_level(cell, 3) == level


def test_what_is_not_understood_is_never_more_than_what_all_agreed_to() -> None:
    assert read_level("whatever", 0) == 0


@pytest.mark.parametrize(
    ("cell", "giver"),
    [
        ("Mum", GIVEN_BY[1]), ("parent/carer", GIVEN_BY[1]), ("self", GIVEN_BY[0]), ("young person", GIVEN_BY[0]),
        ("both", GIVEN_BY[2]), ("young person and parent", GIVEN_BY[2]), ("", None), ("x", None),
    ],
)  # fmt: skip
def test_a_cell_says_who_gave_it(cell: str, giver: str | None) -> None:
    assert read_giver(cell, None) == giver


def test_every_use_and_level_is_told() -> None:
    assert set(WORDS) == set(LEVELS)
    assert all(f"| {words} |" in uses_table() for words in USES.values())
