"""Questions and tables of both sites as JSON and CSV: of the right kind, and nothing that a spreadsheet would run."""

import asyncio
import csv
import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from corpus.records import NewTheme, Programme
from corpus.release.datasette.metadata import metadata_for as analysis_metadata
from corpus.release.open.datasette.metadata import metadata_for as open_metadata
from corpus.store import codebook
from service.analysis_site import AnalysisSite
from service.open_site import OpenSite
from service.release_site import ReleaseSite
from service.settings import Settings
from service.workflow.publication import publish
from service.workspace import open_workspace
from tests.service import open_house

FORMULA = '=HYPERLINK("http://x.test")'
GIVEN = {"theme": "HYPER", "within": "", "role": "young person", "locality": "North", "event": "FG1"}
SITES: dict[str, Callable[[Settings], ReleaseSite]] = {
    "data": lambda settings: AnalysisSite(settings, lambda _: True),
    "open": OpenSite,
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    with open_workspace(settings) as workspace:
        programme = open_house.begin(workspace)
        codebook.put_codebook(workspace.corpus, programme.id, [NewTheme("waiting", FORMULA)], reason="test")
        for code, how_many in (("FG1", 10), ("FG2", 30)):
            open_house.hold_event(workspace, programme, code, how_many)
        open_house.decide(workspace, programme)
        publish(workspace, programme.id)
        open_house.publish(workspace, programme)
    return settings


def _get(settings: Settings, site: str, paths: list[tuple[str, dict[str, str]]]) -> list[httpx.Response]:
    async def run() -> list[httpx.Response]:
        app = SITES[site](settings)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://chorus.test") as client:
            try:
                return [await client.get(f"/{site}/wellbeing/{path}", params=given) for path, given in paths]
            finally:
                await app.close()

    return asyncio.run(run())


def _told(site: str) -> dict[str, Any]:
    metadata_for = {"data": analysis_metadata, "open": open_metadata}[site]
    found: dict[str, Any] = metadata_for([Programme(1, "wellbeing", "Wellbeing")])["databases"]["wellbeing"]
    return found


@pytest.mark.parametrize("given", [{}, GIVEN], ids=["blank", "given"])
@pytest.mark.parametrize("site", SITES)
def test_every_question_answers_as_json_that_no_browser_takes_for_a_page(
    settings: Settings, site: str, given: dict[str, str]
) -> None:
    questions = list(_told(site)["queries"])
    answers = _get(settings, site, [(f"{name}.json", {**given, "_shape": "objects"}) for name in questions])
    for name, answer in zip(questions, answers, strict=True):
        assert (answer.status_code, answer.json()["ok"]) == (200, True), name
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("site", SITES)
def test_no_cell_of_any_csv_file_is_a_formula(settings: Settings, site: str) -> None:
    told = _told(site)
    names = [*told["tables"], *told["queries"]]
    answers = _get(settings, site, [(f"{name}.csv", {"_labels": "on"}) for name in names])
    cells = []
    for name, answer in zip(names, answers, strict=True):
        assert answer.status_code == 200, name
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.headers["x-content-type-options"] == "nosniff"
        cells += [cell for row in csv.reader(io.StringIO(answer.text, newline="")) for cell in row]
    assert f"'{FORMULA}" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []
