import re
from typing import Any

import pytest
from flask import Flask

from corpus.records import NewEvent, Programme, Reached
from corpus.store import codebook, events, jobs, people, programmes
from service.workflow import open_release
from service.workflow.intake import ANALYSE, LOOK_ANEW, READ
from service.workspace import Workspace
from tests.service.pages.conftest import QUICK_HASH, Browser

FORM = {
    "name": "Parents’ evening",
    "kind": "co-design event",
    "held_on-day": "27",
    "held_on-month": "3",
    "held_on-year": "2026",
    "locality": "North cluster",
    "setting": "school",
    "audience": "parents and carers",
    "model": "participation",
}


def test_staff_make_a_programme_with_the_starter_codebook(staff: Any, workspace: Workspace) -> None:
    made = staff.post("/programmes/new", {"name": "Young carers", "description": "Who cares", "codebook": "starter"})
    assert made.location == "/p/young-carers/"
    programme = programmes.programme_by_slug(workspace.corpus, "young-carers")
    assert "early-intervention" in {theme.key for theme in codebook.themes(workspace.corpus, programme.id)}
    assert "Who cares" in staff.get(made.location).text


def test_a_programme_can_start_without_a_codebook(staff: Any, workspace: Workspace) -> None:
    staff.post("/programmes/new", {"name": "Young carers", "codebook": "empty"})
    programme = programmes.programme_by_slug(workspace.corpus, "young-carers")
    assert codebook.themes(workspace.corpus, programme.id) == []


@pytest.mark.parametrize(
    ("name", "sentence"), [(" ", "Enter the programme’s name."), ("Wellbeing!", "or one much like it")]
)
def test_a_programme_needs_a_name_of_its_own(staff: Any, programme: Programme, name: str, sentence: str) -> None:
    answer = staff.post("/programmes/new", {"name": name, "description": "kept as typed"})
    assert answer.status_code == 400
    assert answer.text.count(sentence) == 2  # in the summary and beside the field
    assert "kept as typed" in answer.text


def test_staff_make_an_event(staff: Any, workspace: Workspace, programme: Programme) -> None:
    made = staff.post("/p/wellbeing/events/new", FORM)
    assert made.location == "/p/wellbeing/events/CD1"
    event = events.event_by_code(workspace.corpus, programme.id, "CD1")
    assert (event.held_on, event.engagement_model, event.name) == ("2026-03-27", "participation", "Parents’ evening")
    for address in (made.location, "/p/wellbeing/events", "/p/wellbeing/"):
        assert "Participation" in staff.get(address).text


