"""Themes that were made one: coded each with the words it had, and counted as one."""

import csv
import io
from typing import Any

import pytest

from corpus.consent import QUOTE
from corpus.deciding import Rule
from corpus.records import CONSTITUENCIES, Event, NewTheme, Origin, Theme
from corpus.store import analyses, codebook, codebook_changes, codings, decisions, people, theme_proposals
from corpus.store.programmes import programme_by_id
from corpus.store.theme_proposals import NewProposal, Part
from nlp.protocols import Encoder
from service.workflow import deciding, due, proposing
from service.workflow.analysis import analyse
from service.workflow.codebook_coder import fingerprint
from service.workflow.deciding import GivenVote
from service.workflow.incremental import code_new
from service.workflow.intake import ColumnDecision
from service.workflow.joined_meanings import meanings_together, without_meaning
from service.workflow.joined_themes import coded_with
from service.workflow.theme_names import OPENING
from service.workspace import Workspace

pytestmark = pytest.mark.xdist_group("bertopic")  # which takes two seconds to import

CODEBOOK = [
    NewTheme("kind", "Kind staff", "Staff are kind.", includes=("gentle nurses",), examples=("the nurses are kind",)),
    NewTheme("heard", "Listening", "Doctors listen.", includes=("they heard me",), examples=("doctors listen to me",)),
    NewTheme("bus", "Buses", "Getting there by bus.", examples=("the bus comes late",)),
]
KIND = [f"the nurses are kind {place}" for place in ("always", "here", "today")]
HEARD = [f"doctors listen to me {place}" for place in ("always", "here", "today", "mostly")]
BOTH = ["gentle nurses and they heard me"]
BUS = [f"the bus comes late {place}" for place in ("always", "here")]
NEW_HEARD = "doctors listen to me sometimes"


class Joining:
    """A programme that was analysed, and a forum that joins themes."""

    def __init__(self, workspace: Workspace, event: Event, take_in: Any, encoder: Encoder) -> None:
        self.workspace, self.corpus, self.programme, self.encoder = workspace, workspace.corpus, event, encoder
        self.programme_id, self._take_in = event.programme_id, take_in
        codebook.put_codebook(self.corpus, self.programme_id, CODEBOOK, reason="test")
        decisions.put_rule(self.corpus, self.programme_id, Rule(dict.fromkeys(CONSTITUENCIES, 0), "more than half"))
        self.member = people.add_forum_member(
            self.corpus, programme_id=self.programme_id, constituency="young people", code_hash="a"
        )
        self.say("first.csv", [*KIND, *HEARD, *BOTH, *BUS])
        self.analyse()

    def say(self, name: str, answers: list[str]) -> None:
        file = io.StringIO()
        csv.writer(file).writerows([["Answer"], *([answer] for answer in answers)])
        self._take_in(name, file.getvalue(), ColumnDecision(("Answer",), consent=QUOTE))

    def analyse(self) -> None:
        analyse(self.workspace, self.programme_id, self.encoder)

    def theme(self, key: str) -> Theme:
        return next(one for one in codebook.themes_ever(self.corpus, self.programme_id) if one.key == key)

    def said(self, *keys: str) -> set[str]:
        sql = """SELECT segments.text FROM codings JOIN segments ON segments.id = segment_id
        JOIN themes ON themes.id = theme_id WHERE key = ? AND state <> 'rejected'"""
        return {text for key in keys for (text,) in self.corpus.execute(sql, [key])}

    def join(self, kept: str, gone: str) -> None:
        programme = programme_by_id(self.corpus, self.programme_id)
        new = NewProposal("merge", self.theme(kept).id, parts=(Part("", "", self.theme(gone).id),))
        proposal = proposing.propose(self.workspace, programme, new)
        deciding.vote(self.workspace, self.member, proposal.id, GivenVote("for"))
        deciding.close(self.workspace, programme, proposal.id)

    def decide(self, text: str, key: str, state: Any) -> None:
        segment = next(one.id for one in codings.segments_to_code(self.corpus, self.programme_id) if one.text == text)
        sam = codings.coder_id(self.corpus, "person", "Sam")
        codings.decide_coding(self.corpus, segment_id=segment, theme_id=self.theme(key).id, state=state, coder=sam)


@pytest.fixture
def joining(workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder) -> Joining:
    return Joining(workspace, event, take_in, word_encoder)


