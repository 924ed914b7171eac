"""Long lists, a page at a time."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one page of a long list stands: page `number`, `size` at a time, `total` in all."""

    number: int
    size: int
    total: int

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(1, ceil(self.total / self.size))

    @property
    def offset(self) -> int:
        """How many stand before this page."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """The number of the first on this page, from 1; 0 where there is none."""
        return self.offset + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The number of the last on this page."""
        return min(self.offset + self.size, self.total)


def page_asked(asked: str | None, *, total: int, size: int) -> Pages:
    """The page that was asked for, or the nearest that there is."""
    last = max(1, ceil(total / size))
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    return Pages(min(max(number, 1), last), size, total)
