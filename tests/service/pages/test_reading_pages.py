"""The reading pages, over a real corpus: themes, a theme, what fits none, search, and a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.records import (
    AccountRole,
    Answer,
    Coding,
    CodingState,
    NewContributor,
    NewEvent,
    NewReview,
    NewSegment,
    NewTheme,
    NewTurn,
    SummaryLine,
)
from corpus.store import (
    codebook,
    coded_turns,
    codings,
    documents,
    events,
    people,
    programmes,
    reviews,
    summaries,
)
from corpus.store.connect import corpus_at
from service.pages import create_app
from service.pages.document_reading import TURNS_A_PAGE
from service.sessions import begin_session
from service.settings import Settings
from service.workspace import open_workspace

ATTACK = "<script>alert('waiting')</script>"
Said = tuple[str, str, dict[str, float], CodingState]
"""Who said it, what they said, the themes it is coded with, and the codings' state."""

CLUB: list[Said] = [
    ("YP1", "I was waiting a whole year to be seen.", {"waiting": 0.91, "stigma": 0.3}, "suggested"),
    ("YP1", "They made us wait again after that.", {"waiting": 0.6}, "suggested"),
    ("YP2", "Nobody at school knows why I go.", {"stigma": 0.8}, "confirmed"),
    ("YP2", "My dog is the one I talk to.", {"dogs": 0.7}, "suggested"),
]
SURVEY: list[Said] = [
    ("R1", f"{ATTACK} is what I typed about waiting", {"waiting": 0.55}, "suggested"),
    ("R2", "The bus does not come on a Sunday.", {}, "suggested"),
    ("R2", "n/a", {}, "suggested"),
    ("R3", "This was put under waiting by mistake.", {"waiting": 0.5}, "rejected"),
]


@dataclass
class House:
    """The app's settings, and the ids of what stands in its corpus."""

    settings: Settings
    app: Flask
    themes: dict[str, int] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)

    def client(self, role: AccountRole = "staff") -> FlaskClient:
        """Somebody with this role, signed in."""
        client = self.app.test_client()
        with open_workspace(self.settings) as workspace, client.session_transaction() as session:
            account = people.put_account(workspace.corpus, name=role, roles=[role], password_hash="")
            begin_session(session, workspace, account)
        return client

    def read(self, address: str, role: AccountRole = "staff") -> str:
        """A page's HTML."""
        answer = self.client(role).get(address)
        assert answer.status_code == 200, address
        return answer.text


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Two events, five people, four themes and a discovered one; another programme beside."""
    settings = Settings(home=tmp_path)
    house = House(settings, create_app(settings))
    with corpus_at(house.settings.corpus_path) as corpus:
        programme = programmes.add_programme(corpus, name="Wellbeing")
        programmes.add_programme(corpus, name="Elsewhere")
        codebook.put_codebook(
            corpus,
            programme.id,
            [
                NewTheme("help", "Getting help"),
                NewTheme("waiting", "Waiting to be seen", "Time lost.", ("lists",), ("thresholds",), parent="help"),
                NewTheme("stigma", "Shame & stigma", parent="help"),
                NewTheme("silent", "Nobody said this", parent="help"),
                NewTheme("dogs", "Dogs", keywords=("dog", "cat"), origin="discovered", status="candidate"),
            ],
            reason="test",
        )
        house.themes = {theme.key: theme.id for theme in codebook.themes(corpus, programme.id)}
        for new, said in (
            (NewEvent("CLUB", "The club", "focus group", "2026-02-03", "North", "", "", "participation"), CLUB),
            (NewEvent("SURVEY", "The survey", "survey", "2026-02-03", "South", "", "", "consultation"), SURVEY),
        ):
            code, event = new.code, events.add_event(corpus, programme.id, new)
            document, _ = documents.add_document(corpus, event.id, format="txt", fingerprint=code)
            turns = [
                NewTurn(
                    text,
                    "contributor",
                    who,
                    f"Person {who}",
                    (NewSegment(0, len(text), is_non_answer=text == "n/a"),),
                    prompt="What helped?" if code == "SURVEY" else None,
                )
                for who, text, _, _ in said
            ]
            facilitator = NewTurn("Who wants to start?", "facilitator", None, "Dionne")
            documents.store_turns(
                corpus,
                document,
                contributors=[NewContributor(who, f"Person {who}", "young person") for who, *_ in said],
                turns=[facilitator, *turns],
                blank=0,
            )
            house.events[code], house.documents[code] = event.id, document.id
        model_run, person = codings.coder_id(corpus, "model", "test"), codings.coder_id(corpus, "person", "sam")
        ids = {segment.text: segment.id for segment in codings.segments_to_code(corpus, programme.id)}
        marked = [(ids[text], marks, state) for _, text, marks, state in CLUB + SURVEY if marks]
        suggested = [
            Coding(segment_id, house.themes[key], sure, is_primary=True)
            for segment_id, marks, _ in marked
            for key, sure in marks.items()
        ]
        codings.replace_suggestions(corpus, programme.id, model_run, suggested)
        for segment_id, marks, state in marked:
            if state != "suggested":
                for key in marks:
                    codings.decide_coding(
                        corpus, segment_id=segment_id, theme_id=house.themes[key], state=state, coder=person
                    )
        summaries.replace_summaries(
            corpus, {house.themes["waiting"]: [SummaryLine("People waited long.", (ids[CLUB[0][1]],))]}
        )
        house.turns = {
            coded.turn.text: coded.turn.id
            for document_id in house.documents.values()
            for coded in coded_turns.coded_turns(corpus, document_id)
        }
    yield house


def text_of(html: str) -> str:
    """What a page says, its tags gone and its white space evened out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.split("<main")[1])).split())


