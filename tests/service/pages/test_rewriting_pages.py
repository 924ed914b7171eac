import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from corpus.records import Coding, NewContributor, NewSegment, NewTheme, NewTurn, Programme, SummaryLine
from corpus.store import codebook, codings, documents, forum_summaries, held_writing, people, summaries
from service.sessions import begin_session
from service.workflow import held_writing as deciding_on_writing
from service.workflow.forum_sentences import take_out_of_rewrites
from service.workflow.held_writing import GivenDecision, decide, queue_of
from service.workspace import Workspace
from tests.service.pages.conftest import Browser

SAID = {
    "1": "We waited for months and months.",
    "2": "My cousin waited a year.",
    "3": "They never rang us back at all.",
}
CONSENT = {"1": 4, "2": 3, "3": 2}


@pytest.fixture
def waiting(workspace: Workspace, programme: Programme, event: Any) -> Iterator[Any]:
    """The theme's id and the segments' by who said them."""
    corpus = workspace.corpus
    codebook.put_codebook(corpus, programme.id, [NewTheme("waiting", "Waiting")], reason="test")
    theme = codebook.themes(corpus, programme.id)[0]
    document, _ = documents.add_document(corpus, event.id, format="txt", fingerprint="a")
    documents.store_turns(
        corpus,
        document,
        contributors=[NewContributor(who, f"Person {who}", "young person", consent=CONSENT[who]) for who in SAID],
        turns=[NewTurn(t, "contributor", who, f"Person {who}", (NewSegment(0, len(t)),)) for who, t in SAID.items()],
        blank=0,
    )
    ids = {one.text: one.id for one in codings.segments_to_code(corpus, programme.id)}
    made = [Coding(segment, theme.id, 0.9, True) for segment in ids.values()]
    codings.replace_suggestions(corpus, programme.id, codings.coder_id(corpus, "model", "m"), made)
    every = tuple(ids.values())
    lines = [
        SummaryLine("3 people talked about this, at one event.", every, "counted"),
        SummaryLine("The word that came up most was “waited”. 3 people used it.", every, "said"),
    ]
    summaries.replace_summaries(corpus, {theme.id: lines})
    return theme.id, {who: ids[text] for who, text in SAID.items()}


def _address(theme: int) -> str:
    return f"/forum/themes/{theme}/summary"


def test_a_forum_writes_its_own_and_both_are_kept(member: Browser, workspace: Workspace, waiting: Any) -> None:
    theme, ids = waiting
    form = member.get(_address(theme)).text
    assert "The word that came up most was “waited”" in form
    assert SAID["1"] in form
    assert SAID["3"] not in form  # they did not agree to be quoted
    assert "Keep 1 other quote that this rested on before" in form
    sent = {"sentence-0": "We all  wait too long.", "cites-0": [str(ids["1"]), f"{ids['2']} {ids['3']}"]}
    assert member.post(_address(theme), sent).status_code == 302
    page = member.get(f"/forum/themes/{theme}").text
    assert "In the forum’s words" in page
    assert "Written by the forum of young people" in page
    assert re.search(r"data-aloud>We all wait too long\.", page)
    assert "What Chorus wrote" in page
    assert "came up most" in page
    assert SAID["3"] not in page
    assert "1 is not shown" in page
    (line,) = forum_summaries.forum_summary(workspace.corpus, theme).lines
    assert set(line.segment_ids) == set(ids.values())


@pytest.mark.parametrize("cited", [[], ["999999"], ["x", "-1", "9" * 40]])
def test_a_sentence_that_cites_nothing_of_the_theme_is_not_saved(
    member: Browser, workspace: Workspace, waiting: Any, cited: list[str]
) -> None:
    theme, _ = waiting
    answer = member.post(_address(theme), {"sentence-0": "Dogs are nice.", "cites-0": cited})
    assert answer.status_code == 400
    assert "Choose at least one quote that says what sentence 1 says" in answer.text
    assert "Dogs are nice." in answer.text
    assert forum_summaries.forum_summary(workspace.corpus, theme) is None


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Write at least one sentence"), ("x" * 301, "Make sentence 1 shorter")]
)
def test_what_is_empty_or_too_long_is_said_at_its_field(
    member: Browser, waiting: Any, text: str, sentence: str
) -> None:
    theme, ids = waiting
    answer = member.post(_address(theme), {"sentence-0": text, "cites-0": str(ids["1"])})
    assert answer.status_code == 400
    assert sentence in answer.text


