"""Checking codings on a phone's width with the keyboard alone."""

import pytest

from corpus.records import Coding, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn
from corpus.store import codebook, codings, documents, events
from corpus.store.agreements import replace_agreements
from corpus.store.connect import corpus_at
from corpus.store.programmes import add_programme
from corpus.store.said_once import keep_said_once
from tests.browser.conftest import PHONE, STAFF

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WAITED, AGAIN, SAME, AFRAID = (
    "I waited a whole year to be seen.",
    "Then they made me wait again.",
    "Same.",
    "I never feel safe on the stairs by the old gym.",
)
FILL = NewEvent("CLUB", "The club", "focus group", "2026-02-03", "North", "club", "young people", "participation")
ADDRESS = "/p/checking"


@pytest.fixture(scope="module")
def filled(server):
    """A programme with two suggestions, an agreement and something said once; the theme's and the document's id."""
    with corpus_at(server.home / "corpus.db") as corpus:
        programme = add_programme(corpus, name="Checking", slug="checking").id
        new = [NewTheme("help", "Getting help"), NewTheme("waiting", "Waiting", parent="help")]
        codebook.put_codebook(corpus, programme, new, reason="test")
        document, _ = documents.add_document(
            corpus, events.add_event(corpus, programme, FILL).id, format="txt", fingerprint="x"
        )
        said = [("1", WAITED), ("2", SAME), ("1", AGAIN), ("2", AFRAID)]
        turns = [
            NewTurn(text, "contributor", who, f"Young person {who}", (NewSegment(0, len(text)),)) for who, text in said
        ]
        people = [NewContributor(who, f"Young person {who}", "young person") for who in ("1", "2")]
        documents.store_turns(corpus, document, contributors=people, turns=turns, blank=0)
        ids = {one.text: one.id for one in codings.segments_to_code(corpus, programme)}
        waiting = next(theme.id for theme in codebook.themes(corpus, programme) if theme.key == "waiting")
        made = [Coding(ids[WAITED], waiting, 0.52, True), Coding(ids[AGAIN], waiting, 0.9, True)]
        codings.replace_suggestions(corpus, programme, codings.coder_id(corpus, "model", "m"), made)
        replace_agreements(corpus, programme, {ids[SAME]: ids[WAITED]})
        keep_said_once(corpus, programme, {ids[AFRAID]: 3.0}, sure=0.5)
    return waiting, document.id


def _on_a_phone(visitor, path: str) -> None:
    """Opens a page, looks it over at both widths, and stays at a phone's."""
    visitor.go(ADDRESS + path)
    visitor.inspect()
    visitor.page.set_viewport_size(PHONE)
    visitor.page.reload()
    small = visitor.page.evaluate(
        "() => [...document.querySelectorAll('main .checking-choice, main .checking-pick, main .checking-add,"
        " main .checking-select, main .checking-buttons button')].filter(one => {"
        " const box = one.getBoundingClientRect(); return box.height && (box.height < 44 || box.width < 44); })"
        ".map(one => one.outerHTML.slice(0, 100))"
    )
    assert small == []


def _tab_to(visitor, selector: str) -> None:
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"the Tab key never comes to {selector}")


def test_codings_are_checked_by_keyboard_at_a_phones_width(visitor, filled) -> None:
    page, (theme, document) = visitor.page, filled
    visitor.sign_in(STAFF)
    _on_a_phone(visitor, "/review")
    assert WAITED in page.locator("blockquote").inner_text()
    _tab_to(visitor, "input[type=radio]")
    page.keyboard.press("Space")
    assert page.locator("input[value=confirmed]").is_checked()
    _tab_to(visitor, "button[value=save]")
    page.keyboard.press("Enter")
    page.get_by_text("1 segment checked").wait_for()
    page.wait_for_load_state()
    assert AGAIN in page.locator("blockquote").inner_text()

    _on_a_phone(visitor, f"/themes/{theme}")
    assert "Agreed: 1 person" in page.locator("main").inner_text()
    for _ in (WAITED, AGAIN):  # the confirmed one comes first
        _tab_to(visitor, "button[value*='.rejected']")
    page.keyboard.press("Enter")
    page.locator("#done").wait_for()
    page.wait_for_load_state()
    assert "is wrong for" in page.locator("#done").inner_text()
    visitor.inspect()

    _on_a_phone(visitor, f"/documents/{document}")
    assert page.locator("button[aria-pressed]").count() == 2
    _on_a_phone(visitor, "/unthemed?kind=agreements")


@pytest.mark.usefixtures("filled")
def test_what_was_said_once_is_dealt_with_by_keyboard(visitor) -> None:
    page = visitor.page
    visitor.sign_in(STAFF)
    _on_a_phone(visitor, "/said-once")
    assert AFRAID in page.locator("main").inner_text()
    _tab_to(visitor, "button[value=watching]")
    page.keyboard.press("Enter")
    page.get_by_text("There are none.").wait_for()
    page.wait_for_load_state()
    visitor.go(f"{ADDRESS}/said-once?show=watching")
    assert AFRAID in page.locator("main").inner_text()
    visitor.inspect()
