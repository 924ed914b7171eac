"""A meeting's pages: the facilitator's screen, and the phones with a script and without one."""

import re
from typing import Any

import pytest
from flask import Flask

from corpus.records import Programme, SummaryLine
from corpus.store import audit, codings, events, reviews, summaries
from service.pages import create_app
from service.tries import MEETINGS_FROM_HERE
from service.workflow import accounts
from service.workflow import meetings as facilitating
from service.workspace import Workspace
from tests.service.meeting_room import Room
from tests.service.pages.conftest import EVENT, Browser

JSON = {"Accept": "application/json"}


@pytest.fixture
def room(workspace: Workspace, programme: Programme) -> Room:
    return Room(workspace, events.add_event(workspace.corpus, programme.id, EVENT))


@pytest.fixture
def screen(room: Room) -> str:
    """The address of the facilitator's screen."""
    return f"/p/wellbeing/meetings/{room.meeting.id}"


def come_in(app: Flask, room: Room) -> Browser:
    phone = Browser(app)
    assert "Come in" in phone.get(f"/m/{room.meeting.code}").text
    assert phone.post(f"/m/{room.meeting.code}").location == "/meeting"
    return phone


def give(phone: Browser, room: Room, theme: str, answer: str, **more: object) -> Any:
    return phone.post("/meeting/answers", {"theme_id": room.themes[theme], "answer": answer, **more}, headers=JSON)


def lead(staff: Browser, screen: str, step: str, place: int | str = "") -> Any:
    return staff.post(f"{screen}/lead", {"step": step, "place": place})


def test_staff_open_a_meeting_in_their_order(staff: Browser, room: Room, workspace: Workspace) -> None:
    page = staff.get("/p/wellbeing/meetings/new").text
    assert re.findall(r'name="place-(\d)"[^>]*value="(\d)"', page) == [("1", "1"), ("3", "2"), ("2", "3")]
    chosen = {"constituency": "citizens", "model": "consultation", "place-3": "1", "place-1": "2", "place-2": ""}
    opened = staff.post("/p/wellbeing/meetings/new", chosen)
    shown = staff.get(opened.location).text
    assert "Begin: Parks" in shown
    assert "citizens" in staff.get("/p/wellbeing/meetings").text
    entry = next(one for one in audit.entries(workspace.corpus, limit=5) if one.action == "open meeting")
    assert entry.subject.endswith("meeting 2")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"place-1": ""}, "Write a number beside the themes"),
        ({"place-1": "first"}, "Write a number beside “Buses”"),
        ({"constituency": ""}, "Choose whose meeting it is"),
        ({"event": "99"}, "Choose one of the programme"),
        ({"event": "x"}, "Choose one of the events"),
    ],
)
def test_what_is_missing_is_said_beside_it(staff: Browser, room: Room, changed: dict[str, str], sentence: str) -> None:
    chosen = {"constituency": "citizens", "model": "consultation", "place-1": "1", **changed}
    answer = staff.post("/p/wellbeing/meetings/new", chosen)
    assert answer.status_code == 400
    assert sentence in answer.text


def test_a_code_that_nobody_knows_is_said_in_words_and_tried_so_often(app: Flask, room: Room) -> None:
    phone = Browser(app)
    assert phone.get("/m?code=bcd fgh").location.startswith("/m/bcd")
    answers = [phone.get("/m/BBBBBB") for _ in range(MEETINGS_FROM_HERE.amount + 1)]
    assert {one.status_code for one in answers[:-1]} == {404}
    assert "We do not know that code" in answers[0].text
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_whoever_comes_after_the_end_is_told_so_and_takes_no_seat(
    app: Flask, room: Room, staff: Browser, screen: str
) -> None:
    lead(staff, screen, "end")
    phone = Browser(app)
    for answer in (phone.get(f"/m/{room.meeting.code}"), phone.post(f"/m/{room.meeting.code}")):
        assert (answer.status_code, "This meeting is over" in answer.text) == (410, True)
        assert 'href="/became"' in answer.text
    assert phone.get("/meeting").location == "/m"


def test_whoever_comes_in_twice_has_one_seat(app: Flask, room: Room, staff: Browser, screen: str) -> None:
    phone = come_in(app, room)
    assert phone.post(f"/m/{room.meeting.code}").location == phone.get(f"/m/{room.meeting.code}").location == "/meeting"
    assert staff.get(f"{screen}/now").json["seats"] == 1


