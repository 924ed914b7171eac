"""Bars as a picture, and the same in words. Pillow draws them, in Source Sans, which has the letters of Europe.

Each bar has its name and its number beside it, so that nothing is told by colour or length alone.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from font_source_sans_pro import SourceSansPro
from PIL import Image, ImageDraw, ImageFont

from corpus.release.disclosure import HIDDEN
from corpus.release.open.take_away.tables import Cell

WIDTH = 1600  # pixels, over the 16 cm between the margins: 254 to the inch
INCHES = 6.3
_ROW, _BAR, _TEXT = 84, 44, 34
_NAMES, _NUMBERS, _GAP = 600, 200, 20
MOST_LINES = 2
_BLUE, _GREY, _INK, _WHITE = "#005EB8", "#768692", "#212B32", "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and its count: a number, '*' where it is hidden, None where nothing is counted."""

    name: str
    count: Cell

    @property
    def shown(self) -> str:
        return "not counted" if self.count is None else str(self.count)


def in_words(title: str, bars: Sequence[Bar]) -> str:
    """What a bar chart shows, for whoever does not see it."""
    told = "; ".join(f"{bar.name} {'hidden' if bar.count == HIDDEN else bar.shown}" for bar in bars)
    return f"Bar chart. {title}: {told}."


def draw(bars: Sequence[Bar]) -> bytes:
    """A PNG of horizontal bars, one under another, as they are given."""
    font = ImageFont.truetype(SourceSansPro, _TEXT)
    image = Image.new("RGB", (WIDTH, _ROW * len(bars) + _GAP), _WHITE)
    pen = ImageDraw.Draw(image)
    most = max((bar.count for bar in bars if isinstance(bar.count, int)), default=0) or 1
    pen.line((_NAMES, 0, _NAMES, image.height), fill=_GREY, width=2)
    for place, bar in enumerate(bars):
        middle = _GAP // 2 + _ROW * place + _ROW // 2
        name = "\n".join(_lines(bar.name, font))
        pen.text((_NAMES - _GAP, middle), name, fill=_INK, font=font, anchor="rm", align="right", spacing=0)
        length = (WIDTH - _NAMES - _NUMBERS) * bar.count // most if isinstance(bar.count, int) else 0
        if length:
            pen.rectangle((_NAMES, middle - _BAR // 2, _NAMES + length, middle + _BAR // 2), fill=_BLUE)
        pen.text((_NAMES + length + _GAP, middle), bar.shown, fill=_INK, font=font, anchor="lm")
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _lines(name: str, font: Any) -> list[str]:
    """The name in at most two lines, cut where it is longer: the table beside the picture has it whole."""
    lines = [""]
    for word in name.split():
        together = f"{lines[-1]} {word}".strip()
        if font.getlength(together) <= _NAMES - 2 * _GAP or not lines[-1]:
            lines[-1] = together
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]
    return [_cut(line, font) for line in lines]


def _cut(line: str, font: Any) -> str:
    while font.getlength(line) > _NAMES - _GAP:
        line = line.removesuffix("…")[:-1].rstrip() + "…"
    return line
