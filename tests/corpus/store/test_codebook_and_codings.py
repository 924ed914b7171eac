import sqlite3
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.errors import NotFound, UnsupportedSentence
from corpus.records import Coding, NewTheme, SummaryLine
from corpus.store import codebook, coded_turns, codings, summaries


def _codings(small: Any) -> set[tuple[str, str, str, str]]:
    sql = """SELECT segments.text, themes.key, codings.state, coders.kind FROM codings
    JOIN segments ON segments.id = segment_id JOIN themes ON themes.id = theme_id JOIN coders ON coders.id = coder_id"""
    return set(small.db.execute(sql).fetchall())


def test_a_theme_comes_back_as_it_went_in(db: Database, programme: int) -> None:
    new = NewTheme("k", "Näme", "What", ("in",), ("out",), ("“eg”",), ("word",), None, "forum", "candidate")
    codebook.put_codebook(db, programme, [new], reason="test")
    (theme,) = codebook.themes(db, programme)
    assert all(getattr(theme, name) == getattr(new, name) for name in new.__slots__ if name != "parent")
    assert codebook.theme_by_id(db, theme.id) == theme
    with pytest.raises(NotFound, match="theme 99"):
        codebook.theme_by_id(db, 99)


def test_parents_come_first_wherever_they_stood_in_the_file(small: Any) -> None:
    themes = codebook.themes(small.db, small.programme)
    assert [theme.key for theme in themes] == ["found", "help", "asking", "waiting"]
    assert [theme.parent_id for theme in themes] == [None, None, small.theme("help"), small.theme("help")]


def test_each_put_is_a_version_and_a_known_key_keeps_its_id(small: Any) -> None:
    before = small.theme("waiting")
    number = codebook.put_codebook(small.db, small.programme, [NewTheme("waiting", "Waiting long")], reason="renamed")
    theme = codebook.theme_by_id(small.db, before)
    assert (theme.name, theme.parent_id, number) == ("Waiting long", None, 2)
    assert small.db.execute("SELECT number, reason FROM codebook_versions ORDER BY 1").fetchall() == [
        (1, "test"),
        (2, "renamed"),
    ]


def test_a_retired_theme_is_out_of_use_and_its_codings_stay(small: Any) -> None:
    small.decide("I waited.", "waiting", "confirmed")
    codebook.retire_themes(small.db, [small.theme("waiting")])
    assert [theme.key for theme in codebook.themes(small.db, small.programme)] == ["found", "help", "asking"]
    assert codebook.theme_by_id(small.db, small.theme("waiting")).status == "retired"
    assert _codings(small) == {("I waited.", "waiting", "confirmed", "person")}


def test_only_what_contributors_said_is_to_be_coded(small: Any) -> None:
    found = codings.segments_to_code(small.db, small.programme)
    assert [segment.text for segment in found] == ["I waited.", "And waited again.", "We waited too.", "Ask me first."]
    assert all(segment.contributor_id for segment in found)


def test_new_suggestions_take_the_place_of_the_old(small: Any) -> None:
    small.suggest(("I waited.", "waiting"), ("We waited too.", "waiting"))
    small.suggest(("I waited.", "asking"))
    assert _codings(small) == {("I waited.", "asking", "suggested", "model")}


@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_what_a_person_decided_stays(small: Any, state: Any) -> None:
    small.suggest(("I waited.", "waiting"), ("I waited.", "asking"))
    small.decide("I waited.", "waiting", state)
    small.suggest(("I waited.", "waiting"), ("I waited.", "asking"))
    assert _codings(small) == {
        ("I waited.", "waiting", state, "person"),
        ("I waited.", "asking", "suggested", "model"),
    }


def test_a_models_suggestion_that_was_confirmed_as_it_is_stays(small: Any) -> None:
    small.suggest(("I waited.", "waiting"), ("I waited.", "asking"))
    small.db.execute("UPDATE codings SET state = 'confirmed' WHERE theme_id = ?", [small.theme("waiting")])
    small.db.conn.commit()
    small.suggest()
    assert _codings(small) == {("I waited.", "waiting", "confirmed", "model")}


def test_a_second_decision_replaces_the_first(small: Any) -> None:
    small.decide("I waited.", "waiting", "rejected")
    small.decide("I waited.", "waiting", "confirmed")
    assert _codings(small) == {("I waited.", "waiting", "confirmed", "person")}


def test_what_people_decided_is_told_with_its_text(small: Any) -> None:
    small.suggest(("I waited.", "asking"))
    small.decide("I waited.", "waiting", "rejected")
    small.decide("We waited too.", "waiting", "confirmed")
    told = {(one.text, one.theme_id, one.state) for one in codings.decisions(small.db, small.programme)}
    waiting = small.theme("waiting")
    assert told == {("I waited.", waiting, "rejected"), ("We waited too.", waiting, "confirmed")}
    assert codings.decisions(small.db, small.programme + 1) == []


def test_another_programmes_suggestions_stay(small: Any) -> None:
    small.suggest(("I waited.", "waiting"))
    codings.replace_suggestions(small.db, small.programme + 1, codings.coder_id(small.db, "model", "m"), [])
    assert len(_codings(small)) == 1


