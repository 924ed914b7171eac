"""Saying right or wrong of codings, from every page where that is offered."""

import re
from typing import Any

import pytest

from corpus.records import Coding, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn, Programme
from corpus.store import codebook, codings, documents, voices
from corpus.store.agreements import replace_agreements
from corpus.store.codings import segments_to_code
from corpus.store.judgements import agreement
from corpus.store.said_once import keep_said_once
from service.workspace import Workspace

WAITED, BUS, AGAIN = "I waited a whole year.", "The bus never comes on a Sunday.", "They made me wait again."


@pytest.fixture
def coded(workspace: Workspace, programme: Programme, event: NewEvent) -> Any:
    """Two people, three segments, two suggestions; gives ids by text and by theme's key."""
    corpus = workspace.corpus
    codebook.put_codebook(
        corpus,
        programme.id,
        [NewTheme("help", "Getting help"), NewTheme("waiting", "Waiting", parent="help"), NewTheme("buses", "Buses")],
        reason="test",
    )
    document, _ = documents.add_document(corpus, event.id, format="txt", fingerprint="x")  # type: ignore[attr-defined]
    said = [("1", WAITED), ("2", BUS), ("1", AGAIN)]
    turns = [
        NewTurn(text, "contributor", who, f"Young person {who}", (NewSegment(0, len(text)),)) for who, text in said
    ]
    people = [NewContributor(who, f"Young person {who}") for who in ("1", "2")]
    documents.store_turns(corpus, document, contributors=people, turns=turns, blank=0)
    ids = {one.text: one.id for one in segments_to_code(corpus, programme.id)}
    ids |= {theme.key: theme.id for theme in codebook.themes(corpus, programme.id)}
    made = [Coding(ids[text], ids["waiting"], sure, True) for text, sure in ((WAITED, 0.9), (AGAIN, 0.51))]
    codings.replace_suggestions(corpus, programme.id, codings.coder_id(corpus, "model", "m"), made)
    return ids | {"document": document.id}


def _codings(workspace: Workspace) -> list[tuple[Any, ...]]:
    sql = """SELECT segments.text, themes.key, state, coders.kind, coders.name FROM codings
    JOIN segments ON segments.id = segment_id JOIN themes ON themes.id = theme_id
    JOIN coders ON coders.id = coder_id ORDER BY segments.id, 2"""
    return workspace.corpus.execute(sql).fetchall()


@pytest.mark.parametrize(("who", "name"), [("staff", "Sam"), ("analyst", "Ana")])
def test_a_coding_is_confirmed_and_rejected_with_the_account_as_its_coder(
    request: pytest.FixtureRequest, workspace: Workspace, coded: Any, who: str, name: str
) -> None:
    browser = request.getfixturevalue(who)
    for state in ("confirmed", "rejected"):
        value = f"{coded[WAITED]}.{coded['waiting']}.{state}"
        answer = browser.post("/p/wellbeing/codings", {"decision": value, "next": "/p/wellbeing/documents/1?page=1"})
        assert (answer.status_code, answer.location) == (
            302,
            f"/p/wellbeing/documents/1?page=1#segment-{coded[WAITED]}",
        )
        assert _codings(workspace)[0] == (WAITED, "waiting", state, "person", name)


def test_what_is_wrong_counts_no_longer_and_can_be_taken_back(staff: Any, workspace: Workspace, coded: Any) -> None:
    page = f"/p/wellbeing/themes/{coded['waiting']}"
    value = f"{coded[WAITED]}.{coded['waiting']}.rejected.{coded[AGAIN]}"
    answer = staff.post("/p/wellbeing/codings", {"decision": value, "next": page})
    assert answer.location.endswith("#done")
    shown = staff.get(answer.location).text
    assert "You said “Waiting” is <strong>wrong</strong>" in shown
    assert shown.index('id="done"') < shown.index(f'id="quote-{coded[AGAIN]}"')
    assert f'id="quote-{coded[WAITED]}"' not in shown
    assert "Marked wrong: 1 quote" in shown
    assert voices.theme_voices(workspace.corpus, coded["waiting"]).segments == 1
    staff.post("/p/wellbeing/codings", {"decision": value.replace("rejected", "confirmed"), "next": page})
    assert voices.theme_voices(workspace.corpus, coded["waiting"]).segments == 2


def test_both_pages_offer_both_buttons_by_name(staff: Any, coded: Any) -> None:
    for page in (f"themes/{coded['waiting']}", f"documents/{coded['document']}", f"themes/{coded['help']}"):
        shown = staff.get(f"/p/wellbeing/{page}").text
        for state in ("confirmed", "rejected"):
            assert re.search(rf'value="{coded[WAITED]}\.{coded["waiting"]}\.{state}(\.\d+)?"', shown), page


