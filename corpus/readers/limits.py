"""How long one piece of speech or one answer may be."""

from corpus.errors import UnreadableFile
from corpus.readers.records import Table, Transcript

LONGEST_TEXT = 100_000
"""Characters: more than an hour of one person's uninterrupted speech."""


def check_lengths(name: str, content: Transcript | Table) -> None:
    """Raises UnreadableFile, which says where it is, for a turn or a cell that is longer."""
    if isinstance(content, Transcript):
        texts = ((f"turn {number}", turn.text) for number, turn in enumerate(content.turns, start=1))
    else:
        texts = ((f"row {number}", cell) for number, row in enumerate(content.rows, start=1) for cell in row)
    for place, text in texts:
        if len(text) > LONGEST_TEXT:
            raise UnreadableFile(
                f"“{name}” has a text of {len(text):,} characters in one piece ({place}); the most is {LONGEST_TEXT:,}."
                " Check that it is the right file, break the text into turns or answers, and upload it again."
            )
