"""A member on a phone: what matters most, put in order with the keyboard, and what was missed."""

import pytest

playwright = pytest.importorskip("playwright.sync_api")

from corpus.consent import QUOTE  # noqa: E402
from corpus.records import Coding, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn  # noqa: E402
from corpus.store import codebook, codings, documents, events  # noqa: E402
from service.settings import Settings  # noqa: E402
from service.workflow.accounts import make_codes  # noqa: E402
from service.workflow.programmes import start_programme  # noqa: E402
from service.workspace import open_workspace  # noqa: E402
from tests.browser.conftest import PHONE, Server, Visitor  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CLUB = NewEvent("CLUB", "The club", "focus group", "2026-02-03", "North", "club", "young people", "participation")
KEYS = ("waiting", "buses", "school", "stigma")
LIFT = "The lift at the clinic is always broken."
expect = playwright.expect


@pytest.fixture
def code(server: Server) -> str:
    """A member's code, in a programme with four themes that somebody said, and something that is in none of them."""
    with open_workspace(Settings(home=server.home)) as workspace:
        corpus, programme = workspace.corpus, start_programme(workspace, "Ideas", with_starter=False)
        themes = [NewTheme(key, key.capitalize(), f"All about {key}.") for key in KEYS]
        codebook.put_codebook(corpus, programme.id, themes, reason="test")
        said = [f"It is {key}." for key in KEYS] + [LIFT]
        document, _ = documents.add_document(
            corpus, events.add_event(corpus, programme.id, CLUB).id, format="txt", fingerprint="x"
        )
        turns = [NewTurn(text, "contributor", "1", "Young person 1", (NewSegment(0, len(text)),)) for text in said]
        spoke = [NewContributor("1", "Young person 1", "young person", consent=QUOTE)]
        documents.store_turns(corpus, document, contributors=spoke, turns=turns, blank=0)
        ids = [one.id for one in codings.segments_to_code(corpus, programme.id)]
        by_key = {theme.key: theme.id for theme in codebook.themes(corpus, programme.id)}
        made = [Coding(segment, by_key[key], 0.9, True) for segment, key in zip(ids, KEYS, strict=False)]
        codings.replace_suggestions(corpus, programme.id, codings.coder_id(corpus, "model", "m"), made)
        return make_codes(workspace, programme.id, "young people", 1)[0]


def test_a_member_says_what_matters_most_and_what_was_missed(visitor: Visitor, code: str) -> None:
    page = visitor.page
    visitor.go("/forum/sign-in")
    page.get_by_label("Your code").fill(code)
    visitor.press(page.get_by_role("button", name="Sign in"))
    visitor.press(page.get_by_role("link", name="Choose what matters most to you"))
    visitor.inspect()
    page.set_viewport_size(PHONE)
    for name in ("Buses", "School", "Stigma"):
        page.get_by_label(name, exact=True).check()
    expect(page.locator("[data-choose-count]")).to_have_text("3 of 5 chosen")
    visitor.press(page.get_by_role("button", name="Put them in order"))
    _put_in_order(visitor)
    visitor.press(page.get_by_role("link", name="All themes"))
    visitor.press(page.get_by_role("link", name="Did we miss something? Tell us"))
    _tell_what_was_missed(visitor)


def _put_in_order(visitor: Visitor) -> None:
    page, names = visitor.page, visitor.page.locator("[data-order] [data-name]")
    visitor.inspect()
    page.set_viewport_size(PHONE)
    first = names.first.inner_text()
    page.get_by_role("button", name=f"Down {first}").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(names.last).to_have_text(first)
    expect(page.locator("[data-moved]")).to_have_text(f"{first} is now third.")
    expect(page.get_by_role("button", name=f"Up {first}")).to_be_focused()
    order = names.all_inner_texts()
    visitor.press(page.get_by_role("button", name="Save my order"))
    expect(page.locator(".ranking-order__name")).to_have_text(order)
    visitor.inspect()


def _tell_what_was_missed(visitor: Visitor) -> None:
    page = visitor.page
    visitor.inspect()
    page.get_by_label("What did we miss?").fill("Lifts that are broken keep us away.")
    visitor.press(page.get_by_role("button", name="See who said so"))
    visitor.inspect()
    page.get_by_label(LIFT).check()
    page.get_by_label("A name for it").fill("Broken lifts")
    visitor.press(page.get_by_role("button", name="Have it voted on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Should “Broken lifts” be a new theme?")
    expect(page.get_by_text(LIFT)).to_be_visible()
    visitor.inspect()
