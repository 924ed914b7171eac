"""The open release tells by which figures it can be trusted, without a small count."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from corpus.records import ThemeStability
from corpus.store import codebook, codings, discoveries
from corpus.store.judgements import put_judgement
from tests.corpus.release.test_open_release import _build, _rows, corpus

__all__ = ["corpus"]


def _judge(corpus: Database, who: str, *, first: int, last: int, right: int) -> None:
    """Somebody goes through the suggestions numbered first to last, and calls all after `right` wrong."""
    coder = codings.coder_id(corpus, "person", who)
    theme = {one.key: one.id for one in codebook.themes(corpus, 1)}["waiting"]
    for number, segment in enumerate(codings.segments_to_code(corpus, 1)[first:last], start=first):
        if who == "Ada":
            put_judgement(corpus, segment_id=segment.id, theme_id=theme, coder=coder, is_right=number < right)
        else:
            state = "confirmed" if number < right else "rejected"
            codings.decide_coding(corpus, segment_id=segment.id, theme_id=theme, state=state, coder=coder)  # type: ignore[arg-type]


def test_there_are_no_figures_where_nothing_was_found_or_checked(corpus: Database, tmp_path: Path) -> None:
    _, path = _build(corpus, tmp_path)
    assert _rows(path, "SELECT * FROM method") == []


def test_agreement_is_told_in_rounded_counts(corpus: Database, tmp_path: Path) -> None:
    _judge(corpus, "Sam", first=0, last=43, right=33)
    _judge(corpus, "Ada", first=0, last=5, right=4)
    _, path = _build(corpus, tmp_path)
    rows = _rows(path, "SELECT about, figure, out_of, percentage FROM method ORDER BY id")
    assert rows == [
        ("model and people", 35, 45, 78),
        ("model and people", 35, 35, 100),
        ("between people", "*", "*", None),
    ]
    assert "alpha" not in str(_rows(path, "SELECT told FROM method"))


def test_alpha_is_told_where_enough_was_looked_at_twice(corpus: Database, tmp_path: Path) -> None:
    _judge(corpus, "Sam", first=0, last=40, right=30)
    _judge(corpus, "Ada", first=0, last=40, right=25)
    _, path = _build(corpus, tmp_path)
    ((figure, out_of, told),) = _rows(path, "SELECT figure, out_of, told FROM method WHERE about = 'between people'")
    assert (figure, out_of) == (35, 40)
    assert "Krippendorff’s alpha is 0.71" in str(told)


def test_a_theme_that_was_found_says_how_often(corpus: Database, tmp_path: Path) -> None:
    themes = {one.key: one.id for one in codebook.themes(corpus, 1)}
    found = {themes["waiting"]: ThemeStability(9, 10, True), themes["rare"]: ThemeStability(4, 10, False)}
    found[themes["maybe"]] = ThemeStability(8, 10, True)  # not adopted: it is counted, and not named
    discoveries.keep_discovery(corpus, 1, "2 themes: 8 in 10 were found again.", found)
    _, path = _build(corpus, tmp_path)
    sql = "SELECT name, figure, out_of, told FROM method LEFT JOIN themes ON themes.id = theme_id ORDER BY method.id"
    (overall, *rows) = _rows(path, sql)
    assert overall[:3] == (None, 2, 3)
    assert rows == [
        (None, None, None, "2 themes: 8 in 10 were found again."),
        ("Rare", 4, 10, "Tentative: it may look different when more is said."),
        ("Waiting", 9, 10, "Firm: it is found again where a part of what was said is left out."),
    ]
    with closing(sqlite3.connect(path)) as release:
        assert release.execute("PRAGMA foreign_key_check").fetchall() == []
