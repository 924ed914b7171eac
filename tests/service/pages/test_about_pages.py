from dataclasses import replace
from typing import Any

import pytest

from corpus.records import Programme
from service.pages import create_app
from service.settings import Settings
from tests.service.pages.conftest import Browser

NOT_SAID = "The people who run this have not said yet who they are."


def test_staff_alone_are_told_that_nobody_has_said_who_runs_it(visitor: Any, staff: Any, member: Any) -> None:
    assert NOT_SAID in staff.get("/about").text
    for page in (visitor.get("/about").text, member.get("/about").text):
        assert NOT_SAID not in page
        assert "Who runs it" not in page
        assert "due to be destroyed after 1 year. What came out of it is due to be destroyed after 6 years." in page


def test_who_runs_it_and_how_to_reach_them_is_told(settings: Settings, workspace: Any) -> None:
    known = replace(settings, run_by="Borough Health", contact="hello@borough.example")
    page = Browser(create_app(known)).get("/about").text
    assert "<p>Borough Health</p>" in page
    assert "How to reach them: hello@borough.example" in page


@pytest.mark.parametrize("address", ["/", "/m", "/became", "/forum/sign-in", "/published"])
def test_whoever_is_upset_finds_somebody_to_talk_to(visitor: Any, address: str) -> None:
    page = visitor.get(address).text
    assert 'href="tel:08001111"' in page
    assert 'href="/about"' in page


def test_forum_members_find_somebody_to_talk_to_and_staff_are_not_told(
    member: Any, staff: Any, programme: Programme
) -> None:
    assert 'href="tel:08001111"' in member.get("/forum/").text
    assert 'href="tel:08001111"' not in staff.get("/p/wellbeing/").text
