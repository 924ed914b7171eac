"""Bytes -> turns or a table: the one door through which files come in."""

from collections.abc import Callable

from corpus.readers.delimited import read_csv
from corpus.readers.docx import read_docx
from corpus.readers.formats import FORMATS, check_format
from corpus.readers.limits import check_lengths
from corpus.readers.pdf import read_pdf
from corpus.readers.records import Table, Transcript
from corpus.readers.srt import read_srt
from corpus.readers.txt import read_txt
from corpus.readers.vtt import read_vtt
from corpus.readers.xlsx import read_xlsx

__all__ = ["FORMATS", "check_format", "check_lengths", "read"]

_READERS: dict[str, Callable[[str, bytes], Transcript | Table]] = {
    ".docx": read_docx,
    ".vtt": read_vtt,
    ".srt": read_srt,
    ".txt": read_txt,
    ".csv": read_csv,
    ".xlsx": read_xlsx,
    ".pdf": read_pdf,
}


def read(name: str, data: bytes) -> Transcript | Table:
    """What a file holds: a transcript's turns, or the cells of a .csv or .xlsx.

    Raises UnknownFormat, EmptyFile, ProtectedFile or UnreadableFile, each naming the file and what to do.
    """
    return _READERS[check_format(name, data)](name, data)