def test_a_joined_theme_is_what_either_was_after_the_next_analysis(joining: Joining) -> None:
    either, others = joining.said("kind", "heard"), joining.said("bus")
    assert {*KIND, *HEARD} <= either
    joining.join("kind", "heard")
    assert joining.said("kind") == either
    joining.analyse()
    assert joining.said("kind") == either
    assert joining.said("bus") == others
    assert not joining.said("heard")


def test_what_both_were_coded_with_is_coded_once(joining: Joining) -> None:
    joining.join("kind", "heard")
    joining.analyse()
    counted = joining.corpus.execute("SELECT count(*) FROM codings GROUP BY segment_id, theme_id").fetchall()
    assert set(counted) == {(1,)}


def test_what_is_said_next_counts_as_well(joining: Joining, monkeypatch: pytest.MonkeyPatch) -> None:
    joining.join("kind", "heard")
    joining.analyse()
    monkeypatch.setattr(due, "SMALL", 0)
    monkeypatch.setattr(due, "GROWN", 10)
    joining.say("more.csv", [NEW_HEARD])
    code_new(joining.workspace, joining.programme_id, joining.encoder)
    last = analyses.last_analysis(joining.corpus, joining.programme_id)
    assert last
    assert last.segments == len([*KIND, *HEARD, *BOTH, *BUS])  # no whole one
    assert NEW_HEARD in joining.said("kind")


def test_one_that_is_joined_again_takes_all_its_parts_along(joining: Joining) -> None:
    every = joining.said("kind", "heard", "bus")
    joining.join("kind", "heard")
    joining.join("bus", "kind")
    joining.analyse()
    assert joining.said("bus") == every
    words = coded_with(joining.corpus, joining.programme_id)
    assert [(one.key, one.definition, one.includes) for one in words.leaves] == [
        (one.key, one.definition, one.includes) for one in sorted(CODEBOOK, key=lambda one: one.name)
    ]


def test_it_means_what_all_meant_where_nothing_else_was_proposed(joining: Joining) -> None:
    joining.join("kind", "heard")
    assert joining.theme("kind").definition == "Staff are kind. Doctors listen."
    (proposal,) = theme_proposals.proposals(joining.corpus, joining.programme_id)
    assert proposal.definition == "Staff are kind. Doctors listen."  # where it is found when words are taken back


def _theme(definition: str, origin: Origin = "framework") -> NewTheme:
    return NewTheme("a", "A", definition, origin=origin)


@pytest.mark.parametrize(
    ("meanings", "together"),
    [
        (("First.", "Second."), "First. Second."),
        (("First", "Second", "Third"), "First; Second; Third"),
        (("", "Second."), "Second."),
        (("Same.", "Same."), "Same."),
    ],
)
def test_meanings_are_put_together_and_taken_apart(meanings: tuple[str, ...], together: str) -> None:
    assert meanings_together(map(_theme, meanings)) == together
    left = together
    for one in reversed(meanings[1:]):
        left = without_meaning(left, one)
    assert left == (meanings[0] or together)


def test_what_a_discovery_made_up_is_no_meaning() -> None:
    assert meanings_together([_theme(f"{OPENING} Buses.", "discovered"), _theme("Second.")]) == "Second."


def test_what_people_rejected_does_not_come_back_by_a_part(joining: Joining) -> None:
    joining.decide(HEARD[0], "heard", "rejected")
    joining.join("kind", "heard")
    joining.decide(HEARD[1], "kind", "rejected")
    joining.decide(KIND[0], "kind", "confirmed")
    joining.analyse()
    said = joining.said("kind")
    assert not {HEARD[0], HEARD[1]} & said
    assert KIND[0] in said


def test_a_part_stops_with_the_theme_that_it_is_part_of(joining: Joining) -> None:
    joining.join("kind", "heard")
    codebook_changes.set_status(joining.corpus, joining.theme("kind").id, "retired")
    assert [one.key for one in coded_with(joining.corpus, joining.programme_id).leaves] == ["bus"]
    joining.analyse()
    assert not joining.said("heard", "kind") & {*HEARD, *KIND}


def test_joining_calls_for_a_whole_analysis(joining: Joining) -> None:
    before = fingerprint(coded_with(joining.corpus, joining.programme_id))
    joining.join("kind", "heard")
    assert fingerprint(coded_with(joining.corpus, joining.programme_id)) != before
