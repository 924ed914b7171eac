"""What several people said, told on pages: it follows at once when one of them takes their words back."""

import csv
import io
from typing import Any

import pytest

from corpus.consent import ANALYSIS, PARAPHRASE, QUOTE
from corpus.records import Account, Event, NewTheme, Programme, SummaryLine
from corpus.store import codebook, codings, forum_summaries, people, summaries
from corpus.store.programmes import programme_by_id
from nlp.protocols import Encoder
from service.pages.summary_shown import summary_shown
from service.workflow import rewriting, safeguarding
from service.workflow.consents import change_consent
from service.workflow.incremental import summarise_anew
from service.workflow.intake import ColumnDecision
from service.workflow.what_became import what_became
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace

ALIKE = [f"Yes, the waiting list is far too long {word}" for word in ("now", "here", "today", "again")]
SPOKEN = "The waiting list is far too long"
APART = ["The receptionist was knitting", "Letters came in Somali", "Buses stop at six"]
SAID = [*ALIKE, SPOKEN, *APART]


@pytest.fixture
def programme(workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder) -> Programme:
    corpus = workspace.corpus
    codebook.put_codebook(corpus, event.programme_id, [NewTheme("waiting", "Waiting")], reason="test")
    file = io.StringIO()
    csv.writer(file).writerows([["Person", "Answer"], *([f"P{n}", text] for n, text in enumerate(SAID))])
    take_in("survey.csv", file.getvalue(), ColumnDecision(("Answer",), "Person", consent=QUOTE))
    theme, sam = codebook.themes(corpus, event.programme_id)[0].id, codings.coder_id(corpus, "person", "Sam")
    for one in codings.segments_to_code(corpus, event.programme_id):
        codings.decide_coding(corpus, segment_id=one.id, theme_id=theme, state="confirmed", coder=sam)
    summarise_anew(workspace, event.programme_id, word_encoder)
    return programme_by_id(corpus, event.programme_id)


def _lines(workspace: Workspace, programme: Programme) -> list[SummaryLine]:
    theme = codebook.themes(workspace.corpus, programme.id)[0]
    return [line for line in summaries.summary(workspace.corpus, theme.id) if line.kind not in ("counted", "quote")]


def _told(workspace: Workspace, programme: Programme) -> list[str]:
    return [line.text for line in _lines(workspace, programme)]


def _several(alike: int, apart: int) -> list[str]:
    return [
        f"{alike} people said things like this:",
        f"“{SPOKEN}”",
        f"{apart} more people said other things.",
    ]


def _code(number: int) -> str:
    return f"1-{number + 1}"


def test_how_many_said_it_and_in_whose_words(workspace: Workspace, programme: Programme) -> None:
    assert _told(workspace, programme) == _several(5, 3)
    point, example, others = _lines(workspace, programme)
    assert len(point.segment_ids) == 5
    assert set(example.segment_ids) < set(point.segment_ids)
    assert not set(others.segment_ids) & set(point.segment_ids)


def test_who_withdraws_is_counted_no_more(workspace: Workspace, programme: Programme, event: Event) -> None:
    withdraw(workspace, programme, event.code, _code(0), by="Sam")
    assert _told(workspace, programme) == _several(4, 3)
    withdraw(workspace, programme, event.code, _code(SAID.index(APART[0])), by="Sam")
    assert _told(workspace, programme) == _several(4, 2)
    for number in (1, 2):
        withdraw(workspace, programme, event.code, _code(number), by="Sam")
    assert _told(workspace, programme) == []  # two are no several


def test_a_point_goes_with_the_words_that_stand_for_it(
    workspace: Workspace, programme: Programme, event: Event, word_encoder: Encoder
) -> None:
    withdraw(workspace, programme, event.code, _code(SAID.index(SPOKEN)), by="Sam")
    assert _told(workspace, programme) == []
    summarise_anew(workspace, programme.id, word_encoder)
    assert SPOKEN + "”" not in " ".join(_told(workspace, programme))


