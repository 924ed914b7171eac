"""From every row in Datasette to its page, and from a page to its row."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from corpus.release.datasette.metadata import metadata_for
from corpus.store import releases
from corpus.store.programmes import add_programme, programme_by_id
from service.data_links import PAGELESS, page_of
from service.pages import create_app
from service.server import create_asgi_app
from service.settings import Settings
from service.workflow import accounts
from service.workflow.publication import publish
from service.workspace import open_workspace
from tests.service import open_house
from tests.service.pages.conftest import PASSWORD, Browser


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    with open_workspace(settings) as workspace:
        programme = open_house.begin(workspace)
        open_house.hold_event(workspace, programme, "FG1", 10)
        open_house.decide(workspace, programme)
        for role in ("analyst", "approver", "safeguarding lead"):
            accounts.put_account(workspace, role, [role], PASSWORD)  # type: ignore[list-item]
        publish(workspace, programme.id)
    return settings


def _browser(settings: Settings, role: str) -> Browser:
    return Browser(create_app(settings)).sign_in(role)


def _visit(settings: Settings, browser: Browser, visit: Callable[[httpx.AsyncClient], Awaitable[Any]]) -> Any:
    cookie = browser.client.get_cookie("chorus")

    async def run() -> Any:
        transport = httpx.ASGITransport(app=create_asgi_app(settings))
        sent = {"cookie": f"chorus={cookie.value}"}
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=sent) as client:
            return await visit(client)

    return asyncio.run(run())


@pytest.mark.parametrize("role", ["analyst", "approver"])
def test_every_row_leads_to_a_page_that_whoever_reads_it_may_see(settings: Settings, role: str) -> None:
    browser = _browser(settings, role)
    with open_workspace(settings) as workspace:
        tables = metadata_for([programme_by_id(workspace.corpus, 1)])["databases"]["wellbeing"]["tables"]

    async def visit(client: httpx.AsyncClient) -> dict[str, list[str]]:
        pages = {name: (await client.get(f"/data/wellbeing/{name}?_size=2")).text for name in tables}
        return {name: re.findall(r'class="col-page"[^>]*><a href="([^"]+)"', text) for name, text in pages.items()}

    found = _visit(settings, browser, visit)
    empty = {"contributor_attributes", "unthemed", "themes_said_together", "forum_answers", *PAGELESS}
    assert {name for name, links in found.items() if not links} == empty
    for links in found.values():
        for link in links:
            answer = browser.client.get(link, follow_redirects=True)
            assert answer.status_code == 200, link
    segment = browser.get(found["segments"][0])
    assert re.search(r"/p/wellbeing/documents/1\?turn=1#segment-1$", segment.location)


def test_every_table_is_told_to_have_a_page_or_none(settings: Settings) -> None:
    with open_workspace(settings) as workspace:
        tables = metadata_for([programme_by_id(workspace.corpus, 1)])["databases"]["wellbeing"]["tables"]
    row = dict.fromkeys((column for told in tables.values() for column in told["columns"]), 1)
    assert {name for name in tables if page_of("wellbeing", name, row) is None} == PAGELESS


@pytest.mark.parametrize("row", [{}, {"id": None}, {"id": "x"}])
def test_a_row_whose_number_was_left_out_leads_nowhere(row: dict[str, Any]) -> None:
    assert page_of("wellbeing", "segments", row) is None


BACK = {
    "/p/wellbeing/themes/1": "themes/1",
    "/p/wellbeing/events/FG1": "events/1",
    "/p/wellbeing/documents/1": "documents/1",
    "/p/wellbeing/review/1": "segments/1",
}


@pytest.mark.parametrize(("page", "row"), BACK.items())
def test_a_page_leads_to_its_row(settings: Settings, page: str, row: str) -> None:
    browser = _browser(settings, "analyst")
    (link,) = re.findall(r'<a href="([^"]+)">See it in Datasette</a>', browser.get(page).text)
    assert link == f"/data/wellbeing/{row}"
    assert _visit(settings, browser, lambda client: client.get(link)).status_code == 200


@pytest.mark.parametrize("page", ["/p/wellbeing/themes/1", "/p/wellbeing/events/FG1", "/p/wellbeing/documents/1"])
def test_whoever_may_not_see_the_data_is_not_led_there(settings: Settings, page: str) -> None:
    text = _browser(settings, "safeguarding lead").get(page).text
    assert "/data/" not in text


def test_no_page_leads_to_a_row_that_was_taken_back(settings: Settings) -> None:
    browser = _browser(settings, "analyst")
    with open_workspace(settings) as workspace:
        release = releases.current_releases(workspace.corpus)["wellbeing"]
    path = settings.releases_path / release.file
    path.rename(path.with_suffix(".away"))
    try:
        assert "See it in Datasette" not in browser.get("/p/wellbeing/themes/1").text
    finally:
        path.with_suffix(".away").rename(path)


@pytest.mark.parametrize("row", ["segments/999", "contributors/999", "turns/999", "documents/999", "events/999", "x/1"])
def test_a_row_of_something_that_has_gone_says_so(settings: Settings, row: str) -> None:
    answer = _browser(settings, "analyst").get(f"/p/wellbeing/rows/{row}")
    assert answer.status_code == 404


def test_a_number_in_an_answer_leads_to_its_row(settings: Settings) -> None:
    browser = _browser(settings, "analyst")
    address = "/data/wellbeing/quotes_for_theme?theme=waiting"
    text = _visit(settings, browser, lambda client: client.get(address)).text
    assert 'data-label="segment_id"><a href="/data/wellbeing/segments/1">1</a>' in text


def test_another_programmes_rows_are_not_here(settings: Settings) -> None:
    browser = _browser(settings, "analyst")
    with open_workspace(settings) as workspace:
        add_programme(workspace.corpus, name="Other", slug="other")
    for kind in ("segments", "turns", "contributors", "documents", "events"):
        assert browser.get(f"/p/other/rows/{kind}/1").status_code == 404, kind