def test_where_one_suggestion_cannot_be_kept_the_old_ones_stay(small: Any) -> None:
    small.suggest(("I waited.", "waiting"))
    bad = [Coding(small.segment("We waited too."), small.theme("waiting"), 2.0, True)]
    with pytest.raises(Exception, match="CHECK"):
        codings.replace_suggestions(small.db, small.programme, codings.coder_id(small.db, "model", "m"), bad)
    assert _codings(small) == {("I waited.", "waiting", "suggested", "model")}


def test_a_coder_has_one_id(db: Database) -> None:
    assert codings.coder_id(db, "model", "m") == codings.coder_id(db, "model", "m")
    assert codings.coder_id(db, "person", "m") != codings.coder_id(db, "model", "m")


def test_members_are_those_of_discovered_themes_that_nobody_rejected(small: Any) -> None:
    small.suggest(("I waited.", "found"), ("We waited too.", "found"), ("Ask me first.", "asking"))
    small.decide("We waited too.", "found", "rejected")
    assert codings.theme_members(small.db, small.programme) == {small.theme("found"): {small.segment("I waited.")}}


def test_a_document_is_read_with_its_themes_surest_first(small: Any) -> None:
    small.suggest(("I waited.", "waiting"), confidence=0.25)
    small.decide("I waited.", "asking", "confirmed")
    small.decide("I waited.", "found", "rejected")
    facilitator, first, *_ = coded_turns.coded_turns(small.db, small.talk.id)
    assert (facilitator.turn.text, facilitator.segments) == ("How is it?", ())
    (segment,) = first.segments
    assert (segment.text, segment.start, segment.end) == ("I waited.", 0, 9)
    assert {(mark.name, mark.confidence, mark.state) for mark in segment.themes} == {
        ("Asking", 1, "confirmed"),
        ("Found", 1, "rejected"),
        ("Waiting", 0.25, "suggested"),
    }
    assert segment.themes[-1].name == "Waiting"
    codebook.retire_themes(small.db, [small.theme("waiting")])
    on = coded_turns.themes_on(small.db, [segment.id, 999])
    assert {id_: [mark.name for mark in marks] for id_, marks in on.items()} == {segment.id: ["Asking"]}


def test_non_answers_are_known(small: Any) -> None:
    assert coded_turns.non_answers_in(small.db, small.table.id) == {small.segment("Nothing")}
    assert coded_turns.non_answers_in(small.db, small.talk.id) == set()


def test_a_summary_is_kept_with_its_evidence(small: Any) -> None:
    one, other = small.segment("I waited."), small.segment("We waited too.")
    lines = [
        SummaryLine("Two people.", (one, other, one), "counted"),
        SummaryLine("One said.", (other,), "quote"),
        SummaryLine("They waited.", (one,), "said"),
    ]
    summaries.replace_summaries(small.db, {small.theme("waiting"): lines, small.theme("asking"): lines[1:2]})
    first = SummaryLine("Two people.", (one, other), "counted")
    assert summaries.summary(small.db, small.theme("waiting")) == [first, *lines[1:]]
    summaries.replace_summaries(small.db, {small.theme("waiting"): lines[1:2], small.theme("found"): []})
    assert summaries.summary(small.db, small.theme("waiting")) == lines[1:2]
    assert summaries.summary(small.db, small.theme("asking")) == lines[1:2]
    assert summaries.summary(small.db, small.theme("found")) == []


def test_a_sentence_without_evidence_cannot_be_saved(small: Any) -> None:
    waiting, one = small.theme("waiting"), small.segment("I waited.")
    summaries.replace_summaries(small.db, {waiting: [SummaryLine("They waited.", (one,))]})
    with pytest.raises(UnsupportedSentence, match=r"“Bare\.” rests on nothing that anybody said"):
        summaries.replace_summaries(small.db, {waiting: [SummaryLine("Bare.", ())]})
    with pytest.raises(sqlite3.IntegrityError, match="a sentence needs evidence"):
        small.db.execute("INSERT INTO summary_lines VALUES (?, 9, 'Bare.', 'said')", [waiting])
    assert [line.text for line in summaries.summary(small.db, waiting)] == ["They waited."]


def test_a_sentence_goes_with_the_last_of_its_evidence(small: Any) -> None:
    waiting, one, other = small.theme("waiting"), small.segment("I waited."), small.segment("We waited too.")
    lines = [SummaryLine("They waited.", (one, other)), SummaryLine("One waited.", (one,))]
    summaries.replace_summaries(small.db, {waiting: lines})
    small.db.execute("DELETE FROM segments WHERE id = ?", [one])
    assert summaries.summary(small.db, waiting) == [SummaryLine("They waited.", (other,))]
    small.db.execute("DELETE FROM segments WHERE id = ?", [other])
    assert summaries.summary(small.db, waiting) == []
    assert small.db.table("summary_lines").count == 0


def test_a_sentence_whose_segments_were_removed_meanwhile_is_left_out(small: Any) -> None:
    summaries.replace_summaries(small.db, {small.theme("waiting"): [SummaryLine("Somebody.", (999,))]})
    assert summaries.summary(small.db, small.theme("waiting")) == []
