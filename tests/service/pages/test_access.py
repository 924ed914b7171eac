from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask

from corpus.records import ACCOUNT_ROLES, Programme
from corpus.store import people
from service.pages.access import local_path
from service.who_may import PAGES
from service.workflow.programmes import start_programme
from service.workspace import Workspace

QUICK_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("correct horse battery")
PUBLIC_ENDPOINTS = {
    "static",
    "health.show",
    "programmes.index",
    "account.sign_in",
    "account.sign_in_with_code",
    "account.sign_out",
    "account.second_step",
    "own_account.accept",
    "single_sign_on.begin",
    "single_sign_on.end",
}


def test_every_route_is_in_the_table(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(PAGES)
    assert {endpoint for endpoint, rule in PAGES.items() if rule.roles is None} == PUBLIC_ENDPOINTS


@pytest.fixture
def everybody(app: Flask, workspace: Workspace, programme: Programme, member: Any, visitor: Any) -> dict[str, Any]:
    """A browser for each role, with that role alone; for the forum's; and for nobody."""
    found = {"forum": member, "nobody": visitor}
    for role in ACCOUNT_ROLES:
        people.put_account(workspace.corpus, name=role, roles=[role], password_hash=QUICK_HASH)
        found[role] = type(visitor)(app).sign_in(role)
    return found


VALUES = {
    "slug": "wellbeing",
    "code": "FG1",
    "document_id": 1,
    "theme_id": 1,
    "job_id": 1,
    "segment_id": 1,
    "account_id": 1,
    "token": "x",
    "turn_id": 1,
    "contributor_id": 1,
    "contributor": "1",
}


@pytest.mark.parametrize("endpoint", sorted(set(PAGES) - {"static"}))
def test_nobody_is_wrongly_let_in_and_nobody_wrongly_kept_out(
    app: Flask, everybody: dict[str, Any], endpoint: str
) -> None:
    """Who is let in may still learn that there is no such document; who is not learns nothing."""
    (route,) = [rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint]
    address = app.url_map.bind("localhost").build(endpoint, {key: VALUES[key] for key in route.arguments})
    for method in route.methods & {"GET", "POST"} if endpoint != "account.sign_out" else ():
        for role, browser in everybody.items():
            answer = browser.get(address) if method == "GET" else browser.post(address)
            is_sent_to_sign_in = answer.status_code == 302 and answer.location.split("?")[0] == "/sign-in"
            if PAGES[endpoint].roles is None:
                assert answer.status_code in (200, 302, 403, 409), (role, method)
            elif role == "nobody":
                assert is_sent_to_sign_in, method
            elif PAGES[endpoint].allows([role]):
                assert answer.status_code != 403, (role, method)
                assert not is_sent_to_sign_in, (role, method)
            else:
                assert answer.status_code == 403, (role, method)


def test_several_roles_may_what_each_of_them_may(app: Flask, workspace: Workspace, visitor: Any) -> None:
    people.put_account(workspace.corpus, name="Both", roles=["administrator", "staff"], password_hash=QUICK_HASH)
    assert visitor.sign_in("Both").get("/programmes/new").status_code == 200


def test_a_page_that_is_not_in_the_table_is_shown_to_nobody(app: Flask, staff: Any) -> None:
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