def answer(house: House, key: str, given: Answer, reason: str = "", name: str = "") -> None:
    """One more forum member answers a theme."""
    with corpus_at(house.settings.corpus_path) as corpus:
        member = people.add_forum_member(
            corpus, programme_id=1, constituency="young people", code_hash=f"{given}{reason}"
        )
        reviews.put_review(corpus, NewReview(house.themes[key], member.id, given, reason, name))


def test_themes_are_counted_by_people_and_not_by_how_often_they_said_it(house: House) -> None:
    said = text_of(house.read("/p/wellbeing/themes"))
    assert "Waiting to be seen 2 people (40%) 3 quotes from 2 events." in said
    assert "Getting help 3 people (60%) said one or more of these." in said
    assert "Nobody said this 0 people (0%) 0 quotes from 0 events." in said


def test_discovered_themes_stand_apart_with_their_words(house: House) -> None:
    said = text_of(house.read("/p/wellbeing/themes"))
    _, discovered = said.split("Themes people raised that the codebook does not name")
    assert "Dogs 1 person (20%)" in discovered
    assert "Words: dog, cat." in discovered


def test_coverage_accounts_for_every_segment_and_links_to_what_fits_none(house: House) -> None:
    page = house.read("/p/wellbeing/themes")
    said = text_of(page)
    assert "Of 8 segments: 5 fit a theme (62%) 2 fit no theme (25%) 1 are not an answer" in said
    assert 'href="/p/wellbeing/unthemed"' in page
    assert 'href="/p/wellbeing/unthemed?kind=non-answers"' in page


@pytest.mark.parametrize(
    ("by", "figures"),
    [
        ("event", "The club 1 of 2"),
        ("locality", "North 1 of 2"),
        ("role", "Young person 2 of 5 (40%)"),
        ("engagement_model", "Consultation 1 of 3"),
    ],
)
def test_groups_are_compared_by_the_share_of_those_heard(house: House, by: str, figures: str) -> None:
    said = text_of(house.read(f"/p/wellbeing/themes?by={by}"))
    assert "People heard:" in said
    assert figures in said[said.index("Waiting to be seen") :]