@pytest.mark.parametrize("sent", ["", "1", "1.1", "1.1.suggested", "x.1.confirmed", "1.²2.rejected", "1.1.confirmed'"])
def test_what_is_no_decision_is_refused(staff: Any, workspace: Workspace, coded: Any, sent: str) -> None:
    before = _codings(workspace)
    assert staff.post("/p/wellbeing/codings", {"decision": sent}).status_code == 400
    assert _codings(workspace) == before


@pytest.mark.parametrize("sent", ["999.1.confirmed", "1.999.confirmed", f"1.{10**14}.rejected"])
def test_what_does_not_exist_cannot_be_decided(staff: Any, coded: Any, sent: str) -> None:
    assert staff.post("/p/wellbeing/codings", {"decision": sent}).status_code == 404


def test_no_decision_leads_to_another_site(staff: Any, coded: Any) -> None:
    value = f"{coded[WAITED]}.{coded['waiting']}.confirmed"
    answer = staff.post("/p/wellbeing/codings", {"decision": value, "next": "//evil.example/"})
    assert answer.location.startswith("/p/wellbeing/themes")


def test_another_programmes_segment_is_not_decided_from_here(
    staff: Any, workspace: Workspace, coded: Any, programme: Programme
) -> None:
    from service.workflow.programmes import start_programme

    start_programme(workspace, "Another", with_starter=False)
    value = f"{coded[WAITED]}.{coded['waiting']}.confirmed"
    assert staff.post("/p/another/codings", {"decision": value}).status_code == 404
    assert staff.get(f"/p/another/review/{coded[WAITED]}").status_code == 404


def test_forum_members_neither_see_nor_decide(member: Any, coded: Any) -> None:
    assert member.get("/p/wellbeing/review").status_code == 403
    value = f"{coded[WAITED]}.{coded['waiting']}.confirmed"
    assert member.post("/p/wellbeing/codings", {"decision": value}).status_code == 403


def test_the_queue_begins_where_it_is_least_sure_and_goes_on(staff: Any, workspace: Workspace, coded: Any) -> None:
    shown = staff.get("/p/wellbeing/review").text
    assert f"/review/{coded[AGAIN]}" in shown
    assert "2 with suggestions wait" in shown
    assert BUS in shown, "the turn before gives the context"
    address = f"/p/wellbeing/review/{coded[AGAIN]}"
    answer = staff.post(address, {"queue": "1", "do": "save", f"theme-{coded['waiting']}": "confirmed"})
    assert answer.location == "/p/wellbeing/review#segment"
    shown = staff.get("/p/wellbeing/review").text
    assert f"/review/{coded[WAITED]}" in shown
    assert "1 segment</strong> checked" in shown
    staff.post(f"/p/wellbeing/review/{coded[WAITED]}", {"queue": "1", "do": "none"})
    assert "Nothing waits to be checked" in staff.get("/p/wellbeing/review").text
    assert [row[2:] for row in _codings(workspace)] == [("rejected", "person", "Sam"), ("confirmed", "person", "Sam")]


def test_each_suggestion_needs_a_word_and_what_was_said_is_kept(staff: Any, workspace: Workspace, coded: Any) -> None:
    before = _codings(workspace)
    answer = staff.post(
        f"/p/wellbeing/review/{coded[AGAIN]}", {"queue": "1", "do": "save", "added": str(coded["buses"])}
    )
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert f'<option value="{coded["buses"]}" selected>' in answer.text
    assert _codings(workspace) == before


def test_who_says_the_same_as_somebody_before_is_kept_too(
    staff: Any, analyst: Any, workspace: Workspace, programme: Programme, coded: Any
) -> None:
    for browser in (staff, analyst):
        place = f"/p/wellbeing/review/{coded[AGAIN]}"
        browser.post(place, {"do": "save", f"theme-{coded['waiting']}": "confirmed", "added": str(coded["buses"])})
    found = agreement(workspace.corpus, programme.id)
    assert (found.suggested, found.suggested_right, found.added) == (1, 1, 1)
    assert found.by_several == ((2, 2), (2, 2))


def test_what_is_skipped_comes_later(staff: Any, coded: Any) -> None:
    staff.post(f"/p/wellbeing/review/{coded[AGAIN]}", {"queue": "1", "do": "skip"})
    assert f"/review/{coded[WAITED]}" in staff.get("/p/wellbeing/review").text
    staff.post(f"/p/wellbeing/review/{coded[WAITED]}", {"queue": "1", "do": "skip"})
    assert "skipped 2 segments" in staff.get("/p/wellbeing/review").text


