"""How much a file may ask for before it is refused."""

from dataclasses import dataclass

from corpus.errors import UnreadableFile
from corpus.readers.records import Table, Transcript

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take. The defaults are for files that somebody uploads.

    `entries`, `unpacked` (bytes) and `ratio` are of an archive, `pages` of a PDF, `characters` of all that is read out
    and `longest_text` of one turn or cell; `seconds` and `memory` (bytes) are of the process that reads.
    """

    file: int = 10 * MEGABYTE
    entries: int = 200
    unpacked: int = 100 * MEGABYTE
    ratio: int = 100
    pages: int = 2_000
    columns: int = 1_000
    characters: int = 2_000_000
    longest_text: int = 100_000  # more than an hour of one person's uninterrupted speech
    seconds: int = 60
    memory: int = 512 * MEGABYTE


UPLOADED = Limits()
AT_THE_MACHINE = Limits(
    file=2_000 * MEGABYTE,
    unpacked=8_000 * MEGABYTE,
    characters=1_000_000_000,
    longest_text=1_000_000_000,
    seconds=3_600,
    memory=16_000 * MEGABYTE,
)
"""For a table of their own that somebody names at the command line of their own machine."""


def check_size(name: str, data: bytes, limits: Limits) -> None:
    """Raises UnreadableFile for a file that is too large to be looked at."""
    if len(data) > limits.file:
        raise UnreadableFile(f"“{name}” is larger than {limits.file // MEGABYTE:,} MB. Split it, and upload the parts.")


def check_lengths(name: str, content: Transcript | Table, limits: Limits = UPLOADED) -> None:
    """Raises UnreadableFile for a turn or a cell that is too long, saying where it is, for a table that is too wide,
    and for too much in all."""
    if isinstance(content, Transcript):
        texts = [(f"turn {number}", turn.text) for number, turn in enumerate(content.turns, start=1)]
    else:
        texts = [(f"row {number}", cell) for number, row in enumerate(content.rows, start=1) for cell in row]
        if len(content.columns) > limits.columns:
            raise UnreadableFile(
                f"“{name}” has {len(content.columns):,} columns; the most is {limits.columns:,}. Take out those that "
                "hold no answers, and upload it again."
            )
    for place, text in texts:
        if len(text) > limits.longest_text:
            raise UnreadableFile(
                f"“{name}” has a text of {len(text):,} characters in one piece ({place}); the most is "
                f"{limits.longest_text:,}. Check that it is the right file, break the text into turns or answers, and "
                "upload it again."
            )
    check_total(name, sum(len(text) for _, text in texts), limits)


def check_total(name: str, characters: int, limits: Limits) -> None:
    """Raises UnreadableFile where a file holds more text than is taken at once."""
    if characters > limits.characters:
        raise UnreadableFile(
            f"“{name}” holds more than {limits.characters:,} characters of text. Split it, and upload the parts."
        )
