"""Lines -> turns: what one speaker says without a break, put back together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.readers.lines import SENTENCE_END, Break, Line
from corpus.readers.records import SpokenTurn, Transcript
from corpus.readers.speakers import name_speakers


@dataclass(slots=True)
class _Open:
    """A turn that may still grow."""

    speaker: str | None
    started_at: float | None
    pieces: list[str] = field(default_factory=list)
    last: str = ""

    def add(self, text: str, joint: str) -> None:
        if not text:
            return
        if self.pieces:
            self.pieces.append(joint)
        self.pieces.append(text)
        self.last = text

    def closed(self) -> SpokenTurn:
        return SpokenTurn(self.speaker, "".join(self.pieces), self.started_at)


def transcript_of(lines: Iterable[Line]) -> Transcript:
    """The turns that a file's lines make up.

    A line that names nobody belongs to the speaker before it. What stands before the first label is kept, each
    paragraph a turn of nobody's. So is what a meeting program wrote, all in one turn. A label with no speech after it
    leaves no turn.
    """
    turns: list[_Open] = []
    for line in name_speakers(list(lines)):
        if not turns or _opens(turns[-1], line):
            turns.append(_Open(line.speaker, line.started_at))
        turns[-1].add(line.text, _joint(turns[-1].last, line))
    return Transcript(tuple(turn.closed() for turn in turns if turn.pieces))


def _opens(turn: _Open, line: Line) -> bool:
    """Whether a line begins a turn; timed pieces of one speaker's speech (captions) run together."""
    if line.is_aside:
        return turn.speaker is not None
    if line.starts and line.speaker is None:
        return True
    if line.speaker is not None:
        timed = turn.started_at is not None and line.started_at is not None
        return line.speaker != turn.speaker or (line.starts and not timed)
    return turn.speaker is None and _joint(turn.last, line) == "\n"


def _joint(before: str, line: Line) -> str:
    """What stands between a line and the one before it: a space where the break is only one of layout."""
    unfinished = not before.endswith(SENTENCE_END)
    return " " if _flows(line.follows, line.text, unfinished=unfinished) else "\n"


def _flows(follows: Break, text: str, *, unfinished: bool) -> bool:
    return follows == "flow" or (follows == "line" and unfinished and text[:1].islower())
