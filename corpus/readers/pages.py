"""What is on a page but was never said: its number, the lines at its head and foot, the numbers of paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

Page = list[str]

_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?\d{1,4}\s*(?:/|of)\s*\d{1,4}|page\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
_NUMBERED = re.compile(r"(\d{1,5})(?:\s+|$)")
_EDGE = 2  # lines at the head and at the foot of a page that may be furniture
_NEAR = 4  # numbered lines within which the number before or after must stand
_OVERLAP = 5  # lines that a page cut through the middle may share with the next


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages with only what was said left on them."""
    cleared = [_without_page_number(page) for page in pages]
    cleared = _without_paragraph_numbers(cleared)
    cleared = _without_bare_numbers(_without_bare_numbers(cleared, 0), -1)
    cleared = _without_heads_and_feet([_without_page_number(page) for page in cleared])
    return _without_overlaps(cleared)


def _without_page_number(page: Page) -> Page:
    """A page without a line at its edge such as "3/7" or "Page 3 of 7"."""
    return [
        line
        for index, line in enumerate(page)
        if _EDGE <= index < len(page) - _EDGE or not _PAGE_NUMBER.fullmatch(line)
    ]


def _without_bare_numbers(pages: Sequence[Page], edge: int) -> list[Page]:
    """The pages without a bare number at one edge, where nearly all have one and it counts the pages."""
    offsets = [int(page[edge]) - index for index, page in enumerate(pages) if _is_number_at(page, edge)]
    if len(offsets) < 2 or len(set(offsets)) > 1 or len(offsets) < len(pages) - 1:
        return list(pages)
    cut = slice(1, None) if edge == 0 else slice(None, -1)
    return [page[cut] if _is_number_at(page, edge) else page for page in pages]


def _is_number_at(page: Page, edge: int) -> bool:
    return bool(page) and page[edge].isdecimal() and len(page[edge]) < 5


def _without_paragraph_numbers(pages: Sequence[Page]) -> list[Page]:
    """The pages without the numbers that lines begin with, or that stand in a column of their own, if they count up."""
    places = [(p, i, int(found[1])) for p, i, line in _lines(pages) if (found := _NUMBERED.match(line))]
    values = [value for _, _, value in places]
    counting = {(p, i) for at, (p, i, _) in enumerate(places) if _counts(values, at)}
    if len(counting) < 3 or 2 * len(counting) < len(places):
        return list(pages)
    cleared: list[Page] = [[] for _ in pages]
    for p, i, line in _lines(pages):
        kept = _NUMBERED.sub("", line, count=1) if (p, i) in counting else line
        if kept:
            cleared[p].append(kept)
    return cleared


def _lines(pages: Sequence[Page]) -> Iterator[tuple[int, int, str]]:
    return ((p, i, line) for p, page in enumerate(pages) for i, line in enumerate(page))


def _counts(values: Sequence[int], at: int) -> bool:
    """Whether a number has the one before it, or the one after it, close by."""
    return values[at] - 1 in values[max(0, at - _NEAR) : at] or values[at] + 1 in values[at + 1 : at + 1 + _NEAR]


def _without_heads_and_feet(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines that most of them (three at the least) begin or end with."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    enough = max(3, 0.6 * len(pages))
    furniture = {key for key, count in seen.items() if count >= enough}
    cleared = []
    for page in pages:
        start, end = 0, len(page)
        while start < min(_EDGE, end) and _is_furniture(page[start], furniture):
            start += 1
        while end > max(start, len(page) - _EDGE) and _is_furniture(page[end - 1], furniture):
            end -= 1
        cleared.append(page[start:end])
    return cleared


def _edges(page: Page) -> list[str]:
    return page[:_EDGE] + page[-_EDGE:]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line.casefold())


def _is_furniture(line: str, furniture: set[str]) -> bool:
    """A speaker's label and a finished sentence may begin many pages too, and are never furniture."""
    return _key(line) in furniture and not line.endswith((":", ".", "?", "!", "…", ","))


def _without_overlaps(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines that a page repeats from the foot of the one before, as browsers print them."""
    cleared: list[Page] = []
    before: Page = []
    for page in pages:
        overlap = next(
            (size for size in range(_OVERLAP, 0, -1) if before[-size:] == page[:size] and _is_long(page[:size])), 0
        )
        cleared.append(page[overlap:])
        before = page
    return cleared


def _is_long(lines: Sequence[str]) -> bool:
    """Long enough that nobody will have said it twice over in the same words."""
    return max(map(len, lines), default=0) >= 30
