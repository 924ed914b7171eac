import re
from io import BytesIO
from typing import Any

import pytest

from corpus.records import NewEvent, Programme
from corpus.store import documents, jobs
from service.workflow import intake
from service.workflow.programmes import start_programme
from service.workspace import Workspace

UPLOAD, PAGE = "/p/wellbeing/events/FG1/documents", "/p/wellbeing/events/FG1"
TRANSCRIPT = b"""Facilitator: How was it for you?
YP1: They listened, for once, and that was new for me.
R2 (17, she/her): I waited eleven months and nobody rang.
YP1: Same here.
"""
TABLE = b"""Response ID,I am a,Email,What would you change?
R1,young person,a@example.org,I would want somebody to ring back when they say so
R2,parent or carer,b@example.org,The waiting list is far too long for a small child
"""


def files(*named: tuple[str, bytes]) -> dict[str, object]:
    return {"files": [(BytesIO(data), name) for name, data in named]}


def upload(staff: Any, *named: tuple[str, bytes]) -> Any:
    answer = staff.post(UPLOAD, files(*named), content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()  # the test client puts a large one into a file, and leaves that open
    return answer


def read(staff: Any, workspace: Workspace, name: str, data: bytes) -> str:
    """Uploads and reads a file, and gives the address where it is confirmed."""
    upload(staff, (name, data))
    intake.read_document(workspace, 1)
    for job in jobs.unfinished_jobs(workspace.corpus, 1):
        jobs.end_job(workspace.corpus, job.id)
    return "/p/wellbeing/documents/1/confirm"


def test_good_files_are_kept_when_others_are_refused(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    answer = upload(
        staff, ("good.txt", TRANSCRIPT), ("empty.csv", b""), ("photo.png", b"x"), ("again.txt", TRANSCRIPT + b"\n")
    )
    assert answer.status_code == 200
    outcomes = re.findall(r"nhsuk-tag[^>]*>\s*(Accepted|Refused|Already there)", answer.text)
    assert outcomes == ["Accepted", "Refused", "Refused", "Accepted"]
    assert "“empty.csv” is empty." in answer.text
    assert "“photo.png” is not a kind of file that can be read." in answer.text
    assert len(documents.documents(workspace.corpus, 1)) == 2
    assert [job.kind for job in jobs.unfinished_jobs(workspace.corpus, 1)] == [intake.READ] * 2


def test_the_same_file_twice_is_there_once(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    read(staff, workspace, "good.txt", TRANSCRIPT)
    answer = upload(staff, ("copy.txt", TRANSCRIPT))
    assert "Already there" in answer.text
    assert len(documents.documents(workspace.corpus, 1)) == 1


def test_a_file_that_failed_can_be_sent_again(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    read(staff, workspace, "good.txt", TRANSCRIPT)
    documents.set_state(workspace.corpus, 1, "failed", problem="“good.txt” could not be read.")
    assert "“good.txt” could not be read." in staff.get(PAGE).text
    assert "Accepted" in upload(staff, ("good.txt", TRANSCRIPT)).text


def test_a_file_that_is_too_large_is_refused_by_itself(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    answer = upload(staff, ("large.txt", b"Int: hello\n" * 100_000), ("good.txt", TRANSCRIPT))
    assert "“large.txt” is larger than 1 MB." in answer.text
    assert len(documents.documents(workspace.corpus, 1)) == 1


def test_an_upload_needs_files_and_not_too_many(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    assert "Choose at least one file." in upload(staff).text
    many = [(f"{number}.txt", TRANSCRIPT + str(number).encode()) for number in range(21)]
    answer = upload(staff, *many)
    assert answer.status_code == 400
    assert "Choose up to 20 files at once." in answer.text
    assert documents.documents(workspace.corpus, 1) == []
    assert upload(staff, *many[:20]).text.count("and is being read.") == 20


def test_file_names_are_for_staff_and_their_reading_is_written_down(
    staff: Any, analyst: Any, event: NewEvent, workspace: Workspace
) -> None:
    upload(staff, ("Jane Smith.txt", TRANSCRIPT))
    assert "Jane Smith.txt" in staff.get(PAGE).text
    page = analyst.get(PAGE).text
    assert "FG1 document 1" in page
    assert "Jane Smith" not in page
    with workspace.vault() as vault:
        reasons = {row["reason"] for row in vault._db.query("SELECT reason FROM readings")}
    assert "event page" in reasons


def test_the_event_says_what_waits_to_be_confirmed(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    address = read(staff, workspace, "good.txt", TRANSCRIPT)
    for page in (PAGE, "/p/wellbeing/"):
        assert f'href="{address}"' in staff.get(page).text


def test_staff_confirm_who_spoke(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    address = read(staff, workspace, "good.txt", TRANSCRIPT)
    page = staff.get(address).text
    assert re.search(r'id="part-0-facilitator"[^>]* checked', page)
    assert re.search(r'id="part-1-contributor"[^>]* checked', page)
    assert "2 turns" in page
    sent = {"part-0": "facilitator"}
    sent |= {"part-1": "contributor", "role-1": "young person", "age_band-1": "14-15", "locality-1": "South cluster"}
    sent |= {"part-2": "contributor", "role-2": "young person", "age_band-2": "16-17", "locality-2": ""}
    assert staff.post(address, sent).location == PAGE
    said = intake.decisions_of(workspace, 1).speakers
    assert said["Facilitator"] == intake.SpeakerDecision("facilitator")
    assert said["YP1"] == intake.SpeakerDecision("contributor", "young person", "14-15", "South cluster")
    assert documents.document_by_id(workspace.corpus, 1).state == "confirmed"
    assert [job.kind for job in jobs.unfinished_jobs(workspace.corpus, 1)] == [intake.TAKE_IN]
    again = staff.get(address).text
    assert 'value="South cluster"' in again


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Say for each one who or what it is"),
        ({f"part-{n}": "facilitator" for n in range(3)}, "at least one speaker as a contributor"),
        ({f"part-{n}": "bystander" for n in range(3)}, "Say for each one who or what it is"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    staff: Any, event: NewEvent, workspace: Workspace, sent: dict[str, str], sentence: str
) -> None:
    answer = staff.post(read(staff, workspace, "good.txt", TRANSCRIPT), {**sent, "locality-1": "as typed"})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "as typed" in answer.text
    assert documents.document_by_id(workspace.corpus, 1).state == "to confirm"


def uses_chosen(page: str) -> list[str]:
    return re.findall(r'<option value="([^"]+)" selected', page.split('id="use-0"')[1])


def test_staff_confirm_what_columns_hold(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    address = read(staff, workspace, "survey.csv", TABLE)
    chosen = uses_chosen(staff.get(address).text)
    assert chosen == ["person", "role", "leave out", "answer"]
    assert staff.post(address, {f"use-{n}": use for n, use in enumerate(chosen)}).location == PAGE
    columns = intake.decisions_of(workspace, 1).columns
    assert (columns.answers, columns.contributor) == (("What would you change?",), "Response ID")
    assert columns.attributes == {"role": "I am a"}
    assert not columns.others
    again = uses_chosen(staff.get(address).text)
    assert again == chosen


@pytest.mark.parametrize(
    ("uses", "sentence"),
    [
        (["leave out"] * 4, "Choose at least one column that holds the answers."),
        (["role", "role", "leave out", "answer"], "Only one column can be “Role”."),
        (["poem", "role", "leave out", "answer"], "Say for each one who or what it is"),
    ],
)
def test_columns_that_cannot_be_are_refused(
    staff: Any, event: NewEvent, workspace: Workspace, uses: list[str], sentence: str
) -> None:
    address = read(staff, workspace, "survey.csv", TABLE)
    answer = staff.post(address, {f"use-{n}": use for n, use in enumerate(uses)})
    assert answer.status_code == 400
    assert sentence in answer.text


def test_a_document_that_is_not_read_yet_cannot_be_confirmed(staff: Any, event: NewEvent) -> None:
    upload(staff, ("good.txt", TRANSCRIPT))
    answer = staff.get("/p/wellbeing/documents/1/confirm")
    assert answer.status_code == 409
    assert "has not been read" in answer.text


def test_a_document_is_found_in_its_own_programme_only(
    staff: Any, event: NewEvent, programme: Programme, workspace: Workspace
) -> None:
    read(staff, workspace, "good.txt", TRANSCRIPT)
    start_programme(workspace, "Another", with_starter=False)
    assert staff.get("/p/another/documents/1/confirm").status_code == 404


def test_a_document_is_removed_only_when_that_is_confirmed(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    read(staff, workspace, "good.txt", TRANSCRIPT)
    assert "/p/wellbeing/documents/1/remove" in staff.get(PAGE).text
    assert "It cannot be undone" in staff.get("/p/wellbeing/documents/1/remove").text
    assert len(documents.documents(workspace.corpus, 1)) == 1
    answer = staff.post("/p/wellbeing/documents/1/remove", follow_redirects=True)
    assert "was removed" in answer.text
    assert documents.documents(workspace.corpus, 1) == []


def test_publishing_again_is_queued(staff: Any, event: NewEvent, workspace: Workspace) -> None:
    staff.post("/p/wellbeing/publish")
    assert [job.kind for job in jobs.unfinished_jobs(workspace.corpus, 1)] == [intake.PUBLISH]
