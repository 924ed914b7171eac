"""Bytes -> turns or a table: the one door through which files come in."""

from collections.abc import Callable

from corpus.readers.delimited import read_csv
from corpus.readers.docx import read_docx
from corpus.readers.formats import FORMATS, check_format
from corpus.readers.limits import UPLOADED, Limits, check_lengths, check_size
from corpus.readers.pdf import read_pdf
from corpus.readers.records import Table, Transcript
from corpus.readers.srt import read_srt
from corpus.readers.txt import read_txt
from corpus.readers.vtt import read_vtt
from corpus.readers.xlsx import read_xlsx

__all__ = ["FORMATS", "Limits", "check_format", "check_lengths", "read"]

Reader = Callable[[str, bytes, Limits], Transcript | Table]

_READERS: dict[str, Reader] = {
    ".docx": read_docx,
    ".vtt": lambda name, data, _: read_vtt(name, data),
    ".srt": lambda name, data, _: read_srt(name, data),
    ".txt": lambda name, data, _: read_txt(name, data),
    ".csv": lambda name, data, _: read_csv(name, data),
    ".xlsx": read_xlsx,
    ".pdf": read_pdf,
}


def read(name: str, data: bytes, limits: Limits = UPLOADED) -> Transcript | Table:
    """What a file holds: a transcript's turns, or the cells of a .csv or .xlsx.

    Raises UnknownFormat, EmptyFile, ProtectedFile or UnreadableFile, each naming the file and what to do. Where the
    file may come from anybody, `corpus.sandbox.read` does the same in a process of its own.
    """
    check_size(name, data, limits)
    content = _READERS[check_format(name, data, limits)](name, data, limits)
    check_lengths(name, content, limits)
    return content
