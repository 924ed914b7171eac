import re
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask

from corpus.deciding import Rule
from corpus.readers.records import SpokenTurn, Transcript
from corpus.records import ACCOUNT_ROLES, Event, NewContributor, NewSegment, NewTheme, NewTurn, Programme
from corpus.store import (
    card_sorts,
    codebook,
    codings,
    decisions,
    documents,
    events,
    held_writing,
    jobs,
    meetings,
    people,
    votes,
)
from corpus.store.actions import ActionStep
from corpus.store.meetings import NewMeeting
from corpus.store.theme_proposals import NewProposal
from service.pages import create_app
from service.pages.access import local_path
from service.settings import Settings
from service.who_may import PAGES, SITES
from service.workflow import accounts, acting, break_glass, deciding, intake, open_release, taking_in
from service.workflow.deciding import GivenVote
from service.workflow.holding import HeldTurn, seal_held, without_words
from service.workflow.invitations import invite
from service.workflow.programmes import start_programme
from service.workflow.proposing import propose
from service.workflow.review import GivenAnswer, answer_theme
from service.workspace import Workspace, open_workspace
from tests import sortable
from tests.service.pages.conftest import EVENT, Browser

QUICK_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("correct horse battery")
PUBLIC_ENDPOINTS = {
    "static",
    "health.show",
    "about.show",
    "programmes.index",
    "account.sign_in",
    "account.sign_in_with_code",
    "became.enter",
    "became.found",
    "take_away.show",
    "take_away.file",
    "published.index",
    "published.show",
    "published.show_theme",
    "account.sign_out",
    "account.second_step",
    "own_account.accept",
    "single_sign_on.begin",
    "single_sign_on.end",
    "in_meeting.enter",
    "in_meeting.join",
    "in_meeting.room",
    "in_meeting.now",
    "in_meeting.give",
    "in_meeting.put_in_order",
}


