"""Coding what is new, and when everything is analysed anew instead."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest

from corpus.consent import QUOTE
from corpus.records import Event, NewTheme
from corpus.store import analyses, codebook, codings, jobs, summaries
from nlp.protocols import Encoder
from service.workflow import due, incremental
from service.workflow.analysis import analyse
from service.workflow.due import whole_is_due
from service.workflow.incremental import code_new, summarise_anew
from service.workflow.intake import ANALYSE, CODE, PUBLISH, SUMMARISE, ColumnDecision, SpeakerDecision
from service.workspace import Workspace

pytestmark = pytest.mark.xdist_group("bertopic")  # which takes two seconds to import

PLACES = ("school", "home", "work", "town", "college", "church")
WAITED = "The waiting list is far too long."
BUS = [f"the bus timetable from {place} makes buses useless" for place in PLACES]
DOG = [f"walking a dog near {place} calms my dog" for place in PLACES]
ODD = "zebras eat quite enough purple grass"
NEW_BUS = "the bus timetable from market makes buses useless"
CODEBOOK = [NewTheme("waiting", "Waiting lists", examples=(WAITED, "A waiting list of months.", "Waiting, waiting."))]
Texts = Sequence[str]


@pytest.fixture
def programme(
    workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> int:
    """A programme that is not small, analysed whole."""
    monkeypatch.setattr(due, "SMALL", 5)
    codebook.put_codebook(workspace.corpus, event.programme_id, CODEBOOK, reason="test")
    _take_in(take_in, "answers.csv", [WAITED, *BUS, *DOG, *[f"{ODD} {number}" for number in range(60)]])
    analyse(workspace, event.programme_id, word_encoder)
    for job in jobs.waiting_jobs(workspace.corpus):
        jobs.end_job(workspace.corpus, job.id)
    return event.programme_id


def _take_in(take_in: Any, name: str, answers: Texts) -> int:
    file = io.StringIO()
    csv.writer(file).writerows([["Answer"], *([answer] for answer in answers)])
    return int(take_in(name, file.getvalue(), ColumnDecision(("Answer",), consent=QUOTE)))


def _take_out(workspace: Workspace, text: str) -> None:
    """As if an earlier analysis had found no theme for it."""
    sql = "DELETE FROM codings WHERE segment_id = (SELECT id FROM segments WHERE text = ?)"
    with workspace.corpus.atomic():
        workspace.corpus.execute(sql, (text,))


def _codings(workspace: Workspace) -> dict[str, set[str]]:
    sql = """SELECT segments.text, themes.key FROM codings
    JOIN segments ON segments.id = segment_id JOIN themes ON themes.id = theme_id"""
    found: dict[str, set[str]] = {}
    for text, key in workspace.corpus.execute(sql):
        found.setdefault(text, set()).add(key)
    return found


def _waiting(workspace: Workspace) -> list[str]:
    return [job.kind for job in jobs.waiting_jobs(workspace.corpus) if job.kind not in ("read", "take in")]


def test_what_is_new_is_coded_by_itself(
    workspace: Workspace, programme: int, take_in: Any, word_encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _codings(workspace)
    _take_in(take_in, "more.csv", ["Waiting, waiting, a waiting list.", NEW_BUS, "giraffes sing opera on Saturn daily"])
    assert _waiting(workspace) == [CODE]
    monkeypatch.setattr(incremental, "analyse", None)  # a refit would break
    code_new(workspace, programme, word_encoder)
    after = _codings(workspace)
    assert {text: after[text] for text in before} == before
    assert after["Waiting, waiting, a waiting list."] == {"waiting"}
    assert after[NEW_BUS] == before[BUS[0]]
    assert "giraffes sing opera on Saturn daily" not in after
    assert _waiting(workspace) == [CODE, SUMMARISE]
    assert analyses.segments_since(workspace.corpus, programme) == []


def test_summaries_follow_and_publication_after_them(
    workspace: Workspace, programme: int, take_in: Any, word_encoder: Encoder
) -> None:
    theme = codebook.themes(workspace.corpus, programme)[0].id
    waiting = next(one.id for one in codebook.themes(workspace.corpus, programme) if one.key == "waiting")
    assert theme
    assert summaries.summary(workspace.corpus, waiting)[0].text.startswith("One person")
    _take_in(take_in, "more.csv", ["Waiting, waiting, a waiting list."])
    code_new(workspace, programme, word_encoder)
    summarise_anew(workspace, programme, word_encoder)
    assert summaries.summary(workspace.corpus, waiting)[0].text.startswith("2 people")
    assert _waiting(workspace) == [CODE, SUMMARISE, PUBLISH]


def test_done_twice_it_is_there_once(workspace: Workspace, programme: int, take_in: Any, word_encoder: Encoder) -> None:
    _take_in(take_in, "more.csv", [NEW_BUS])
    code_new(workspace, programme, word_encoder)
    once = workspace.corpus.execute("SELECT * FROM codings").fetchall()
    code_new(workspace, programme, word_encoder)
    assert workspace.corpus.execute("SELECT * FROM codings").fetchall() == once


def test_a_document_taken_in_anew_is_coded_anew(
    workspace: Workspace, programme: int, take_in: Any, word_encoder: Encoder
) -> None:
    """Its segments may get the ids that its old ones had."""
    _take_in(take_in, "more.csv", [NEW_BUS])
    code_new(workspace, programme, word_encoder)
    _take_in(take_in, "more.csv", [NEW_BUS])
    assert NEW_BUS not in _codings(workspace)
    code_new(workspace, programme, word_encoder)
    assert NEW_BUS in _codings(workspace)


def test_a_small_programme_is_analysed_whole_each_time(
    workspace: Workspace, programme: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not whole_is_due(workspace, programme)
    monkeypatch.setattr(due, "SMALL", 2000)
    assert whole_is_due(workspace, programme)


def test_a_tenth_more_calls_for_a_whole_analysis(
    workspace: Workspace, programme: int, take_in: Any, word_encoder: Encoder
) -> None:
    _take_in(take_in, "a.csv", [f"{ODD} {number} again" for number in range(4)])
    assert _waiting(workspace) == [CODE]
    _take_in(take_in, "b.csv", [f"{ODD} {number} once more" for number in range(4)])
    assert _waiting(workspace) == [CODE, ANALYSE]
    code_new(workspace, programme, word_encoder)  # it was queued before so much had come
    last = analyses.last_analysis(workspace.corpus, programme)
    assert last
    assert last.segments == 81
    assert _waiting(workspace) == [CODE, ANALYSE, PUBLISH]


def test_another_codebook_calls_for_a_whole_analysis(workspace: Workspace, programme: int) -> None:
    changed = NewTheme("waiting", "Waiting lists", examples=(WAITED, "Weeks and weeks."))
    codebook.put_codebook(workspace.corpus, programme, [changed], reason="an example more")
    assert whole_is_due(workspace, programme)


def test_another_encoder_calls_for_a_whole_analysis(workspace: Workspace, programme: int) -> None:
    assert not whole_is_due(workspace, programme, "words")
    assert whole_is_due(workspace, programme, "another")


def test_what_people_decide_calls_for_a_whole_analysis(
    workspace: Workspace, programme: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "DECISIONS", 2)
    sam = codings.coder_id(workspace.corpus, "person", "Sam")
    theme = next(one.id for one in codebook.themes(workspace.corpus, programme) if one.key == "waiting")
    for due_by_now, segment in zip((False, True), codings.segments_to_code(workspace.corpus, programme), strict=False):
        codings.decide_coding(workspace.corpus, segment_id=segment.id, theme_id=theme, state="confirmed", coder=sam)
        assert whole_is_due(workspace, programme) is due_by_now


def test_a_retired_theme_takes_nothing_in(
    workspace: Workspace, programme: int, take_in: Any, word_encoder: Encoder
) -> None:
    found = [one.id for one in codebook.themes(workspace.corpus, programme) if one.origin == "discovered"]
    codebook.retire_themes(workspace.corpus, found)
    _take_in(take_in, "more.csv", [NEW_BUS])
    code_new(workspace, programme, word_encoder)
    assert NEW_BUS not in _codings(workspace)


def test_new_agreements_attach_and_earlier_ones_stay(
    workspace: Workspace, programme: int, take_in: Any, word_encoder: Encoder
) -> None:
    speakers = {label: SpeakerDecision("contributor", "young person", consent=QUOTE) for label in ("YP1", "YP2")}
    for weeks in (3, 4):
        take_in(f"{weeks}.txt", f"YP1: {WAITED} It took {weeks} weeks.\n\nYP2: Yeah, same.\n", speakers)
        code_new(workspace, programme, word_encoder)
    sql = """SELECT said.text, other.text FROM agreements JOIN segments AS said ON said.id = segment_id
    JOIN segments AS other ON other.id = agreed_with ORDER BY 2"""
    agreed = workspace.corpus.execute(sql).fetchall()
    assert agreed == [("Yeah, same.", f"{WAITED} It took {weeks} weeks.") for weeks in (3, 4)]


def test_what_was_left_over_stays_so_until_themes_are_looked_for_anew(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    before = _codings(workspace)
    _take_out(workspace, BUS[0])
    analyse(workspace, programme, word_encoder)
    assert _codings(workspace) == {text: themes for text, themes in before.items() if text != BUS[0]}
    analyse(workspace, programme, word_encoder, anew=True)
    assert _codings(workspace) == before
