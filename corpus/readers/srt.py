"""SubRip captions, with names in the text."""

from corpus.readers.cues import lines_of_cues
from corpus.readers.decode import decode
from corpus.readers.records import Transcript
from corpus.readers.turns import transcript_of


def read_srt(name: str, data: bytes) -> Transcript:
    """The turns of a SubRip file."""
    return transcript_of(lines_of_cues(decode(name, data)))
