from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.deciding import Rule
from corpus.records import Programme
from corpus.store import decisions, people, votes
from corpus.store.theme_proposals import NewProposal
from service.settings import Settings
from service.workflow import accounts, deciding, open_release
from service.workflow.deciding import GivenVote
from service.workflow.proposing import propose
from service.workflow.waiting import what_waits_for
from service.workspace import Workspace, open_workspace
from tests.service import open_house


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path)) as workspace:
        open_house.hold_event(workspace, open_house.begin(workspace), "FG1")
        yield workspace


def _told(workspace: Workspace) -> dict[str, list[tuple[int | None, int]]]:
    named = {name: people.account_named(workspace.corpus, name) for name in ("Ada", "Ben", "Sam")}
    return {
        name: [(one.draft, one.objections) for one in what_waits_for(workspace.corpus, account)]
        for name, account in named.items()
    }


def test_a_draft_waits_for_each_approver_until_they_sign(workspace: Workspace) -> None:
    assert _told(workspace) == {"Ada": [], "Ben": [], "Sam": []}
    release = open_release.draft(workspace, Programme(1, open_house.SLUG, "Wellbeing"))
    assert _told(workspace) == {"Ada": [(1, 0)], "Ben": [(1, 0)], "Sam": []}
    open_house.sign(workspace, release, "Ada")
    assert _told(workspace) == {"Ada": [], "Ben": [(1, 0)], "Sam": []}


def test_an_objection_waits_for_staff_until_it_is_answered(workspace: Workspace) -> None:
    programme, corpus = Programme(1, open_house.SLUG, "Wellbeing"), workspace.corpus
    decisions.put_rule(corpus, programme.id, Rule({"young people": 1}, "two thirds"))
    member = accounts.put_code(workspace, programme.id, "young people", "VOTE")
    proposal = propose(workspace, programme, NewProposal("adopt", 1))
    deciding.vote(workspace, member, proposal.id, GivenVote("against", "The bus is fine."))
    assert _told(workspace) == {"Ada": [], "Ben": [(None, 1)], "Sam": [(None, 1)]}
    (objection,) = votes.objections(corpus, proposal.id)
    deciding.answer_objection(workspace, programme, objection.id, "We asked the bus company.")
    assert _told(workspace) == {"Ada": [], "Ben": [], "Sam": []}
