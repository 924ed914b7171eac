"""Choosing what matters most, without a line of JavaScript, and what is shown of it to whom."""

import re
from typing import Any

import pytest
from flask import Flask

from corpus.records import Coding, NewContributor, NewSegment, NewTheme, NewTurn, Programme
from corpus.store import codebook, codings, documents, rankings
from service.workflow import accounts
from service.workspace import Workspace
from tests.service.pages.conftest import Browser

KEYS = ("waiting", "buses", "school")


@pytest.fixture
def themes(workspace: Workspace, programme: Programme, event: Any) -> dict[str, int]:
    corpus = workspace.corpus
    made = [NewTheme(key, key.capitalize(), f"About {key}.") for key in KEYS]
    codebook.put_codebook(corpus, programme.id, made, reason="test")
    document, _ = documents.add_document(corpus, event.id, format="txt", fingerprint="a")
    turns = [NewTurn(f"It is {key}.", "contributor", key, key, (NewSegment(0, len(key) + 7),)) for key in KEYS]
    documents.store_turns(
        corpus, document, contributors=[NewContributor(key, key) for key in KEYS], turns=turns, blank=0
    )
    ids = {theme.key: theme.id for theme in codebook.themes(corpus, programme.id)}
    said = {one.text[6:-1]: one.id for one in codings.segments_to_code(corpus, programme.id)}
    found = [Coding(said[key], ids[key], 0.8, is_primary=True) for key in KEYS]
    codings.replace_suggestions(corpus, programme.id, codings.coder_id(corpus, "model", "m"), found)
    return ids


def _member(app: Flask, workspace: Workspace, programme: Programme, code: str, model: str = "co-production") -> Browser:
    accounts.put_code(workspace, programme.id, "young people", code, engagement_model=model)  # type: ignore[arg-type]
    browser = Browser(app)
    assert browser.post("/forum/sign-in", {"code": code}).status_code == 302
    return browser


def _order(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'name="chosen" value="(\d+)"', page)]


def test_themes_are_chosen_put_in_order_and_kept(member: Browser, themes: dict[str, int]) -> None:
    assert "Choose what matters most to you" in member.get("/forum/").text
    page = member.get("/forum/ranking").text
    assert "About waiting." in page
    a, b, c = (themes[key] for key in KEYS)
    page = member.post("/forum/ranking/order", {"chosen": [a, b, c]}).text
    assert _order(page) == [a, b, c]
    page = member.post("/forum/ranking/order", {"chosen": _order(page), "up": c}).text
    assert _order(page) == [a, c, b]
    assert "School is now second." in page
    page = member.post("/forum/ranking/order", {"chosen": _order(page), "down": a}).text
    assert _order(page) == [c, a, b]
    assert member.post("/forum/ranking", {"chosen": _order(page)}).status_code == 302
    own = re.findall(r'ranking-order__name">(\w+)', member.get("/forum/ranking").text)
    assert own == ["School", "Waiting", "Buses"]
    again = member.get("/forum/ranking?again=yes").text
    assert len(re.findall(r'value="\d+"[^>]* checked', again)) == 3


def test_going_back_keeps_what_was_chosen(member: Browser, themes: dict[str, int]) -> None:
    page = member.post("/forum/ranking/order", {"chosen": [themes["buses"]], "back": "yes"}).text
    assert re.findall(r'value="(\d+)"[^>]* checked', page) == [str(themes["buses"])]


@pytest.mark.parametrize("address", ["/forum/ranking", "/forum/ranking/order"])
@pytest.mark.parametrize("chosen", [[], ["x"], ["999"], ["1", "1"]])
def test_what_is_no_choice_is_said(member: Browser, themes: dict[str, int], address: str, chosen: list[str]) -> None:
    answer = member.post(address, {"chosen": chosen})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text


def test_nobody_sees_what_others_chose_before_they_have(
    app: Flask, workspace: Workspace, programme: Programme, themes: dict[str, int]
) -> None:
    members = [_member(app, workspace, programme, f"RANK{number}") for number in range(4)]
    for one in members[:3]:
        one.post("/forum/ranking", {"chosen": [themes["buses"], themes["school"]]})
    assert "people chose" not in members[3].get("/forum/ranking").text
    page = members[0].get("/forum/ranking").text
    assert "Young people, co-production" in page
    assert re.search(r"Buses.*?<strong>5\.0</strong> of 5", page, re.DOTALL)


def test_staff_see_each_group_by_itself(
    app: Flask, workspace: Workspace, programme: Programme, staff: Browser, themes: dict[str, int]
) -> None:
    address = f"/p/{programme.slug}/ranking"
    assert "Nobody has chosen yet." in staff.get(address).text
    for number in range(3):
        _member(app, workspace, programme, f"CO{number}").post("/forum/ranking", {"chosen": [themes["buses"]]})
    _member(app, workspace, programme, "PA", "participation").post("/forum/ranking", {"chosen": [themes["school"]]})
    page = staff.get(address).text
    assert "3 people chose. The longer the bar" in page
    assert "1 person chose. We show what they chose when three have." in page
    assert "School is" not in page


def test_a_consultation_is_told_that_it_does_not_rank(
    app: Flask, workspace: Workspace, programme: Programme, themes: dict[str, int]
) -> None:
    asked = _member(app, workspace, programme, "ASKED", "consultation")
    assert "what matters most" not in asked.get("/forum/").text
    assert "It does not choose what matters most." in asked.get("/forum/ranking").text
    assert asked.post("/forum/ranking", {"chosen": [themes["buses"]]}).status_code == 409
    assert rankings.count_rankings(workspace.corpus, programme.id) == {}