def test_every_route_is_in_the_table(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(PAGES)
    assert {endpoint for endpoint, rule in PAGES.items() if rule.roles is None} == PUBLIC_ENDPOINTS


@dataclass(frozen=True)
class House:
    """A data folder with something of everything that an address can name, and everybody's cookie."""

    home: Path
    names: dict[str, object]
    cookies: dict[str, str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    settings = Settings(home=tmp_path_factory.mktemp("house"), upload_megabytes=1)
    with open_workspace(settings) as workspace:
        programme = start_programme(workspace, "Wellbeing", with_starter=False)
        names = _fill(workspace, programme, events.add_event(workspace.corpus, programme.id, EVENT))
        app, cookies = create_app(settings), {}
        code = accounts.make_codes(workspace, programme.id, "young people", 1)[0]
        for role in ACCOUNT_ROLES:
            people.put_account(workspace.corpus, name=role, roles=[role], password_hash=QUICK_HASH)
            browser = Browser(app)
            browser.post("/sign-in", {"name": role, "password": "correct horse battery"})
            cookies[role] = browser.client.get_cookie("chorus").value
        browser = Browser(app)
        browser.post("/forum/sign-in", {"code": code})
        cookies["forum"] = browser.client.get_cookie("chorus").value
    return House(settings.home, names, cookies)


def _fill(workspace: Workspace, programme: Programme, event: Event) -> dict[str, object]:
    """What addresses are made of, by the names of their parts."""
    corpus, said = workspace.corpus, "The bus never comes."
    codebook.put_codebook(corpus, programme.id, [NewTheme("buses", "Buses")], reason="test")
    document, _ = documents.add_document(corpus, event.id, format="txt", fingerprint="x")
    person = NewContributor("1-1", "Young person 1", "young person")
    turns = [
        NewTurn(said, "contributor", "1-1", "Young person 1", (NewSegment(0, len(said)),)),
        without_words(NewTurn("Dad hits me.", "contributor", "1-1", "Young person 1")),
    ]
    documents.store_turns(corpus, document, contributors=[person], turns=turns, blank=0)
    intake.put_reading(workspace, document.id, Transcript((SpokenTurn("YP", said), SpokenTurn("YP", "Dad hits me."))))
    decided = intake.Decisions({"YP": intake.SpeakerDecision("contributor")}, intake.ColumnDecision(()))
    intake.put_decisions(workspace, document.id, decided)
    held = documents.turns(corpus, document.id)[1]
    with workspace.vault() as vault:
        seal_held(vault, document.id, {1: HeldTurn("Dad hits me.", (), ())})
    people.put_account(corpus, name="Lee", roles=["safeguarding lead"], password_hash=QUICK_HASH)
    lee = people.account_named(corpus, "Lee")
    break_glass.ask(workspace, lee, held.id, "To tell the duty social worker.")
    job, _ = jobs.add_job(corpus, kind=intake.ANALYSE, programme_id=programme.id)
    (segment,) = codings.segments_to_code(corpus, programme.id)
    taking_in.take_in(workspace, document.id)  # anew: what was there stays, and what is new waits
    _, token = invite(workspace, "Ines", ["analyst"])
    return {
        "slug": programme.slug,
        "code": event.code,
        "document_id": document.id,
        "theme_id": codebook.themes(corpus, programme.id)[0].id,
        "theme": "buses",
        "job_id": job.id,
        "segment_id": segment.id,
        "account_id": lee.id,
        "token": token,
        "turn_id": held.id,
        "contributor_id": held.contributor_id,
        "contributor": "1-1",
        "kind": "csv",
        "piece": 1,
        "table": "segments",
        "row_id": segment.id,
        **_decided(workspace, programme),
        **_sorted(workspace, programme, event),
    }


def _decided(workspace: Workspace, programme: Programme) -> dict[str, object]:
    """A proposal with an objection, one that was decided, with an action, and what a member wrote that is held."""
    corpus, theme = workspace.corpus, codebook.themes(workspace.corpus, programme.id)[0]
    decisions.put_rule(corpus, programme.id, Rule({"young people": 1}, "two thirds"))
    member = accounts.put_code(workspace, programme.id, "young people", "VOTE")
    made = [propose(workspace, programme, NewProposal("adopt", theme.id)).id for _ in range(2)]
    deciding.vote(workspace, member, made[0], GivenVote("against", "The bus is fine."))
    deciding.vote(workspace, member, made[1], GivenVote("for"))
    decision = deciding.close(workspace, programme, made[1])
    step = ActionStep("planned", "", "2026-03-01")
    action = acting.add(workspace, decision, words="Ring the bus company.", owner="Council", step=step)
    answer_theme(workspace, member, theme.id, GivenAnswer("partly", "My dad hits me."))
    return {
        "proposal_id": made[0],
        "number": open_release.draft(workspace, programme).number,
        "objection_id": votes.objections(corpus, made[0])[0].id,
        "decision_id": decision.id,
        "action_id": action.id,
        "meeting_id": meetings.add_meeting(
            corpus, programme.id, NewMeeting("young people", "co-production", (theme.id,)), "BCDFGH"
        ).id,
        "writing_id": held_writing.held_writing(corpus, programme.id, "waiting")[0].id,
    }


def _sorted(workspace: Workspace, programme: Programme, event: Event) -> dict[str, object]:
    """A card sort that is open, with a pile of the member's who is signed in."""
    sortable.fill(workspace, programme.id, event.id)
    sort = sortable.opened(workspace, programme.id)
    card = card_sorts.cards(workspace.corpus, sort.id)[0]
    return {"sort_id": sort.id, "card_id": card.id, "pile_id": 1}


@pytest.fixture
def everybody(house: House, tmp_path: Path) -> dict[str, Browser]:
    """A browser for each role, with that role alone; for the forum's; and for nobody; in a copy of the house."""
    copytree(house.home, tmp_path / "home")
    app = create_app(Settings(home=tmp_path / "home", upload_megabytes=1))
    found = {role: Browser(app) for role in (*house.cookies, "nobody")}
    for role, cookie in house.cookies.items():
        found[role].client.set_cookie("chorus", cookie)
    return found


METHODS = {"GET", "POST"}
SENDS_ON = {"data_rows.page"}


@pytest.mark.parametrize("endpoint", sorted(set(PAGES) - {"static"}))
def test_nobody_is_wrongly_let_in_and_nobody_wrongly_kept_out(
    house: House, everybody: dict[str, Browser], endpoint: str
) -> None:
    """What an address names is there, so that whoever may see a page sees it."""
    url_map = everybody["nobody"].client.application.url_map
    (route,) = url_map.iter_rules(endpoint)
    address = url_map.bind("localhost").build(endpoint, {key: house.names[key] for key in route.arguments})
    for method in sorted(route.methods & METHODS) if endpoint != "account.sign_out" else ():
        for role, browser in everybody.items():
            answer = browser.get(address) if method == "GET" else browser.post(address)
            is_sent_to_sign_in = answer.status_code == 302 and answer.location.split("?")[0] == "/sign-in"
            if PAGES[endpoint].roles is None:
                assert answer.status_code in (200, 302, 400, 403, 404, 409), (role, method)
            elif role == "nobody":
                assert is_sent_to_sign_in, method
            elif not PAGES[endpoint].allows([role]):
                assert (answer.status_code, answer.headers["Cache-Control"]) == (403, "no-store"), (role, method)
            elif method == "GET":
                assert answer.status_code == (302 if endpoint in SENDS_ON else 200), (role, answer.status_code)
                assert not is_sent_to_sign_in, role
            else:  # an empty form may be refused for what it lacks, or what it is for is gone after the first
                assert answer.status_code in (200, 302, 400, 404, 409), (role, answer.status_code)
                assert not is_sent_to_sign_in, role


@pytest.mark.parametrize("role", [*ACCOUNT_ROLES, "forum", "nobody"])
def test_no_page_offers_what_whoever_reads_it_may_not_do(
    house: House, everybody: dict[str, Browser], role: str
) -> None:
    """Every link and form of every page that somebody may see leads where they may go."""
    url_map, roles = everybody[role].client.application.url_map, [] if role == "nobody" else [role]
    adapter = url_map.bind("localhost")
    for rule in url_map.iter_rules():
        if "GET" not in rule.methods or not PAGES[rule.endpoint].allows(roles) or rule.endpoint == "static":
            continue
        own = adapter.build(rule.endpoint, {key: house.names[key] for key in rule.arguments})
        page = everybody[role].get(own)
        for tag in re.findall(r"<(?:form|a|button)\b[^>]*>", page.text):
            leads = re.search(r' (?:action|href|formaction)="(/[^"#?]*)', tag)
            if leads is None and ("<form" not in tag or "POST" not in rule.methods):
                continue
            path = leads[1] if leads else own
            if path == "/open" or path.startswith("/open/"):
                assert SITES["open"].allows(roles)
            elif path == "/data" or path.startswith("/data/"):
                assert SITES["analysis"].allows(roles), (rule.endpoint, path)
            else:
                offered, _ = adapter.match(path, method="POST" if "post" in tag or "formaction" in tag else "GET")
                assert PAGES[offered].allows(roles), (rule.endpoint, path)


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