def test_codes_that_are_left_blank_are_counted_on(staff: Any, programme: Programme) -> None:
    assert staff.post("/p/wellbeing/events/new", FORM).location.endswith("/CD1")
    assert staff.post("/p/wellbeing/events/new", FORM).location.endswith("/CD2")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Enter the event’s name."),
        ("kind", "party", "Choose what kind of event it was."),
        ("model", "", "Choose how people were engaged."),
        ("held_on-month", "13", "Enter a real date"),
        ("held_on-day", "tomorrow", "Enter a real date"),
        ("held_on-year", "26", "Check the year"),
        ("locality", "  ", "Enter the locality"),
        ("code", "a b", "Use up to 24 letters"),
        ("code", "NEW", "is taken"),
        ("code", "fg1", "is taken"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_lost(
    staff: Any, event: NewEvent, field: str, typed: str, sentence: str
) -> None:
    answer = staff.post("/p/wellbeing/events/new", {**FORM, field: typed})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert answer.text.count(sentence) == 2
    for name, value in FORM.items():
        if name not in (field, "kind", "model"):
            assert f'name="{name}" type="text" value="{value}"' in answer.text or f'value="{value}"' in answer.text
    assert staff.get("/p/wellbeing/events").text.count("Focus group,") == 1


def test_every_field_of_the_event_form_has_a_label(staff: Any, programme: Programme) -> None:
    page = staff.get("/p/wellbeing/events/new").text
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', page))
    assert fields == set(re.findall(r'<label[^>]*\bfor="([^"]+)"', page))


def test_the_overview_counts_what_was_heard(staff: Any, event: NewEvent) -> None:
    page = staff.get("/p/wellbeing/").text
    assert "What was heard" in page
    assert "1 event, 0 people" in page


def test_analysing_again_is_queued_once(staff: Any, workspace: Workspace, programme: Programme) -> None:
    for _ in range(2):
        assert staff.post("/p/wellbeing/analyse").location == "/p/wellbeing/"
    assert [job.kind for job in jobs.unfinished_jobs(workspace.corpus, programme.id)] == [ANALYSE]
    assert "Coding what was said" in staff.get("/p/wellbeing/").text


def test_themes_can_be_looked_for_anew(staff: Any, analyst: Any, workspace: Workspace, programme: Programme) -> None:
    assert analyst.post("/p/wellbeing/look-anew").status_code == 403
    assert staff.post("/p/wellbeing/look-anew").location == "/p/wellbeing/"
    assert [job.kind for job in jobs.unfinished_jobs(workspace.corpus, programme.id)] == [LOOK_ANEW]
    assert "Looking for themes anew" in staff.get("/p/wellbeing/").text


def test_analysts_look_and_do_not_touch(analyst: Any, event: NewEvent) -> None:
    assert analyst.post("/p/wellbeing/analyse").status_code == 403
    for address in ("/p/wellbeing/", "/p/wellbeing/events", "/p/wellbeing/events/FG1"):
        page = analyst.get(address)
        assert page.status_code == 200
        assert "<form" not in page.text.split("<main")[1]


def test_progress_is_told_to_the_page(analyst: Any, workspace: Workspace, programme: Programme) -> None:
    assert analyst.get("/p/wellbeing/progress").json == {"version": "", "sentence": "All work is done.", "jobs": []}
    job, _ = jobs.add_job(workspace.corpus, kind=READ, programme_id=programme.id, subject_id=None)
    waiting = analyst.get("/p/wellbeing/progress").json
    jobs.start_job(workspace.corpus, job.id)
    jobs.report_progress(workspace.corpus, job.id, Reached("reading pages", 3, 12))
    running = analyst.get("/p/wellbeing/progress").json
    assert waiting["version"] != running["version"]
    assert running["jobs"] == [
        {"id": job.id, "what": "Reading a document", "step": "Reading pages", "done": 3, "total": 12, "left": ""}
    ]
    page = analyst.get("/p/wellbeing/").text
    assert f'data-version="{running["version"]}"' in page
    assert 'value="3" max="12"' in page


def test_the_time_left_is_told_once_it_is_known(staff: Any, workspace: Workspace, programme: Programme) -> None:
    job, _ = jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=programme.id)
    jobs.start_job(workspace.corpus, job.id)
    jobs.report_progress(workspace.corpus, job.id, Reached("Reading for meaning", 1, 90))
    assert staff.get("/p/wellbeing/progress").json["jobs"][0]["left"] == ""
    jobs.report_progress(workspace.corpus, job.id, Reached("Reading for meaning", 30, 90, seconds_left=170))
    assert staff.get("/p/wellbeing/progress").json["jobs"][0]["left"] == "about 3 minutes left in this step"
    assert "30 of 90, about 3 minutes left in this step" in staff.get("/p/wellbeing/").text


def test_staff_cancel_a_job_that_waits_and_start_it_again(
    staff: Any, workspace: Workspace, programme: Programme
) -> None:
    job, _ = jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=programme.id)
    assert f'action="/p/wellbeing/work/{job.id}/cancel"' in staff.get("/p/wellbeing/").text
    answer = staff.post(f"/p/wellbeing/work/{job.id}/cancel", {"page": "/p/wellbeing/events"})
    assert answer.location == "/p/wellbeing/events"
    assert jobs.job_by_id(workspace.corpus, job.id).state == "cancelled"
    page = staff.get("/p/wellbeing/").text
    assert "Cancelled before it was finished. All is as it was before." in page
    assert staff.get("/p/wellbeing/progress").json["sentence"] == "Cancelled: Coding what was said."
    staff.post(f"/p/wellbeing/work/{job.id}/start-again")
    (again,) = jobs.waiting_jobs(workspace.corpus)
    assert (again.kind, again.id > job.id) == (ANALYSE, True)
    assert "Cancelled before" not in staff.get("/p/wellbeing/").text


def test_a_running_job_is_told_to_stop_and_one_that_is_over_is_left(
    staff: Any, workspace: Workspace, programme: Programme
) -> None:
    job, _ = jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=programme.id)
    jobs.start_job(workspace.corpus, job.id)
    before = staff.get("/p/wellbeing/progress").json["version"]
    staff.post(f"/p/wellbeing/work/{job.id}/cancel")
    told = staff.get("/p/wellbeing/progress").json
    assert (told["jobs"][0]["step"], told["version"] != before) == ("Stopping", True)
    assert f"/work/{job.id}/cancel" not in staff.get("/p/wellbeing/").text
    jobs.end_job(workspace.corpus, job.id)
    staff.post(f"/p/wellbeing/work/{job.id}/cancel")
    assert "That was over before it could be cancelled." in staff.get("/p/wellbeing/").text
    assert jobs.job_by_id(workspace.corpus, job.id).state == "done"


