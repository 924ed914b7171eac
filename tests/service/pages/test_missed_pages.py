"""“You missed this”, and what members propose of a theme, as they and others see it."""

import re
from typing import Any

import pytest
from flask import Flask

from corpus.consent import ANALYSIS, QUOTE
from corpus.records import Coding, NewContributor, NewSegment, NewTheme, NewTurn, Programme
from corpus.store import codebook, codings, documents, theme_proposals
from corpus.store.theme_proposals import Proposal
from service.workflow import accounts
from service.workspace import Workspace
from tests.service.pages.conftest import Browser

SAID = {
    "bus": "The bus is late.",
    "lift": "The lift at the clinic is always broken.",
    "hidden": "A broken lift is a quuxolorum.",
}


@pytest.fixture
def themes(workspace: Workspace, programme: Programme, event: Any) -> dict[str, int]:
    corpus = workspace.corpus
    made = [NewTheme("buses", "Buses", "Getting there."), NewTheme("trains", "Trains", "Getting far.")]
    codebook.put_codebook(corpus, programme.id, made, reason="test")
    document, _ = documents.add_document(corpus, event.id, format="txt", fingerprint="a")
    spoke = [NewContributor(key, key, consent=ANALYSIS if key == "hidden" else QUOTE) for key in SAID]
    turns = [NewTurn(text, "contributor", key, key, (NewSegment(0, len(text)),)) for key, text in SAID.items()]
    documents.store_turns(corpus, document, contributors=spoke, turns=turns, blank=0)
    ids = {theme.key: theme.id for theme in codebook.themes(corpus, programme.id)}
    first = codings.segments_to_code(corpus, programme.id)[0]
    found = [Coding(first.id, ids["buses"], 0.8, is_primary=True)]
    codings.replace_suggestions(corpus, programme.id, codings.coder_id(corpus, "model", "m"), found)
    return ids


def _member(app: Flask, workspace: Workspace, programme: Programme, code: str, model: str) -> Browser:
    accounts.put_code(workspace, programme.id, "citizens", code, engagement_model=model)  # type: ignore[arg-type]
    browser = Browser(app)
    assert browser.post("/forum/sign-in", {"code": code}).status_code == 302
    return browser


def _newest(workspace: Workspace, programme: Programme) -> Proposal:
    return theme_proposals.proposals(workspace.corpus, programme.id)[0]


def _boxes(page: str) -> list[str]:
    return re.findall(r'name="evidence"[^>]*value="(\d+)"', page)


SENTENCE = "Lifts that are broken keep us away."


def test_what_was_missed_is_looked_for_ticked_named_and_voted_on(
    member: Browser, staff: Browser, workspace: Workspace, programme: Programme, themes: dict[str, int]
) -> None:
    assert "Did we miss something? Tell us" in member.get("/forum/").text
    assert "See who said so" in member.get("/forum/missed").text
    page = member.post("/forum/missed", {"sentence": SENTENCE}).text
    assert SAID["lift"] in page
    assert "quuxolorum" not in page
    boxes = _boxes(page)
    answer = member.post("/forum/missed/propose", {"sentence": SENTENCE, "name": "Broken lifts", "evidence": boxes})
    made = _newest(workspace, programme)
    assert answer.location == f"/forum/proposals/{made.id}"
    page = member.get(answer.location).text
    assert "Should “Broken lifts” be a new theme?" in page
    assert "Somebody in the forum of young people said: “you missed this”." in page
    assert SAID["lift"] in page
    assert "This was your idea." in member.get("/forum/proposals").text
    assert "Take my idea back" in member.get(f"/forum/proposals/{made.id}").text
    listed = staff.get(f"/p/{programme.slug}/proposals").text
    assert "“You missed this”, from a member of the forum of young people." in listed


def test_who_named_it_and_looked_again_is_told_that_it_is_not_sent(member: Browser, themes: dict[str, int]) -> None:
    assert "Not sent yet" not in member.post("/forum/missed", {"sentence": SENTENCE}).text
    again = member.post("/forum/missed", {"sentence": SENTENCE, "name": "Broken lifts"}).text
    assert "Not sent yet" in again
    assert 'value="Broken lifts"' in again