def test_a_seat_stays_through_a_restart_and_a_sign_in(
    room: Room, app: Flask, workspace: Workspace, staff: Browser, screen: str
) -> None:
    phone = come_in(app, room)
    anew = Browser(create_app(workspace.settings))
    anew.client.set_cookie("chorus", phone.client.get_cookie("chorus").value)
    assert "We begin soon" in anew.get("/meeting").text
    (code,) = accounts.make_codes(workspace, room.programme.id, "young people", 1)
    anew.post("/forum/sign-in", {"code": code})
    assert anew.get(f"/m/{room.meeting.code}").location == "/meeting"
    assert staff.get(f"{screen}/now").json["seats"] == 1


def test_a_card_takes_part_as_itself(member: Browser, room: Room, workspace: Workspace) -> None:
    member.post(f"/m/{room.meeting.code}")
    give(member, room, "buses", "right")
    assert member.get("/forum/").status_code == 200
    assert workspace.corpus.execute("SELECT count(*) FROM forum_members").fetchone() == (1,)


def test_who_typed_the_code_is_told_that_they_are_not_in_yet(visitor: Browser, room: Room, staff: Browser) -> None:
    page = visitor.get(visitor.get(f"/m?code={room.meeting.code}").location).text
    assert "One more step: come in" in page
    assert "You are not in yet" in page
    assert visitor.get("/meeting").location == "/m"


def test_beginning_with_nobody_in_the_room_is_asked_about(app: Flask, staff: Browser, room: Room, screen: str) -> None:
    assert "Nobody is in the room yet" in staff.get(screen).text
    before = staff.get(f"{screen}/now").json["version"]
    asked = staff.get(lead(staff, screen, "go", 1).location).text
    assert "Begin all the same: Buses" in asked
    assert room.now().place == 0
    come_in(app, room)
    assert staff.get(f"{screen}/now").json["version"] != before
    assert "Nobody is in the room yet" not in staff.get(f"{screen}?alone=yes").text
    lead(staff, screen, "go", 1)
    assert room.now().place == 1


def test_the_screen_shows_the_room_no_menu_and_a_way_out(staff: Browser, room: Room, screen: str) -> None:
    during = staff.get(screen).text
    assert "Sign out" not in during
    assert "Programme overview" not in during
    assert "Leave this screen" in during
    lead(staff, screen, "end")
    assert "Sign out" in staff.get(screen).text


def test_a_room_is_not_told_of_a_disagreement_without_what_it_was_about(
    app: Flask, room: Room, staff: Browser, screen: str
) -> None:
    segments = tuple(one.id for one in codings.segments_to_code(room.corpus, room.programme.id))
    bare = SummaryLine("A citizen and a young person did not agree.", segments[:2], "apart")
    about = SummaryLine("People did not all say the same about “the bus”.", segments, "apart")
    summaries.replace_summaries(room.corpus, {room.themes["buses"]: [bare, about]})
    phone = come_in(app, room)
    lead(staff, screen, "go", 1)
    shown = phone.get("/meeting").text
    assert "did not agree" not in shown
    assert "did not all say the same about “the bus”" in shown
    assert "did not agree" in staff.get(f"/p/wellbeing/themes/{room.themes['buses']}").text


def test_what_stands_before_a_colon_on_a_phone_has_its_words_after_it(
    app: Flask, room: Room, staff: Browser, screen: str
) -> None:
    room.corpus.execute("UPDATE contributors SET consent = 3")
    room.corpus.conn.commit()
    segments = tuple(one.id for one in codings.segments_to_code(room.corpus, room.programme.id))
    told = SummaryLine("3 people said things like this:", segments, "point")
    summaries.replace_summaries(
        room.corpus, {room.themes["buses"]: [told, SummaryLine("“I waited a whole year.”", segments[1:2], "example")]}
    )
    phone = come_in(app, room)
    lead(staff, screen, "go", 1)
    before, question, _ = phone.get("/meeting").text.partition("Is this right?")
    assert question
    assert "I waited a whole year." in before.partition("3 people said things like this:")[2]


def test_a_facilitator_who_is_sure_begins_without_anybody(staff: Browser, room: Room, screen: str) -> None:
    staff.post(f"{screen}/lead", {"step": "go", "place": "1", "sure": "yes"})
    assert room.now().place == 1
    assert "Nobody is in the room yet" not in staff.get(screen).text


