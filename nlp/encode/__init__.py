"""Texts to vectors. An encoder is asked for by name; nothing heavy loads before the first text."""

from nlp.encode.minilm import MiniLM
from nlp.errors import UnknownEncoder
from nlp.protocols import Encoder

ENCODERS = ("minilm",)


def encoder(name: str, *, threads: int = 0) -> Encoder:
    """The encoder called `name`. Raises UnknownEncoder."""
    if name == "minilm":
        return MiniLM(threads=threads)
    raise UnknownEncoder(f"There is no encoder called “{name}”. Choose one of: {', '.join(ENCODERS)}.")
