"""An open release from its draft to its recall, by staff and two approvers, read by somebody without an account."""

import pytest

playwright = pytest.importorskip("playwright.sync_api")

from service.settings import Settings  # noqa: E402
from service.workflow import accounts  # noqa: E402
from service.workspace import open_workspace  # noqa: E402
from tests.browser.conftest import PASSWORD, Server, Visitor  # noqa: E402
from tests.service import open_house  # noqa: E402

pytestmark = pytest.mark.browser


def _begin(server: Server) -> None:
    with open_workspace(Settings(home=server.home)) as workspace:
        programme = open_house.begin(workspace)
        for code, how_many in (("FG1", 10), ("FG2", 30), ("FG3", 4)):
            open_house.hold_event(workspace, programme, code, how_many)
        open_house.decide(workspace, programme)
        for name, roles in (("Ada", ["approver"]), ("Ben", ["approver"]), ("Sam", ["staff"])):
            accounts.put_account(workspace, name, roles, PASSWORD)  # type: ignore[arg-type]


def _sign_in(visitor: Visitor, name: str) -> None:
    visitor.page.context.clear_cookies()
    visitor.go("/sign-in")
    visitor.page.get_by_label("Name").fill(name)
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.press(visitor.page.get_by_role("button", name="Sign in", exact=True))


def test_from_draft_to_recall(server: Server, visitor: Visitor) -> None:
    _begin(server)
    page = visitor.page
    _sign_in(visitor, "Sam")
    visitor.go("/p/wellbeing/open-releases")
    visitor.inspect()
    visitor.press(page.get_by_role("button", name="Make a draft"))
    visitor.inspect()
    for _ in range(3):
        visitor.press(page.get_by_role("button", name="Yes, I say so").first)
    for name in ("Ada", "Ben"):
        _sign_in(visitor, name)
        visitor.go("/p/wellbeing/open-releases/1")
        page.get_by_label("Sign with your account’s name").fill(name)
        visitor.press(page.get_by_role("button", name="Sign", exact=True))
    visitor.inspect()
    visitor.press(page.get_by_role("button", name="Publish to everybody"))
    page.context.clear_cookies()
    for path in ("/open/", "/open/wellbeing", "/open/wellbeing/themes", "/open/wellbeing/quotes?_facet=role",
                 "/open/wellbeing/themes/1", "/open/wellbeing/said_decided_done"):  # fmt: skip
        visitor.go(path)
        visitor.inspect()
    visitor.go("/became")
    visitor.inspect()
    page.get_by_label("The code of your event").fill("fg1")
    visitor.press(page.get_by_role("button", name="Show me"))
    playwright.expect(page.get_by_role("heading", name="Waiting")).to_be_visible()
    visitor.inspect()
    for path in ("/became/FG3", "/became/nothing"):
        visitor.go(path)
        visitor.inspect()
    _sign_in(visitor, "Ada")
    visitor.go("/p/wellbeing/open-releases/1")
    page.get_by_label("Why").fill("A name was left in it.")
    visitor.press(page.get_by_role("button", name="Recall now"))
    visitor.inspect()
    page.context.clear_cookies()
    for path in ("/open/", "/open/wellbeing/quotes", "/became/FG1"):
        visitor.go(path)
        playwright.expect(page.get_by_role("main")).to_contain_text("A name was left in it.")
        visitor.inspect()
