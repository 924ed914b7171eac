"""What may be a disclosure, as a value."""

from dataclasses import dataclass
from typing import Literal

from nlp.records import Span

ConcernKind = Literal["harm to self", "abuse", "harm from others", "threat", "neglect", "exploitation"]
CONCERN_KINDS: tuple[ConcernKind, ...] = (
    "harm to self",
    "abuse",
    "harm from others",
    "threat",
    "neglect",
    "exploitation",
)
OUTRIGHT, LIKELY, QUIET = 3, 2, 1
"""How strong a concern is: said outright, likely, or a quiet sign. It orders a queue and decides nothing."""


@dataclass(frozen=True, slots=True)
class Concern(Span):
    """The words that gave rise to a concern, its kind, how strong it is (3 to 1), and why, for a person to read."""

    kind: ConcernKind
    strength: int
    reason: str
