"""Analysts see the newest release under /data, whole, and nothing but the release."""

import asyncio
import csv
import html
import io
import re
import sqlite3
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import httpx
import pytest
from datasette.views.table import TableView

from corpus.records import Coding, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn
from corpus.store import codebook, codings, documents, events, releases
from corpus.store.programmes import add_programme
from service import analysis_site, release_site
from service.analysis_site import AnalysisSite
from service.pages.access import local_path
from service.settings import Settings
from service.workflow.publication import publish
from service.workspace import Workspace, open_workspace
from tests.service.visiting import Visit, visit_site


def _say(workspace: Workspace, name: str, texts: list[str], programme_id: int = 1) -> None:
    corpus = workspace.corpus
    place = NewEvent(name, f"Event {name}", "survey", "2026-01-10", "North", "online", "families", "consultation")
    event = events.add_event(corpus, programme_id, place)
    document, _ = documents.add_document(corpus, event.id, format="csv", fingerprint=name)
    documents.store_turns(
        corpus,
        document,
        contributors=[NewContributor(str(n), f"Person {n}", "young person") for n, _ in enumerate(texts)],
        turns=[
            NewTurn(text, "contributor", str(n), f"Person {n}", (NewSegment(0, len(text)),))
            for n, text in enumerate(texts)
        ],
        blank=0,
    )


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(release_site, "SECONDS_BETWEEN_LOOKS", 0)
    monkeypatch.setattr(release_site, "SECONDS_TO_WAIT_FOR_A_LOOK", 20)
    with open_workspace(Settings(home=tmp_path)) as workspace:
        corpus = workspace.corpus
        programme = add_programme(corpus, name="Wellbeing", slug="wellbeing")
        codebook.put_codebook(corpus, programme.id, [NewTheme("waiting", "Waiting")], reason="first")
        _say(workspace, "one", [f"I waited {n} weeks for help." for n in range(120)])
        coder = codings.coder_id(corpus, "model", "minilm")
        coded = [Coding(segment.id, 1, 0.5, True) for segment in codings.segments_to_code(corpus, 1)]
        codings.replace_suggestions(corpus, 1, coder, coded)
        yield workspace


@pytest.fixture
def published(workspace: Workspace) -> Workspace:
    publish(workspace, 1)
    return workspace


def _visit(workspace: Workspace, visit: Visit, *, allows: release_site.Allows = lambda _: True) -> Any:
    return visit_site(lambda: AnalysisSite(workspace.settings, allows), visit)


def _get(workspace: Workspace, path: str) -> httpx.Response:
    return _visit(workspace, lambda client: client.get(path))


PAGES = {
    "/data/": "Wellbeing|wellbeing",
    "/data/wellbeing": "Quotes for a theme",
    "/data/wellbeing/segments": "I waited 7 weeks",
    "/data/wellbeing/segments?_facet=locality&_facet=role": "young person",
    "/data/wellbeing/segments?_search=waiting+weeks": "120 rows",
    "/data/wellbeing/segments/1": "I waited 0 weeks",
    "/data/wellbeing/codings": "Waiting",
    "/data/wellbeing/theme_by_locality": "percent|100",
    "/data/wellbeing/unthemed": "What fits no theme",
    "/data/wellbeing/quotes_for_theme?theme=wait": "I waited 7 weeks",
    "/data/wellbeing?sql=select+count(*)+as+n+from+segments": "120",
}


@pytest.mark.parametrize(("path", "text"), PAGES.items())
def test_pages_answer_with_links_that_stay_on_the_site(published: Workspace, path: str, text: str) -> None:
    answer = _get(published, path)
    assert answer.status_code == 200, answer.text
    assert re.search(text, answer.text)
    assert '<html lang="en">' in answer.text
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=\"", answer.text)
    links = re.findall(r'(?:href|src|action)="([^"]*)"', answer.text)
    stray = [
        link
        for link in links
        if not re.match(r"(http://chorus\.test)?/data/(?!data/)|/p/wellbeing/|[?#]|/$|/static/chorus.svg$", link)
    ]
    assert (bool(links), stray) == (True, [])


@pytest.mark.parametrize(
    "path",
    ["/data/wellbeing/segments.json?_shape=array", "/data/wellbeing/quotes_for_theme.json?theme=1&_shape=array"],
)
def test_json(published: Workspace, path: str) -> None:
    assert len(_get(published, path).json()) >= 50


@pytest.mark.parametrize(
    "path", ["/data/wellbeing/segments.csv?_stream=on&_labels=on", "/data/wellbeing/quotes_for_theme.csv?theme="]
)
def test_csv(published: Workspace, path: str) -> None:
    answer = _get(published, path)
    assert answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text.splitlines()) == 121


