"""Anybody reads the open release under /open, and finds by an event's code what became of it; a recall is at once."""

import asyncio
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from corpus.records import NewTheme, Programme, SummaryLine
from corpus.store import codebook, open_releases, summaries
from corpus.store.forum_summaries import add_forum_summary
from service import release_site
from service.open_site import SHELF
from service.release_datasette import open_datasette
from service.server import create_asgi_app
from service.settings import Settings
from service.workflow import open_release
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace, open_workspace
from tests.service import open_house

Visit = Callable[[httpx.AsyncClient], Awaitable[Any]]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(release_site, "SECONDS_TO_WAIT_FOR_A_LOOK", 20)
    with open_workspace(Settings(home=tmp_path)) as workspace:
        programme = open_house.begin(workspace)
        for code, how_many in (("FG1", 10), ("FG2", 12), ("FG3", 4)):
            open_house.hold_event(workspace, programme, code, how_many)
        yield workspace


@pytest.fixture
def programme(workspace: Workspace) -> Programme:
    return Programme(1, open_house.SLUG, "Wellbeing")


def _visit(workspace: Workspace, visit: Visit) -> Any:
    async def run() -> Any:
        app = create_asgi_app(workspace.settings)
        messages: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        ended = asyncio.create_task(app({"type": "lifespan"}, messages.get, _ignore))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://chorus.test") as client:
            try:
                return await visit(client)
            finally:
                await messages.put({"type": "lifespan.shutdown"})
                await ended

    return asyncio.run(run())


async def _ignore(_message: object) -> None:
    return None


def _get(workspace: Workspace, path: str) -> httpx.Response:
    return _visit(workspace, lambda client: client.get(path))


PAGES = {
    "/open/": "Wellbeing",
    "/open/wellbeing": "You said, we decided, we did",
    "/open/wellbeing/themes": "Waiting",
    "/open/wellbeing/themes/1": "Waiting",
    "/open/wellbeing/quotes?_facet=engagement_model": "waiting for help",
    "/open/wellbeing/quotes?_search=waiting": "waiting for help",
    "/open/wellbeing/theme_by_role": "young person",
    "/open/wellbeing/data_dictionary": "Open Government Licence",
    "/open/wellbeing/what_people_said?theme=wait": "waiting for help",
    "/open/wellbeing/codebook.json": "definition",
    "/open/wellbeing/themes.csv": "Waiting",
    "/open/-/dashboards": "What did most people speak of?",
    "/open/-/dashboards/wellbeing": "Waiting",
    "/open/-/dashboards/wellbeing/what_most_people_spoke_of": "Waiting",
}


def test_anybody_reads_every_page(workspace: Workspace, programme: Programme) -> None:
    open_house.publish(workspace, programme)

    async def visit(client: httpx.AsyncClient) -> None:
        for path, text in PAGES.items():
            answer = await client.get(path)
            assert (answer.status_code, text in answer.text) == (200, True), path
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert "unsafe" not in answer.headers["content-security-policy"]
            assert answer.headers["cache-control"] == "private, no-store"
            assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=\"", answer.text)
            assert "/data/" not in answer.text

    _visit(workspace, visit)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/open/wellbeing?sql=select+1", 403),
        ("/open/wellbeing.json?sql=select+1", 403),
        ("/open/wellbeing/quotes?_where=1=1", 403),
        ("/open/wellbeing.db", 403),
        ("/open/_internal", 404),
        ("/open/-/databases.json", 404),
        ("/open/other", 404),
        ("/data/wellbeing", 303),
    ],
)
def test_nobody_asks_in_sql_or_gets_further(workspace: Workspace, programme: Programme, path: str, status: int) -> None:
    open_house.publish(workspace, programme)
    assert _get(workspace, path).status_code == status


def test_a_draft_is_nowhere(workspace: Workspace, programme: Programme) -> None:
    open_release.draft(workspace, programme)

    async def visit(client: httpx.AsyncClient) -> list[tuple[int, bool]]:
        answers = [await client.get(path) for path in ("/open/", "/open/wellbeing", "/became/FG1")]
        return [(answer.status_code, "waiting for help" in answer.text) for answer in answers]

    assert _visit(workspace, visit) == [(200, False), (200, False), (404, False)]


@pytest.mark.parametrize("how", ["recall", "withdraw"])
def test_what_is_taken_back_is_gone_from_every_address_at_once(
    workspace: Workspace, programme: Programme, how: str
) -> None:
    release = open_house.publish(workspace, programme)

    async def visit(client: httpx.AsyncClient) -> list[tuple[int, bool, bool]]:
        before = [await client.get(path) for path in [*PAGES, "/became/FG1"]]
        assert {answer.status_code for answer in before} == {200}
        if how == "recall":
            open_release.recall(workspace, release, because="A name was left in it.")
        else:
            withdraw(workspace, programme, *open_house.somebody_quoted(workspace, release), by="Sam")
        after = [await client.get(path) for path in [*PAGES, "/became/FG1"]]
        return [(answer.status_code, "waiting for help" in answer.text, "recalled" in answer.text) for answer in after]

    *site, became = _visit(workspace, visit)
    assert set(site) == {(410, False, True)}
    assert became == (200, False, True)
    now = open_releases.open_release(workspace.corpus, release.id)
    assert now.state == "recalled"


