"""Plain text: one turn to a line or a block, however the transcriber marked who speaks."""

from corpus.readers.cues import holds_cues, lines_of_cues
from corpus.readers.decode import decode
from corpus.readers.lines import lines_of
from corpus.readers.records import Transcript
from corpus.readers.turns import transcript_of


def read_txt(name: str, data: bytes) -> Transcript:
    """The turns of a plain-text transcript. Captions under a .txt name are read as captions."""
    text = decode(name, data)
    return transcript_of(lines_of_cues(text) if holds_cues(text) else lines_of(text))