def test_a_theme_is_added_by_hand_and_leads_back(staff: Any, workspace: Workspace, coded: Any) -> None:
    address = f"/p/wellbeing/review/{coded[BUS]}"
    back = "/p/wellbeing/unthemed?page=1"
    assert f'value="{back}"' in staff.get(address, query_string={"next": back, "place": "quote-2"}).text
    answer = staff.post(address, {"do": "save", "added": str(coded["buses"]), "next": back, "place": "quote-2"})
    assert answer.location == f"{back}#quote-2"
    assert (BUS, "buses", "confirmed", "person", "Sam") in _codings(workspace)
    assert staff.post(address, {"do": "save", "added": "999"}).status_code == 404


def test_who_agreed_is_shown_under_the_quote_and_on_its_own_page(
    staff: Any, workspace: Workspace, coded: Any, programme: Programme
) -> None:
    replace_agreements(workspace.corpus, programme.id, {coded[BUS]: coded[WAITED]})
    assert "Agreed: 1 person" in staff.get(f"/p/wellbeing/themes/{coded['waiting']}").text
    document = staff.get(f"/p/wellbeing/documents/{coded['document']}").text
    assert "Agreed: 1 person" in document
    assert f'Agrees with <a href="#segment-{coded[WAITED]}">Young person 1</a>' in document
    listed = staff.get("/p/wellbeing/unthemed?kind=agreements").text
    assert f"Agrees with Young person 1: “{WAITED}”" in listed
    assert "<strong>1</strong> agree with somebody" in staff.get("/p/wellbeing/themes").text
    assert "Agreed with somebody, such as “same”" in staff.get("/p/wellbeing/").text


def _once(workspace: Workspace) -> list[tuple[Any, ...]]:
    sql = """SELECT segment_id, state, coders.name FROM said_once LEFT JOIN coders ON coders.id = coder_id"""
    return workspace.corpus.execute(sql).fetchall()


@pytest.mark.parametrize("choice", ["watching", "dealt with"])
def test_what_was_said_once_stays_listed_until_somebody_deals_with_it(
    analyst: Any, workspace: Workspace, coded: Any, programme: Programme, choice: str
) -> None:
    keep_said_once(workspace.corpus, programme.id, {coded[BUS]: 3.0}, sure=0.5)
    assert "1 thing that one person said" in analyst.get("/p/wellbeing/").text
    assert BUS in analyst.get("/p/wellbeing/said-once").text
    answer = analyst.post(f"/p/wellbeing/said-once/{coded[BUS]}", {"do": choice, "page": "1"})
    assert answer.location == "/p/wellbeing/said-once?page=1#list"
    assert _once(workspace) == [(coded[BUS], choice, "Ana")]
    assert BUS not in analyst.get("/p/wellbeing/said-once").text
    shown = analyst.get(f"/p/wellbeing/said-once?show={choice}").text
    assert BUS in shown
    assert ": Ana, " in shown


def test_what_was_said_once_goes_under_a_theme(
    staff: Any, workspace: Workspace, coded: Any, programme: Programme
) -> None:
    keep_said_once(workspace.corpus, programme.id, {coded[BUS]: 3.0}, sure=0.5)
    address = f"/p/wellbeing/said-once/{coded[BUS]}"
    refused = staff.post(address, {"do": "theme"})
    assert refused.status_code == 400
    assert "Choose the theme that it belongs to." in refused.text
    staff.post(address, {"do": "theme", "theme": str(coded["buses"])})
    assert (BUS, "buses", "confirmed", "person", "Sam") in _codings(workspace)
    assert _once(workspace) == [(coded[BUS], "dealt with", "Sam")]


def test_a_theme_confirmed_anywhere_deals_with_it(
    staff: Any, workspace: Workspace, coded: Any, programme: Programme
) -> None:
    keep_said_once(workspace.corpus, programme.id, {coded[BUS]: 3.0}, sure=0.5)
    staff.post(f"/p/wellbeing/review/{coded[BUS]}", {"do": "save", "added": str(coded["buses"])})
    assert _once(workspace) == [(coded[BUS], "dealt with", "Sam")]


@pytest.mark.parametrize(("segment", "sent", "status"), [(BUS, "gone", 400), (WAITED, "watching", 404)])
def test_what_makes_no_sense_changes_nothing(
    request: pytest.FixtureRequest, coded: Any, segment: str, sent: str, status: int
) -> None:
    staff, workspace, programme = (request.getfixturevalue(name) for name in ("staff", "workspace", "programme"))
    keep_said_once(workspace.corpus, programme.id, {coded[BUS]: 3.0}, sure=0.5)
    address = f"/p/wellbeing/said-once/{coded[segment]}"
    assert staff.post(address, {"do": sent}).status_code == status
    assert _once(workspace) == [(coded[BUS], "open", None)]
