"""Dates, numbers and plurals, as a person would write them."""

from collections.abc import Callable
from datetime import date


def day(iso: str) -> str:
    """'2026-02-03' as '3 February 2026'."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{when.day} {when:%B %Y}"


def number(value: int) -> str:
    """1234 as '1,234'."""
    return f"{value:,}"


def counted(value: int, singular: str, plural: str | None = None) -> str:
    """'1 person', '1,234 people'."""
    return f"{number(value)} {singular if value == 1 else plural or singular + 's'}"


def capital(text: str) -> str:
    """The text with its first letter a capital, and the rest as it was."""
    return text[:1].upper() + text[1:]


def percent(part: int, whole: int) -> str:
    """A share in whole percent; anything at all is at least '1%'-ish: '<1%'."""
    if not whole:
        return "0%"
    share = 100 * part / whole
    return "<1%" if 0 < share < 1 else f"{share:.0f}%"


def word_address(word: str) -> str:
    """Where on its page a word is explained: 'word-early-help'."""
    return "word-" + "".join(letter if letter.isalnum() else "-" for letter in word.casefold())


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "number": number,
    "counted": counted,
    "capital": capital,
    "percent": percent,
}