def test_nobody_else_cancels(staff: Any, analyst: Any, workspace: Workspace, programme: Programme) -> None:
    job, _ = jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=programme.id)
    other = programmes.add_programme(workspace.corpus, name="Other")
    elsewhere, _ = jobs.add_job(workspace.corpus, kind=ANALYSE, programme_id=other.id)
    address = f"/p/wellbeing/work/{job.id}/cancel"
    assert analyst.post(address).status_code == 403
    assert staff.client.post(address).status_code == 400  # without the forgery token
    assert staff.get(address).status_code == 405
    assert staff.post(f"/p/wellbeing/work/{elsewhere.id}/cancel").status_code == 404
    assert {one.state for one in jobs.waiting_jobs(workspace.corpus)} == {"queued"}
    assert len(jobs.waiting_jobs(workspace.corpus)) == 2
    assert f"/work/{job.id}/cancel" not in analyst.get("/p/wellbeing/").text


def test_codes_are_shown_once_and_kept_as_hashes(staff: Any, workspace: Workspace, programme: Programme) -> None:
    page = staff.post(
        "/p/wellbeing/forum-codes", {"constituency": "young people", "model": "participation", "how_many": "3"}
    ).text
    codes = re.findall(r"<code>([\w-]+)</code>", page)
    assert len(set(codes)) == 3
    assert "<code>" not in staff.get("/p/wellbeing/forum-codes").text
    assert people.count_forum_members(workspace.corpus, programme.id, "participation") == {"young people": 3}
    assert people.count_forum_members(workspace.corpus, programme.id, "co-production") == {}
    kept = str(list(workspace.corpus.query("SELECT * FROM forum_members")))
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_a_lost_card_is_replaced_by_its_number(app: Flask, staff: Any, programme: Programme) -> None:
    address = "/p/wellbeing/forum-codes"
    page = staff.post(address, {"constituency": "citizens", "model": "co-production", "how_many": "1"}).text
    ((number, code),) = re.findall(r"Card (\d+): <code>([\w-]+)</code>", page)
    member = type(staff)(app)
    member.post("/forum/sign-in", {"code": code})
    assert f"Your card has the number <strong>{number}</strong>" in member.get("/forum/").text
    page = staff.post(f"{address}/lost", {"card": number}).text
    assert "The old code works no more." in page
    ((_, new),) = re.findall(r"Card (\d+): <code>([\w-]+)</code>", page)
    assert member.get("/forum/").status_code == 302
    assert member.post("/forum/sign-in", {"code": new}).status_code == 302


@pytest.mark.parametrize("typed", ["", "K7QF-9TDM-X3RW", "417", "9" * 30])
def test_a_card_that_there_is_not_is_not_replaced(staff: Any, programme: Programme, typed: str) -> None:
    answer = staff.post("/p/wellbeing/forum-codes/lost", {"card": typed})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        {"constituency": "young people", "how_many": "0"},
        {"constituency": "young people", "how_many": "9999"},
        {"constituency": "young people", "how_many": "9" * 5000},
        {"constituency": "young people", "how_many": "ten"},
        {"constituency": "everybody", "how_many": "10"},
        {"constituency": "young people", "how_many": "10", "model": "a chat"},
    ],
)
def test_codes_are_not_made_of_anything(
    staff: Any, workspace: Workspace, programme: Programme, typed: dict[str, str]
) -> None:
    assert staff.post("/p/wellbeing/forum-codes", {"model": "consultation"} | typed).status_code == 400
    assert people.count_forum_members(workspace.corpus, programme.id) == {}


def test_whoever_signs_in_sees_what_waits_for_them(
    app: Flask, workspace: Workspace, programme: Programme, staff: Any, analyst: Any
) -> None:
    open_release.draft(workspace, programme)
    people.put_account(workspace.corpus, name="Ada", roles=["approver"], password_hash=QUICK_HASH)
    page = re.sub(r"\s+", " ", Browser(app).sign_in("Ada").get("/").text)
    assert '<a href="/p/wellbeing/open-releases/1">Open release 1 of Wellbeing</a> waits for your signature' in page
    assert "Waiting for you" not in staff.get("/").text + analyst.get("/").text
