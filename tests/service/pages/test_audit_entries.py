"""Each look at what people said, each decision and each refusal is an entry; what was said or looked for is in none."""

from io import BytesIO
from typing import Any

from corpus.records import NewEvent, Programme
from corpus.store import audit
from service.workspace import Workspace

UPLOAD = "/p/wellbeing/events/FG1/documents"


def told(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(entry.who, entry.action, entry.subject) for entry in reversed(audit.entries(workspace.corpus, limit=99))]


def test_signing_in_and_out_and_failing_to(visitor: Any, workspace: Workspace) -> None:
    visitor.post("/sign-in", {"name": "Sam", "password": "my own secret"})
    visitor.post("/sign-in", {"name": "my secret typed as a name", "password": "x"})
    visitor.post("/forum/sign-in", {"code": "my-secret-code"})
    visitor.sign_in("Sam")
    visitor.post("/sign-out")
    assert told(workspace) == [
        ("chorus", "fail to sign in", "account 1"),
        ("chorus", "fail to sign in", "no such account"),
        ("chorus", "fail to sign in", "no such code"),
        ("account 1", "sign in", ""),
        ("account 1", "sign out", ""),
    ]


def test_an_upload_a_search_and_a_refusal(staff: Any, analyst: Any, workspace: Workspace, event: NewEvent) -> None:
    staff.post(
        UPLOAD,
        {"files": [(BytesIO(b"YP1: I waited for help."), "Kai Smith.txt")]},
        content_type="multipart/form-data",
    )
    analyst.get("/p/wellbeing/search?q=kai+smith")
    analyst.get("/p/wellbeing/documents/1/confirm")
    analyst.get("/p/wellbeing/documents/99")
    entries = told(workspace)
    assert ("account 1", "upload", "programme wellbeing, event FG1") in entries
    assert ("account 2", "search", "programme wellbeing") in entries
    assert ("account 2", "was refused", "documents.confirm, programme wellbeing, document 1") in entries
    assert not [entry for entry in entries if "99" in entry[2]]  # there is none: nothing was read
    assert "kai" not in str(entries).lower()


def test_forum_members_have_no_name_in_it(member: Any, staff: Any, workspace: Workspace, programme: Programme) -> None:
    wanted = {"constituency": "citizens", "model": "co-production", "how_many": "3"}
    assert staff.post("/p/wellbeing/forum-codes", wanted).status_code == 200
    assert ("forum member 1", "sign in", "") in told(workspace)
    assert told(workspace)[-1] == (
        "account 1",
        "make forum codes",
        "programme wellbeing, 3 for citizens, co-production",
    )