def test_names_are_masked_before_anybody_reads_it(member: Browser, workspace: Workspace, waiting: Any) -> None:
    theme, ids = waiting
    member.post(_address(theme), {"sentence-0": "Mrs Sarah Whitfield rang nobody back.", "cites-0": str(ids["1"])})
    (line,) = forum_summaries.forum_summary(workspace.corpus, theme).lines
    assert "Whitfield" not in line.text


def test_what_may_be_a_disclosure_is_held(
    member: Browser, workspace: Workspace, programme: Programme, waiting: Any
) -> None:
    theme, ids = waiting
    sent = {"sentence-0": "My stepdad hits me every night and I want to die.", "cites-0": str(ids["1"])}
    assert member.post(_address(theme), sent).status_code == 302
    assert "999" in member.get(f"/forum/themes/{theme}").text
    assert forum_summaries.forum_summary(workspace.corpus, theme) is None
    (held,) = held_writing.held_writing(workspace.corpus, programme.id, "waiting")
    assert (held.kind, held.subject_id) == ("summary", theme)
    people.put_account(workspace.corpus, name="Lee", roles=["safeguarding lead"], password_hash="x")
    lee = people.account_named(workspace.corpus, "Lee")
    (waits,) = queue_of(workspace, programme.id, "waiting")
    assert waits.about == "A summary of “Waiting”"
    decide(workspace, programme, lee, held.id, GivenDecision("kept"))
    assert forum_summaries.forum_summary(workspace.corpus, theme) is None
    decide(workspace, programme, lee, held.id, GivenDecision("released"))
    (line,) = forum_summaries.forum_summary(workspace.corpus, theme).lines
    assert line.segment_ids == (ids["1"],)


