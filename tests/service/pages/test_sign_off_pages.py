"""The page on which a document is signed off, as it is used without a script."""

import html
import re
from typing import Any

import pytest

from corpus.records import NewEvent
from corpus.store import documents, jobs, unsigned
from service.pages import sign_off as page
from service.workflow import intake, taking_in
from service.workspace import Workspace

YOUNG = intake.SpeakerDecision("contributor", "young person")
TALK = """Ash: My friend Zanele likes the quokka.

Kit: My dad hits me when the tindrum is out.

Ash: Zanele lives in Hill Road, the quokka too.
"""
ADDRESS = "/p/wellbeing/documents/1/sign-off"


@pytest.fixture(autouse=True)
def _waiting(workspace: Workspace, event: NewEvent) -> None:
    document_id = intake.receive(workspace, 1, "talk.txt", TALK.encode()).document.id
    intake.read_document(workspace, document_id)
    intake.confirm_speakers(workspace, document_id, {"Ash": YOUNG, "Kit": YOUNG})
    taking_in.take_in(workspace, document_id)


def _button(text: str, value: str) -> str:
    """The value of the button that begins so."""
    found = [html.unescape(one) for one in re.findall(r'name="do"[^>]*value="([^"]+)"', text)]
    return next(one for one in found if one.startswith(value))


def _press(staff: Any, value: str, show: str = "masked", **more: str) -> Any:
    text = staff.get(f"{ADDRESS}?show={show}").text
    token = re.search(r'name="token" value="([^"]+)"', text)
    assert token
    do = value if value == "also" else _button(text, value)
    return staff.post(f"{ADDRESS}/words", {"token": token[1], "show": show, "do": do, **more})


def test_it_shows_what_is_masked_with_why_and_where(staff: Any) -> None:
    text = html.unescape(staff.get(f"{ADDRESS}?show=masked").text)
    assert '<h2 class="nhsuk-heading-s signing-word__words">Zanele</h2>' in text
    assert "2 places. Name:" in text
    assert "becomes [name 1]" in text
    assert "likes the quokka" in text
    assert "1 turn of it is held for the safeguarding lead" in text
    for show in ("doubtful", "masked", "by-hand", "text"):
        assert "tindrum" not in staff.get(f"{ADDRESS}?show={show}").text


def test_a_place_is_turned_here_and_words_everywhere(staff: Any) -> None:
    answer = _press(staff, "here.leave.name.2.")
    assert answer.status_code == 302
    assert answer.location == f"{ADDRESS}?show=masked#here-2-0"
    text = staff.get(f"{ADDRESS}?show=masked").text
    assert "Masked in part" in text
    assert _press(staff, "everywhere.leave.name.").status_code == 302
    assert "Left standing" in staff.get(f"{ADDRESS}?show=masked").text
    read = staff.get(f"{ADDRESS}?show=text").text
    assert read.count("Zanele") == 2


def test_words_that_were_missed_are_masked(staff: Any) -> None:
    answer = _press(staff, "also", words="The Quokka", kind="place")
    assert answer.location == f"{ADDRESS}?show=by-hand#also"
    assert "becomes [place" in staff.get(answer.location).text
    refused = _press(staff, "also", words=" . ", kind="place")
    assert refused.status_code == 400
    assert "Enter the words to mask." in refused.text
    assert _press(staff, "also", words="x", kind="[odd]").status_code == 400


NO_BUTTONS = ("", "here", "here.mask.name.1.2", "here.mask.name.1.2.x", "away.mask.name.x", "here.burn.x.1.1.1")


@pytest.mark.parametrize("do", NO_BUTTONS)
def test_what_no_button_says_is_refused(staff: Any, do: str) -> None:
    token = unsigned_token(staff)
    assert staff.post(f"{ADDRESS}/words", {"token": token, "do": do}).status_code == 400


def unsigned_token(staff: Any) -> str:
    found = re.search(r'name="token" value="([^"]+)"', staff.get(ADDRESS).text)
    assert found
    return found[1]


def test_signing_off_gives_analysts_the_words(staff: Any, analyst: Any, workspace: Workspace) -> None:
    token = unsigned_token(staff)
    before = "".join(analyst.get(f"/p/wellbeing/{path}").text for path in ("", "events/FG1", "documents/1"))
    assert "quokka" not in before
    assert "reading-quote" not in analyst.get("/p/wellbeing/search?q=quokka").text
    assert "waits for somebody to sign it off" in before
    assert "1 document waits for staff to sign it off" in before
    assert ADDRESS not in before
    answer = staff.post(ADDRESS, {"token": token})
    assert answer.location == "/p/wellbeing/events/FG1"
    assert "quokka" in analyst.get("/p/wellbeing/documents/1").text
    assert "Signed off by Sam" in analyst.get("/p/wellbeing/documents/1").text
    assert documents.document_by_id(workspace.corpus, 1).state == "ready"
    assert intake.ANALYSE in {job.kind for job in jobs.unfinished_jobs(workspace.corpus, 1)}
    assert staff.get(ADDRESS).status_code == 409
    said = workspace.corpus.execute("SELECT who, action, subject FROM audit WHERE action LIKE 'sign off%'").fetchall()
    assert [(action, subject) for _, action, subject in said] == [
        ("sign off document", "document 1, places changed: 0"),
        ("sign off", "programme wellbeing, document 1, places changed: 0"),
    ]


def test_what_was_taken_in_anew_is_looked_at_again(staff: Any, workspace: Workspace) -> None:
    token = unsigned_token(staff)
    taking_in.take_in(workspace, 1)
    for path in ("", "/words"):
        assert staff.post(ADDRESS + path, {"token": token, "do": "everywhere.leave.name.0.zanele"}).status_code == 409
    assert unsigned.unsigned_of(workspace.corpus, 1) is not None


def test_staff_are_led_to_it(staff: Any) -> None:
    for path in ("", "events/FG1", "documents/1"):
        assert ADDRESS in staff.get(f"/p/wellbeing/{path}").text


def test_many_words_come_a_page_at_a_time(staff: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PLACES_OF_EACH", 1)
    monkeypatch.setattr(page, "WORDS_A_PAGE", 1)
    text = html.unescape(staff.get(f"{ADDRESS}?show=masked").text)
    assert "All 2 places of Zanele" in text
    link = re.search(r'href="([^"]+word=\d+[^"]*)"', text)
    assert link
    whole = staff.get(link[1]).text
    assert whole.count("data-turn") == 2
    assert "data-word" in staff.get(f"{ADDRESS}?show=masked&page=2").text
    assert staff.get(f"{ADDRESS}?show=masked&word=99").status_code == 200
