"""The labels a line might carry: words before a colon, a dash or a tab, or a heading of a name and a time."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.readers.labels import LONGEST, Shape, shape_of
from corpus.readers.times import STAMP, seconds

Style = Literal["colon", "tight", "tab", "dash", "heading", "loose"]
Key = tuple[str, str]

_WINDOW = 200  # characters of a line within which its label ends
_LABEL = rf"(?P<label>[^:：\t]{{1,{LONGEST}}}?)"
_MARK = re.compile(r"[:：\t–—-]")
_LEADING = re.compile(rf"{STAMP}(?:\s*[-–—|](?=\s))?\s*")
_INLINE: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("colon", re.compile(rf"{_LABEL}(?:\s*(?P<time>{STAMP}))?\s*[:：](?:\s+|$)")),
    ("tight", re.compile(rf"{_LABEL}[:：](?=[^\s\d/\\:：])")),
    ("tab", re.compile(rf"{_LABEL}[ ]*\t\s*")),
    ("dash", re.compile(rf"{_LABEL}(?:\s+[-–—]\s*|[-–—]\s+)(?=\S)")),
)
_HEADING: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("heading", re.compile(rf"(?P<label>\S.{{0,{LONGEST}}}?)(?:\s{{2,}}|\s*\t\s*)(?P<time>{STAMP})")),
    ("heading", re.compile(rf"(?P<label>\[[^\[\]:]{{1,{LONGEST}}}\])\s*(?P<time>{STAMP})")),
    ("heading", re.compile(rf"(?P<label>\S.{{0,{LONGEST}}}?)\s+(?P<time>(?=[\[(]){STAMP})")),
    ("loose", re.compile(rf"(?P<label>\S.{{0,{LONGEST}}}?)\s+(?P<time>{STAMP})")),
    ("loose", re.compile(rf"(?P<time>{STAMP})\s+(?P<label>\S[^\t]{{0,{LONGEST}}})")),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a line would come to if it began with a speaker's label."""

    label: str
    shape: Shape
    style: Style
    said: str
    started_at: float | None

    @property
    def is_heading(self) -> bool:
        """Whether the label stands on a line of its own, with the speech to follow."""
        return self.style in {"heading", "loose"}

    @property
    def is_code_or_role(self) -> bool:
        """Whether the label's own words say that it stands for a person."""
        return self.shape in {Shape.CODE, Shape.ROLE}

    @property
    def name(self) -> str:
        """The label without the accidents of case and spacing."""
        return " ".join(self.label.casefold().split())

    @property
    def key(self) -> Key:
        """The name and how it is set off: "Mum: " may be a speaker where "Mum - she works nights -" is speech."""
        return self.name, {"tight": "colon", "loose": "heading"}.get(self.style, self.style)


def candidate_of(text: str) -> Candidate | None:
    """The label a line might begin with; None where nothing in it has a label's shape."""
    return _heading(text) or _inline(text) if _MARK.search(text, 0, _WINDOW) else None


def is_set_as_heading(text: str) -> bool:
    """Whether a line is some words and a time, whoever or whatever they name."""
    return len(text) <= _WINDOW and ":" in text and any(pattern.fullmatch(text) for _, pattern in _HEADING)


def _heading(text: str) -> Candidate | None:
    if len(text) > _WINDOW or ":" not in text:
        return None
    for style, pattern in _HEADING:
        found = pattern.fullmatch(text)
        if found:
            label = _unbracketed(found["label"]).rstrip(" :")
            shape = shape_of(label)
            if shape is not Shape.NONE:
                return Candidate(label, shape, style, "", seconds(found["time"]))
    return None


def _inline(text: str) -> Candidate | None:
    stamp = _LEADING.match(text, 0, _WINDOW)
    start = stamp.end() if stamp else 0
    window = text[start : start + _WINDOW]
    for style, pattern in _INLINE:
        found = pattern.match(window)
        if found:
            label = _unbracketed(found["label"].strip())
            shape = shape_of(label)
            if shape is not Shape.NONE:
                time = found.groupdict().get("time") or (stamp.group() if stamp else "")
                return Candidate(label, shape, style, text[start + found.end() :].strip(), seconds(time))
    return None


def _unbracketed(label: str) -> str:
    return label[1:-1].strip() if label.startswith("[") and label.find("]") == len(label) - 1 else label
