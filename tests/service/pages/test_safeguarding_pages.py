from typing import Any

import pytest

from corpus.records import ACCOUNT_ROLES, Event, Programme
from corpus.store import documents, events, holds, jobs, people
from service.workflow import break_glass, intake
from service.workflow.intake import SpeakerDecision
from service.workspace import Workspace
from tests import taken_in

YOUNG = SpeakerDecision("contributor", "young person")
TALK = "Kwame: The zebra crossing is slow.\n\nSorrel: My dad hits me when the quokka is out.\n"
ADDRESS = "/p/wellbeing/safeguarding"


@pytest.fixture
def document_id(workspace: Workspace, event: Event) -> int:
    found = intake.receive(workspace, event.id, "talk.txt", TALK.encode()).document.id
    intake.read_document(workspace, found)
    intake.confirm_speakers(workspace, found, {"Kwame": YOUNG, "Sorrel": YOUNG})
    taken_in.take_in(workspace, found)
    return found


@pytest.fixture
def held(workspace: Workspace, document_id: int) -> int:
    return documents.turns(workspace.corpus, document_id)[1].id


@pytest.fixture
def signed_in(app: Any, workspace: Workspace, staff: Any) -> Any:
    def browser(name: str, *roles: str) -> Any:
        hashed = people.account_with_hash(workspace.corpus, "Sam")
        assert hashed
        people.put_account(workspace.corpus, name=name, roles=roles, password_hash=hashed[1])  # type: ignore[arg-type]
        return type(staff)(app).sign_in(name)

    return browser


@pytest.fixture
def lead(signed_in: Any) -> Any:
    return signed_in("Lee", "safeguarding lead")


def test_nobody_but_the_lead_reads_what_is_held(signed_in: Any, lead: Any, held: int, document_id: int) -> None:
    places = [f"/p/wellbeing/documents/{document_id}", "/p/wellbeing/", "/p/wellbeing/search?q=quokka", ADDRESS]
    for role in set(ACCOUNT_ROLES) - {"safeguarding lead"}:
        browser = signed_in(f"One {role}", role)
        assert not any("quokka is out" in browser.get(place).text for place in places), role
    page = lead.get(ADDRESS).text
    assert "quokka is out" in page
    assert "<mark>My dad hits me</mark>" in page.replace("my dad", "My dad")
    assert "The zebra crossing is slow." in page
    assert "Said outright" in page


def test_others_see_its_place_without_words(staff: Any, held: int, document_id: int) -> None:
    page = staff.get(f"/p/wellbeing/documents/{document_id}").text
    assert "Held for the safeguarding lead." in page
    assert "Young person 2" in page


def test_staff_are_told_that_somebody_is_needed_who_can_read_it(staff: Any, signed_in: Any, held: int) -> None:
    assert "there is no safeguarding lead" in staff.get("/p/wellbeing/").text
    signed_in("Lee", "safeguarding lead")
    page = staff.get("/p/wellbeing/").text
    assert "1 turn may hold a disclosure" in page
    assert "there is no safeguarding lead" not in page


def test_what_is_released_is_read_by_all_and_coded_next(
    workspace: Workspace, programme: Programme, lead: Any, staff: Any, held: int
) -> None:
    document_id = holds.hold_of(workspace.corpus, held).document_id
    assert lead.post(f"{ADDRESS}/{held}", {"do": "released", "note": "A film they saw."}).status_code == 302
    page = staff.get(f"/p/wellbeing/documents/{document_id}").text
    assert "quokka is out" in page
    assert "A film they saw." not in page
    assert holds.count_holds(workspace.corpus, programme.id)["waiting"] == 0
    assert {job.kind for job in jobs.waiting_jobs(workspace.corpus)} >= {intake.ANALYSE}
    taken_in.take_in(workspace, document_id)
    assert holds.count_holds(workspace.corpus, programme.id)["waiting"] == 0


