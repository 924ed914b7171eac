"""What contributors agreed to, and which use of their words asks for which level.

Every place that shows or exports what somebody said asks here, or is built from what has asked here.
"""

import re
from typing import Literal

Level = Literal[0, 1, 2, 3, 4]
GivenBy = Literal["the contributor", "a parent or carer", "both"]
Use = Literal["analysis", "theme names", "summaries", "quotes", "open data"]

NOTHING, ANALYSIS, PARAPHRASE, QUOTE, OPEN = LEVELS = (0, 1, 2, 3, 4)
WORDS: dict[int, str] = {
    NOTHING: "nothing",
    ANALYSIS: "analysis only",
    PARAPHRASE: "paraphrase in summaries",
    QUOTE: "anonymous quote",
    OPEN: "open data",
}
"""What each level is called; each takes in those before it, but for the first."""
GIVEN_BY: tuple[GivenBy, ...] = ("the contributor", "a parent or carer", "both")
"""Who may have given it: the young person (or whoever spoke) themselves, a parent or carer for them, or both."""

_ASKED: dict[Use, int] = {
    "analysis": ANALYSIS,
    "theme names": PARAPHRASE,
    "summaries": PARAPHRASE,
    "quotes": QUOTE,
    "open data": OPEN,
}
USES: dict[Use, str] = {
    "analysis": "Coding, counting, search, said once, the pages of staff and analysts, and the analysis release",
    "theme names": "Names, keywords and definitions of themes that are made of people's words",
    "summaries": "What a sentence of a theme's summary rests on",
    "quotes": "Quotes: on forum pages, within summaries, and in the open release",
    "open data": "Rows of their own in open data; there are none so far",
}

_SAID_IN_CELLS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (NOTHING, re.compile(r"\b(?:0|no|none|nothing|refused|withdrawn|declined)\b")),
    (ANALYSIS, re.compile(r"\b(?:1|analys[ei]s|analy[sz]ed?)\b")),
    (PARAPHRASE, re.compile(r"\b(?:2|paraphrased?|summar\w+)\b")),
    (OPEN, re.compile(r"\b(?:4|open)\b")),
    (QUOTE, re.compile(r"\b(?:3|quot\w+)\b")),
)
_FOR_THEM = re.compile(r"\b(?:parents?|carers?|guardians?|mum|dad|mother|father)\b")
_THEMSELVES = re.compile(r"\b(?:self|themsel\w+|young person|child|own|me|i|yes|participants?|contributors?)\b")


def asked_for(use: Use) -> int:
    """The level that a use asks for."""
    return _ASKED[use]


def allows(level: int, use: Use) -> bool:
    """Whether somebody's words may be used so. What nobody is named for may be analysed and no more."""
    return level >= _ASKED[use]


def asks(use: Use, *, whose: str = "contributors") -> str:
    """The same as a condition in SQL on a (left joined) table of contributors."""
    return f"coalesce({whose}.consent, {ANALYSIS}) >= {_ASKED[use]}"


def read_level(cell: str, otherwise: int) -> int:
    """The level that a table's cell says: a number or the words for it.

    A blank cell, or “yes”, is `otherwise`. What is not understood is analysis at most.
    """
    words = cell.strip().casefold()
    if words in ("", "yes", "y", "true"):
        return otherwise
    if words in ("n", "false"):
        return NOTHING
    return next((level for level, said in _SAID_IN_CELLS if said.search(words)), min(otherwise, ANALYSIS))


def read_giver(cell: str, otherwise: GivenBy | None) -> GivenBy | None:
    """Who a table's cell says gave consent; `otherwise` where it says nothing that is understood."""
    words = cell.strip().casefold()
    is_for_them, is_own = _FOR_THEM.search(words), _THEMSELVES.search(words)
    if "both" in words or (is_for_them and is_own):
        return "both"
    return "a parent or carer" if is_for_them else "the contributor" if is_own else otherwise


def uses_table() -> str:
    """A Markdown table of the uses, each with the level that it asks for."""
    rows = [f"| {USES[use]} | {level}, {WORDS[level]} |" for use, level in _ASKED.items()]
    return "\n".join(["| Use | asks for |", "| --- | --- |", *rows])
