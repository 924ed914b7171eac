"""Card sorts as members sort them and staff run them, without JavaScript."""

import re
from typing import Any

import pytest

from corpus.records import Event, Programme
from corpus.store import card_sorts, codebook, theme_proposals
from corpus.store.card_sorts import CardSort
from nlp.themes.card_drawing import CARDS
from service.workflow import accounts
from service.workspace import Workspace
from tests import sortable
from tests.service.pages.conftest import Browser

STAFF = "/p/wellbeing/card-sorts"


@pytest.fixture
def filled(workspace: Workspace, programme: Programme, event: Event) -> Programme:
    sortable.fill(workspace, programme.id, event.id)
    return programme


@pytest.fixture
def sort(workspace: Workspace, filled: Programme) -> CardSort:
    return sortable.opened(workspace, filled.id)


def _card(page: str) -> str:
    found = re.search(r'action="(/forum/card-sorts/\d+/cards/\d+)"', page)
    assert found
    return found[1]


def _sort_all(member: Any, sort: CardSort) -> None:
    address, number = f"/forum/card-sorts/{sort.id}", 0
    while "cards/" in (page := member.get(address, follow_redirects=True)).text and "Where does this" in page.text:
        member.post(_card(page.text), {"pile": "new", "name": f"Kind {number % 3}"})
        number += 1


def test_staff_draw_swap_open_and_close(staff: Any, filled: Programme, workspace: Workspace) -> None:
    assert "There is none yet" in staff.get(STAFF).text
    drawn = staff.post(f"{STAFF}/start", follow_redirects=True)
    assert f"{CARDS} cards" in drawn.text
    assert "This is a draft" in drawn.text
    card = re.search(r'action="(/p/wellbeing/card-sorts/1/cards/\d+)"', drawn.text)
    assert card
    assert "Another card was drawn" in staff.post(card[1], follow_redirects=True).text
    assert "Members can sort it now" in staff.post(f"{STAFF}/1/state", {"do": "open"}, follow_redirects=True).text
    assert "Take out" in staff.get(f"{STAFF}/1").text
    assert "It is closed" in staff.post(f"{STAFF}/1/state", {"do": "close"}, follow_redirects=True).text
    assert staff.post(f"{STAFF}/1/state", {"do": "close"}).status_code == 409
    assert card_sorts.sort_by_id(workspace.corpus, 1).state == "closed"


def test_a_draft_is_thrown_away(staff: Any, filled: Programme) -> None:
    staff.post(f"{STAFF}/start")
    assert "thrown away" in staff.post(f"{STAFF}/1/state", {"do": "throw away"}, follow_redirects=True).text
    assert staff.get(f"{STAFF}/1").status_code == 404


def test_too_little_to_draw_from_is_told(staff: Any, programme: Programme) -> None:
    answer = staff.post(f"{STAFF}/start")
    assert answer.status_code == 409
    assert "A card sort needs 30" in answer.text


def test_members_are_shown_where_to_sort_once_there_is_something(
    member: Any, workspace: Workspace, filled: Programme
) -> None:
    assert "Sort cards" not in member.get("/forum/").text
    assert "There are no cards to sort now" in member.get("/forum/card-sorts").text
    sortable.opened(workspace, filled.id)
    assert 'href="/forum/card-sorts"' in member.get("/forum/").text
    page = member.get("/forum/card-sorts").text
    assert "36 cards. It takes about 12 minutes." in page
    assert "Start" in page


def test_a_member_sorts_card_by_card_and_carries_on_where_they_stopped(member: Any, sort: CardSort) -> None:
    address = f"/forum/card-sorts/{sort.id}"
    first = member.get(address).text
    assert "<strong>0</strong> of 36 sorted. <strong>36</strong> left." in first
    assert "Your first pile" in first
    card = _card(first)
    second = member.post(card, {"pile": "new", "name": "Late buses"}, follow_redirects=True).text
    assert "<strong>1</strong> of 36 sorted. <strong>35</strong> left." in second
    assert "The card before is in “Late buses”." in second
    assert _card(second) != card
    pile = re.search(r'name="pile" value="(\d+)"', second)
    assert pile
    third = member.post(_card(second), {"pile": pile[1]}, follow_redirects=True).text
    assert "2 cards" in third
    fourth = member.post(_card(third), {"pile": "aside"}, follow_redirects=True).text
    assert "You left the card before out." in fourth
    assert "You have sorted <strong>3</strong> of 36 cards." in member.get("/forum/card-sorts").text
    assert _card(member.get(address).text) == _card(fourth)


