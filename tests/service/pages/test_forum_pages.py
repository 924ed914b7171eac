"""What forum members see and answer, over a real corpus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from corpus.records import (
    Coding,
    ForumMember,
    NewContributor,
    NewEvent,
    NewSegment,
    NewTheme,
    NewTurn,
    Review,
    SummaryLine,
)
from corpus.store import codebook, codings, documents, events, people, programmes, reviews, summaries
from corpus.store.connect import corpus_at
from service.errors import InvalidChoice
from service.pages import create_app
from service.sessions import begin_session
from service.settings import Settings
from service.workflow.review import LONGEST_NAME, LONGEST_REASON, GivenAnswer, answer_theme
from service.workspace import open_workspace

SAID = {
    "waiting": "I was waiting for more than a whole year.",
    "stigma": "People stare when you walk in <there>.",
    "dogs": "My dog is the only one who gets it.",
}


@dataclass(frozen=True)
class House:
    """The app's settings, its themes' ids by key, a member's client, and who the member is."""

    settings: Settings
    themes: dict[str, int]
    client: FlaskClient
    member: ForumMember

    def review(self, key: str) -> Review | None:
        """What the member answered to a theme."""
        with corpus_at(self.settings.corpus_path) as corpus:
            return reviews.review_by(corpus, self.themes[key], self.member.id)

    def send(self, key: str, **form: str) -> TestResponse:
        """Sends the form of a theme's page, with its token."""
        address = f"/forum/themes/{self.themes[key]}"
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(address).text.split("<form")[-1])
        assert found
        return self.client.post(address, data={"csrf_token": found[1], **form})


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A programme with three themes that somebody said and one that nobody did, and another programme."""
    settings = Settings(home=tmp_path)
    with corpus_at(settings.corpus_path) as corpus:
        programme = programmes.add_programme(corpus, name="Wellbeing")
        elsewhere = programmes.add_programme(corpus, name="Elsewhere")
        codebook.put_codebook(
            corpus,
            programme.id,
            [
                NewTheme("help", "Getting help"),
                NewTheme("waiting", "Waiting", "Time.", parent="help"),
                NewTheme("stigma", "Stigma", "Shame.", parent="help"),
                NewTheme("silent", "Nobody said this", parent="help"),
                NewTheme("dogs", "Dogs", keywords=("dog", "cat"), origin="discovered"),
            ],
            reason="test",
        )
        codebook.put_codebook(corpus, elsewhere.id, [NewTheme("other", "Not yours")], reason="test")
        themes = {theme.key: theme.id for one in (programme, elsewhere) for theme in codebook.themes(corpus, one.id)}
        event = events.add_event(
            corpus,
            programme.id,
            NewEvent("A", "The club", "focus group", "2026-01-01", "North", "hall", "young people", "participation"),
        )
        document, _ = documents.add_document(corpus, event.id, format="txt", fingerprint="a")
        documents.store_turns(
            corpus,
            document,
            contributors=[NewContributor(key, f"Pseudonym {key}", "young person", consent=3) for key in SAID],
            turns=[
                NewTurn(text, "contributor", key, f"Pseudonym {key}", (NewSegment(0, len(text)),))
                for key, text in SAID.items()
            ],
            blank=0,
        )
        ids = {segment.text: segment.id for segment in codings.segments_to_code(corpus, programme.id)}
        codings.replace_suggestions(
            corpus,
            programme.id,
            codings.coder_id(corpus, "model", "test"),
            [Coding(ids[text], themes[key], 0.9, is_primary=True) for key, text in SAID.items()],
        )
        summaries.replace_summaries(
            corpus, {themes["waiting"]: [SummaryLine("People waited a long time.", (ids[SAID["waiting"]],))]}
        )
        member = people.add_forum_member(corpus, programme_id=programme.id, constituency="young people", code_hash="x")
    client = create_app(settings).test_client()
    with open_workspace(settings) as workspace, client.session_transaction() as session:
        begin_session(session, workspace, member)
    yield House(settings, themes, client, member)


def test_home_lists_what_people_said_and_how_much_is_left(house: House) -> None:
    page = house.client.get("/forum/").text
    assert "You have answered <strong>0</strong> of 3 themes. <strong>3</strong> left." in page
    assert "Waiting" in page
    assert "Dogs" in page
    assert "Nobody said this" not in page
    assert "Not yours" not in page


def test_a_theme_is_shown_in_plain_words_with_a_picture_and_quotes(house: House) -> None:
    page = house.client.get(f"/forum/themes/{house.themes['waiting']}").text
    assert "People waited a long time." in page
    assert "1 of 3 dots are filled" in page
    assert SAID["waiting"] in page
    assert "Pseudonym" not in page


def test_a_theme_without_a_summary_is_shown_by_its_definition_or_its_words(house: House) -> None:
    assert "Shame." in house.client.get(f"/forum/themes/{house.themes['stigma']}").text
    assert "dog, cat" in house.client.get(f"/forum/themes/{house.themes['dogs']}").text


def test_what_people_said_is_escaped(house: House) -> None:
    assert "walk in &lt;there&gt;" in house.client.get(f"/forum/themes/{house.themes['stigma']}").text


def test_an_answer_is_kept_and_the_next_theme_follows(house: House) -> None:
    answer = house.send("stigma", answer="partly", reason=" it is worse at night ", suggested_name="Being stared at")
    review = house.review("stigma")
    assert review
    assert (review.answer, review.reason, review.suggested_name) == (
        "partly",
        "it is worse at night",
        "Being stared at",
    )
    assert answer.location == f"/forum/themes/{house.themes['waiting']}"
    assert "Thank you. Your answer is saved." in house.client.get(answer.location).text
    assert "You said: Partly" in house.client.get("/forum/").text


def test_the_last_answer_leads_home_with_thanks(house: House) -> None:
    for key in ("stigma", "waiting"):
        house.send(key, answer="right")
    answer = house.send("dogs", answer="right")
    assert answer.location == "/forum/"
    page = house.client.get("/forum/").text
    assert "You have now answered every theme." in page
    assert "You have answered every theme. Thank you." in page


def test_an_answer_can_be_changed_later(house: House) -> None:
    house.send("waiting", answer="right", reason="yes")
    page = house.client.get(f"/forum/themes/{house.themes['waiting']}").text
    assert re.search(r'value="right"\s+checked', page)
    assert ">yes</textarea>" in page
    house.send("waiting", answer="not us")
    review = house.review("waiting")
    assert review
    assert (review.answer, review.reason) == ("not us", "")


@pytest.mark.parametrize("given", ["", "maybe"])
def test_without_an_answer_nothing_is_kept_but_what_was_typed_stays(house: House, given: str) -> None:
    answer = house.send("waiting", answer=given, reason="because <b>", suggested_name="Long wait")
    assert answer.status_code == 400
    assert house.review("waiting") is None
    assert "Error: Waiting" in answer.text
    assert 'href="#answer"' in answer.text
    assert "because &lt;b&gt;" in answer.text
    assert 'value="Long wait"' in answer.text


def test_what_is_too_long_is_said_at_its_field(house: House) -> None:
    answer = house.send(
        "waiting", answer="right", reason="a" * (LONGEST_REASON + 1), suggested_name="a" * (LONGEST_NAME + 1)
    )
    assert answer.status_code == 400
    assert 'href="#reason"' in answer.text
    assert 'href="#suggested_name"' in answer.text


def test_names_in_what_a_member_writes_are_masked(house: House) -> None:
    house.send("waiting", answer="partly", reason="Ring me on 07700 900123", suggested_name="Write to a.b@example.org")
    review = house.review("waiting")
    assert review
    assert "07700" not in review.reason
    assert "example.org" not in review.suggested_name


def test_the_workflow_refuses_what_is_no_answer(house: House) -> None:
    with open_workspace(house.settings) as workspace, pytest.raises(InvalidChoice, match="This is right"):
        answer_theme(workspace, house.member, house.themes["waiting"], GivenAnswer("maybe"))


def test_another_programme_s_theme_is_not_there(house: House) -> None:
    address = f"/forum/themes/{house.themes['other']}"
    assert house.client.get(address).status_code == 404
    token = re.search(
        r'name="csrf_token" value="([^"]+)"', house.client.get(f"/forum/themes/{house.themes['waiting']}").text
    )
    assert token
    assert house.client.post(address, data={"csrf_token": token[1], "answer": "right"}).status_code == 404
    assert house.review("other") is None


def test_a_retired_theme_is_not_there(house: House) -> None:
    with corpus_at(house.settings.corpus_path) as corpus:
        codebook.retire_themes(corpus, [house.themes["dogs"]])
    assert house.client.get(f"/forum/themes/{house.themes['dogs']}").status_code == 404
    assert "Dogs" not in house.client.get("/forum/").text


def test_a_form_from_elsewhere_is_not_taken(house: House) -> None:
    answer = house.client.post(f"/forum/themes/{house.themes['waiting']}", data={"answer": "right"})
    assert answer.status_code == 400
    assert house.review("waiting") is None


@pytest.mark.parametrize("address", ["/forum/", "/forum/themes/{waiting}"])
def test_forum_pages_lead_to_no_document_and_no_staff_page(house: House, address: str) -> None:
    page = house.client.get(address.format(**house.themes)).text
    links = set(re.findall(r'(?:href|action)="([^"#]+)', page))
    assert not {link for link in links if link.startswith(("/p/", "/data"))}
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)


@pytest.mark.parametrize("address", ["/p/wellbeing/themes", "/p/wellbeing/search?q=wait", "/p/wellbeing/documents/1"])
def test_a_forum_member_reads_no_staff_page(house: House, address: str) -> None:
    assert house.client.get(address).status_code == 403
