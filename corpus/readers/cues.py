"""Captions, WebVTT and SubRip alike: timed cues, with voices where the file marks them.

One line-based pass for both, because both are the same thing with a comma or a point in the time. The srt package
takes time that grows with the square of the input on a file that is not really SubRip.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise

from corpus.readers.candidates import candidate_of
from corpus.readers.lines import Line
from corpus.readers.times import ARROW, seconds

_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?(?:\s+([^<>]{0,200}))?>|</v>")
_TAG = re.compile(r"</?(?:[bciu]|ruby|rt|lang|font)(?:[.\s][^<>]{0,200})?>|<\d[\d:.]{0,20}>|\{\\an?\d\}")
_MARK = re.compile(r"(?:[-–—]|>{1,3})\s{0,9}(?=\S)")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Cue:
    started_at: float | None
    lines: tuple[str, ...]


def holds_cues(text: str) -> bool:
    """Whether a text is captions: it says so, or a cue's time stands where a cue's time would."""
    if text.lstrip("\ufeff \r\n").startswith("WEBVTT"):
        return True
    opening = text[:500].split("\n")[:4]
    return opening[0].strip().isdigit() and len(opening) > 1 and ARROW.match(opening[1][:80]) is not None


def lines_of_cues(text: str) -> list[Line]:
    """The spoken lines of captions, in the file's order, each with its cue's time and voice."""
    return [
        replace(line, opens_cue=index == 0 and cue.started_at is not None)
        for cue in _cues(text)
        for index, line in enumerate(_spoken(cue))
    ]


def _spoken(cue: _Cue) -> Iterator[Line]:
    voice: str | None = None
    for raw in cue.lines:
        position = 0
        for mark in _VOICE.finditer(raw):
            yield from _piece(raw[position : mark.start()], voice, cue.started_at)
            voice = _plain(mark[1]) or None if mark[1] else None
            position = mark.end()
        yield from _piece(raw[position:], voice, cue.started_at)


def _piece(raw: str, voice: str | None, started_at: float | None) -> Iterator[Line]:
    text = _plain(raw) if voice else _without_mark(_plain(raw))
    if text:
        yield Line(text, speaker=voice, started_at=started_at, follows="flow")


def _without_mark(text: str) -> str:
    """A caption's text without the dash, or the arrows, that subtitles put before a label."""
    mark = _MARK.match(text)
    candidate = candidate_of(text[mark.end() :]) if mark else None
    return text[mark.end() :] if mark and candidate and candidate.key[1] == "colon" else text


def _plain(raw: str) -> str:
    return html.unescape(_TAG.sub("", raw)).strip()


def _cues(text: str) -> Iterator[_Cue]:
    """Every cue: a line with its times, then its text up to the next cue or aside."""
    lines = text.splitlines()
    times = [index for index, line in enumerate(lines) if ARROW.match(line[:80])]
    yield from _before_cues(lines[: times[0] if times else len(lines)])
    for start, end in pairwise([*times, len(lines)]):
        yield _Cue(seconds(lines[start]), tuple(_said(lines[start + 1 : end], is_last=end == len(lines))))


def _before_cues(lines: Sequence[str]) -> Iterator[_Cue]:
    """What stands before the first cue, but for the block that says what the file is."""
    body = lines
    if lines and lines[0].lstrip("\ufeff").startswith("WEBVTT"):
        body = list(dropwhile(str.strip, lines))
    if kept := tuple(_said(body, is_last=False)):
        yield _Cue(None, kept)


def _said(lines: Sequence[str], *, is_last: bool) -> Iterator[str]:
    """A cue's text, without the name of the next cue (a number or a code after a blank line) and without asides."""
    body = list(lines) if is_last else _without_identifier(lines)
    in_aside = False
    after_blank = True
    for line in body:
        if not line.strip():
            in_aside, after_blank = False, True
            continue
        in_aside = in_aside or (after_blank and _ASIDE.match(line) is not None)
        after_blank = False
        if not in_aside:
            yield line


def _without_identifier(lines: Sequence[str]) -> list[str]:
    """The lines up to the next cue's name: a lone line after a blank one, or at the very start, before its time."""
    body = list(lines)
    alone = bool(body) and bool(body[-1].strip()) and (len(body) == 1 or not body[-2].strip())
    missing_blank = len(body) > 1 and body[-1].strip().isdigit()
    looks_named = alone and (len(body[-1].split()) == 1 or body[-1].strip().isdigit())
    return body[:-1] if looks_named or missing_blank else body
