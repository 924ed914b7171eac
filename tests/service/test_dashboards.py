"""The charts of the newest release under /data are drawn from what the questions answer; nothing runs in the page."""

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from corpus.records import Programme
from service import dashboards, release_site
from service.analysis_site import SHELF, AnalysisSite
from service.release_datasette import open_datasette
from service.settings import Settings
from service.workflow.publication import publish
from service.workspace import Workspace, open_workspace
from tests.service import open_house
from tests.service.visiting import Visit, visit_site

LIST, PAGE = "/data/-/dashboards", "/data/-/dashboards/wellbeing"
CHARTS = (
    "what_most_people_spoke_of",
    "spoken_of_in_each_locality",
    "spoken_of_in_each_role",
    "spoken_of_over_time",
    "groups_not_heard",
    "themes_together",
)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(release_site, "SECONDS_TO_WAIT_FOR_A_LOOK", 20)
    with open_workspace(Settings(home=tmp_path)) as workspace:
        programme = open_house.begin(workspace)
        open_house.hold_event(workspace, programme, "FG1", 10)
        publish(workspace, programme.id)
        yield workspace


def _visit(workspace: Workspace, visit: Visit) -> Any:
    return visit_site(lambda: AnalysisSite(workspace.settings, lambda _: True), visit)


def _get(workspace: Workspace, path: str) -> httpx.Response:
    return _visit(workspace, lambda client: client.get(path))


@pytest.mark.parametrize("path", [LIST, PAGE, *(f"{PAGE}/{name}" for name in CHARTS[:2])])
def test_pages_hold_no_script_and_lead_nowhere_else(workspace: Workspace, path: str) -> None:
    answer = _get(workspace, path)
    assert (answer.status_code, "Wellbeing" in answer.text) == (200, True)
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=\"", answer.text)
    links = re.findall(r'(?:href|src|action)="([^"]*)"', answer.text)
    assert [link for link in links if not re.match(r"/data/(?!data/)|#|/$|/static/chorus.svg$", link)] == []


def test_every_link_and_script_of_the_charts_is_there(workspace: Workspace) -> None:
    async def visit(client: httpx.AsyncClient) -> dict[str, int]:
        text = (await client.get(f"{PAGE}?role=young+person")).text
        found = set(re.findall(r'(?:href|src)="(/data[^"#]*)"', text))
        return {link: (await client.get(link.replace("&amp;", "&"))).status_code for link in found}

    statuses = _visit(workspace, visit)
    assert len([link for link in statuses if "vega" in link]) == 3
    assert {link for link, status in statuses.items() if status != 200} == set()


def test_every_chart_has_its_figures_and_a_text_in_its_place(workspace: Workspace) -> None:
    page = _get(workspace, PAGE).text
    assert re.findall(r'<section class="chart" aria-labelledby="(\w+)"', page) == list(CHARTS)
    drawn = re.findall(r'role="img" aria-label="([^"]+)"', page)
    assert all("Every figure is in the table after this." in label for label in drawn)
    assert len(drawn) == page.count("<details open>") == len(CHARTS) - 1  # of one theme, no two go together
    assert re.search(r"<td[^>]*>Waiting</td>\s*<td[^>]*>North</td>\s*<td[^>]*>10</td>", page)


def test_charts_are_narrowed_down(workspace: Workspace) -> None:
    page = _get(workspace, f"{PAGE}?role=citizen").text
    assert "Nobody was heard who fits what you chose." in page
    assert 'href="/data/wellbeing/spoken_of_in_each_role?role=citizen"' in page
    assert _get(workspace, f"{PAGE}?role=%22%3E%3Cscript%3E").text.count("<script>") == 0


@pytest.mark.parametrize(
    "within",
    [
        "-/dashboards/nowhere",
        "-/dashboards/wellbeing/nowhere",
        "-/dashboards/wellbeing/embed",
        "-/dashboards/wellbeing/themes_together/embed",
        "-/dashboards/",
        "-/dashboardsx",
        "-/static-plugins/datasette_leaflet/leaflet-v1.7.1.js",
        "-/static-plugins/datasette_dashboards/../../metadata.py",
    ],
)
def test_nothing_else_of_the_plugin_is_there(workspace: Workspace, within: str) -> None:
    assert _get(workspace, f"/data/{within}").status_code == 404


def test_charts_of_what_was_withdrawn_are_gone_at_once(workspace: Workspace) -> None:
    async def visit(client: httpx.AsyncClient) -> list[int]:
        before = await client.get(PAGE)
        for file in workspace.settings.releases_path.glob("*.db"):
            file.unlink()
        return [before.status_code, *[(await client.get(path)).status_code for path in (LIST, PAGE)]]

    before, *after = _visit(workspace, visit)
    pages = [_get(workspace, path).text for path in (LIST, PAGE)]
    assert (before, set(after)) == (200, {200})
    assert all("Nothing is published yet" in page for page in pages)


def test_a_release_of_before_there_were_charts_has_none_and_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE release (number INTEGER PRIMARY KEY)")

    async def run() -> list[httpx.Response]:
        datasette = await open_datasette(SHELF, [(Programme(1, "wellbeing", "Wellbeing"), path)])
        transport = httpx.ASGITransport(app=datasette.app())
        async with httpx.AsyncClient(transport=transport, base_url="http://chorus.test") as client:
            answers = [await client.get(address) for address in ("/data/wellbeing", "/data/", PAGE)]
        datasette.executor.shutdown()
        for one in datasette.databases.values():
            one.close()
        return answers

    database, index, charts = asyncio.run(run())
    assert (database.status_code, index.status_code, charts.status_code) == (200, 200, 404)
    assert "/-/dashboards" not in database.text + index.text


@pytest.mark.parametrize(
    ("within", "slug"),
    [
        ("-/dashboards", ""),
        ("-/dashboards/play", "play"),
        ("-/dashboards/play/a_chart", "play"),
        ("play/segments.json", "play"),
        ("play.json", "play"),
        ("-/static/app.css", "-"),
    ],
)
def test_whose_page_it_is(within: str, slug: str) -> None:
    assert dashboards.programme_of(within) == slug
