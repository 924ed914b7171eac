"""Anybody reads what was published as a page: what the file says, and nothing once it is taken back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.records import NewTheme, Programme
from corpus.release.open.take_away.themes import Theme, quotes_to_read
from corpus.store import codebook
from corpus.store.open_releases import OpenRelease
from service.pages import create_app
from service.pages.published_shown import about, what_mattered
from service.settings import Settings
from service.workflow import open_release, published
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace, open_workspace
from tests.service import open_house

PROGRAMME = Programme(1, open_house.SLUG, "Wellbeing")
PLACE = "/published/wellbeing"
YOUNG = "young people"
SCRIPT = "<script>alert(1)</script>"
PAGES = [PLACE, f"{PLACE}/themes/waiting", f"{PLACE}/themes/script-alert-1-script"]


@contextmanager
def _house(home: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=home)) as workspace:
        programme = open_house.begin(workspace)
        for code in ("FG1", "FG2"):
            open_house.hold_event(workspace, programme, code)
        open_house.decide(workspace, programme)
        themes = [NewTheme("waiting", "Waiting"), NewTheme("quiet", SCRIPT, definition="None spoke of it")]
        codebook.put_codebook(workspace.corpus, programme.id, themes, reason="second")
        yield workspace


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, OpenRelease]]:
    """A house whose release stays as it is."""
    with _house(tmp_path_factory.mktemp("standing")) as workspace:
        yield workspace, open_house.publish(workspace, PROGRAMME)


@pytest.fixture
def workspace(standing: tuple[Workspace, OpenRelease]) -> Workspace:
    return standing[0]


@pytest.fixture
def release(standing: tuple[Workspace, OpenRelease]) -> OpenRelease:
    return standing[1]


@pytest.fixture
def client(workspace: Workspace) -> FlaskClient:
    return _client(workspace)


def _client(workspace: Workspace) -> FlaskClient:
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


def test_each_forum_has_its_own_choice(workspace: Workspace, release: OpenRelease) -> None:
    seen = published.read(workspace, PROGRAMME)
    numbers = {theme.name: number for number, theme in seen.by_id.items()}
    rows = tuple(
        ("co-production", forum, numbers[name], first, 20)
        for forum, name, first in (
            ("citizens", SCRIPT, 10),
            ("young people", "Waiting", 10),
            ("young people", SCRIPT, 20),
        )
    )
    chosen = replace(seen.taken.tables["what_matters_most"], rows=rows)
    taken = replace(seen.taken, tables={**seen.taken.tables, "what_matters_most": chosen})
    citizens, young_people = what_mattered(published.Published(PROGRAMME, release, taken))
    assert citizens.title == "To citizens (co-production)"
    assert [(one.label, one.words, one.length) for one in young_people.bars] == [
        (SCRIPT, "about 20 of 20", 100),
        ("Waiting", "about 10 of 20", 50),
    ]


def test_what_the_summary_quotes_is_not_quoted_again() -> None:
    said = [{"quote": f'We call it "{one}".', "role": "citizen", "engagement_model": ""} for one in ("late", "far")]
    summary = [{"text": "A citizen said: “We call it ‘late’.”", "written_by": "Chorus"}]
    assert quotes_to_read(Theme({"id": 1}, summary, said, {}, [], [])) == said[1:]


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
def test_what_is_taken_back_is_gone_at_once(tmp_path: Path, happens: Callable[[Workspace, OpenRelease], None]) -> None:
    with _house(tmp_path) as workspace:
        client = _client(workspace)
        release = open_house.publish(workspace, PROGRAMME)
        assert [client.get(path).status_code for path in PAGES] == [200] * len(PAGES)
        happens(workspace, release)
        for path in PAGES:
            answer = client.get(path)
            assert (answer.status_code, "was recalled on" in answer.text) == (410, True)
            assert "waiting for help" not in answer.text
        assert "recalled" in client.get("/published").text


def test_a_draft_is_nobodys_to_read(tmp_path: Path) -> None:
    with _house(tmp_path) as workspace:
        client = _client(workspace)
        open_release.draft(workspace, PROGRAMME)
        assert [client.get(path).status_code for path in (*PAGES, "/published/other")] == [404] * (len(PAGES) + 1)
        assert "Nothing is published yet" in client.get("/published").text


def test_a_theme_that_is_not_there_is_not_found(client: FlaskClient, release: OpenRelease) -> None:
    assert client.get(f"{PLACE}/themes/{release.number}").status_code == 404