@pytest.mark.parametrize(
    ("agreed", "told"),
    [
        ((0, PARAPHRASE), _several(5, 3)),
        ((0, ANALYSIS), _several(4, 3)),
        ((SAID.index(SPOKEN), PARAPHRASE), []),
        ((SAID.index(SPOKEN), ANALYSIS), []),
    ],
)
def test_who_agrees_to_less_is_heeded_at_once(
    workspace: Workspace, programme: Programme, event: Event, agreed: tuple[int, int], told: list[str]
) -> None:
    number, level = agreed
    change_consent(workspace, programme, event, _code(number), (level, None))
    assert _told(workspace, programme) == told


@pytest.mark.parametrize("level", [PARAPHRASE, ANALYSIS])
def test_a_forum_quotes_nobody_who_does_not_agree_to_it_any_more(
    workspace: Workspace, programme: Programme, event: Event, level: int
) -> None:
    theme = codebook.themes(workspace.corpus, programme.id)[0]
    (begun,) = rewriting.draft(workspace.corpus, theme)
    own = rewriting.Written("The list is long.", begun.segment_ids)
    rewriting.rewrite_for(workspace, "young people", theme, [begun, own])
    change_consent(workspace, programme, event, _code(0), (PARAPHRASE, None))
    quoting = forum_summaries.forum_summary(workspace.corpus, theme.id)
    assert quoting is not None
    assert len(quoting.lines) == 2
    change_consent(workspace, programme, event, _code(SAID.index(SPOKEN)), (level, None))
    left = forum_summaries.forum_summary(workspace.corpus, theme.id)
    assert left is not None
    assert [line.text for line in left.lines] == ["The list is long."]


@pytest.mark.parametrize(("number", "told"), [(0, _several(4, 3)), (SAID.index(SPOKEN), [])])
def test_what_is_held_is_counted_no_more(
    workspace: Workspace, programme: Programme, number: int, told: list[str]
) -> None:
    sam: Account = people.put_account(workspace.corpus, name="Sam", roles=["safeguarding lead"], password_hash="")
    turn = workspace.corpus.execute("SELECT id FROM turns WHERE text = ?", [SAID[number]]).fetchone()[0]
    safeguarding.hold_now(workspace, programme, sam, turn)
    assert _told(workspace, programme) == told


def test_it_is_shown_with_its_words_and_a_forum_begins_with_it(workspace: Workspace, programme: Programme) -> None:
    theme = codebook.themes(workspace.corpus, programme.id)[0]
    point, others = summary_shown(workspace.corpus, theme, only_quotable=True).sentences
    assert ([view.text for view in point.views], point.cited, others.cited) == ([SPOKEN], 5, 3)
    (begun,) = rewriting.draft(workspace.corpus, theme)
    assert begun.text == f"Some people said things like this: “{SPOKEN}”"
    assert len(begun.segment_ids) == 5


def test_what_became_of_a_theme_says_it_once_and_without_how_many(workspace: Workspace, programme: Programme) -> None:
    theme = codebook.themes(workspace.corpus, programme.id)[0].id
    for statement in (
        "INSERT INTO theme_proposals"
        " (id, programme_id, kind, theme_id, theme_name, source, state, opened_at, closed_at)"
        f" VALUES (1, 1, 'adopt', {theme}, 'Waiting', 'staff', 'decided', '2026-04-01', '2026-05-01')",
        f"INSERT INTO decisions VALUES (1, 1, {theme}, 'agreed', 'It is a theme.', 2, 'two thirds', '2026-05-01')",
    ):
        workspace.corpus.execute(statement)
    (became,) = what_became(workspace.corpus, programme.id)
    assert became.summary[:2] == (
        "8 people talked about this, at one event.",
        f"Some people said things like this: “{SPOKEN}”",
    )
    assert became.quotes
    assert SPOKEN not in [quote.text for quote in became.quotes]
