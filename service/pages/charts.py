"""Counts in, pictures out: what a template needs to draw bars, dots and a strip as SVG, with every figure as text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil

from service.pages.words import percent

FULL = 100.0
"""Length of a full bar, in the drawing's own units."""
FEW = 5
"""Groups of fewer people than this are marked: a share of so few says little."""
DOTS_AT_MOST = 120
DOTS_A_ROW = 20
MOST_SHADES = 4
"""How many patterns a strip can tell apart; the stylesheet and templates/charts/strip.html draw each."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how many people of those heard said it, and the bar's length from 0 to FULL."""

    label: str
    people: int
    heard: int
    length: float = 0.0
    href: str | None = None

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.people / self.heard if self.heard else 0.0

    @property
    def percent(self) -> str:
        """The share as it is read."""
        return percent(self.people, self.heard)

    @property
    def is_few(self) -> bool:
        """Whether so few people were heard that the share says little."""
        return self.heard < FEW


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars that share a scale: a full bar is `full` (a share) of the people heard."""

    title: str
    bars: tuple[Bar, ...]
    full: float

    @property
    def full_percent(self) -> str:
        """What a full bar stands for."""
        return f"{self.full:.0%}"


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot of a picture of people, by the middle of it."""

    x: int
    y: int
    is_filled: bool


@dataclass(frozen=True, slots=True)
class DotPicture:
    """A dot for each person heard (or for every few people), filled where they said it."""

    said: int
    heard: int
    people_a_dot: int
    dots: tuple[Dot, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class StripPart:
    """A stretch of a strip from `start`, `length` long, of FULL; `shade` numbers its pattern."""

    label: str
    count: int
    start: float
    length: float
    percent: str
    shade: int


@dataclass(frozen=True, slots=True)
class Strip:
    """One bar cut into the parts that add up to `total`."""

    title: str
    total: int
    parts: tuple[StripPart, ...]


def bars(counts: Mapping[str, int], heard: Mapping[str, int]) -> tuple[Bar, ...]:
    """A bar for every group that was heard, silent ones too, in the order of `heard`; their lengths not yet set."""
    return tuple(Bar(group, counts.get(group, 0), people) for group, people in heard.items())


def on_one_scale(charts: Iterable[tuple[str, Iterable[Bar]]]) -> list[BarChart]:
    """A chart for each (title, bars), all with the same scale, so that bars can be compared across charts."""
    drawn = [(title, tuple(chart)) for title, chart in charts]
    full = full_bar(bar.share for _, chart in drawn for bar in chart)
    return [BarChart(title, scaled(chart, full), full) for title, chart in drawn]


def whole_scale(title: str, chart: Iterable[Bar]) -> BarChart:
    """A chart in which a full bar is everybody who was heard."""
    return BarChart(title, scaled(chart, 1.0), 1.0)


def full_bar(shares: Iterable[float]) -> float:
    """The share that a full bar stands for: the largest, rounded up to the next tenth."""
    largest = max(shares, default=0.0)
    return max(0.1, ceil(round(largest * 10, 6)) / 10)


def scaled(chart: Iterable[Bar], full: float) -> tuple[Bar, ...]:
    """Bars with their lengths set; a bar that stands for anybody can be seen."""
    return tuple(
        replace(bar, length=max(round(FULL * bar.share / full, 2), 1.0) if bar.people else 0.0) for bar in chart
    )


def dot_picture(said: int, heard: int) -> DotPicture:
    """People as dots in rows of DOTS_A_ROW, at most DOTS_AT_MOST of them; one is filled where anybody said it."""
    people_a_dot = max(1, ceil(heard / DOTS_AT_MOST))
    number = ceil(heard / people_a_dot)
    filled = min(number, max(round(said / people_a_dot), 1)) if said else 0
    dots = tuple(
        Dot(10 * (place % DOTS_A_ROW) + 5, 10 * (place // DOTS_A_ROW) + 5, place < filled) for place in range(number)
    )
    return DotPicture(said, heard, people_a_dot, dots, 10 * DOTS_A_ROW, 10 * max(1, ceil(number / DOTS_A_ROW)))


def strip(title: str, counts: Mapping[str, int]) -> Strip:
    """A strip with a part for each count, in order; at most MOST_SHADES of them."""
    total = sum(counts.values())
    parts: list[StripPart] = []
    for shade, (label, count) in enumerate(counts.items(), start=1):
        start = parts[-1].start + parts[-1].length if parts else 0.0
        length = FULL * count / total if total else 0.0
        parts.append(StripPart(label, count, round(start, 3), round(length, 3), percent(count, total), shade))
    return Strip(title, total, tuple(parts))
