"""Somebody is invited, and chooses a password."""

import pytest

from tests.browser.conftest import STAFF, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_somebody_is_invited_and_chooses_a_password(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in(STAFF)
    visitor.go("/accounts")
    page.get_by_label("Name they will sign in with").fill("Zoe")
    page.locator("#roles-2").check()
    visitor.press(page.get_by_role("button", name="Make an invitation"))
    visitor.inspect()
    link = page.locator("main code").inner_text()
    visitor.press(page.get_by_role("button", name="Sign out", exact=True))
    page.goto(link)
    page.get_by_label("Password", exact=True).fill("too short")
    visitor.press(page.get_by_role("button", name="Set the password"))
    visitor.inspect()
    page.get_by_label("Password", exact=True).fill("seven green herons wading")
    visitor.press(page.get_by_role("button", name="Set the password"))
    assert "Your password is set." in page.locator("main").inner_text()