def test_a_card_without_a_pile_or_with_too_long_a_name_is_asked_for_again(member: Any, sort: CardSort) -> None:
    card = _card(member.get(f"/forum/card-sorts/{sort.id}").text)
    answer = member.post(card, {})
    assert answer.status_code == 400
    assert "Choose a pile for this card." in answer.text
    answer = member.post(card, {"pile": "new", "name": "b" * 61})
    assert answer.status_code == 400
    assert "Make the name shorter" in answer.text
    assert member.post(card, {"pile": "77"}).status_code == 404


def test_piles_are_looked_over_renamed_and_joined_and_a_card_moved(member: Any, sort: CardSort) -> None:
    _sort_all(member, sort)
    address = f"/forum/card-sorts/{sort.id}/piles"
    page = member.get(f"/forum/card-sorts/{sort.id}", follow_redirects=True)
    assert page.request.path == address
    assert "You have sorted every card. Thank you." in page.text
    piles = re.findall(r'id="pile-(\d+)"', page.text)
    assert len(piles) == 3
    assert "Late buses" in member.post(f"{address}/{piles[0]}", {"name": "Late buses"}, follow_redirects=True).text
    again = member.post(f"{address}/{piles[1]}", {"name": "late buses"})
    assert again.status_code == 400
    assert "already" in again.text
    assert member.post(f"{address}/{piles[1]}", {"do": "join"}).status_code == 400
    joined = member.post(f"{address}/{piles[1]}", {"do": "join", "into": piles[0]}, follow_redirects=True).text
    assert re.findall(r'id="pile-(\d+)"', joined) == [piles[0], piles[2]]
    move = re.search(r'href="(/forum/card-sorts/\d+\?card=\d+&amp;back=piles)"', joined)
    assert move
    moving = member.get(move[1].replace("&amp;", "&")).text
    assert "It is in “" in moving
    moved = member.post(_card(moving), {"pile": "aside", "back": "piles"})
    assert moved.location.startswith(address)
    assert "Left out" in member.get(address).text


def test_a_name_that_may_be_a_disclosure_is_not_shown_and_the_member_told_whom_to_call(
    member: Any, sort: CardSort
) -> None:
    card = _card(member.get(f"/forum/card-sorts/{sort.id}").text)
    answer = member.post(card, {"pile": "new", "name": "My dad hits me"}, follow_redirects=True).text
    assert "0800 1111" in answer
    assert "My dad hits me" not in answer
    assert "Pile 1" in answer
    piles = member.get(f"/forum/card-sorts/{sort.id}/piles").text
    assert "Only our safeguarding lead can read the name" in piles


def test_a_consultation_does_not_sort(app: Any, workspace: Workspace, filled: Programme, sort: CardSort) -> None:
    browser = Browser(app)
    code = accounts.make_codes(workspace, filled.id, "citizens", 1, engagement_model="consultation")[0]
    browser.post("/forum/sign-in", {"code": code})
    assert "Sort cards" not in browser.get("/forum/").text
    assert "Your forum does not sort cards" in browser.get("/forum/card-sorts").text
    assert browser.get(f"/forum/card-sorts/{sort.id}").status_code == 409


def test_what_is_closed_is_read_and_not_moved(member: Any, staff: Any, sort: CardSort, workspace: Workspace) -> None:
    card = _card(member.get(f"/forum/card-sorts/{sort.id}").text)
    staff.post(f"{STAFF}/{sort.id}/state", {"do": "close"})
    assert member.post(card, {"pile": "aside"}).status_code == 409
    assert member.get(f"/forum/card-sorts/{sort.id}").location.endswith("/shared")
    assert "This card sort is closed" in member.get(f"/forum/card-sorts/{sort.id}/piles").text


def test_what_is_open_shows_nobody_elses_piles(member: Any, workspace: Workspace, sort: CardSort) -> None:
    sortable.sorted_by(workspace, sort, "citizens", 6, lambda card: f"Others {card.theme_id}")
    pages = [member.get(f"/forum/card-sorts/{sort.id}{rest}").text for rest in ("", "/piles", "/shared")]
    assert not any("Others" in page for page in pages)
    assert "You are still sorting" in pages[2]


