"""Short agreements attach to what they agree with, anew at each analysis."""

from collections.abc import Sequence

from sqlite_utils import Database

from corpus.store import agreements
from nlp.agreements import Spoken
from nlp.agreements import agreements as found_in


def agreements_in(corpus: Database, programme_id: int, documents: Sequence[int] | None = None) -> dict[int, int]:
    """Everybody who said “same” and no more, segment to the one agreed with: in a programme, or some documents."""
    agreed: dict[int, int] = {}
    for turns in agreements.conversations(corpus, programme_id, documents):
        agreed |= found_in([Spoken(turn.contributor_id, turn.text, turn.segments) for turn in turns])
    return agreed