def test_a_file_that_was_taken_back_is_not_made_anew_by_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "wellbeing-1.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE release (number)")

    async def run() -> None:
        datasette = await open_datasette(SHELF, [(Programme(1, open_house.SLUG, "Wellbeing"), path)])
        database = datasette.databases[open_house.SLUG]
        path.unlink()
        with pytest.raises(sqlite3.OperationalError):
            database.connect()
        datasette.executor.shutdown()
        for one in datasette.databases.values():
            one.close()

    asyncio.run(run())
    assert not path.exists()


@pytest.mark.parametrize("code", ["FG1", "fg1", "f g-1"])
def test_whoever_has_a_code_sees_what_came_of_it(workspace: Workspace, programme: Programme, code: str) -> None:
    open_house.publish(workspace, programme)
    page = _get(workspace, f"/became/{code}")
    assert page.status_code == 200
    assert "Your group talked about 1 theme" in page.text
    assert "Waiting" in page.text


def test_whose_words_a_summary_is_in_and_how_people_were_heard_is_told(
    workspace: Workspace, programme: Programme
) -> None:
    corpus = workspace.corpus
    corpus.execute("UPDATE events SET engagement_model = 'consultation' WHERE code IN ('FG2', 'FG3')")
    open_house.decide(workspace, programme)
    (segment,) = corpus.execute("SELECT min(id) FROM segments").fetchone()
    quote = SummaryLine("A young person said: “We were waiting and waiting for help”.", (segment,), "quote")
    summaries.replace_summaries(corpus, {1: [quote]})
    own = [SummaryLine("We wait too long.", (segment,)), SummaryLine("Nobody writes to us.", (segment,))]
    add_forum_summary(corpus, 1, "citizens", own, is_by_staff=False)
    open_house.publish(workspace, programme)
    page = re.sub(r"<[^>]+>|\s+", " ", _get(workspace, "/became/FG1").text)
    said = re.sub(r" +", " ", page)
    assert "We wait too long. Nobody writes to us. (Written by citizens of the forum.) A young person said:" in said
    assert "About 25 people in all groups spoke of this. Co-production: about 10; Consultation: about 15." in said
    assert "about 15. Rounded to 5" in said
    assert "What people said We wait too long." in said
    assert "are words of all groups" in said


def test_a_heading_is_no_theme_of_its_own_where_themes_stand_under_it(
    workspace: Workspace, programme: Programme
) -> None:
    known = [NewTheme("waiting", "Waiting", parent="help"), NewTheme("help", "Getting help")]
    codebook.put_codebook(workspace.corpus, programme.id, known, reason="under a heading")
    open_house.publish(workspace, programme)
    page = _get(workspace, "/became/FG1").text
    assert "Your group talked about 1 theme that" in page
    assert '<h3 class="nhsuk-heading-s">Getting help</h3>' in page
    assert "<li>Waiting</li>" in page
    assert "<li>Getting help</li>" not in page


def test_of_a_small_group_nothing_is_told(workspace: Workspace, programme: Programme) -> None:
    open_house.publish(workspace, programme)
    page = _get(workspace, "/became/FG3").text
    assert "Your group was small" in page
    assert "Waiting" not in page


def test_codes_cannot_be_tried_for_ever(workspace: Workspace, programme: Programme) -> None:
    open_house.publish(workspace, programme)

    async def visit(client: httpx.AsyncClient) -> list[int]:
        wrong = [(await client.get(f"/became/X{n}")).status_code for n in range(31)]
        return [*wrong, (await client.get("/became/FG1")).status_code]

    assert _visit(workspace, visit) == [404] * 30 + [429, 429]


def test_links_lead_somewhere(workspace: Workspace, programme: Programme) -> None:
    open_house.publish(workspace, programme)

    async def visit(client: httpx.AsyncClient) -> dict[str, int]:
        found: dict[str, int] = {}
        for page in ("/open/", "/open/wellbeing", "/open/wellbeing/quotes", "/became", "/became/FG1"):
            text = (await client.get(page)).text
            for link in set(re.findall(r'href="(/[^"#?]*)"', text)) - set(found):
                found[link] = (await client.get(link, follow_redirects=True)).status_code
        return found

    assert {link: status for link, status in _visit(workspace, visit).items() if status != 200} == {}
