import sqlite3
from typing import Any

import pytest

from corpus.errors import UnsupportedSentence
from corpus.records import SummaryLine
from corpus.store import erasing, forum_summaries, summaries
from corpus.store.forum_summaries import add_forum_summary, forum_summary


def _coded(small: Any) -> tuple[int, int, int]:
    small.suggest(("I waited.", "waiting"), ("We waited too.", "waiting"))
    return small.theme("waiting"), small.segment("I waited."), small.segment("We waited too.")


def test_every_version_is_kept_and_the_newest_holds(small: Any) -> None:
    waiting, one, other = _coded(small)
    assert forum_summary(small.db, waiting) is None
    first, second = [SummaryLine("We wait.", (one,))], [SummaryLine("Everybody waits.", (one, other, one))]
    assert add_forum_summary(small.db, waiting, "young people", first, is_by_staff=False) == 1
    assert add_forum_summary(small.db, waiting, "citizens", second, is_by_staff=True) == 2
    newest, before = forum_summaries.forum_summaries(small.db, waiting)
    assert (newest.constituency, newest.is_by_staff, newest.number) == ("citizens", True, 2)
    assert [(line.text, line.segment_ids, line.cited) for line in newest.lines] == [
        ("Everybody waits.", (one, other), 2)
    ]
    assert [line.text for line in before.lines] == ["We wait."]
    assert forum_summary(small.db, waiting) == newest
    assert not newest.lines[0].has_changed


@pytest.mark.parametrize("cited", [(), (999,)])
def test_a_sentence_that_rests_on_nothing_is_refused_and_nothing_is_kept(small: Any, cited: tuple[int, ...]) -> None:
    waiting, one, _ = _coded(small)
    lines = [SummaryLine("We wait.", (one,)), SummaryLine("Bare.", cited)]
    with pytest.raises(UnsupportedSentence, match="Bare"):
        add_forum_summary(small.db, waiting, "citizens", lines, is_by_staff=False)
    assert forum_summaries.forum_summaries(small.db, waiting) == []


def test_the_schema_refuses_it_too(small: Any) -> None:
    waiting, one, _ = _coded(small)
    add_forum_summary(small.db, waiting, "citizens", [SummaryLine("We wait.", (one,))], is_by_staff=False)
    with pytest.raises(sqlite3.IntegrityError, match="a sentence needs evidence"):
        small.db.execute("INSERT INTO forum_summary_lines VALUES (1, 5, 'Bare.', 1, 1)")


def test_a_sentence_goes_with_the_last_it_rests_on_and_that_it_was_there_stays_known(small: Any) -> None:
    waiting, one, other = _coded(small)
    lines = [SummaryLine("One waits.", (one,)), SummaryLine("Both wait.", (one, other))]
    add_forum_summary(small.db, waiting, "young people", lines, is_by_staff=False)
    small.db.execute("DELETE FROM segments WHERE id = ?", [one])
    found = forum_summary(small.db, waiting)
    assert [(line.text, line.segment_ids, line.has_changed) for line in found.lines] == [("Both wait.", (other,), True)]
    assert (found.sentences, found.gone) == (2, 1)


def test_who_agrees_to_less_is_no_evidence_any_more(small: Any) -> None:
    waiting, one, other = _coded(small)
    lines = [SummaryLine("One waits.", (one,)), SummaryLine("Both wait.", (one, other))]
    add_forum_summary(small.db, waiting, "young people", lines, is_by_staff=False)
    erasing.unquote(small.db, "SELECT ?", [one])
    assert [line.text for line in forum_summary(small.db, waiting).lines] == ["Both wait."]


def test_what_was_coded_anew_is_said_to_have_changed(small: Any) -> None:
    waiting, one, other = _coded(small)
    add_forum_summary(small.db, waiting, "citizens", [SummaryLine("Both wait.", (one, other))], is_by_staff=False)
    small.decide("I waited.", "waiting", "rejected")
    small.suggest(("We waited too.", "waiting"))
    assert forum_summary(small.db, waiting).lines[0].has_changed
    assert forum_summary(small.db, waiting).lines[0].segment_ids == (one, other)


def test_a_side_that_is_of_another_theme_has_not_changed(small: Any) -> None:
    waiting, one, _ = _coded(small)
    beside = small.segment("Ask me first.")
    lines = [SummaryLine("They did not agree.", (one, beside))]
    add_forum_summary(small.db, waiting, "citizens", lines, is_by_staff=False)
    assert not forum_summary(small.db, waiting).lines[0].has_changed
    small.db.execute("DELETE FROM segments WHERE id = ?", [beside])
    assert forum_summary(small.db, waiting).lines[0].has_changed


def test_the_summary_that_holds_has_the_forums_sentences_and_chorus_s_counts_and_quotes(small: Any) -> None:
    waiting, one, other = _coded(small)
    lines = [
        SummaryLine("2 people.", (one, other), "counted"),
        SummaryLine("“wait” came up.", (one,), "said"),
        SummaryLine("“I waited.”", (one,), "quote"),
    ]
    summaries.replace_summaries(small.db, {waiting: lines})
    assert forum_summaries.summary_that_holds(small.db, waiting) == lines
    add_forum_summary(small.db, waiting, "citizens", [SummaryLine("We wait.", (other,))], is_by_staff=False)
    assert forum_summaries.summary_that_holds(small.db, waiting) == [
        lines[0],
        SummaryLine("We wait.", (other,)),
        lines[2],
    ]
