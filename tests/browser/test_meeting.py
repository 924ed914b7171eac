"""A meeting in real browsers: the screen, a phone that loses its connection, and one that is loaded again meanwhile."""

from collections.abc import Iterator

import pytest

playwright = pytest.importorskip("playwright.sync_api")

from corpus.records import NewEvent  # noqa: E402
from corpus.store import events  # noqa: E402
from service.settings import Settings  # noqa: E402
from service.workflow.programmes import start_programme  # noqa: E402
from service.workspace import open_workspace  # noqa: E402
from tests.browser.conftest import PASSWORD, PHONE, STAFF, Server, Visitor  # noqa: E402
from tests.service.meeting_room import Room  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FORUM = NewEvent("F1", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")
SAVED = "Saved on this phone. We will send it when you are online again."
HAVE = "We have your answer."
expect = playwright.expect


@pytest.fixture
def meeting(server: Server) -> str:
    """The address of a meeting's screen, and its code."""
    with open_workspace(Settings(home=server.home)) as workspace:
        programme = start_programme(workspace, "Meeting", with_starter=False)
        room = Room(workspace, events.add_event(workspace.corpus, programme.id, FORUM))
        for token in ("first", "second"):  # of fewer than three, nobody is told what they said
            room.say(room.sit(token), "buses", "right")
        return f"/p/{programme.slug}/meetings/{room.meeting.id} {room.meeting.code}"


@pytest.fixture
def phone(browser: "playwright.Browser", server: Server) -> Iterator[Visitor]:
    somebody = Visitor(browser, server)
    somebody.page.set_viewport_size(PHONE)
    yield somebody
    somebody.leave()


def test_a_phone_that_loses_its_connection_loses_no_answer(visitor: Visitor, phone: Visitor, meeting: str) -> None:
    address, code = meeting.split()
    _open_the_screen(visitor, address)
    _come_in(phone, code)
    expect(visitor.page.locator(".meeting-numbers")).to_contain_text("3 in the room")
    visitor.page.get_by_role("button", name="Begin: Buses").click()
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("Buses")
    phone.inspect()
    _answer_without_a_connection(visitor.page, phone.page)
    _load_the_page_again_before_it_is_sent(phone.page)
    _show_what_was_said(visitor, phone.page)
    _go_on_while_somebody_writes(visitor.page, phone.page)
    _end_after_the_screen_was_lost(visitor.page, phone.page)


def _open_the_screen(visitor: Visitor, address: str) -> None:
    visitor.go("/sign-in")
    visitor.page.get_by_label("Name").fill(STAFF)
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.press(visitor.page.get_by_role("button", name="Sign in"))
    visitor.go(address)


def _come_in(phone: Visitor, code: str) -> None:
    phone.go("/m")
    phone.page.get_by_label("The code on the screen").fill(f"{code[:3].lower()} {code[3:]}")
    phone.press(phone.page.get_by_role("button", name="Go on"))
    phone.press(phone.page.get_by_role("button", name="Come in"))
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("We begin soon")


def _answer_without_a_connection(screen: "playwright.Page", page: "playwright.Page") -> None:
    page.context.set_offline(True)
    page.get_by_label("Partly").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.locator("#told")).to_have_text(SAVED)
    expect(screen.locator(".meeting-numbers")).to_contain_text("2 of 3")
    page.context.set_offline(False)
    expect(page.locator("[data-answered]")).to_contain_text("You said: Partly")
    expect(page.get_by_role("button", name="Send")).to_be_hidden()
    expect(page.locator("#told")).to_contain_text(HAVE)
    expect(screen.locator(".meeting-numbers")).to_contain_text("3 of 3")


def _load_the_page_again_before_it_is_sent(page: "playwright.Page") -> None:
    page.route("**/meeting/answers", lambda route: route.abort())
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("Partly")).to_be_focused()
    page.get_by_label("Not us").check()
    page.get_by_label("Why? In your own words").fill("It is the trains.")
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator("#told")).to_contain_text("Saved on this phone.")
    page.reload()
    expect(page.get_by_label("Not us")).to_be_checked()
    expect(page.get_by_label("Why? In your own words")).to_have_value("It is the trains.")
    page.unroute("**/meeting/answers")
    expect(page.locator("#told")).to_contain_text(HAVE)
    assert page.evaluate("() => localStorage.length") == 0


def _show_what_was_said(visitor: Visitor, page: "playwright.Page") -> None:
    visitor.page.get_by_role("button", name="Show what we said").click()
    expect(visitor.page.locator(".meeting-bar", has_text="Not us")).to_contain_text("1")
    height = visitor.page.evaluate("() => document.documentElement.scrollHeight")
    assert height <= visitor.page.viewport_size["height"], "the room sees all of it without scrolling"
    visitor.inspect()
    expect(page.get_by_role("heading", name="What we said")).to_be_visible()


def _go_on_while_somebody_writes(screen: "playwright.Page", page: "playwright.Page") -> None:
    page.get_by_role("button", name="Change it").click()
    page.get_by_label("Why? In your own words").fill("And the price.")
    screen.get_by_role("button", name="Next: Waiting").click()
    expect(page.locator("[data-moved]")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Waiting")


def _end_after_the_screen_was_lost(screen: "playwright.Page", page: "playwright.Page") -> None:
    screen.context.set_offline(True)
    expect(screen.get_by_role("alert")).to_contain_text("We have lost the server.")
    screen.context.set_offline(False)
    expect(screen.locator("#lost")).to_be_hidden()
    screen.get_by_text("For whoever runs the meeting").click()
    screen.get_by_role("button", name="End the meeting").click()
    for somebody in (screen, page):
        expect(somebody.get_by_text("The meeting is over.")).to_be_visible()