def test_a_release_that_is_cut_off_leaves_the_words_with_the_lead(
    member: Browser, workspace: Workspace, programme: Programme, waiting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme, ids = waiting
    said = "My stepdad hits me every night and I want to die."
    member.post(_address(theme), {"sentence-0": said, "cites-0": str(ids["1"])})
    (held,) = held_writing.held_writing(workspace.corpus, programme.id, "waiting")
    people.put_account(workspace.corpus, name="Lee", roles=["safeguarding lead"], password_hash="x")
    lee = people.account_named(workspace.corpus, "Lee")

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(deciding_on_writing, "put_released", cut_off)
        with pytest.raises(KeyboardInterrupt):
            decide(workspace, programme, lee, held.id, GivenDecision("released"))
    (waits,) = queue_of(workspace, programme.id, "waiting")
    assert (waits.texts, waits.decisions) == ((said,), ())
    decide(workspace, programme, lee, held.id, GivenDecision("released"))
    assert forum_summaries.forum_summary(workspace.corpus, theme) is not None


def test_a_forum_that_does_not_decide_does_not_write(
    app: Flask, workspace: Workspace, programme: Programme, waiting: Any
) -> None:
    theme, ids = waiting
    one = people.add_forum_member(workspace.corpus, programme_id=programme.id, constituency="citizens", code_hash="y")
    with workspace.corpus.atomic():
        workspace.corpus.execute("UPDATE forum_members SET engagement_model = 'consultation' WHERE id = ?", [one.id])
    browser = Browser(app)
    with browser.client.session_transaction() as session:
        begin_session(session, workspace, replace(one, engagement_model="consultation"))
    assert "Write this in your own words" not in browser.get(f"/forum/themes/{theme}").text
    assert browser.get(_address(theme)).status_code == 409
    assert browser.post(_address(theme), {"sentence-0": "Hello.", "cites-0": str(ids["1"])}).status_code == 409


def test_staff_write_for_a_forum_and_it_is_said(staff: Browser, waiting: Any) -> None:
    theme, ids = waiting
    address = f"/p/wellbeing/themes/{theme}/summary"
    sent = {"sentence-0": "People wait too long.", "cites-0": str(ids["2"])}
    assert "Choose whose forum wrote this" in staff.post(address, sent).text
    assert staff.post(address, sent | {"whose": "citizens"}).status_code == 302
    page = staff.get(f"/p/wellbeing/themes/{theme}").text
    assert "Staff wrote this for the forum of citizens" in page
    assert "not kept" in staff.post(address, sent | {"whose": "citizens", "sentence-0": "My dad beats me up."}).text


def test_how_easy_it_is_is_told_without_keeping_anything(member: Browser, workspace: Workspace, waiting: Any) -> None:
    theme, _ = waiting
    hard = {"sentence-0": "Considerable organisational inconsistencies characterise transitional arrangements."}
    assert "Try shorter sentences" in member.post(_address(theme), hard | {"check": "yes"}).text
    told = member.post("/reading-age", hard).json
    assert "Try shorter sentences" in told["words"]
    assert "inconsistencies" in told["long"]
    assert member.post("/reading-age", {"sentence-0": "We wait."}).json["words"].endswith("That is easy to read.")
    assert member.post("/reading-age", {}).json == {"words": "Nothing is written yet.", "long": []}
    assert forum_summaries.forum_summary(workspace.corpus, theme) is None


def test_a_new_analysis_leaves_it_and_says_what_has_changed(
    member: Browser, workspace: Workspace, waiting: Any
) -> None:
    theme, ids = waiting
    member.post(_address(theme), {"sentence-0": "We wait.", "cites-0": [str(ids["1"]), str(ids["2"])]})
    member.post(
        _address(theme),
        {
            "sentence-0": "We wait and wait.",
            "cites-0": [str(ids["1"]), str(ids["2"])],
            "sentence-1": "It takes months.",
            "cites-1": str(ids["2"]),
        },
    )
    summaries.replace_summaries(workspace.corpus, {theme: [SummaryLine("New.", (ids["1"],), "said")]})
    assert "We wait and wait." in member.get(f"/forum/themes/{theme}").text
    workspace.corpus.execute("DELETE FROM segments WHERE id = ?", [ids["2"]])
    workspace.corpus.conn.commit()
    page = member.get(f"/forum/themes/{theme}").text
    assert "Some of what this rested on has gone" in page
    assert "1 sentence is not shown any more" in page
    assert "It takes months." not in page
    assert "Earlier versions: 1" in page


def test_a_sentence_that_repeats_who_withdrew_goes(workspace: Workspace, programme: Programme, waiting: Any) -> None:
    theme, ids = waiting
    lines = [SummaryLine("They say they never rang us back, ever.", (ids["1"],)), SummaryLine("We wait.", (ids["1"],))]
    forum_summaries.add_forum_summary(workspace.corpus, theme, "citizens", lines, is_by_staff=False)
    take_out_of_rewrites(workspace.corpus, programme.id, [SAID["3"]])
    assert [line.text for line in forum_summaries.forum_summary(workspace.corpus, theme).lines] == ["We wait."]


def test_hard_words_lead_to_what_they_mean(member: Browser, workspace: Workspace, waiting: Any) -> None:
    theme, ids = waiting
    lines = [SummaryLine("2 were at co-production events.", (ids["1"],), "counted")]
    summaries.replace_summaries(workspace.corpus, {theme: lines})
    page = member.get(f"/forum/themes/{theme}").text
    assert '<a class="summary-word" href="#word-co-production">co-production</a>' in page
    assert '<div id="word-co-production"><dt>co-production</dt>' in page