def test_a_phone_follows_the_room(app: Flask, room: Room, staff: Browser, screen: str) -> None:
    phone = come_in(app, room)
    before = phone.get("/meeting/now").json["version"]
    lead(staff, screen, "go", 1)
    assert phone.get("/meeting/now").json["version"] != before
    assert staff.get(f"{screen}/now").json["here"] == 1
    page = phone.get("/meeting").text
    assert "Theme 1 of 3" in page
    assert "Is this right?" in page
    lead(staff, screen, "go", 4)
    assert "That was the last theme" in phone.get("/meeting").text
    lead(staff, screen, "end")
    assert "The meeting is over" in phone.get("/meeting").text
    assert "took part" in staff.get(screen).text


def test_what_was_said_is_shown_when_staff_say_so(app: Flask, room: Room, staff: Browser, screen: str) -> None:
    phones = [come_in(app, room) for _ in range(3)]
    lead(staff, screen, "go", 1)
    for phone, answer in zip(phones, ("right", "right", "not us"), strict=True):
        given = give(phone, room, "buses", answer, number=1, reason="The trouble with timetables.")
        assert (given.status_code, given.json) == (200, {"held": ""})
    now = staff.get(f"{screen}/now").json
    assert (now["seats"], now["here"], now["answered"], now["bars"]) == (3, 0, 3, [])
    assert "What we said" not in phones[0].get("/meeting").text
    lead(staff, screen, "show")
    bars = staff.get(f"{screen}/now").json["bars"]
    assert [(one["key"], one["number"]) for one in bars] == [("right", "2"), ("partly", "0"), ("not us", "1")]
    assert "What we said" in phones[0].get("/meeting").text
    assert "timetables" not in staff.get(screen).text
    lead(staff, screen, "go", 2)
    assert staff.get(f"{screen}/now").json["bars"] == []


def test_what_fewer_than_three_said_is_told_to_nobody(app: Flask, room: Room, staff: Browser, screen: str) -> None:
    phones = [come_in(app, room) for _ in range(3)]
    lead(staff, screen, "go", 1)
    lead(staff, screen, "show")
    for phone in phones[:2]:
        give(phone, room, "buses", "not us", number=1)
    before = staff.get(f"{screen}/now").json
    phone_before = phones[0].get("/meeting/now").json["version"]
    assert (before["answered"], before["bars"]) == (2, [])
    assert "It is shown when 3 have answered" in staff.get(screen).text
    assert "What we said" not in phones[0].get("/meeting").text
    give(phones[2], room, "buses", "right", number=1)
    assert staff.get(f"{screen}/now").json["version"] != before["version"]
    assert phones[0].get("/meeting/now").json["version"] != phone_before
    assert "What we said" in phones[0].get("/meeting").text
    give(phones[0], room, "parks", "right", number=2)
    lead(staff, screen, "end")
    over = staff.get(screen).text
    assert over.count("It is shown when 3 have answered") == 1
    assert over.count('class="meeting-bars"') == 1


def test_without_a_script_it_is_a_form_and_a_link(app: Flask, room: Room, staff: Browser, screen: str) -> None:
    phone = come_in(app, room)
    lead(staff, screen, "go", 1)
    assert 'href="/meeting"' in phone.get("/meeting").text
    mended = phone.post("/meeting/answers", {"theme_id": room.themes["buses"], "reason": "Typed already."})
    assert mended.status_code == 400
    assert "Typed already." in mended.text
    for answer in ("partly", "not us"):
        sent = phone.post("/meeting/answers", {"theme_id": room.themes["buses"], "answer": answer})
        assert sent.location == "/meeting"
    page = phone.get("/meeting").text
    assert "Thank you. We have your answer." in page
    assert re.search(r'value="not us"[^>]* checked', page)
    assert room.counted("buses") == {"right": 0, "partly": 0, "not us": 1}


def test_words_that_are_held_are_for_the_lead_alone(app: Flask, room: Room) -> None:
    phone = come_in(app, room)
    told = give(phone, room, "buses", "right", number=1, reason="My dad hits me.").json["held"]
    assert "Childline" in told
    assert reviews.reviews(room.corpus, room.themes["buses"])[0].reason == ""
    phone.post("/meeting/answers", {"theme_id": room.themes["buses"], "answer": "right", "reason": "My dad hits me."})
    assert "Childline" in phone.get("/meeting").text