def test_what_is_kept_or_escalated_stays_away_with_its_record(lead: Any, staff: Any, held: int) -> None:
    assert lead.post(f"{ADDRESS}/{held}", {"do": "escalated"}).status_code == 400
    assert lead.post(f"{ADDRESS}/{held}", {"do": "shouted"}).status_code == 400
    assert lead.post(f"{ADDRESS}/{held}", {"do": "escalated", "note": "Rang the duty desk."}).status_code == 302
    assert "quokka" not in lead.get(ADDRESS).text
    page = lead.get(f"{ADDRESS}?show=escalated").text
    assert "Escalated by Lee" in page
    assert "Rang the duty desk." in page
    assert lead.post(f"{ADDRESS}/{held}", {"do": "kept"}).status_code == 302
    assert "quokka" in lead.get(f"{ADDRESS}?show=kept").text


def test_what_a_reader_is_worried_about_is_passed_on(
    workspace: Workspace, staff: Any, lead: Any, document_id: int
) -> None:
    first = documents.turns(workspace.corpus, document_id)[0].id
    assert staff.post(f"/p/wellbeing/turns/{first}/hold", {"document": document_id}).status_code == 302
    assert "zebra crossing" not in staff.get(f"/p/wellbeing/documents/{document_id}").text
    assert workspace.corpus.execute("SELECT count(*) FROM segments").fetchone() == (0,)
    assert "Passed on by Sam" in lead.get(ADDRESS).text
    assert staff.post("/p/wellbeing/turns/999/hold").status_code == 404


def test_a_name_needs_two_people_and_a_reason_and_ends(
    workspace: Workspace, programme: Programme, signed_in: Any, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = signed_in("Lee", "safeguarding lead")
    approver, names = signed_in("Ada", "approver"), f"{ADDRESS}/identities"
    assert lead.post(f"{ADDRESS}/{held}/identity", {"reason": "why"}).status_code == 400
    assert lead.post(f"{ADDRESS}/{held}/identity", {"reason": "To tell the duty social worker."}).status_code == 302
    (request,) = break_glass.requests(workspace, programme)
    one = f"{names}/{request.contributor_id}"
    assert "quokka" not in approver.get(names).text
    assert f'href="{names}"' in approver.get("/p/wellbeing/").text
    assert lead.post(f"{one}/name").status_code == 409
    assert lead.post(one).status_code == 400
    assert approver.post(one).status_code == 302
    assert "Sorrel" in lead.post(f"{one}/name").text
    assert signed_in("Lou", "safeguarding lead").post(f"{one}/name").status_code == 409
    done = [action for (action,) in workspace.corpus.execute("SELECT action FROM audit ORDER BY number")]
    assert [action for action in done if "identity" in action][-1] == "read identity"
    assert "agree to identity" in done
    assert "Sorrel" not in str(workspace.corpus.execute("SELECT * FROM audit").fetchall())
    past = break_glass.request_for(workspace, programme, request.contributor_id)
    monkeypatch.setattr(break_glass, "request_for", lambda *_: break_glass.replace(past, ends_at=past.asked_at))
    assert lead.post(f"{one}/name").status_code == 409


def test_a_sensitive_event_is_made_on_the_form(workspace: Workspace, programme: Programme, staff: Any) -> None:
    told = {
        "name": "Group",
        "kind": "focus group",
        "locality": "North",
        "setting": "online",
        "audience": "young people",
    }
    when = {"held_on-day": "1", "held_on-month": "3", "held_on-year": "2026"}
    sent = {**told, **when, "model": "consultation", "code": "S1", "sensitive": "yes"}
    assert staff.post("/p/wellbeing/events/new", sent).status_code == 302
    assert events.event_by_code(workspace.corpus, programme.id, "S1").is_sensitive
    assert "waits for the safeguarding lead" in staff.get("/p/wellbeing/events/S1").text


def test_staff_who_confirm_a_document_are_shown_no_example_that_is_held(
    workspace: Workspace, event: Event, staff: Any, document_id: int
) -> None:
    page = staff.get(f"/p/wellbeing/documents/{document_id}/confirm").text
    assert "zebra" in page
    assert "quokka" not in page
    workspace.corpus.execute("UPDATE events SET is_sensitive = 1 WHERE id = ?", [event.id])
    workspace.corpus.conn.commit()
    assert "zebra" not in staff.get(f"/p/wellbeing/documents/{document_id}/confirm").text
