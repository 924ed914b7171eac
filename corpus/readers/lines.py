"""A line of a transcript on its way from a file to a turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Break = Literal["paragraph", "line", "flow"]
SENTENCE_END = (".", "?", "!", "…", ":", '"', "”")

_WIDEST = 200  # characters: a longer line was not wrapped by anybody


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text that has at most one speaker.

    `speaker` and `started_at` are set where they are known; `starts` says that a turn begins here; `follows` says how
    the line hangs on the one before: as a new `paragraph`, on the next `line`, or in the `flow` of speech, where the
    break is the page's or the caption's and not the speaker's; `opens_cue` says that it is the first of a caption;
    `is_aside` that a meeting program wrote it and nobody said it.
    """

    text: str
    speaker: str | None = None
    started_at: float | None = None
    starts: bool = False
    follows: Break = "line"
    opens_cue: bool = False
    is_aside: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold anything; one after a blank line begins a paragraph, wrapped ones flow."""
    return with_breaks([raw.strip() for raw in text.splitlines()])


def with_breaks(raws: Sequence[str], *, ragged: float = 0.1) -> list[Line]:
    """Stripped lines, blank ones among them, as the lines that hold anything, each with how it hangs on the last.

    A line flows where its first word would not have fitted on the line before. `ragged` is the share of the width by
    which a full line may fall short of that, which is more in print than in typed text.
    """
    width = max(map(len, raws), default=0)
    lines = []
    before = ""
    for raw in raws:
        if raw:
            lines.append(Line(raw, follows=_break(before, raw, width, ragged)))
        before = raw
    return lines


def _break(before: str, raw: str, width: int, ragged: float) -> Break:
    if not before:
        return "paragraph"
    first_word = raw[:_WIDEST].split(maxsplit=1)[0]
    full = len(before) + 1 + len(first_word) > width * (1 - ragged)
    return "flow" if full and width <= _WIDEST else "line"
