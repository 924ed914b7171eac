"""A card sort in a real browser: with a keyboard, without a connection, without JavaScript, and read afterwards."""

from dataclasses import dataclass

import pytest

playwright = pytest.importorskip("playwright.sync_api")

from corpus.records import NewEvent  # noqa: E402
from corpus.store import codebook, events  # noqa: E402
from service.settings import Settings  # noqa: E402
from service.workflow import accounts, card_sorting  # noqa: E402
from service.workflow.programmes import start_programme  # noqa: E402
from service.workspace import open_workspace  # noqa: E402
from tests import sortable  # noqa: E402
from tests.browser.conftest import PHONE, Server, Visitor  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FORUM = NewEvent("F1", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")
expect = playwright.expect


@dataclass(frozen=True)
class Sorts:
    """Two members' codes, one card sort that is open and one that six members have sorted."""

    codes: tuple[str, ...]
    open: int
    closed: int


@pytest.fixture(scope="module")
def sorts(server: Server) -> Sorts:
    with open_workspace(Settings(home=server.home)) as workspace:
        programme = start_programme(workspace, "Cards", with_starter=False)
        event = events.add_event(workspace.corpus, programme.id, FORUM)
        sortable.fill(workspace, programme.id, event.id)
        names = {theme.id: theme.name for theme in codebook.themes(workspace.corpus, programme.id)}
        closed, is_open = (sortable.opened(workspace, programme.id) for _ in range(2))
        for constituency in ("young people", "citizens"):
            sortable.sorted_by(
                workspace, closed, constituency, 3, lambda card: names.get(card.theme_id or 0, "Rain and wind")
            )
        card_sorting.close(workspace, programme, closed.id)
        codes = accounts.make_codes(workspace, programme.id, "young people", 2)
        return Sorts(tuple(codes), is_open.id, closed.id)


def test_cards_are_sorted_with_a_keyboard_and_nothing_is_lost_with_the_connection(
    visitor: Visitor, sorts: Sorts
) -> None:
    page = visitor.page
    page.set_viewport_size(PHONE)
    _sign_in(visitor, sorts)
    visitor.go(f"/forum/card-sorts/{sorts.open}")
    progress = page.locator(".sort-progress")
    page.get_by_label("Your first pile").fill("Late buses")
    page.keyboard.press("Enter")
    expect(progress).to_contain_text("1 of 36 sorted. 35 left.")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("button", name="Late buses").focus()
    page.keyboard.press("Enter")
    expect(progress).to_contain_text("2 of 36 sorted.")
    page.context.set_offline(True)
    page.get_by_role("button", name="It fits nowhere").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved: there is no connection.")
    page.context.set_offline(False)
    page.get_by_role("button", name="It fits nowhere").click()
    expect(progress).to_contain_text("3 of 36 sorted.")
    page.get_by_label("New pile").fill("My dad hits me")
    page.get_by_role("button", name="Put it in a new pile").click()
    expect(page.get_by_text("0800 1111")).to_be_visible()
    visitor.inspect()
    page.reload()
    expect(progress).to_contain_text("4 of 36 sorted.")
    visitor.press(page.get_by_role("link", name="Look at my piles"))
    visitor.inspect()


def test_cards_are_sorted_without_javascript(browser: "playwright.Browser", server: Server, sorts: Sorts) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/forum/sign-in")
    page.get_by_label("code").fill(sorts.codes[1])
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{server.url}/forum/card-sorts/{sorts.open}")
    page.get_by_role("button", name="Put it in a new pile").click()
    page.get_by_role("button", name="Pile 1").click()
    expect(page.locator(".sort-progress")).to_contain_text("2 of 36 sorted.")
    context.close()


def test_what_is_shared_is_read_at_both_widths(visitor: Visitor, sorts: Sorts) -> None:
    _sign_in(visitor, sorts)
    visitor.go(f"/forum/card-sorts/{sorts.closed}/shared")
    expect(visitor.page.get_by_role("heading", name="The whole picture")).to_be_visible()
    expect(visitor.page.get_by_text("You see “Rain and wind”.")).to_be_visible()
    visitor.inspect()


def _sign_in(visitor: Visitor, sorts: Sorts) -> None:
    visitor.go("/forum/sign-in")
    visitor.page.get_by_label("code").fill(sorts.codes[0])
    visitor.press(visitor.page.get_by_role("button", name="Sign in"))
