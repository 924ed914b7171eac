"""Turns to segments: a sentence or a few, with exact character offsets."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from nlp.records import Span

WORDS_IN_A_SEGMENT = 30
WORDS_TO_SPLIT_AT = 60
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# No sentence ends without one, so that a text has at most as many sentences without words as it has of these.
_MARKS = re.compile(r"[^\w\s]|_")
# The splitter leaves a bracket with the sentence before it: “It was wet. [” and “name 1] coughed.”
_OPENED = re.compile(r"(?<=\s)[\[({“‘]+\s*$")
# Where speech without full stops draws breath: before these words, after a comma or a dash.
_BREATH = re.compile(r"(?:,|\s[-–—])\s+(?=(?:and|but|so|because|cos|then|like|which|when|if|or)\b)", re.IGNORECASE)


def segments(text: str) -> list[Span]:
    """The segments of one turn, in order; they do not overlap, and only white space lies between them."""
    if _words(text) + len(_MARKS.findall(text)) <= WORDS_IN_A_SEGMENT:
        whole = _trimmed(text, 0, len(text))  # however many sentences it is, it is one segment
        return [whole] if whole else []
    return _of_sentences(text)


def _of_sentences(text: str) -> list[Span]:
    sentences = [part for sentence in _sentences(text) for part in _split_long(text, sentence)]
    return list(_pack(text, sentences))


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for sentence in _sentence_splitter()(text).sents:
        opened = _OPENED.search(text, start, sentence.end_char)
        end = opened.start() if opened and sentence.end_char < len(text) else sentence.end_char
        if span := _trimmed(text, start, end):
            yield span
        start = end


def _split_long(text: str, sentence: Span) -> Iterator[Span]:
    """Halves a very long sentence at the breath nearest its middle, until its parts are short or draw no breath."""
    piece = text[sentence.start : sentence.end]
    breaths = [breath.end() for breath in _BREATH.finditer(piece)] if _words(piece) > WORDS_TO_SPLIT_AT else []
    if not breaths:
        yield sentence
        return
    middle = sentence.start + min(breaths, key=lambda end: abs(end - len(piece) / 2))
    for start, end in ((sentence.start, middle), (middle, sentence.end)):
        if span := _trimmed(text, start, end):
            yield from _split_long(text, span)


def _pack(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Joins sentences for as long as they stay within a segment's words."""
    start = end = words = 0
    for sentence in sentences:
        more = _words(text[sentence.start : sentence.end])
        if words and words + more > WORDS_IN_A_SEGMENT:
            yield Span(start, end)
            words = 0
        start = start if words else sentence.start
        end = sentence.end
        words += max(more, 1)
    if words:
        yield Span(start, end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def _words(text: str) -> int:
    return len(_WORD.findall(text))


@cache
def _sentence_splitter() -> Any:
    import spacy

    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")
    splitter.max_length = 1_000_000_000  # spaCy's limit is meant for parsers; a full stop is found in any length
    return splitter
