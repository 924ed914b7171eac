"""What codes a programme's segments against its codebook: the codebook, and what people decided so far."""

from collections.abc import Iterable, Sequence

import numpy as np
from sqlite_utils import Database

from corpus.records import Decision
from corpus.store import codings
from nlp.agreements import is_agreement
from nlp.coding.coder import Coder
from nlp.non_answers import is_non_answer
from service.workflow.encoding import CachedEncoder, as_encoded
from service.workflow.joined_themes import CodedWith


def taught_coder(corpus: Database, programme_id: int, coded: CodedWith, encoder: CachedEncoder) -> Coder | None:
    """A coder of the themes without children that has learned what people confirmed and rejected.

    None where there is no theme to code with. It is fitted when it first codes.
    """
    if not coded.leaves:
        return None
    coder = Coder(coded.leaves, encoder)
    columns = _columns(coded)
    decided = [one for one in codings.decisions(corpus, programme_id) if one.theme_id in columns and _says(one.text)]
    texts = list(dict.fromkeys(as_encoded(one.text) for one in decided))
    row_of = {text: row for row, text in enumerate(texts)}
    decisions = np.zeros((len(texts), len(coded.leaves)), dtype=np.int8)
    for one in _parts_first(coded, decided):
        own, every = columns[one.theme_id]
        decisions[row_of[as_encoded(one.text)], own if one.state == "confirmed" else every] = (
            1 if one.state == "confirmed" else -1
        )
    return coder.learn(texts, encoder.encode(texts), decisions) if texts else coder


def _columns(coded: CodedWith) -> dict[int, tuple[Sequence[int], Sequence[int]]]:
    """By a theme's id, the column of its own words, and those of its parts' words too.

    What people confirmed teaches the first, and what they rejected is none of all.
    """
    place = {theme.key: number for number, theme in enumerate(coded.leaves)}
    return {
        coded.ids[key]: ([number], [number, *(place[part] for part, theme in coded.joined.items() if theme == key)])
        for key, number in place.items()
    }


def _parts_first(coded: CodedWith, decided: Iterable[Decision]) -> list[Decision]:
    """Decisions on what was joined before those on what it became part of: these hold where the two differ."""
    parts = {coded.ids[key] for key in coded.joined}
    return sorted(decided, key=lambda one: one.theme_id not in parts)


def _says(text: str) -> bool:
    """Whether a text says by itself what it is coded with: “yeah” is coded with what it agrees with."""
    return not is_agreement(text) and not is_non_answer(text)
