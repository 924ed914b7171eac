"""The whole way as people go it: staff upload, the worker works, analysts browse, forum members answer."""

import re
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SAMPLE = Path(__file__).parents[2] / "service" / "starter" / "sample"
FILES = (
    SAMPLE / "focus-group-youth-club" / "youth-club-focus-group.vtt",
    SAMPLE / "co-design-north" / "co-design-north.docx",
    SAMPLE / "spring-survey" / "survey-export.csv",
)
A_MINUTE = 60_000
PROGRAMME = "/p/wellbeing-in-the-borough"


def test_from_sign_in_to_a_forum_members_answer(visitor, tmp_path) -> None:
    visitor.go("/")
    visitor.inspect()
    _sign_in(visitor)
    _make_a_programme_and_an_event(visitor)
    _upload(visitor, *FILES, _empty_file(tmp_path))
    _confirm_everything(visitor)
    _sign_everything_off(visitor)
    _wait_for_the_release(visitor)
    _read_a_theme_and_a_quote_in_context(visitor)
    _read_the_other_pages(visitor)
    _browse_datasette(visitor)
    code = _make_a_forum_code(visitor)
    _sign_out(visitor)
    _answer_as_a_forum_member(visitor, code)
    _see_the_answer_as_staff(visitor)


def _sign_in(visitor) -> None:
    visitor.go("/")
    visitor.page.get_by_label("Name").fill("browser-staff")
    visitor.page.get_by_label("Password", exact=True).fill("a-long-enough-password")
    visitor.press(visitor.page.get_by_role("button", name="Sign in"))


def _sign_out(visitor) -> None:
    visitor.press(visitor.page.get_by_role("button", name="Sign out", exact=True))