def _all_sort(workspace: Workspace, sort: CardSort) -> None:
    """Eight members: two themes lie in one pile of theirs, and what fits no theme in another."""
    names = {theme.id: theme.name for theme in codebook.themes(workspace.corpus, sort.programme_id)}
    names |= {theme: "Getting there" for theme, name in names.items() if name in ("Waiting", "Buses")}
    sortable.sorted_by(workspace, sort, "young people", 5, lambda card: names.get(card.theme_id or 0, "Rain"))
    sortable.sorted_by(workspace, sort, "citizens", 3, lambda card: names.get(card.theme_id or 0, "The weather"))


def test_what_is_shared_is_shown_to_members_when_it_is_closed(
    member: Any, staff: Any, workspace: Workspace, sort: CardSort
) -> None:
    _all_sort(workspace, sort)
    staff.post(f"{STAFF}/{sort.id}/state", {"do": "close"})
    page = member.get(f"/forum/card-sorts/{sort.id}/shared").text
    assert "8 people sorted the cards" in " ".join(page.split())
    assert "You see one: “Getting there”. The computer sees 2: “Waiting” and “Buses”." in page
    assert "You see “Rain”. The computer has no theme that is like it." in page
    assert "Some called it: The weather." in page
    assert "Much alike" in page
    assert "Propose" not in page, "that is for staff"
    only = member.get(f"/forum/card-sorts/{sort.id}/shared?only=young+people").text
    assert "Only young people" in only
    assert "The weather" not in only


def test_a_member_proposes_what_they_put_together(
    member: Any, staff: Any, workspace: Workspace, sort: CardSort
) -> None:
    _all_sort(workspace, sort)
    staff.post(f"{STAFF}/{sort.id}/state", {"do": "close"})
    page = member.get(f"/forum/card-sorts/{sort.id}/shared").text
    form = next(form for form in re.findall(r'<form class="sort-propose".*?</form>', page, re.S) if ": Rain<" in form)
    fields: dict[str, Any] = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(value)
    fields.pop("csrf_token")
    begun = member.post("/forum/missed", fields).text
    assert 'name="source" value="a card sort"' in begun
    assert begun.count("checked") >= len(fields["evidence"])
    answer = member.post("/forum/missed/propose", fields, follow_redirects=True).text
    assert "Your idea can be voted on now." in answer
    (made,) = theme_proposals.proposals(workspace.corpus, sort.programme_id)
    assert (made.source, made.name, made.constituency) == ("a card sort", "Rain", "young people")


def test_the_picture_says_in_a_table_what_it_shows(staff: Any, workspace: Workspace, sort: CardSort) -> None:
    _all_sort(workspace, sort)
    page = staff.get(f"{STAFF}/{sort.id}").text
    table = page[page.index('id="between"') :]
    assert re.findall(r'<td class="sort-table__figure">(\d+|–)</td>', table) == [
        "10",
        "0",
        "0",
        "0",
        "10",
        "0",
        "0",
        "0",
        "10",
    ]
    assert page.count('fill="none" stroke="#212b32"') == 3


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Propose to join them", "Make it one theme with others"),
        ("Propose a new theme", "A new theme"),
        ("Propose it as a theme", "A new theme"),
    ],
)
def test_a_proposal_begins_with_what_was_shared(
    staff: Any, workspace: Workspace, sort: CardSort, words: str, asked: str
) -> None:
    _all_sort(workspace, sort)
    page = staff.get(f"{STAFF}/{sort.id}").text
    form = next(form for form in re.findall(r'<form class="sort-propose".*?</form>', page, re.S) if words in form)
    fields: dict[str, Any] = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(value)
    fields.pop("csrf_token")
    begun = staff.post("/p/wellbeing/proposals/new", fields).text
    assert asked in begun
    assert 'name="source" value="a card sort"' in begun
    assert begun.count("checked") >= 2
    sent = {**fields, "began": "yes", "name": "Wet stops", "definition": "It rains where people wait."}
    if "merged" in fields:
        sent["evidence"] = []
    answer = staff.post("/p/wellbeing/proposals/new", sent, follow_redirects=True).text
    assert "The forum can vote on it now." in answer
    assert "This idea came from sorting cards in a forum." in answer


def test_few_sorters_are_shown_as_few(staff: Any, workspace: Workspace, sort: CardSort) -> None:
    sortable.sorted_by(workspace, sort, "citizens", 1, lambda card: str(card.theme_id))
    page = staff.get(f"{STAFF}/{sort.id}").text
    assert "That is one person’s view." in page
    assert "The whole picture" not in page