def test_a_script_is_told_why_something_was_not_kept(app: Flask, room: Room) -> None:
    phone = come_in(app, room)
    assert give(phone, room, "silent", "right", number=1).status_code == 404
    assert give(phone, room, "buses", "perhaps", number=1).status_code == 400
    facilitating.end(room.workspace, room.meeting)
    late = give(phone, room, "buses", "right", number=1)
    assert (late.status_code, "over" in late.json["why"]) == (409, True)


@pytest.mark.parametrize("number", ["-1", "1.5", "x", str(10**30), "9" * 5000])
def test_a_number_that_is_none_counts_as_sent_now(app: Flask, room: Room, number: str) -> None:
    assert give(come_in(app, room), room, "buses", "right", number=number).status_code == 200


def test_who_has_no_seat_is_sent_to_the_code(visitor: Browser, room: Room) -> None:
    assert visitor.get("/meeting").location == "/m"
    assert visitor.get("/meeting/now").status_code == 403
    assert give(visitor, room, "buses", "right").status_code == 403
    assert visitor.post("/meeting/answers", {"theme_id": 1, "answer": "right"}).location == "/m"


def test_a_closed_door_is_said_in_words(app: Flask, room: Room, staff: Browser, screen: str) -> None:
    lead(staff, screen, "close")
    assert "Open the door" in staff.get(screen).text
    answer = Browser(app).post(f"/m/{room.meeting.code}")
    assert (answer.status_code, "The door is closed" in answer.text) == (409, True)


def test_another_programmes_meeting_is_not_led(staff: Browser, room: Room, workspace: Workspace) -> None:
    staff.post("/programmes/new", {"name": "Another", "slug": "another"})
    assert staff.get(f"/p/another/meetings/{room.meeting.id}").status_code == 404
    assert lead(staff, f"/p/another/meetings/{room.meeting.id}", "end").status_code == 404
    assert not room.now().is_over


@pytest.mark.parametrize(("step", "place"), [("go", ""), ("go", "99"), ("dance", ""), ("go", "²")])
def test_a_step_that_is_none_changes_nothing(staff: Browser, room: Room, screen: str, step: str, place: str) -> None:
    room.sit("a")
    assert lead(staff, screen, step, place).status_code == 400
    assert room.now() == room.meeting


def test_a_room_says_what_matters_most(app: Flask, room: Room, staff: Browser) -> None:
    room.corpus.execute("UPDATE themes SET status = 'adopted'")
    room.corpus.conn.commit()
    chosen = {"constituency": "citizens", "model": "participation", "place-1": "1", "place-2": "2", "ranking": "yes"}
    screen = staff.post("/p/wellbeing/meetings/new", chosen).location
    room.meeting = facilitating.meeting_in(room.workspace, room.programme, int(screen.rsplit("/", 1)[1]))
    phones = [come_in(app, room) for _ in range(3)]
    lead(staff, screen, "go", 2)
    assert "Next: what matters most" in staff.get(screen).text
    lead(staff, screen, "go", 3)
    lead(staff, screen, "show")
    assert "What matters most to you?" in phones[0].get("/meeting").text
    refused = phones[0].post("/meeting/ranking", {"place-1": "1", "place-2": "1"})
    assert (refused.status_code, "Choose each of them once" in refused.text) == (400, True)
    assert phones[0].post("/meeting/ranking", {"place-1": "2"}, headers=JSON).json == {"held": ""}
    assert "It is shown when 3 have" in staff.get(screen).text
    for phone in phones[1:]:
        assert phone.post("/meeting/ranking", {"place-1": "2", "place-2": "1"}).location == "/meeting"
    now = staff.get(f"{screen}/now").json
    assert [(one["words"], one["number"]) for one in now["bars"]] == [("Waiting", "5.0 of 5"), ("Buses", "2.7 of 5")]
    assert "What matters most to us" in phones[0].get("/meeting").text
    lead(staff, screen, "end")
    assert "5.0 of 5" in staff.get(screen).text
    assert phones[0].post("/meeting/ranking", {"place-1": "1"}, headers=JSON).status_code == 409
    assert Browser(app).post("/meeting/ranking", {"place-1": "1"}, headers=JSON).status_code == 403
    assert Browser(app).post("/meeting/ranking").location == "/m"
