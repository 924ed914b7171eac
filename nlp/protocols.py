"""The shapes that models come in through."""

from collections.abc import Callable, Sequence
from typing import Protocol

from nlp.records import Vectors

Progress = Callable[[int, int], None]
"""Called with (done, total) as work goes on."""


def unheard(done: int, total: int) -> None:
    """The Progress of somebody who does not listen."""


class Encoder(Protocol):
    """Turns texts into vectors; two encoders with one `name` give the same vector for the same text."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str], *, progress: Progress = unheard) -> Vectors:
        """One unit-length row a text, in the order given."""
        ...
