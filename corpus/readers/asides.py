"""What stands in a transcript and nobody said: a transcriber's notes, and what a meeting program writes of itself."""

import re

from corpus.readers.times import STAMP

_LONGEST = 120  # characters of what a program writes
_WRITER = r"(?:transcriber|researcher|facilitator|interviewer|moderator|observer|editor|field)(?:['’]?s)?"
_NOTE = re.compile(rf"(?:{STAMP}\s*(?:[-–—|]\s*)?)?[\[(]?(?:{_WRITER}\s)?(?:notes?|comments?)\s?[:：]", re.IGNORECASE)
_SWITCHED = rf"(?:{STAMP}\s+)?\S.{{0,69}} (?:started|stopped) transcription(?:\s+{STAMP})?"
_WORD = r"[^\W\d_]{3,12}\.?"
_IN_WORDS = rf"{_WORD}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\.?\s{_WORD},?\s\d{{4}}"
_DATE = rf"(?:{_WORD},?\s)?(?:{_IN_WORDS}|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}})"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
_LASTED = r"\d{1,2}h\s\d{1,2}m(?:\s\d{1,2}s)?|(?:\d{1,2}h\s)?\d{1,2}m\s\d{1,2}s|\d{1,2}h\s\d{1,2}s"
_REMARK = re.compile(rf"{_DATE},?\s+{_CLOCK}|{_LASTED}|{_SWITCHED}")


def is_note(text: str) -> bool:
    """Whether a line begins as a transcriber's note does: "Note: ...", "[Observer's comment: ..."."""
    return _NOTE.match(text, 0, _LONGEST) is not None


def is_remark(text: str) -> bool:
    """Whether a meeting program wrote a line: when it was, how long it took, who switched the transcription on."""
    return len(text) <= _LONGEST and _REMARK.fullmatch(text) is not None
