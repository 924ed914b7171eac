"""Every kind of address under /data, by every role: the table says who is let in, and each look is an entry."""

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

import httpx
import pytest

from corpus.records import ACCOUNT_ROLES, Release
from corpus.release.datasette.metadata import metadata_for
from corpus.store import audit, people
from corpus.store.programmes import programme_by_id
from service.passwords import hash_password
from service.server import create_asgi_app
from service.settings import Settings
from service.who_may import SITES
from service.workflow.publication import publish
from service.workspace import Workspace

KINDS = {
    "/data": "data",
    "/data/": "data",
    "/data/wellbeing": "data/wellbeing",
    "/data/wellbeing.json": "data/wellbeing.json",
    "/data/wellbeing.db": "data/?",
    "/data/wellbeing?sql=select+'my+secret'": "data/wellbeing",
    "/data/wellbeing/segments": "data/wellbeing/segments",
    "/data/wellbeing/segments.csv?_search=secret": "data/wellbeing/segments.csv",
    "/data/wellbeing/themes/1": "data/wellbeing/themes/1",
    "/data/wellbeing/My%20secret": "data/wellbeing/?",
    "/data/wellbeing/quotes_for_theme?theme=secret": "data/wellbeing/quotes_for_theme",
    "/data/-/static/app.css": "",
    "/data/-/chorus/data.css": "",
    "/data/-/dashboards": "data/-/dashboards",
    "/data/-/dashboards/wellbeing?role=my+secret": "data/-/dashboards/wellbeing",
    "/data/-/dashboards/wellbeing/groups_not_heard": "data/-/dashboards/wellbeing/groups_not_heard",
    "/data/-/dashboards/My%20secret": "data/-/dashboards/?",
    "/data/-/static-plugins/datasette_dashboards/vega.min.js": "",
    "/data/-/databases": "",
    "/data/_internal": "data/_internal",
    "/data/nowhere": "data/nowhere",
}


def _every_address(workspace: Workspace, release: Release) -> list[str]:
    """Each table, view and question of a release, to be read, as JSON and as CSV."""
    with closing(sqlite3.connect(workspace.settings.releases_path / release.file)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    asked = metadata_for([programme_by_id(workspace.corpus, release.programme_id)])["databases"]["wellbeing"]["queries"]
    return [f"/data/wellbeing/{name}{ending}" for name in (*tables, *asked) for ending in ("", ".json", ".csv")]


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize("role", [*ACCOUNT_ROLES, "forum", "nobody"])
def test_the_data_is_for_those_whom_the_table_names(
    settings: Settings, workspace: Workspace, visitor: Any, member: Any, role: str
) -> None:
    every = _every_address(workspace, publish(workspace, 1))
    browser = member if role == "forum" else visitor
    if role in ACCOUNT_ROLES:
        people.put_account(
            workspace.corpus,
            name=role,
            roles=[role],  # type: ignore[list-item]
            password_hash=hash_password("correct horse battery"),
        )
        browser.sign_in(role)
    cookie = browser.client.get_cookie("chorus")
    sent = {"cookie": f"chorus={cookie.value}"} if cookie else {}
    before = audit.count_entries(workspace.corpus)

    async def visit() -> dict[str, httpx.Response]:
        transport = httpx.ASGITransport(app=create_asgi_app(settings))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=sent) as client:
            return {path: await client.get(path) for path in (*KINDS, *every)}

    answers = asyncio.run(visit())
    is_let_in = SITES["analysis"].allows([role])  # type: ignore[list-item]
    for path, answer in answers.items():
        if role == "nobody":
            assert (answer.status_code, answer.headers["location"].startswith("/sign-in?next=")) == (303, True), path
        elif is_let_in:
            assert "This is for analysts" not in answer.text, path
            assert not answer.headers.get("location", "").startswith("/sign-in"), path
            assert path not in every or answer.status_code == 200, path
        else:
            assert (answer.status_code, "This is for analysts" in answer.text) == (403, True), path
    told = audit.entries(workspace.corpus, limit=999)[: audit.count_entries(workspace.corpus) - before]
    subjects = [*KINDS.values(), *(path.removeprefix("/") for path in every)]
    expected = [] if role == "nobody" else [subject for subject in subjects if subject]
    assert [entry.subject for entry in reversed(told)] == expected
    assert {entry.action for entry in told} <= {"read data" if is_let_in else "was refused"}
