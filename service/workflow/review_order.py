"""Which segment somebody should check next, so that a minute of theirs teaches most."""

from collections.abc import Mapping, Sequence

import numpy as np
from sqlite_utils import Database

from corpus.store import analyses, codings, reviewed
from corpus.store.reviewed import Suggestion
from nlp.coding.next_to_review import next_to_review
from nlp.records import Vectors
from service.workflow.encoding import as_encoded, kept_vectors

WEIGHED = 400
"""So many segments, those nearest to a toss-up, are weighed against as many decisions on the newest segments."""


def next_to_check(corpus: Database, programme_id: int, skipped: Sequence[int]) -> int | None:
    """The segment that teaches most; None where nothing waits but what was skipped.

    Where there are no vectors to compare with, it is the one nearest to a toss-up.
    """
    waiting = reviewed.least_sure(corpus, programme_id, skipped=skipped, limit=WEIGHED)
    analysis = analyses.last_analysis(corpus, programme_id)
    if not waiting or analysis is None:
        return next(iter(waiting), None)
    suggestions = reviewed.suggestions(corpus, waiting)
    decided = [(one.text, one.theme_id) for one in codings.decisions(corpus, programme_id)][-WEIGHED:]
    texts = dict.fromkeys(
        as_encoded(text) for text in [*(one.text for one in suggestions), *(text for text, _ in decided)]
    )
    vectors = kept_vectors(corpus, analysis.model, texts)
    return _most_telling(suggestions, decided, vectors) or waiting[0]


def _most_telling(
    suggestions: Sequence[Suggestion], decided: Sequence[tuple[str, int]], vectors: Mapping[str, Vectors]
) -> int | None:
    open_ = [one for one in suggestions if as_encoded(one.text) in vectors]
    known = [(as_encoded(text), theme) for text, theme in decided if as_encoded(text) in vectors]
    segments = list(dict.fromkeys(one.segment_id for one in open_))
    themes = list(dict.fromkeys([*(one.theme_id for one in open_), *(theme for _, theme in known)]))
    if not segments:
        return None
    row, column = {id_: n for n, id_ in enumerate(segments)}, {id_: n for n, id_ in enumerate(themes)}
    text_of = {one.segment_id: as_encoded(one.text) for one in open_}
    likely = np.zeros((len(segments) + len(known), len(themes)))
    for one in open_:
        likely[row[one.segment_id], column[one.theme_id]] = one.confidence
    rows = np.array([vectors[text] for text in [*map(text_of.__getitem__, segments), *(text for text, _ in known)]])
    said = [(len(segments) + place, column[theme]) for place, (_, theme) in enumerate(known)]
    return next((segments[text] for text, _ in next_to_review(likely, rows, said, 1)), None)
