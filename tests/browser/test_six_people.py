"""Six people, each in a browser of their own, from what was said to what anybody may read of it.

A facilitator of the staff (who sits at a desk), an analyst and a commissioner, who both approve, and three members of
the forum: a young person and a citizen on phones, a professional at a desk. The analyst is on a phone, too. Every page
that one of them opens is looked over at both widths, once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api")

from corpus.records import CONSTITUENCIES, Constituency  # noqa: E402
from corpus.store import theme_proposals  # noqa: E402
from corpus.store.programmes import programmes  # noqa: E402
from service.settings import Settings  # noqa: E402
from service.workflow import accounts, deciding  # noqa: E402
from service.workflow.deciding import GivenVote  # noqa: E402
from service.workspace import open_workspace  # noqa: E402
from tests.browser.conftest import DESKTOP, PASSWORD, PHONE, Server, Visitor  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SAMPLE = Path(__file__).parents[2] / "service" / "starter" / "sample"
CLUB = (
    SAMPLE / "focus-group-youth-club" / "youth-club-focus-group.vtt",
    SAMPLE / "spring-survey" / "survey-export.csv",
)
LIBRARY = (SAMPLE / "co-design-central" / "co-design-central.srt",)
A_MINUTE = 60_000
SLUG = "wellbeing-in-the-borough"
PROGRAMME, DATA, OPEN = f"/p/{SLUG}", f"/data/{SLUG}", f"/open/{SLUG}"
THEME = "Crisis prevention"
expect = playwright.expect


@dataclass
class Person:
    """Somebody with a browser; `seen` are the addresses that anybody of their kind has looked over."""

    at: Visitor
    kind: str
    seen: set[tuple[str, str]] = field(default_factory=set)

    @property
    def page(self) -> "playwright.Page":
        return self.at.page

    def look(self) -> None:
        """Looks the page over, if none of their kind has looked at one like it."""
        like = self.kind, re.sub(r"\d+|#.*", "", self.page.url + str(self.page.locator("h1").count()))
        if like not in self.seen:
            self.seen.add(like)
            self.at.inspect()

    def go(self, path: str) -> None:
        self.at.go(path)
        self.look()

    def press(self, name: "str | re.Pattern[str]", role: str = "button") -> None:
        found = self.page.get_by_role(role, name=name, exact=isinstance(name, str))  # type: ignore[arg-type]
        self.at.press(found.first)
        self.look()

    @property
    def reads(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()


@dataclass
class Room:
    """All six."""

    facilitator: Person
    analyst: Person
    commissioner: Person
    young_person: Person
    citizen: Person
    professional: Person


@pytest.fixture
def room(browser: "playwright.Browser", server: Server) -> Iterator[Room]:
    with open_workspace(Settings(home=server.home)) as workspace:
        accounts.put_account(workspace, "Fay", ["staff"], PASSWORD)
        accounts.put_account(workspace, "Ann", ["analyst", "approver"], PASSWORD)
        accounts.put_account(workspace, "Cora", ["approver"], PASSWORD)
    seen: set[tuple[str, str]] = set()
    kinds = {
        "facilitator": ("staff", DESKTOP),
        "analyst": ("reader", PHONE),
        "commissioner": ("reader", DESKTOP),
        "young_person": ("forum", PHONE),
        "citizen": ("forum", PHONE),
        "professional": ("forum", DESKTOP),
    }
    people = {name: Person(Visitor(browser, server, size), kind, seen) for name, (kind, size) in kinds.items()}
    yield Room(**people)
    for person in people.values():
        person.at.leave()


def test_from_what_was_said_to_what_anybody_reads(room: Room, server: Server, tmp_path: Path) -> None:
    _files_come_in(room.facilitator, tmp_path)
    _codes_are_given_out(room)
    _what_was_said_is_read(room.facilitator)
    _a_theme_is_answered(room)
    _a_summary_is_rewritten(room.young_person)
    _what_matters_most_is_chosen(room.citizen)
    _something_was_missed(room.citizen)
    _cards_are_sorted(room)
    _the_forum_meets(room)
    _the_forum_decides(room, server)
    _something_is_done(room.facilitator)
    _an_analyst_reads(room.analyst)
    _two_sign(room)
    _anybody_reads(room.citizen)
    _it_is_recalled(room)


def _files_come_in(facilitator: Person, folder: Path) -> None:
    page = facilitator.page
    facilitator.go("/")
    facilitator.at.sign_in("Fay")
    facilitator.go("/programmes/new")
    page.get_by_label("Name").fill("Wellbeing in the borough")
    facilitator.press("Make the programme")
    empty = folder / "nothing-in-it.txt"
    empty.touch()
    for code, model, files in (("CLUB", "Participation", (*CLUB, empty)), ("LIBRARY", "Co-production", LIBRARY)):
        _hold_event(facilitator, code, model)
        page.locator("input[type=file]").set_input_files([str(file) for file in files])
        facilitator.press("Upload")
        assert ("“nothing-in-it.txt” is empty" in facilitator.reads) is (empty in files)
    for code, files in (("CLUB", CLUB), ("LIBRARY", LIBRARY)):
        for _ in files:
            facilitator.go(f"{PROGRAMME}/events/{code}")
            link = page.get_by_role("link", name=re.compile("^(Confirm|Say)", re.I)).first
            link.wait_for(timeout=A_MINUTE)  # the page shows it by itself when the worker has read the file
            facilitator.at.press(link)
            facilitator.look()
            page.locator("#consent").select_option(label="3: anonymous quote")
            facilitator.press(re.compile("^Confirm"))
    for code, files in (("CLUB", CLUB), ("LIBRARY", LIBRARY)):
        for _ in files:
            _sign_off(facilitator, code)
    facilitator.go(f"{PROGRAMME}/")
    page.get_by_text("release 1").wait_for(timeout=2 * A_MINUTE)


def _hold_event(facilitator: Person, code: str, model: str) -> None:
    page = facilitator.page
    facilitator.go(f"{PROGRAMME}/events/new")
    if code == "CLUB":
        facilitator.press("Make the event")
        assert page.get_by_role("alert").is_visible()  # what is missing is said, and what was typed stays
        facilitator.at.inspect()
    page.get_by_label("Name").fill(f"Listening at the {code.lower()}")
    page.get_by_label("Kind").select_option("focus group")
    for part, value in (("Day", "21"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("Locality").fill("North cluster")
    page.get_by_label("Setting").fill(code.lower())
    page.get_by_label("Audience").fill("mixed")
    page.get_by_label(model, exact=True).check()
    page.get_by_label("Short code (optional)").fill(code)
    facilitator.press("Make the event")


def _sign_off(facilitator: Person, code: str) -> None:
    page = facilitator.page
    facilitator.go(f"{PROGRAMME}/events/{code}")
    link = page.get_by_role("link", name=re.compile("^Sign off")).first
    link.wait_for(timeout=3 * A_MINUTE)  # names are masked, and what closeness learns is learned once
    facilitator.at.press(link)
    facilitator.look()
    if ("turned", "a word") not in facilitator.seen:
        facilitator.seen.add(("turned", "a word"))
        _turn_a_word_with_one_key(facilitator)
    facilitator.press(re.compile("^Sign off"))


def _turn_a_word_with_one_key(facilitator: Person) -> None:
    page = facilitator.page
    for show in ("text", "masked"):
        facilitator.at.press(page.locator(f"a[href*='show={show}']").first)
        facilitator.at.inspect()
    page.keyboard.press("ArrowDown")
    turned = page.locator(":focus")
    assert turned.inner_text().startswith("Unmask here")
    place = turned.get_attribute("id")
    page.keyboard.press("m")
    page.locator(f"#{place}:focus", has_text="Mask here").wait_for()
    page.keyboard.press("e")
    page.locator("[data-said]", has_text=": Masked").wait_for(state="attached")


def _codes_are_given_out(room: Room) -> None:
    page = room.facilitator.page
    for name, person in zip(CONSTITUENCIES, (room.young_person, room.citizen, room.professional), strict=True):
        room.facilitator.go(f"{PROGRAMME}/forum-codes")
        page.get_by_label(name.capitalize()).check()
        page.get_by_label("How many").fill("1")
        room.facilitator.press("Make codes")
        code = page.locator(".chorus-code-list code").first.inner_text()
        person.go("/forum/sign-in")
        person.page.get_by_label(re.compile("code", re.I)).fill(code.lower())
        person.press("Sign in")


def _what_was_said_is_read(facilitator: Person) -> None:
    for path in ("", "/events", "/themes", "/themes?by=role", "/unthemed", "/search?q=waiting"):
        facilitator.go(f"{PROGRAMME}{path}")
    _to_the_theme(facilitator)
    assert re.search(r"\d+ people", facilitator.reads)
    facilitator.at.press(facilitator.page.locator("a[href*='#turn-']").last)
    facilitator.page.wait_for_url(re.compile("#turn-"))
    facilitator.page.locator(facilitator.page.evaluate("() => location.hash")).wait_for()
    facilitator.go(f"{PROGRAMME}/events/LIBRARY")
    facilitator.at.press(facilitator.page.locator("main a[href*='/documents/']").first)
    facilitator.look()  # this one, which is short: it takes its time to look over every turn twice


def _an_analyst_reads(analyst: Person) -> None:
    """On their phone."""
    analyst.at.sign_in("Ann")
    for path in (f"{PROGRAMME}/", f"{PROGRAMME}/themes?by=locality", f"{PROGRAMME}/decisions"):
        analyst.go(path)
    analyst.go(f"{PROGRAMME}/themes")
    link = analyst.page.locator("main a[href*='/themes/']").first.get_attribute("href")
    row = f"{DATA}/themes/{re.search(r'/themes/([0-9]+)', link or '')[1]}"  # type: ignore[index]
    for path in ("/data/", DATA, f"{DATA}/segments?_facet=role&_size=15", row):
        analyst.go(path)
        assert analyst.page.get_by_role("heading", level=1).is_visible()
    assert "Kai Mensah" not in analyst.page.content()


def _a_theme_is_answered(room: Room) -> None:
    for person, words in ((room.young_person, "Nights are the hard part"), (room.professional, "")):
        person.go("/forum/")
        person.press(re.compile(f"^{THEME}"), "link")
        person.page.get_by_label("Partly").check()
        person.page.get_by_label("Why? In your own words").fill(words)
        person.page.get_by_label("A better name for it").fill("Someone there at night" if words else "")
        person.press("Save and go on")
        assert "saved" in person.reads
    assert room.young_person.page.request.get(room.young_person.at.url + DATA).status == 403
    _to_the_theme(room.facilitator)
    assert "Someone there at night" in room.facilitator.reads
    assert "Nights are the hard part" in room.facilitator.reads


def _to_the_theme(person: Person) -> None:
    person.go(f"{PROGRAMME}/themes")
    person.press(re.compile(f"^{THEME}"), "link")


def _a_summary_is_rewritten(member: Person) -> None:
    page = member.page
    member.go("/forum/")
    member.press(re.compile(f"^{THEME}"), "link")
    member.press("Write this in your own words", "link")
    for field_ in page.locator("textarea").all():
        field_.fill("")
    page.locator("#sentence-0").fill("We want somebody there at night.")
    page.locator("#cites-0 summary").click()
    page.locator("#cites-0 .nhsuk-checkboxes__item").first.locator("input").check()
    member.press("Save the summary")
    assert "We want somebody there at night." in member.reads


def _what_matters_most_is_chosen(member: Person) -> None:
    member.go("/forum/ranking")
    for number in range(3):
        member.page.locator("input[name=chosen]").nth(number).check()
    member.press("Put them in order")
    member.press("Save my order")
    assert "To you" in member.reads


def _something_was_missed(member: Person) -> None:
    member.go("/forum/missed")
    member.page.get_by_label("What did we miss?").fill("Help has to come at night as well.")
    member.press("See who said so")
    member.page.locator("input[name=evidence]").first.check()
    member.page.get_by_label("A name for it").fill("Help at night")
    member.press("Have it voted on")
    assert "Help at night" in member.reads


def _cards_are_sorted(room: Room) -> None:
    page = room.professional.page
    room.facilitator.go(f"{PROGRAMME}/card-sorts")
    room.facilitator.press("Draw the cards")
    room.facilitator.press("Open it to members")
    room.professional.go("/forum/card-sorts")
    room.professional.press("Start", "link" if page.get_by_role("link", name="Start").count() else "button")
    page.get_by_label("Your first pile").fill("Waiting")
    room.professional.press("Put it in a new pile")
    room.professional.press("It fits nowhere. Leave it out")
    room.professional.press(re.compile("^Waiting"))
    room.professional.press("Look at my piles", "link")
    assert "Waiting" in room.professional.reads


def _the_forum_meets(room: Room) -> None:
    page, phone = room.facilitator.page, room.young_person
    room.facilitator.go(f"{PROGRAMME}/meetings/new")
    page.get_by_label("Young people").check()
    room.facilitator.press("Open the meeting")
    code = re.sub(r"\s|the code", "", page.locator(".meeting-way-in__code").inner_text())
    phone.go("/m")
    phone.page.get_by_label("The code on the screen").fill(code)
    phone.press("Go on")
    phone.press("Come in")
    room.facilitator.press(re.compile("^Begin: "))
    phone.page.get_by_label("This is right").check(timeout=A_MINUTE)
    phone.look()
    phone.page.get_by_role("button", name="Send my answer").click()
    expect(phone.page.locator("#told, [data-have]").first).to_be_visible()
    expect(page.locator("[data-live=answered]")).to_have_text("1")
    room.facilitator.press("Show what we said")
    page.get_by_text("For whoever runs the meeting").click()
    room.facilitator.press("End the meeting")
    room.facilitator.at.inspect()
    expect(phone.page.get_by_role("heading", name="Thank you")).to_be_visible()


def _the_forum_decides(room: Room, server: Server) -> None:
    page = room.facilitator.page
    room.facilitator.go(f"{PROGRAMME}/proposals")
    room.facilitator.go(f"{PROGRAMME}/proposals/rule")
    _to_the_theme(room.facilitator)
    room.facilitator.press("Make a proposal", "link")
    room.facilitator.press("Give it another name or meaning", "link")
    page.locator("#name").fill("Somebody there before it is a crisis")
    page.locator("#reason").fill("That is how young people said it.")
    room.facilitator.press("Open it to be voted on")
    proposal = page.url
    _others_vote(server)
    for member, vote in ((room.young_person, "Yes"), (room.citizen, "Yes"), (room.professional, "No")):
        member.go("/forum/proposals")
        member.press(re.compile("Somebody there before it is a crisis"), "link")
        member.page.get_by_label(vote, exact=True).check()
        if vote == "No":
            member.page.locator("#objection").fill("The old name is in all our contracts.")
        member.press("Save my vote")
    page.goto(proposal)
    room.facilitator.at.inspect()
    page.get_by_label("Your answer").fill("Both names stand in our reports.")
    room.facilitator.press(re.compile("^Send the answer"))
    room.professional.page.reload()
    room.professional.at.inspect()
    room.professional.press("Yes, show my view")
    page.goto(proposal)
    room.facilitator.press("Close the vote: agreed")


def _others_vote(server: Server) -> None:
    """Two more of each constituency, who are not in the room."""
    with open_workspace(Settings(home=server.home)) as workspace:
        programme = next(one for one in programmes(workspace.corpus) if one.slug == SLUG)
        listed = theme_proposals.proposals(workspace.corpus, programme.id, "open")
        (proposal,) = (one for one in listed if one.kind == "change")
        names: tuple[Constituency, ...] = CONSTITUENCIES
        for name in names:
            for code in accounts.make_codes(workspace, programme.id, name, 2):
                deciding.vote(workspace, accounts.sign_in_with_code(workspace, code), proposal.id, GivenVote("for"))


def _something_is_done(facilitator: Person) -> None:
    page = facilitator.page
    facilitator.press(re.compile("^Add an action"), "link")
    page.get_by_label("What is done").fill("Somebody answers the phone at night.")
    page.get_by_label("Who does it").fill("Mental health team for children")
    page.get_by_label("Under way").check()
    facilitator.press("Keep it")
    assert "Somebody answers the phone at night." in facilitator.reads
    assert "The old name is in all our contracts." in facilitator.reads


def _two_sign(room: Room) -> None:
    room.facilitator.go(f"{PROGRAMME}/open-releases")
    room.facilitator.press("Make a draft")
    room.commissioner.at.sign_in("Cora")
    room.commissioner.look()
    for person, name in ((room.analyst, "Ann"), (room.commissioner, "Cora")):
        person.go(f"{PROGRAMME}/")
        assert "It waits for your signature." in person.reads
        person.press("Release 1", "link")
        assert "We want somebody there at night." in person.reads
        for box in person.page.locator("#sign ~ form input[type=checkbox]").all():
            box.check()
        assert f"I sign this as {name}." in person.reads
        person.press("Sign")
    room.commissioner.press("Publish to everybody")


def _anybody_reads(somebody: Person) -> None:
    """On their phone, and signed in as nobody."""
    somebody.page.context.clear_cookies()
    somebody.kind = "anybody"
    tables = ("", "/themes", "/themes/1", "/quotes?_facet=role", "/summaries", "/said_decided_done")
    for path in ("/open/", *(OPEN + table for table in tables)):
        somebody.go(path)
    assert "Somebody answers the phone at night." in somebody.page.content()
    somebody.go(f"/take-away/{SLUG}")
    somebody.go("/published")
    somebody.press("Wellbeing in the borough", "link")
    assert "Somebody there before it is a crisis" in somebody.reads
    somebody.press("Somebody there before it is a crisis", "link")
    assert "Somebody answers the phone at night." in somebody.reads
    somebody.go("/became")
    somebody.page.get_by_label("The code of your event").fill("club")
    somebody.press("Show me")
    for words in ("Somebody there before it is a crisis", "We want somebody there at night.", "in all our contracts"):
        assert words in somebody.reads
    somebody.go("/became/LIBRARY")
    assert "Your group was small" in somebody.reads
    somebody.go("/became/nothing")


def _it_is_recalled(room: Room) -> None:
    room.commissioner.page.get_by_label("Why").fill("A name was left in it.")
    room.commissioner.press("Recall now")
    room.commissioner.at.inspect()
    for path in ("/open/", f"{OPEN}/quotes", "/became/CLUB", f"/published/{SLUG}"):
        room.citizen.go(path)
        assert "A name was left in it." in room.citizen.reads
