"""What codes a programme's segments against its codebook: the codebook, and what people decided so far."""

from collections.abc import Sequence

import numpy as np
from sqlite_utils import Database

from corpus.records import Theme
from corpus.store import codings
from nlp.agreements import is_agreement
from nlp.coding.coder import Coder
from nlp.non_answers import is_non_answer
from service.workflow.definitions import stored_leaf_definitions
from service.workflow.encoding import CachedEncoder, as_encoded


def taught_coder(corpus: Database, programme_id: int, themes: Sequence[Theme], encoder: CachedEncoder) -> Coder | None:
    """A coder of the themes without children that has learned what people confirmed and rejected.

    None where there is no theme to code with. It is fitted when it first codes.
    """
    leaves = stored_leaf_definitions(themes)
    if not leaves:
        return None
    coder = Coder(leaves, encoder)
    column = {theme.key: number for number, theme in enumerate(leaves)}
    column_of = {theme.id: column[theme.key] for theme in themes if theme.key in column}
    decided = [one for one in codings.decisions(corpus, programme_id) if one.theme_id in column_of and _says(one.text)]
    texts = list(dict.fromkeys(as_encoded(one.text) for one in decided))
    row_of = {text: row for row, text in enumerate(texts)}
    decisions = np.zeros((len(texts), len(leaves)), dtype=np.int8)
    for one in decided:
        decisions[row_of[as_encoded(one.text)], column_of[one.theme_id]] = 1 if one.state == "confirmed" else -1
    return coder.learn(texts, encoder.encode(texts), decisions) if texts else coder


def _says(text: str) -> bool:
    """Whether a text says by itself what it is coded with: “yeah” is coded with what it agrees with."""
    return not is_agreement(text) and not is_non_answer(text)
