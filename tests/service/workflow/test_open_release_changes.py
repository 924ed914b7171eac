"""Who signs an open release is told what it says otherwise than the one before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.records import Programme, SummaryLine
from corpus.store import actions
from corpus.store.actions import ActionStep
from corpus.store.forum_summaries import add_forum_summary
from service.settings import Settings
from service.workflow import acting, open_release
from service.workflow.open_release_changes import Changes, changes_in
from service.workspace import Workspace, open_workspace
from tests.service import open_house

PROGRAMME = Programme(1, "wellbeing", "Wellbeing")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path)) as workspace:
        programme = open_house.begin(workspace)
        for code in ("FG1", "FG2"):
            open_house.hold_event(workspace, programme, code)
        yield workspace


def _changes(workspace: Workspace) -> Changes | None:
    return changes_in(workspace, open_release.draft(workspace, PROGRAMME))


def test_nothing_is_told_where_nothing_stands_to_compare_with(workspace: Workspace) -> None:
    assert _changes(workspace) is None
    published = open_house.publish(workspace, PROGRAMME)
    same = _changes(workspace)
    assert same
    assert (same.since, [one.is_otherwise for one in same.kinds]) == (published.number, [False] * 6)
    assert sum(one.same for one in same.kinds) > 1
    open_release.recall(workspace, published)
    assert _changes(workspace) is None


def test_what_is_new_otherwise_and_gone_is_told(workspace: Workspace) -> None:
    open_house.publish(workspace, PROGRAMME)
    open_house.decide(workspace, PROGRAMME)
    (segment,) = workspace.corpus.execute("SELECT min(id) FROM segments").fetchone()
    add_forum_summary(
        workspace.corpus, 1, "citizens", [SummaryLine("We wait too long.", (segment,))], is_by_staff=False
    )
    first = _changes(workspace)
    assert first
    told = {one.kind: one for one in first.kinds}
    assert told["theme"].changed == ("Waiting (who decided)",)
    assert told["sentence"].new == ("Waiting: We wait too long.",)
    assert told["action"].new == ("Send a letter each month.",)
    assert len(told["decision"].new) == len(told["minority view"].new) == 1
    assert not told["quote"].is_otherwise
    open_house.publish(workspace, PROGRAMME)
    (action,) = workspace.corpus.execute("SELECT min(id) FROM actions").fetchone()
    step = ActionStep("done", "", "2026-04-01")
    acting.change(workspace, actions.action_by_id(workspace.corpus, action), owner="School nursing team", step=step)
    workspace.corpus.execute("DELETE FROM forum_summaries")
    second = _changes(workspace)
    assert second
    told = {one.kind: one for one in second.kinds}
    assert told["action"].changed == ("Send a letter each month. (state)",)
    assert told["sentence"].gone == ("Waiting: We wait too long.",)
