"""Bytes -> text, without guessing: a byte order mark, then strict UTF-8, then Windows' western code page."""

import codecs
import re

from corpus.errors import EmptyFile, UnreadableFile
from corpus.readers.unseen import seen

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1b\x7f]")
_MOST_CONTROLS = 0.005  # the share of control characters above which it is no text


def decode(name: str, data: bytes) -> str:
    """The text of a file. Raises EmptyFile where it is blank, UnreadableFile where it is not text."""
    text = _decoded(name, data)
    if "\0" in text or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise _not_text(name)
    if not seen(text).strip("\x1a \t\r\n\f\v\xa0"):
        raise EmptyFile(f"“{name}” is empty: there is no text in it. Check that you chose the right file.")
    return seen(text.rstrip("\x1a"))


def _decoded(name: str, data: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            failure = error
    raise _not_text(name) from failure


def _not_text(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"“{name}” is not text we can read. Open it in the program it came from and save it as plain text in UTF-8."
    )