def _make_a_programme_and_an_event(visitor) -> None:
    page = visitor.page
    visitor.go("/programmes/new")
    visitor.inspect()
    page.get_by_label("Name").fill("Wellbeing in the borough")
    visitor.press(page.get_by_role("button", name="Make the programme"))
    visitor.inspect()
    visitor.go(f"{PROGRAMME}/events/new")
    visitor.press(page.get_by_role("button", name="Make the event"))
    assert page.get_by_role("alert").is_visible()  # what is missing is said, and what was typed stays
    visitor.inspect()
    page.get_by_label("Name").fill("Listening day")
    page.get_by_label("Kind").select_option("focus group")
    for part, value in (("Day", "21"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("Locality").fill("North cluster")
    page.get_by_label("Setting").fill("youth club")
    page.get_by_label("Audience").fill("mixed")
    page.get_by_label("Participation", exact=True).check()
    page.get_by_label("Short code (optional)").fill("DAY")
    visitor.press(page.get_by_role("button", name="Make the event"))


def _empty_file(folder: Path) -> Path:
    path = folder / "nothing-in-it.txt"
    path.touch()
    return path


def _upload(visitor, *files: Path) -> None:
    page = visitor.page
    page.locator("input[type=file]").set_input_files([str(file) for file in files])
    visitor.press(page.get_by_role("button", name="Upload"))
    assert "“nothing-in-it.txt” is empty" in page.locator("main").inner_text()
    visitor.inspect()


def _confirm_everything(visitor) -> None:
    page = visitor.page
    for _ in FILES:
        page.goto(visitor.url + f"{PROGRAMME}/events/DAY")
        link = page.get_by_role("link", name=re.compile("^(Confirm|Say)", re.I)).first
        link.wait_for(timeout=A_MINUTE)  # the page shows it by itself when the worker has read the file
        visitor.press(link)
        visitor.inspect()
        visitor.press(page.get_by_role("button", name=re.compile("^Confirm")))


def _sign_everything_off(visitor) -> None:
    page = visitor.page
    for number in range(len(FILES)):
        page.goto(visitor.url + f"{PROGRAMME}/events/DAY")
        link = page.get_by_role("link", name=re.compile("^Sign off")).first
        link.wait_for(timeout=3 * A_MINUTE)  # names are masked, and what closeness learns is learned once
        visitor.press(link)
        if not number:
            _turn_a_word_with_one_key(visitor)
            for show in ("doubtful", "text", "masked"):
                visitor.press(
                    page.locator(f"a[href*='show={show}']").first
                    if show != "doubtful"
                    else page.locator("#list a").first
                )
                visitor.inspect()
        visitor.press(page.get_by_role("button", name=re.compile("^Sign off")))


def _turn_a_word_with_one_key(visitor) -> None:
    page = visitor.page
    visitor.press(page.locator("a[href*='show=masked']").first)
    page.keyboard.press("ArrowDown")
    turned = page.locator(":focus")
    assert turned.inner_text().startswith("Unmask here")
    place = turned.get_attribute("id")
    page.keyboard.press("m")
    page.locator(f"#{place}:focus", has_text="Mask here").wait_for()
    page.keyboard.press("e")
    page.locator("[data-said]", has_text=": Masked").wait_for(state="attached")


def _wait_for_the_release(visitor) -> None:
    visitor.go(PROGRAMME + "/")
    visitor.page.get_by_text("release 1").wait_for(timeout=2 * A_MINUTE)
    visitor.inspect()


def _read_a_theme_and_a_quote_in_context(visitor) -> None:
    page = visitor.page
    visitor.go(f"{PROGRAMME}/themes")
    visitor.inspect()
    visitor.press(page.get_by_role("link", name=re.compile("^Crisis prevention")).first)
    assert re.search(r"\d+ people", page.locator("main").inner_text())
    visitor.inspect()
    visitor.press(page.locator("a[href*='#turn-']").last)
    page.wait_for_url(re.compile("#turn-"))
    page.locator(page.evaluate("() => location.hash")).wait_for()
    visitor.inspect()


def _read_the_other_pages(visitor) -> None:
    for path in (
        "",
        "/events",
        "/events/DAY",
        "/themes?by=role",
        "/themes?by=locality",
        "/unthemed",
        "/search?q=waiting",
    ):
        visitor.go(f"{PROGRAMME}{path}" or PROGRAMME)
        assert visitor.page.get_by_role("heading", level=1).is_visible()
        visitor.inspect()
    assert visitor.page.locator("mark").count() > 0


def _browse_datasette(visitor) -> None:
    page = visitor.page
    visitor.press(page.get_by_role("link", name="Datasette").first)
    page.goto(visitor.url + "/data/wellbeing-in-the-borough/segments?_facet=role")
    assert "young person" in page.locator("body").inner_text()
    assert "Kai Mensah" not in page.content()
    data = "/data/wellbeing-in-the-borough"
    for path in (
        "/data/",
        data,
        f"{data}/segments?_facet=role&_size=15",
        f"{data}/themes/1",
        f"{data}/quotes_for_theme?theme=wait",
    ):
        visitor.go(path)
        visitor.inspect()
    for path in ("/data/", "/account", "/account/second-step"):
        visitor.go(path)
        visitor.inspect()
    visitor.go(PROGRAMME + "/")


def _make_a_forum_code(visitor) -> str:
    page = visitor.page
    visitor.go(f"{PROGRAMME}/forum-codes")
    page.get_by_label("Young people").check()
    page.get_by_label("How many").fill("1")
    visitor.press(page.get_by_role("button", name="Make codes"))
    visitor.inspect()
    return page.locator("ol code").first.inner_text()


def _answer_as_a_forum_member(visitor, code: str) -> None:
    page = visitor.page
    visitor.go("/forum/sign-in")
    visitor.inspect()
    page.get_by_label(re.compile("code", re.I)).fill(code.lower())
    visitor.press(page.get_by_role("button", name="Sign in"))
    visitor.inspect()
    visitor.press(page.get_by_role("link", name=re.compile("^Crisis prevention")))
    visitor.inspect()
    page.get_by_label("Partly").check()
    page.get_by_label("Why? In your own words").fill("Nights are the hard part")
    page.get_by_label("A better name for it").fill("Someone there at night")
    visitor.press(page.get_by_role("button", name="Save and go on"))
    assert "saved" in page.locator("main").inner_text()
    response = page.request.get(visitor.url + "/data/wellbeing-in-the-borough")
    assert response.status == 403
    visitor.go("/forum/")
    _sign_out(visitor)


def _see_the_answer_as_staff(visitor) -> None:
    _sign_in(visitor)
    visitor.go(f"{PROGRAMME}/themes")
    visitor.press(visitor.page.get_by_role("link", name=re.compile("^Crisis prevention")).first)
    shown = visitor.page.locator("main").inner_text()
    assert "Someone there at night" in shown
    assert "Nights are the hard part" in shown
    visitor.inspect()


def test_somebody_is_invited_and_chooses_a_password(visitor) -> None:
    page = visitor.page
    _sign_in(visitor)
    visitor.go("/accounts")
    page.get_by_label("Name they will sign in with").fill("Zoe")
    page.locator("#roles-2").check()
    visitor.press(page.get_by_role("button", name="Make an invitation"))
    visitor.inspect()
    link = page.locator("main code").inner_text()
    _sign_out(visitor)
    page.goto(link)
    page.get_by_label("Password", exact=True).fill("too short")
    visitor.press(page.get_by_role("button", name="Set the password"))
    visitor.inspect()
    page.get_by_label("Password", exact=True).fill("seven green herons wading")
    visitor.press(page.get_by_role("button", name="Set the password"))
    assert "Your password is set." in page.locator("main").inner_text()