def test_an_unknown_comparison_shows_everybody_together(house: House) -> None:
    assert "People heard:" not in house.read("/p/wellbeing/themes?by=shoe-size")


def test_a_theme_shows_its_quotes_surest_first_each_with_its_place(house: House) -> None:
    page = house.read(f"/p/wellbeing/themes/{house.themes['waiting']}")
    said = text_of(page)
    quotes = said[said.index("3 quotes, the surest first.") :]
    assert quotes.index("waiting a whole year") < quotes.index("wait again") < quotes.index("what I typed")
    assert "This theme sure (0.91)" in quotes
    assert "This theme fairly sure (0.60)" in quotes
    assert "Participation" in quotes
    assert "Consultation" in quotes
    evidence, rejected = quotes.split("Marked wrong: 1 quote")
    assert "by mistake" not in evidence, "a rejected coding is no evidence"
    assert "by mistake" in rejected
    turn = house.turns[CLUB[0][1]]
    assert f'href="/p/wellbeing/documents/{house.documents["CLUB"]}?turn={turn}#turn-{turn}"' in page


def test_a_theme_says_what_it_is_and_what_its_summary_rests_on(house: House) -> None:
    said = text_of(house.read(f"/p/wellbeing/themes/{house.themes['waiting']}"))
    assert "Time lost." in said
    assert "Includes lists Excludes thresholds" in said
    assert "People waited long. What this rests on (sentence 1) : 1 quote “I was waiting a whole year" in said


def test_a_parent_theme_has_the_quotes_of_its_children_once(house: House) -> None:
    said = text_of(house.read(f"/p/wellbeing/themes/{house.themes['help']}"))
    assert "4 quotes, the surest first." in said
    assert "Themes beneath it" in said


def test_what_a_person_confirmed_says_so(house: House) -> None:
    said = text_of(house.read(f"/p/wellbeing/themes/{house.themes['stigma']}"))
    assert "This theme confirmed by a person" in said


def test_quotes_can_be_had_from_one_event(house: House) -> None:
    said = text_of(house.read(f"/p/wellbeing/themes/{house.themes['waiting']}?event={house.events['SURVEY']}"))
    quotes = said[said.index("1 quote from The survey") :]
    assert "what I typed" in quotes
    assert "wait again" not in quotes


def test_staff_see_forum_answers_in_their_words_and_analysts_see_them_counted(house: House) -> None:
    answer(house, "waiting", "partly", "longer than <b>that</b>", "The long wait")
    answer(house, "waiting", "right")
    address = f"/p/wellbeing/themes/{house.themes['waiting']}"
    assert "Forum: 1 right, 1 partly, 0 not us." in text_of(house.read("/p/wellbeing/themes"))
    for role in ("staff", "analyst"):
        assert "Young people : 1 right, 1 partly, 0 not us" in text_of(house.read(address, role))
    staff, analyst = house.read(address), house.read(address, "analyst")
    assert "longer than &lt;b&gt;that&lt;/b&gt;" in staff
    assert "The long wait" in staff
    assert "longer than" not in analyst


def test_what_fits_no_theme_can_be_read(house: House) -> None:
    said = text_of(house.read("/p/wellbeing/unthemed"))
    assert "The bus does not come on a Sunday." in said
    assert "by mistake" in said
    assert "n/a Person" not in said


def test_non_answers_can_be_read(house: House) -> None:
    said = text_of(house.read("/p/wellbeing/unthemed?kind=non-answers"))
    assert "1 segment, in the order they came in. n/a Person R2" in said


def test_search_marks_every_form_of_the_word_and_leaves_no_tag_alive(house: House) -> None:
    page = house.read("/p/wellbeing/search?q=wait")
    assert "4 results for “wait”" in text_of(page)
    assert re.search(r'was <mark class="[^"]+">waiting</mark> a whole year', page)
    assert re.search(r'us <mark class="[^"]+">wait</mark> again', page)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("words", ["zebra", 'wait" OR "n', "<img src=x onerror=alert(1)>", "* AND (", "'", "%"])