def test_an_idea_is_taken_back_by_whose_it_is(
    app: Flask, member: Browser, workspace: Workspace, programme: Programme, themes: dict[str, int]
) -> None:
    member.post("/forum/missed/propose", {"sentence": SENTENCE, "name": "Lifts", "unsaid": "yes"})
    made = _newest(workspace, programme)
    address = f"/forum/proposals/{made.id}"
    other = _member(app, workspace, programme, "OTHER", "co-production")
    assert "Take my idea back" not in other.get(address).text
    assert other.post(f"{address}/take-back").status_code == 404
    assert member.post(f"{address}/take-back").location == "/forum/proposals"
    assert "Whoever proposed this took it back." in other.get(address).text


def test_what_nobody_has_said_yet_is_kept_and_the_page_says_so(
    member: Browser, workspace: Workspace, programme: Programme, themes: dict[str, int]
) -> None:
    form = {"sentence": "Xylophones would help.", "name": "Xylophones"}
    answer = member.post("/forum/missed/propose", form)
    assert answer.status_code == 400
    assert "tick that nobody has said it yet" in answer.text
    answer = member.post("/forum/missed/propose", form | {"unsaid": "yes"})
    assert "Nobody has said this yet, as far as we know." in member.get(answer.location).text
    assert _newest(workspace, programme).was_unsaid


@pytest.mark.parametrize("address", ["/forum/missed", "/forum/missed/propose"])
@pytest.mark.parametrize("sentence", ["", "a" * 301])
def test_what_is_no_sentence_is_said(member: Browser, themes: dict[str, int], address: str, sentence: str) -> None:
    answer = member.post(address, {"sentence": sentence})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text


def test_a_name_that_there_is_already_is_said_with_what_was_written_still_there(
    member: Browser, themes: dict[str, int]
) -> None:
    form = {"sentence": SENTENCE, "name": "buses", "unsaid": "yes"}
    answer = member.post("/forum/missed/propose", form)
    assert answer.status_code == 400
    assert "There is a theme called “buses” already." in answer.text
    assert SENTENCE in answer.text


def test_what_may_be_a_disclosure_is_held_and_the_member_told_whom_to_call(
    member: Browser, workspace: Workspace, programme: Programme, themes: dict[str, int]
) -> None:
    form = {"sentence": "My dad hits me.", "name": "Home", "unsaid": "yes"}
    assert member.post("/forum/missed/propose", form).location == "/forum/"
    assert "0800 1111" in member.get("/forum/").text
    assert theme_proposals.proposals(workspace.corpus, programme.id) == []


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        ({"kind": "change", "name": "Late buses"}, "Should “Buses” be called “Late buses”?"),
        ({"kind": "merge", "parts": "trains"}, "Should “Buses” and “Trains” be one theme, called “Buses”?"),
        ({"kind": "merge", "parts": "trains", "merged_name": "Getting there"}, "be one theme, called “Getting there”?"),
        ({"kind": "reject", "reason": "It is about roads."}, "Should “Buses” stop being a theme?"),
    ],
)
def test_a_member_proposes_what_should_become_of_a_theme(
    member: Browser, themes: dict[str, int], form: dict[str, str], asked: str
) -> None:
    address = f"/forum/themes/{themes['buses']}/idea"
    assert address in member.get(f"/forum/themes/{themes['buses']}").text
    assert "It should be one of our themes" not in member.get(address).text
    sent = form | ({"parts": str(themes["trains"])} if "parts" in form else {})
    answer = member.post(address, sent)
    page = member.get(answer.location).text
    assert asked in page
    assert "Somebody in the forum of young people proposed this." in page
    assert form.get("reason", "") in page


@pytest.mark.parametrize("form", [{}, {"kind": "adopt"}, {"kind": "change"}, {"kind": "merge"}])
def test_what_is_no_idea_is_said(member: Browser, themes: dict[str, int], form: dict[str, str]) -> None:
    answer = member.post(f"/forum/themes/{themes['buses']}/idea", form)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text


def test_a_consultation_is_told_that_it_does_not_propose(
    app: Flask, workspace: Workspace, programme: Programme, themes: dict[str, int]
) -> None:
    asked = _member(app, workspace, programme, "ASKED", "consultation")
    assert "Did we miss something" not in asked.get("/forum/").text
    assert "It does not make proposals." in asked.get("/forum/missed").text
    assert asked.post("/forum/missed/propose", {"sentence": "A", "name": "B", "unsaid": "y"}).status_code == 409
    taking_part = _member(app, workspace, programme, "PART", "participation")
    form = {"sentence": SENTENCE, "name": "Lifts", "unsaid": "yes"}
    assert taking_part.post("/forum/missed/propose", form).status_code == 302
    assert (
        "Somebody in the forum of citizens"
        in taking_part.get(f"/forum/proposals/{_newest(workspace, programme).id}").text
    )
