"""PDF transcripts: the lines of each page, put back together into speech."""

import io
import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain

from corpus.errors import EmptyFile, ProtectedFile, UnreadableFile
from corpus.readers.limits import UPLOADED, Limits, check_total
from corpus.readers.lines import SENTENCE_END, Line, with_breaks
from corpus.readers.pages import Page, without_furniture
from corpus.readers.records import Transcript
from corpus.readers.turns import transcript_of
from corpus.readers.unseen import seen

_log_lock = threading.Lock()  # a logger's level belongs to the whole process
_RAGGED = 0.4  # letters differ in width, so a full line may hold far fewer of them than the fullest


def read_pdf(name: str, data: bytes, limits: Limits = UPLOADED) -> Transcript:
    """The turns of a PDF transcript, without page numbers, headers, footers and paragraph numbers."""
    pages = _pages(name, data, limits)
    if not pages:
        raise EmptyFile(f"“{name}” is empty: it has no pages. Check that you chose the right file.")
    if not any(chain.from_iterable(pages)):
        raise UnreadableFile(
            f"“{name}” has no text in it, only pictures of pages. "
            "Upload the document it was scanned or printed from, or put it through text recognition first."
        )
    lines = _rejoin_hyphens(list(chain.from_iterable(without_furniture(pages))))
    return transcript_of(_with_breaks(lines))


def _pages(name: str, data: bytes, limits: Limits) -> list[Page]:
    from pypdf import PdfReader  # heavy: loaded when the first PDF comes

    try:
        with _quiet():
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ProtectedFile(f"“{name}” asks for a password. Save a copy without the password and upload that.")
            if len(reader.pages) > limits.pages:
                raise UnreadableFile(
                    f"“{name}” has {len(reader.pages):,} pages; the most is {limits.pages:,}. Split it, and upload the "
                    "parts."
                )
            return _pages_within(name, (page.extract_text() for page in reader.pages), limits)
    except UnreadableFile:
        raise
    except MemoryError:
        raise
    # pypdf lets whatever a broken file trips over pass through: IndexError, KeyError, RecursionError, zlib.error ...
    except Exception as error:
        raise UnreadableFile(f"“{name}” is damaged. Print it to PDF again, or upload a Word document.") from error


def _pages_within(name: str, texts: Iterable[str], limits: Limits) -> list[Page]:
    """The lines of each page, as long as they come to no more than may be read."""
    pages, characters = [], 0
    for text in texts:
        characters += len(text)
        check_total(name, characters, limits)
        pages.append(_lines(text.replace("\0", "")))
    return pages


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf logs each thing it mends in a file; what cannot be mended is raised as well."""
    logger = logging.getLogger("pypdf")
    with _log_lock:
        usual = logger.level
        logger.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            logger.setLevel(usual)


def _lines(text: str) -> Page:
    return [line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line]


def _with_breaks(texts: list[str]) -> list[Line]:
    """The lines as speech that flows on, but for those that follow a short line at the end of a sentence."""
    lines = with_breaks(texts, ragged=_RAGGED)
    before = ["", *texts]
    return [
        line if before[at].endswith(SENTENCE_END) else replace(line, follows="flow") for at, line in enumerate(lines)
    ]


def _rejoin_hyphens(lines: list[str]) -> list[str]:
    """The lines with words put together again that were cut at a hyphen ("two-" and "way" make "two-way")."""
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if before.endswith("\xad"):
            joined[-1] = before[:-1] + line
        elif before.endswith("-") and before[-2:-1].isalpha() and line[0].islower():
            joined[-1] = before + line
        else:
            joined.append(line)
    return [line for line in map(seen, joined) if line]
