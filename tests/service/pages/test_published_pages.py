"""Anybody reads what was published as a page: what the file says, and nothing once it is taken back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.records import NewTheme, Programme
from corpus.store import codebook
from corpus.store.open_releases import OpenRelease
from service.pages import create_app
from service.pages.published_shown import about
from service.settings import Settings
from service.workflow import open_release
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace, open_workspace
from tests.service import open_house

PROGRAMME = Programme(1, open_house.SLUG, "Wellbeing")
PLACE = "/published/wellbeing"
SCRIPT = "<script>alert(1)</script>"
PAGES = [PLACE, f"{PLACE}/themes/waiting", f"{PLACE}/themes/script-alert-1-script"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path)) as workspace:
        programme = open_house.begin(workspace)
        for code in ("FG1", "FG2"):
            open_house.hold_event(workspace, programme, code)
        open_house.decide(workspace, programme)
        themes = [NewTheme("waiting", "Waiting"), NewTheme("quiet", SCRIPT, definition="None spoke of it")]
        codebook.put_codebook(workspace.corpus, programme.id, themes, reason="second")
        yield workspace


@pytest.fixture
def release(workspace: Workspace) -> OpenRelease:
    return open_house.publish(workspace, PROGRAMME)


@pytest.fixture
def client(workspace: Workspace) -> FlaskClient:
    app: Flask = create_app(workspace.settings)
    return app.test_client()


def _column(workspace: Workspace, release: OpenRelease, sql: str) -> list[str]:
    with closing(sqlite3.connect(open_release.file_of(workspace, release))) as file:
        return [str(cell) for (cell,) in file.execute(sql)]


def test_the_page_says_what_the_file_says(client: FlaskClient, workspace: Workspace, release: OpenRelease) -> None:
    assert f'href="{PLACE}"' in client.get("/published").text
    page = unescape(client.get(PLACE).text)
    (people,) = _column(workspace, release, "SELECT people FROM release")
    assert f"About {people} people were heard." in page
    assert all(f'href="{path}"' in page for path in PAGES[1:])
    for sql in ("SELECT decision FROM decisions", "SELECT view FROM minority_views", "SELECT action FROM actions"):
        (told,) = _column(workspace, release, sql)
        assert told in page
    assert "It is what most people said." in page
    assert "Open Government Licence" in page


def test_a_theme_has_its_quotes_and_its_counts(client: FlaskClient, workspace: Workspace, release: OpenRelease) -> None:
    page = unescape(client.get(PAGES[1]).text)
    quotes = _column(workspace, release, "SELECT quote FROM quotes")
    assert sum(f">{one}</blockquote>" in page for one in quotes) == 4
    (people,) = _column(workspace, release, "SELECT people FROM themes WHERE name = 'Waiting'")
    assert f"About {people} people spoke of it." in page
    for sentence in _column(workspace, release, "SELECT text FROM summaries"):
        assert sentence in page
    assert "School nursing team" in page


def test_names_are_text(client: FlaskClient, release: OpenRelease) -> None:
    assert release.state == "published"
    for path in PAGES:
        assert SCRIPT not in client.get(path).text
        assert client.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("count", "heard", "words"),
    [
        (20, 65, "about 20 of 65"),
        (20, "*", "about 20"),
        (0, 65, "nobody of 65"),
        ("*", 65, "fewer than 8, or hidden"),
        (None, None, "not counted"),
    ],
)
def test_a_count_under_control_is_said_in_words(count: int | str | None, heard: int | str | None, words: str) -> None:
    assert about(count, heard) == words


def _is_recalled(workspace: Workspace, release: OpenRelease) -> None:
    open_release.recall(workspace, release, because="A name was left in it.")


def _somebody_withdraws(workspace: Workspace, release: OpenRelease) -> None:
    withdraw(workspace, PROGRAMME, *open_house.somebody_quoted(workspace, release), by="Sam")


@pytest.mark.parametrize("happens", [_is_recalled, _somebody_withdraws])
def test_what_is_taken_back_is_gone_at_once(
    client: FlaskClient, workspace: Workspace, release: OpenRelease, happens: Callable[[Workspace, OpenRelease], None]
) -> None:
    assert [client.get(path).status_code for path in PAGES] == [200] * len(PAGES)
    happens(workspace, release)
    for path in PAGES:
        answer = client.get(path)
        assert (answer.status_code, "was recalled on" in answer.text) == (410, True)
        assert "waiting for help" not in answer.text
    assert "recalled" in client.get("/published").text


def test_a_draft_is_nobodys_to_read(client: FlaskClient, workspace: Workspace) -> None:
    open_release.draft(workspace, PROGRAMME)
    assert [client.get(path).status_code for path in (*PAGES, "/published/other")] == [404] * (len(PAGES) + 1)
    assert "Nothing is published yet" in client.get("/published").text


def test_a_theme_that_is_not_there_is_not_found(client: FlaskClient, release: OpenRelease) -> None:
    assert client.get(f"{PLACE}/themes/{release.number}").status_code == 404
