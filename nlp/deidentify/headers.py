"""Names in the lines that say who was there and who wrote it down: "Present: Ruth Hollis (facilitator), Ben Bright"."""

import re
from collections.abc import Iterator

from nlp.deidentify import ordinary, words
from nlp.records import Identifier

CERTAIN = 0.95
"""The score of a name in such a line: it is looked for everywhere, in lower case too."""

_BY = (
    r"(?i:typed(?: up)?|typed out|written up|transcribed|transcript|transcription|minuted|minutes(?: taken)?"
    r"|notes(?: taken)?|scribed|compiled|facilitated|co-facilitated|chaired|moderated|interviewed|proofread) by\s?:?"
)
_LISTS = (
    r"(?:(?:Also )?[Pp]resent|In attendance|Attendees|Attending|Attended|Apologies(?: from)?|Participants"
    r"|(?:Co-)?[Ff]acilitators?|Interviewers?|Interviewees?|Moderators?|Chair|Scribe|Note[- ]?takers?|Transcriber"
    r"|Author|Observers?|Hosts?|Staff(?: present)?|PRESENT|ATTENDEES|APOLOGIES|INTERVIEWER|FACILITATORS?)\s?:"
)
_CUE = re.compile(rf"\b(?:{_LISTS}|{_BY})")
_TITLE = rf"(?:(?i:{'|'.join(sorted(words.TITLES))})\.? )?"
_PART = r"(?:[A-Z]\.|[^\W\d_a-z][^\W\d_]*(?:['’\-][^\W\d_]+)*(?!\w|\s?:))"
_LINK = rf"(?:(?:{'|'.join(sorted(words.PARTICLES))}) )?"
_ITEM = re.compile(rf"{_TITLE}(?P<name>{_PART}(?: {_LINK}(?!(?:{_LISTS}|{_BY})){_PART}){{0,3}})")
_BETWEEN = re.compile(
    r"(?: ?\([^()\n]*\)| [-–—] [a-z][a-z ]*)?(?:\s*(?:[,;/&•]|\band\b)\s*(?:[a-z][a-z ]*(?:$|(?=[,;\n]))[,;]?\s*)?"
    r"|\s*\n[-•* \t]*)"
)
_NO_GIVEN_NAME = ((ordinary.ORDINARY | words.ORGANISATION) - words.NAMES_THAT_ARE_WORDS) | words.LABEL_ROLES
_NO_NAME = ordinary.FUNCTION_WORDS | ordinary.KEPT


def find_headers(text: str) -> Iterator[Identifier]:
    """The names after each cue, as far as a list of names goes on."""
    for cue in _CUE.finditer(text):
        at = cue.end()
        while at < len(text) and text[at] in " \t\n-•*":
            at += 1
        while item := _ITEM.match(text, at):
            if not (length := _name_length(item["name"])):
                break
            yield Identifier(item.start("name"), item.start("name") + length, "name", CERTAIN)
            between = _BETWEEN.match(text, item.end())
            if between is None or "\n\n" in between[0]:
                break
            at = between.end()


def _name_length(name: str) -> int:
    """How much of `name` can be somebody's name: 0 for "Housing Team" and "None"."""
    parts = name.split()
    lower = [part.casefold() for part in parts]
    if lower[0] in _NO_GIVEN_NAME or all(word in _NO_NAME for word in lower) or (len(parts) == 1 and len(name) < 3):
        return 0
    if len(parts) == 1 and lower[0] in words.NAMES_THAT_ARE_WORDS | ordinary.ORDINARY:
        return 0
    if lower[-1] in words.ORGANISATION - words.NAMES_THAT_ARE_WORDS:
        return 0
    return len(name)
