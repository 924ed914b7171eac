"""Every kind of page on both Datasette sites in a browser: nothing that axe finds, and charts that are drawn."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

playwright = pytest.importorskip("playwright.sync_api")

from service.server import server_config  # noqa: E402
from service.settings import Settings  # noqa: E402
from service.workflow import accounts  # noqa: E402
from service.workflow.publication import publish  # noqa: E402
from service.workspace import open_workspace  # noqa: E402
from tests.browser.conftest import PASSWORD, PHONE, Server, Visitor  # noqa: E402
from tests.service import open_house  # noqa: E402

pytestmark = pytest.mark.browser

DATA = (
    "/data/",
    "/data/wellbeing",
    "/data/wellbeing/segments?_facet=role&_search=waiting&_size=5&locality__exact=North",
    "/data/wellbeing/segments/1",
    "/data/wellbeing/spoken_of_in_each_role?role=young+person",
    "/data/wellbeing?sql=select+*+from+themes",
    "/data/wellbeing?sql=select+nothing",
    "/data/wellbeing/nothing",
    "/data/-/dashboards",
    "/data/-/dashboards/wellbeing",
    "/data/-/dashboards/wellbeing/groups_not_heard?role=young+person",
)
# Its other kinds of page are looked over on the walk of six people.
OPEN = (
    "/open/wellbeing/spoken_of_in_each_role",
    "/open/wellbeing/nothing",
    "/open/-/dashboards/wellbeing",
    "/open/-/dashboards/wellbeing/spoken_of_in_each_engagement_model",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server in this process, which needs no worker: both releases are there before it starts."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    with open_workspace(settings) as workspace:
        programme = open_house.begin(workspace)
        for code, how_many in (("FG1", 10), ("FG2", 30)):
            open_house.hold_event(workspace, programme, code, how_many)
        open_house.decide(workspace, programme)
        accounts.put_account(workspace, "analyst", ["analyst"], PASSWORD)
        publish(workspace, programme.id)
        open_house.publish(workspace, programme)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = uvicorn.Server(server_config(settings))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        yield Server(f"http://127.0.0.1:{listening.getsockname()[1]}", settings.home)
        running.should_exit = True
        thread.join()


def _sign_in(page: "playwright.Page", url: str) -> None:
    page.goto(f"{url}/sign-in")
    page.get_by_label("Name").fill("analyst")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()


def test_axe_finds_nothing_and_nothing_is_too_wide(visitor: Visitor) -> None:
    _sign_in(visitor.page, visitor.url)
    for path in (*DATA, *OPEN):
        visitor.go(path)
        if "/dashboards/" in path:
            visitor.page.locator(".drawing svg").first.wait_for()
        visitor.inspect()


@pytest.mark.parametrize("site", ["data", "open"])
def test_charts_are_drawn_under_the_policy(browser: "playwright.Browser", server: Server, site: str) -> None:
    context = browser.new_context(viewport=PHONE)  # the policy holds here: nothing is let past it
    page, wrong = context.new_page(), []
    page.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    _sign_in(page, server.url)
    page.goto(f"{server.url}/{site}/-/dashboards/wellbeing")
    charts = page.locator(".drawing")
    page.wait_for_function("() => document.querySelectorAll('.drawing svg').length >= 4")
    for number in range(charts.count()):
        drawn, told = charts.nth(number), charts.nth(number).get_attribute("aria-label")
        assert drawn.locator("svg text").count() > 0, told
        assert drawn.locator("svg").bounding_box()["width"] <= PHONE["width"]
    playwright.expect(page.locator("section.chart details[open]")).to_have_count(0)
    page.locator("section.chart summary").first.click()
    playwright.expect(page.locator("section.chart details[open]")).to_have_count(1)
    context.close()
    assert wrong == []


def test_without_javascript_the_figures_stand_there(browser: "playwright.Browser", server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    _sign_in(page, server.url)
    page.goto(f"{server.url}/data/-/dashboards/wellbeing")
    playwright.expect(page.locator("section.chart table").first).to_be_visible()
    playwright.expect(page.locator(".drawing").first).to_be_hidden()
    page.get_by_label("Role", exact=True).select_option("young person")
    page.get_by_role("button", name="Show").click()
    playwright.expect(page.get_by_role("cell", name="young person", exact=True).first).to_be_visible()
    context.close()
