"""Staff see who spoke at an event, change what they agreed to, and withdraw what they said."""

from typing import Any

import pytest

from corpus.records import NewEvent, NewTheme, Programme
from corpus.store import codebook, contributors, jobs, summaries
from corpus.store.search import count_found
from service.workflow import intake
from service.workflow.analysis import analyse
from service.workflow.publication import publish
from service.workspace import Workspace
from tests import taken_in

pytestmark = pytest.mark.xdist_group("bertopic")

PAGE = "/p/wellbeing/events/FG1/people"
SAID = "The waiting list is far too long {} and all."
TABLE = "Person,Answer\n" + "\n".join(
    f"R{n},{SAID.format(word)}" for n, word in enumerate(["rhubarb", "parsnip", "celery"])
)


@pytest.fixture
def waiting(workspace: Workspace, programme: Programme, event: NewEvent, word_encoder: Any) -> int:
    theme = NewTheme("waiting", "Waiting lists", examples=(SAID, "A waiting list of months.", "Waiting, waiting."))
    codebook.put_codebook(workspace.corpus, programme.id, [theme], reason="test")
    document = intake.receive(workspace, 1, "answers.csv", TABLE.encode()).document
    intake.read_document(workspace, document.id)
    intake.confirm_columns(workspace, document.id, intake.ColumnDecision(("Answer",), "Person", consent=3))
    taken_in.take_in(workspace, document.id)
    analyse(workspace, programme.id, word_encoder)
    publish(workspace, programme.id)
    return codebook.themes(workspace.corpus, programme.id)[0].id


def _quoted(workspace: Workspace, theme: int) -> str:
    return " ".join(line.text for line in summaries.summary(workspace.corpus, theme))


def test_staff_see_whom_each_code_stands_for(staff: Any, analyst: Any, waiting: int) -> None:
    assert PAGE in staff.get("/p/wellbeing/events/FG1").text
    page = staff.get(PAGE).text
    assert "FG1 1-2: Respondent 2" in page
    assert "R1." in page
    assert analyst.get(PAGE).status_code == 403


def test_who_agrees_to_less_is_quoted_no_more(
    staff: Any, member: Any, workspace: Workspace, programme: Programme, waiting: int
) -> None:
    assert "parsnip" in _quoted(workspace, waiting)
    answer = staff.post(f"{PAGE}/1-2", {"consent": "2", "consent_by": "both"}, follow_redirects=True)
    assert "is kept" in answer.text
    changed = contributors.contributor(workspace.corpus, 1, "1-2")
    assert (changed.consent, changed.consent_by) == (2, "both")
    assert "parsnip" not in _quoted(workspace, waiting)
    assert "rhubarb" in _quoted(workspace, waiting)
    forum = member.get(f"/forum/themes/{waiting}").text
    assert "rhubarb" in forum
    assert "parsnip" not in forum
    assert intake.SUMMARISE in [job.kind for job in jobs.unfinished_jobs(workspace.corpus, programme.id)]


def test_who_agrees_to_nothing_any_more_is_not_in_the_corpus_and_may_come_back(
    staff: Any, workspace: Workspace, programme: Programme, waiting: int
) -> None:
    staff.post(f"{PAGE}/1-2", {"consent": "0"})
    assert count_found(workspace.corpus, programme.id, "parsnip") == 0
    assert "Not analysed" in staff.get(PAGE).text
    assert b"parsnip" not in workspace.settings.corpus_path.read_bytes()
    assert not list(workspace.settings.releases_path.iterdir())
    taken_in.take_in(workspace, 1)
    assert count_found(workspace.corpus, programme.id, "parsnip") == 0
    staff.post(f"{PAGE}/1-2", {"consent": "1"})
    taken_in.take_in(workspace, 1)
    assert count_found(workspace.corpus, programme.id, "parsnip") == 1
    assert contributors.contributor(workspace.corpus, 1, "1-2").consent == 1


def test_a_level_that_there_is_not_is_refused(staff: Any, waiting: int) -> None:
    assert staff.post(f"{PAGE}/1-2", {"consent": "5"}).status_code == 400


def test_withdrawing_is_asked_about_and_done(
    staff: Any, workspace: Workspace, programme: Programme, waiting: int
) -> None:
    address = f"{PAGE}/1-2/withdraw"
    assert address in staff.get(PAGE).text
    assert "It cannot be undone" in staff.get(address).text
    assert count_found(workspace.corpus, programme.id, "parsnip") == 1
    assert "is gone" in staff.post(address, follow_redirects=True).text
    assert count_found(workspace.corpus, programme.id, "parsnip") == 0
    assert [one.code for one in contributors.contributors(workspace.corpus, 1)] == ["1-1", "1-3"]
    assert staff.get(address).status_code == 404
