"""Staff see what is due, and sign before it is destroyed."""

from typing import Any

from corpus.records import NewEvent
from corpus.store.destructions import destructions
from service.workflow import intake
from service.workspace import Workspace


def test_what_is_due_goes_when_somebody_signs(staff: Any, analyst: Any, event: NewEvent, workspace: Workspace) -> None:
    page = staff.get("/retention").text
    assert "Nothing is due." in page
    assert "requests for a real name are in the vault" in page
    assert analyst.get("/retention").status_code == 403
    intake.receive(workspace, 1, "old.csv", b"answer\nhello\n")
    workspace.corpus.execute("UPDATE documents SET received_at = '2020-01-01T00:00:00+00:00'")
    workspace.corpus.conn.commit()
    page = staff.get("/retention").text
    assert "All of FG1 document 1, kept since 1 January 2020" in page
    sent = {"due": ["vault 1", "corpus 1"]}
    assert staff.post("/retention", {**sent, "signature": "somebody"}).status_code == 400
    assert destructions(workspace.corpus) == []
    assert "signed by Sam" in staff.post("/retention", {**sent, "signature": "Sam"}, follow_redirects=True).text
    assert "Nothing is due." in staff.get("/retention").text
