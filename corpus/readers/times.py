"""The times that transcripts carry: 0:03, 00:01:02, 00:01:02.345, 10:02:03 AM, alone or from one to another."""

import re

TIME = r"(?<![\d:])\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,7})?(?![\d:])"
_SPAN = rf"{TIME}(?:\s*(?:-->|[-–—])\s*{TIME})?"
STAMP = rf"(?:\[{_SPAN}\]|\({_SPAN}\)|{TIME}(?:\s?[AaPp][Mm]\b)?)"
ARROW = re.compile(rf"\s*({TIME})\s*-->\s*({TIME})(?!\S)")
_ALONE = re.compile(rf"\s*{STAMP}\s*")
_FIRST = re.compile(TIME)


def seconds(text: str) -> float | None:
    """The first time in a text, in seconds; None where there is none."""
    found = _FIRST.search(text)
    if not found:
        return None
    total = 0.0
    for part in found.group().replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def is_time(text: str) -> bool:
    """Whether a line holds a time, or a span of time, and nothing else."""
    return len(text) <= 60 and ":" in text and bool(_ALONE.fullmatch(text) or ARROW.fullmatch(text))
