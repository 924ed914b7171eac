"""The search for what speaks for a sentence: by its words, and where it can be quick, by nearness in meaning.

Only segments of people who agreed to being quoted are looked at: whoever searches is a forum's member. What is held, or
waits to be signed off, is not in the corpus.
"""

import numpy as np

from corpus.records import Quote
from corpus.store import quotes, search
from nlp.errors import ModelMissing
from nlp.evidence import fused, nearest, telling_words
from nlp.protocols import Encoder
from service.workflow.encoding import as_encoded, kept_vectors
from service.workspace import Workspace

LOOKED_AT = 50
OFFERED = 12
NEAR_AT_MOST = 20_000
"""Segments. Of more, reading all vectors takes longer than somebody waits for a page: only words are looked for."""


def find_evidence(workspace: Workspace, programme_id: int, sentence: str, encoder: Encoder) -> list[Quote]:
    """What says the same as a sentence, or nearly, the best first."""
    corpus = workspace.corpus
    with_words = search.quotable_with_any(corpus, programme_id, telling_words(sentence), limit=LOOKED_AT)
    near = _near(workspace, programme_id, sentence, encoder)
    return quotes.may_be_quoted(corpus, fused([with_words, near], limit=OFFERED))


def _near(workspace: Workspace, programme_id: int, sentence: str, encoder: Encoder) -> list[int]:
    """Ids of segments by nearness; none where no vectors of this encoder are kept, or it is not on this machine."""
    said = search.quotable(workspace.corpus, programme_id, limit=NEAR_AT_MOST)
    kept = kept_vectors(workspace.corpus, encoder.name, {as_encoded(text) for _, text in said})
    known = [(segment_id, kept[as_encoded(text)]) for segment_id, text in said if as_encoded(text) in kept]
    if not known or not sentence.strip():
        return []
    try:
        (asked,) = encoder.encode([as_encoded(sentence)])
    except ModelMissing:
        return []
    rows = np.stack([row for _, row in known])
    return [known[place][0] for place in nearest(asked, rows, limit=LOOKED_AT)]