def test_all_rows_are_read_by_the_thousand(published: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    read, pages = TableView.data, []

    async def count(self: TableView, *given: Any, **named: Any) -> Any:
        pages.append(1)
        return await read(self, *given, **named)

    monkeypatch.setattr(TableView, "data", count)
    for size in ("", "&_size=50"):
        assert len(_get(published, f"/data/wellbeing/segments.csv?_stream=on{size}").text.splitlines()) == 121
    assert len(pages) == 1 + 3


def test_what_would_be_a_formula_is_text_in_csv_and_untouched_elsewhere(workspace: Workspace) -> None:
    link, lines = '=HYPERLINK("http://x.test","a, b")', 'He said "no"\n=1+1'
    _say(workspace, "two", [link, lines, "-3"])
    publish(workspace, 1)
    for path in ("segments.csv?_stream=1", "segments.csv?_size=max", f"segments.csv?text__exact={quote(link)}"):
        rows = list(csv.DictReader(io.StringIO(_get(workspace, f"/data/wellbeing/{path}").text, newline="")))
        texts = [row["text"] for row in rows]
        assert f"'{link}" in texts
        assert link not in texts
    assert {lines, "-3"} <= {row["text"] for row in csv.DictReader(io.StringIO(_all_segments(workspace), newline=""))}
    found = _get(workspace, f"/data/wellbeing/segments.json?_shape=array&text__exact={quote(link)}").json()
    assert [row["text"] for row in found] == [link]


def _all_segments(workspace: Workspace) -> str:
    return str(_get(workspace, "/data/wellbeing/segments.csv?_stream=1").text)


def test_foreign_keys_show_labels(published: Workspace) -> None:
    codings_page = _get(published, "/data/wellbeing/codings").text
    assert re.search(r'<a href="/data/wellbeing/themes/1">Waiting</a>', codings_page)
    assert (
        re.search(r'<a href="/data/wellbeing/events/1">Event one</a>', _get(published, "/data/wellbeing/turns").text)
        is None
    )
    assert re.search(
        r'<a href="/data/wellbeing/events/1">Event one</a>', _get(published, "/data/wellbeing/segments").text
    )


@pytest.mark.parametrize(
    "path",
    [
        "/data/_internal",
        "/data/_internal/databases",
        "/data/%5Finternal/databases.json",
        "/data/~5Finternal/databases.json",
        "/data//_internal/databases",
        "/data/_memory",
        "/data/-/threads",
        "/data/-/threads.json",
        "/data/%2D/threads",
        "/data/-/databases.json",
        "/data/-/plugins",
        "/data/-/settings",
        "/data/-/permissions",
        "/data/-/messages",
        "/data/wellbeing-1",
        "/data/nowhere",
        "/data/wellbeing/nowhere",
    ],
)
def test_nothing_but_the_releases_is_there(published: Workspace, path: str) -> None:
    assert _get(published, path).status_code == 404


def test_the_file_cannot_be_taken(published: Workspace) -> None:
    assert _get(published, "/data/wellbeing.db").status_code == 403


@pytest.mark.parametrize(
    "sql",
    [
        "select+hex(zeroblob(50000000))",
        "attach+'/etc/passwd'+as+x",
        "delete+from+segments",
        "select+load_extension('x')",
        "select+randomblob(1000000000)",
    ],
)
def test_queries_cannot_change_or_take_more_than_is_theirs(published: Workspace, sql: str) -> None:
    assert _get(published, f"/data/wellbeing?sql={sql}").status_code == 400


def _rows_of(columns: str, number: int) -> str:
    return f"with recursive n(i) as (select 1 union all select i + 1 from n where i < {number}) select {columns} from n"


@pytest.mark.parametrize(
    "sql",
    [
        _rows_of("zeroblob(1900000)", 1000),
        _rows_of("zeroblob(390000)", 1000),
        _rows_of("replace(hex(zeroblob(190000)), '0', 'x')", 1000),
        _rows_of(", ".join(["zeroblob(390000)"] * 1000), 1),
        "select " + ", ".join(["hex(zeroblob(190000)) || char(128512)"] * 60),
    ],
)
@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_a_query_cannot_fill_the_memory(published: Workspace, sql: str, form: str) -> None:
    async def visit(client: httpx.AsyncClient) -> tuple[httpx.Response, int]:
        await client.get("/data/wellbeing")
        tracemalloc.start()
        answer = await client.get(f"/data/wellbeing{form}", params={"sql": sql})
        return answer, tracemalloc.get_traced_memory()[1]

    try:
        answer, most = _visit(published, visit)
    finally:
        tracemalloc.stop()
    assert answer.status_code == 400 or form == ".csv"  # which is answered before the query is
    assert len(answer.content) < 200_000
    assert most < 150_000_000


def test_long_values_can_be_read(published: Workspace) -> None:
    path = "/data/wellbeing.json?_shape=arrayfirst&sql=" + quote(_rows_of("hex(zeroblob(190000))", 20))
    assert _get(published, path).json() == ["0" * 380_000] * 20


@pytest.mark.parametrize(
    "path", ["/data/", "/data/wellbeing/segments.json", "/data/nowhere", "/data/wellbeing/nowhere"]
)
def test_answers_are_kept_by_nobody_and_load_nothing_from_elsewhere(published: Workspace, path: str) -> None:
    headers = _get(published, path).headers
    assert headers.get_list("cache-control") == ["private, no-store"]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "set-cookie" not in headers


def test_a_page_that_is_not_found_writes_no_cookie_down(
    published: Workspace, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    cookie = {"cookie": "session=my-secret"}
    assert _visit(published, lambda client: client.get("/data/wellbeing/none", headers=cookie)).status_code == 404
    assert "my-secret" not in "".join([*capsys.readouterr(), caplog.text])


def test_what_is_asked_for_is_written_down_nowhere(published: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    asked = _get(published, "/data/wellbeing?sql=select+nothing_such+from+segments+where+text+like+'my+secret'")
    assert (asked.status_code, "no such column" in asked.text) == (400, True)
    assert "my secret" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("words", ['"waited', "waited (7", "wait*", "can't OR"])
def test_a_search_for_odd_marks_is_answered(published: Workspace, words: str) -> None:
    address = "/data/wellbeing/segments.json?" + urlencode({"_search": words})
    assert _get(published, address).status_code == 200


def test_static_files_may_be_kept(published: Workspace) -> None:
    answer = _get(published, "/data/-/static/app.css")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, max-age=3600")


def test_the_bare_path_leads_in(published: Workspace) -> None:
    answer = _get(published, "/data")
    assert (answer.status_code, answer.headers["location"]) == (303, "/data/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_it_is_read_only(published: Workspace, method: str) -> None:
    assert _visit(published, lambda client: client.request(method, "/data/wellbeing")).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/data",
        "/data/",
        "/data/wellbeing/segments.csv",
        "/data/nowhere",
        "/data/wellbeing?sql=select+%27a%26b%27%2C+1%2B1&_size=5",
        "/data/wellbeing/~2Fa%2Fb%20c%C3%A9?theme=%E2%80%9Cmonths%E2%80%9D",
        "/data/wellbeing?next=https://example.org/%0D%0ALocation:%20x",
    ],
)
def test_whoever_has_not_signed_in_comes_back_to_the_page_they_asked_for(published: Workspace, path: str) -> None:
    answer = _visit(published, lambda client: client.get(path), allows=lambda _: "redirect")
    address = urlsplit(answer.headers["location"])
    asked = parse_qs(address.query)
    assert (answer.status_code, address.netloc, address.path, asked) == (303, "", "/sign-in", {"next": [path]})
    assert local_path(asked["next"][0]) == path


@pytest.mark.parametrize("path", ["/data/", "/data/wellbeing/segments.csv"])
def test_forum_members_are_told_that_it_is_not_for_them(published: Workspace, path: str) -> None:
    answer = _visit(published, lambda client: client.get(path), allows=lambda _: False)
    assert answer.status_code == 403
    assert "analysts" in answer.text
    assert "weeks" not in answer.text


def test_nothing_published_yet_and_then_something(workspace: Workspace) -> None:
    async def visit(client: httpx.AsyncClient) -> list[str]:
        before = (await client.get("/data/")).text
        await asyncio.to_thread(_publish_elsewhere, workspace.settings)
        return [before, (await client.get("/data/")).text]

    before, after = _visit(workspace, visit)
    assert "Nothing is published yet" in before
    assert "/data/wellbeing" in after


def _publish_elsewhere(settings: Settings) -> None:
    with open_workspace(settings) as other:
        publish(other, 1)


def test_a_programme_may_be_called_data(published: Workspace) -> None:
    other = add_programme(published.corpus, name="Data")
    publish(published, other.id)
    page = _get(published, "/data/data/release?_facet=programme")
    assert page.status_code == 200
    assert "http://chorus.test/data/data/release?_facet=programme&amp;programme=Data" in page.text


def test_links_lead_somewhere(published: Workspace) -> None:
    async def visit(client: httpx.AsyncClient) -> dict[str, int]:
        found: dict[str, int] = {}
        for page in ("", "wellbeing", "wellbeing/segments", "wellbeing/themes/1", "wellbeing/people_by_role?theme="):
            text = (await client.get(f"/data/{page}")).text
            for link in set(re.findall(r'(?:href|src)="((?:/data|http)[^"]*)"', text)) - set(found):
                found[link] = (await client.get(html.unescape(link))).status_code
        return found

    statuses = _visit(published, visit)
    assert len(statuses) > 50
    assert {link for link, status in statuses.items() if status != 200} == set()


def test_a_second_programme_appears_beside_the_first(published: Workspace) -> None:
    async def visit(client: httpx.AsyncClient) -> str:
        await client.get("/data/")
        other = add_programme(published.corpus, name="Play", slug="play")
        publish(published, other.id)
        return (await client.get("/data/")).text

    page = _visit(published, visit)
    assert "/data/wellbeing" in page
    assert "/data/play" in page


def test_releases_change_under_load_without_a_failure_or_a_mix(published: Workspace) -> None:
    """Every answer is from one release: the number of its row and the number of its events agree."""
    sql = "/data/wellbeing.json?sql=select+number,+(select+count(*)+from+events)+as+n+from+release&_shape=array"

    async def read(client: httpx.AsyncClient, seen: list[tuple[int, int, int]], stop: asyncio.Event) -> None:
        while not stop.is_set():
            answer = await client.get(sql)
            row = answer.json()[0] if answer.status_code == 200 else {"number": -1, "n": -1}
            seen.append((answer.status_code, row["number"], row["n"]))

    async def visit(client: httpx.AsyncClient) -> list[tuple[int, int, int]]:
        seen: list[tuple[int, int, int]] = []
        stop = asyncio.Event()
        readers = [asyncio.create_task(read(client, seen, stop)) for _ in range(4)]
        for number in range(2, 7):
            await asyncio.to_thread(_say_and_publish, published.settings, number)
        await client.get("/data/")
        await asyncio.sleep(0.3)
        stop.set()
        await asyncio.gather(*readers)
        return seen

    seen = _visit(published, visit)
    assert {status for status, _, _ in seen} == {200}
    assert all(number == count for _, number, count in seen)
    assert len({number for _, number, _ in seen}) >= 3
    assert seen[-1][1] == 6


def _say_and_publish(settings: Settings, number: int) -> None:
    with open_workspace(settings) as other:
        _say(other, f"more {number}", ["Something more was said."])
        publish(other, 1)


def test_old_editions_end_their_threads_and_close_their_files(published: Workspace) -> None:
    async def visit(client: httpx.AsyncClient) -> int:
        await client.get("/data/wellbeing/segments")
        started = threading.active_count()
        for _ in range(5):
            publish(published, 1)
            await client.get("/data/wellbeing/segments")
        for _ in range(200):
            if threading.active_count() - started <= 3:
                break
            await asyncio.sleep(0.05)
        return threading.active_count() - started

    assert _visit(published, visit) <= 3
    folder = published.settings.releases_path
    assert not [file for file in Path("/proc/self/fd").iterdir() if _leads_into(folder, file)]


def _leads_into(folder: Path, link: Path) -> bool:
    try:
        return link.readlink().is_relative_to(folder)
    except OSError:
        return False


def test_a_slow_request_ends_on_the_release_it_began_with(published: Workspace) -> None:
    slow = (
        "/data/wellbeing.json?_shape=array&sql=with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n+where"
        "+i<1500000)+select+number,+(select+count(*)+from+n)+as+n+from+release"
    )

    async def visit(client: httpx.AsyncClient) -> tuple[httpx.Response, str]:
        await client.get("/data/")
        request = asyncio.create_task(client.get(slow))
        await asyncio.sleep(0.05)
        await asyncio.to_thread(_publish_elsewhere, published.settings)
        now = await client.get("/data/wellbeing/release.json?_shape=array")
        return await request, now.json()[0]["number"]

    answer, number = _visit(published, visit)
    assert answer.json() == [{"number": 1, "n": 1500000}]
    assert number == 2


def test_a_changed_file_is_not_shown(published: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    (release,) = releases.current_releases(published.corpus).values()
    with closing(sqlite3.connect(published.settings.releases_path / release.file)) as file, file:
        file.execute("UPDATE segments SET text = 'nobody said this'")
    assert "Nothing is published yet" in _get(published, "/data/").text
    assert "changed after it was published" in caplog.text


def test_what_was_shown_stays_while_the_corpus_cannot_be_read(
    published: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: Path) -> None:
        raise sqlite3.OperationalError("database is locked")

    async def visit(client: httpx.AsyncClient) -> int:
        await client.get("/data/")
        monkeypatch.setattr(analysis_site, "_find_releases", fails)
        return (await client.get("/data/wellbeing")).status_code

    assert _visit(published, visit) == 200
    assert "OperationalError at" in caplog.text
    assert "database is locked" not in caplog.text
