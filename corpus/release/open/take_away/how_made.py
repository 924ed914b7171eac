"""How an open release came about, and what it cannot tell, in sentences for its report and for its own page."""

from collections import Counter

from corpus.release.open.take_away.tables import OpenTables
from corpus.release.open.take_away.words import counted, listed

HOW = (
    "What people said was cut into pieces of a sentence or a few. A model on our own machine suggests for each"
    " piece which themes it belongs to; people check and correct it. It writes nothing: what stands in quotation"
    " marks is somebody’s own."
)
LIMITS = (
    "Those who were heard are not a sample: they came to an event or answered a survey. Their shares are no shares of"
    " everybody in the borough.",
    "Somebody who came to two events counts twice, because nobody is followed from one to the next.",
    "Co-production, participation and consultation are ways of taking part that are not alike. Read them apart.",
    "Names and other identifiers were masked before anything was stored, and a person signed each document off.",
)
_ORIGINS = {
    "framework": "stood in the codebook that the programme began with",
    "discovered": "came out of what people said: the engine put together what was alike",
    "forum": "was put forward by a forum",
}


def origins_told(taken: OpenTables) -> list[str]:
    """A sentence for each way in which themes came about."""
    origins = Counter(str(one["origin"]) for one in taken.rows_of("themes"))
    return [f"{counted(origins[key], 'theme')} {told}." for key, told in _ORIGINS.items() if origins[key]]


def who_decided(taken: OpenTables) -> str:
    """The constituencies that decided anything, in words; nothing where none did."""
    told = [*taken.rows_of("decisions"), *taken.rows_of("codebook_versions")]
    return listed(sorted({one for row in told for one in str(row["constituencies"]).split(", ") if one}))
