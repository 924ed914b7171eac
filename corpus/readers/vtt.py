"""WebVTT, as Teams (voices) and Zoom (names in the text) write it."""

from corpus.readers.cues import lines_of_cues
from corpus.readers.decode import decode
from corpus.readers.records import Transcript
from corpus.readers.turns import transcript_of


def read_vtt(name: str, data: bytes) -> Transcript:
    """The turns of a WebVTT file."""
    return transcript_of(lines_of_cues(decode(name, data)))