def test_a_search_that_finds_nothing_says_what_to_do(house: House, words: str) -> None:
    answer = house.client().get("/p/wellbeing/search", query_string={"q": words})
    assert answer.status_code == 200
    assert "Nothing was found" in answer.text
    assert "Try fewer words" in answer.text
    assert "<img" not in answer.text


def test_an_empty_search_asks_for_words_only(house: House) -> None:
    page = house.read("/p/wellbeing/search?q=+")
    assert "Nothing was found" not in page
    assert 'for="q"' in page


def test_a_document_shows_its_turns_with_the_themes_of_each_segment(house: House) -> None:
    page = house.read(f"/p/wellbeing/documents/{house.documents['CLUB']}")
    said = text_of(page)
    assert "Dionne Not coded Who wants to start?" in said
    assert (
        "to be seen. Waiting to be seen sure (0.91) Right : Waiting to be seen Wrong : Waiting to be seen Shame" in said
    )
    assert f'id="turn-{house.turns[CLUB[0][1]]}"' in page


def test_a_table_s_answer_stands_under_its_question(house: House) -> None:
    said = text_of(house.read(f"/p/wellbeing/documents/{house.documents['SURVEY']}"))
    assert "Person R2 Question: What helped? The bus does not come on a Sunday. Fits no theme" in said
    assert "n/a Not an answer" in said


def test_a_long_document_comes_in_pages_and_a_link_lands_on_the_right_one(house: House) -> None:
    with corpus_at(house.settings.corpus_path) as corpus:
        document, _ = documents.add_document(corpus, house.events["CLUB"], format="txt", fingerprint="long")
        turns = [
            NewTurn(f"Turn {n}.", "contributor", "YP1", "Person YP1", (NewSegment(0, len(f"Turn {n}.")),))
            for n in range(1, TURNS_A_PAGE + 11)
        ]
        documents.store_turns(
            corpus, document, contributors=[NewContributor("YP1", "Person YP1")], turns=turns, blank=0
        )
        last = coded_turns.coded_turns(corpus, document.id)[-1].turn
    first_page = house.read(f"/p/wellbeing/documents/{document.id}")
    linked_page = house.read(f"/p/wellbeing/documents/{document.id}?turn={last.id}")
    assert last.text not in first_page
    assert "?page=2" in first_page
    assert f'id="turn-{last.id}"' in linked_page
    assert "Turn 1." not in linked_page


def test_another_programme_shows_nothing_of_this_one(house: House) -> None:
    client = house.client()
    for address in (f"themes/{house.themes['waiting']}", f"documents/{house.documents['CLUB']}"):
        assert client.get(f"/p/elsewhere/{address}").status_code == 404
    assert "waiting a whole year" not in client.get("/p/elsewhere/search?q=waiting").text
    assert "Nothing has been said in this programme yet" in client.get("/p/elsewhere/themes").text


def test_a_retired_theme_has_no_page(house: House) -> None:
    with corpus_at(house.settings.corpus_path) as corpus:
        codebook.retire_themes(corpus, [house.themes["dogs"]])
    assert house.client().get(f"/p/wellbeing/themes/{house.themes['dogs']}").status_code == 404


@pytest.mark.parametrize("address", ["themes", "themes/1", "unthemed", "search?q=wait", "documents/1"])
def test_nobody_reads_without_signing_in(house: House, address: str) -> None:
    client = house.app.test_client()
    answer = client.get(f"/p/wellbeing/{address}")
    assert answer.status_code == 302
    assert "sign-in" in answer.location


@pytest.mark.parametrize(
    "address", ["themes", "themes?by=event", "themes/2", "unthemed", "search?q=wait", "documents/1"]
)
def test_no_page_has_a_style_or_a_script_in_it(house: House, address: str) -> None:
    page = house.read(f"/p/wellbeing/{address}")
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
