"""Who signs an open release states each thing on its page, below what they read, and signs with a tick."""

from collections.abc import Iterator

import pytest
from flask import Flask

from corpus.records import Programme
from corpus.store import open_releases, people
from corpus.store.open_releases import OpenRelease
from service.pages import create_app
from service.settings import Settings
from service.workflow import open_release
from service.workspace import Workspace, open_workspace
from tests.service import open_house
from tests.service.pages.conftest import QUICK_HASH, Browser

PROGRAMME = Programme(1, open_house.SLUG, "Wellbeing")
PAGE = "/p/wellbeing/open-releases/1"
ALL = {"stated": ["11", "12", "13"], "signature": "yes"}


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    with open_workspace(settings) as opened:
        programme = open_house.begin(opened)
        for name in ("Ada", "Ben"):
            people.put_account(opened.corpus, name=name, roles=["approver"], password_hash=QUICK_HASH)
        for code in ("FG1", "FG2"):
            open_house.hold_event(opened, programme, code)
        yield opened


@pytest.fixture
def app(settings: Settings, workspace: Workspace) -> Flask:
    return create_app(settings)


@pytest.fixture
def release(workspace: Workspace) -> OpenRelease:
    return open_release.draft(workspace, PROGRAMME)


def test_each_approver_states_it_below_what_they_read_and_signs(
    app: Flask, workspace: Workspace, release: OpenRelease
) -> None:
    signing = {**ALL, "sha256": release.sha256}
    for name in ("Ada", "Ben"):
        browser = Browser(app).sign_in(name)
        page = browser.get(PAGE).text
        assert (
            page.index("What is in it") < page.index("I have read every quote") < page.index(f"I sign this as {name}")
        )
        assert "In the codebook, with no forum’s decision." in page
        assert "checked" not in page.split('id="sign"')[1]
        for left in ("stated", "signature"):
            answer = browser.post(f"{PAGE}/sign", {key: value for key, value in signing.items() if key != left})
            assert (answer.status_code, "There is a problem" in answer.text) == (409, True)
        assert browser.post(f"{PAGE}/sign", {**signing, "stated": ["11", "nine"]}).status_code == 409
        assert browser.post(f"{PAGE}/sign", signing).status_code == 302
        assert "I sign this as" not in browser.get(PAGE).text
    assert "Stated by Ada and by Ben" in browser.get(PAGE).text
    assert browser.post(f"{PAGE}/publish").status_code == 302
    assert open_releases.open_release(workspace.corpus, release.id).state == "published"
    assert "Stated by Ada and by Ben" in browser.get(PAGE).text
