from typing import Any

import pytest
from flask import Flask

from corpus.records import Programme
from service.pages.access import PUBLIC, local_path
from service.workflow.programmes import start_programme
from service.workspace import Workspace

ROLES = {"staff", "analyst", "forum"}
PUBLIC_ENDPOINTS = {
    "static",
    "health.show",
    "programmes.index",
    "account.sign_in",
    "account.sign_in_with_code",
    "account.sign_out",
}


def test_every_route_is_guarded_or_named_public(app: Flask) -> None:
    unmarked, public = set(), set()
    for rule in app.url_map.iter_rules():
        allowed = getattr(app.view_functions[rule.endpoint], "allowed", None)
        if allowed == PUBLIC:
            public.add(rule.endpoint)
        elif not allowed or not allowed <= ROLES:
            unmarked.add(rule.endpoint)
    assert not unmarked
    assert public == PUBLIC_ENDPOINTS


def test_no_guarded_page_is_shown_to_somebody_signed_out(app: Flask, visitor: Any, programme: Programme) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC_ENDPOINTS:
            continue
        values = {"slug": programme.slug, "code": "FG1", "document_id": 1, "theme_id": 1, "job_id": 1, "segment_id": 1}
        address = app.url_map.bind("localhost").build(rule.endpoint, {key: values[key] for key in rule.arguments})
        assert rule.methods
        answer = visitor.get(address) if "GET" in rule.methods else visitor.post(address)
        assert (answer.status_code, answer.location.split("?")[0]) == (302, "/sign-in"), rule.endpoint


def test_a_view_without_a_mark_is_shown_to_nobody(app: Flask, staff: Any) -> None:
    app._got_first_request = False
    app.add_url_rule("/forgotten", view_func=lambda: "secret", endpoint="forgotten")
    assert staff.get("/forgotten").status_code == 403


@pytest.mark.parametrize(
    "address",
    ["/programmes/new", "/p/wellbeing/events/new", "/p/wellbeing/forum-codes", "/p/wellbeing/documents/1/confirm"],
)
def test_what_is_for_staff_is_not_for_analysts(analyst: Any, programme: Programme, address: str) -> None:
    answer = analyst.get(address)
    assert answer.status_code == 403
    assert "You cannot see this page" in answer.text


@pytest.mark.parametrize("address", ["/p/wellbeing/", "/p/wellbeing/events", "/p/wellbeing/themes", "/programmes/new"])
def test_forum_members_see_no_staff_page(member: Any, address: str) -> None:
    assert member.get(address).status_code == 403


def test_forum_members_see_their_own_programme(member: Any, workspace: Workspace) -> None:
    start_programme(workspace, "Another", with_starter=False)
    page = member.get("/forum/")
    assert page.status_code == 200
    assert "Wellbeing" in page.text
    assert "Another" not in page.text


@pytest.mark.parametrize("address", ["/", "/p/wellbeing/", "/p/wellbeing/events?page=2", "/data/wellbeing/themes"])
def test_local_addresses_are_kept(address: str) -> None:
    assert local_path(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "themes",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
    ],
)
def test_foreign_addresses_are_not_followed(address: str | None) -> None:
    assert local_path(address) is None


def test_signing_in_leads_on_to_the_page_that_was_asked_for(visitor: Any, programme: Programme) -> None:
    asked = visitor.get("/p/wellbeing/events")
    assert asked.location == "/sign-in?next=/p/wellbeing/events"
    signed_in = visitor.post(asked.location, {"name": "Sam", "password": "correct horse battery"})
    assert signed_in.location == "/p/wellbeing/events"


def test_signing_in_leads_nowhere_else(visitor: Any) -> None:
    signed_in = visitor.post("/sign-in?next=//evil.example/", {"name": "Sam", "password": "correct horse battery"})
    assert signed_in.location == "/"
