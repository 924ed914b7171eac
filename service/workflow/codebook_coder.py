"""What codes segments against a programme's codebook; once fitted, it is kept for what is said next."""

from collections.abc import Sequence
from hashlib import blake2b

from sqlite_utils import Database

from corpus.records import Decision
from corpus.store import codings
from corpus.store.rights import rights_version
from nlp.coding.coder import Coder
from nlp.protocols import Progress, unheard
from nlp.records import SuggestedCoding, ThemeDefinition, Vectors
from service.workflow.encoding import CachedEncoder
from service.workflow.joined_themes import CodedWith
from service.workflow.taught_coder import taught_coder

TEXTS_AT_ONCE = 5000
MOST_KEPT = 4
_Joined = tuple[tuple[str, str], ...]
_Grounds = tuple[int, int, tuple[ThemeDefinition, ...], _Joined, tuple[Decision, ...], str]
_kept: dict[_Grounds, Coder] = {}


def warm_coder(corpus: Database, programme_id: int, coded: CodedWith, encoder: CachedEncoder) -> Coder | None:
    """The coder of this codebook, of what people decided so far, and of this encoder; None without a theme.

    It is the one of the time before where these are the same. What went unused longest makes room for a new one, and
    what learned from words that somebody has withdrawn since, or may have, is forgotten.
    """
    version = rights_version(corpus, programme_id)
    for before in [one for one in _kept if one[0] == programme_id and one[1] != version]:
        del _kept[before]
    decided = tuple(codings.decisions(corpus, programme_id))
    grounds = (programme_id, version, coded.leaves, _joined(coded), decided, encoder.name)
    coder = _kept.pop(grounds, None) or taught_coder(corpus, programme_id, coded, encoder)
    if coder:
        _kept[grounds] = coder
    while len(_kept) > MOST_KEPT:
        del _kept[next(iter(_kept))]
    return coder


def code_in_batches(
    coder: Coder | None, texts: Sequence[str], rows: Vectors, progress: Progress = unheard
) -> list[SuggestedCoding]:
    """The codings of these texts, told as they come."""
    made: list[SuggestedCoding] = []
    progress(0, len(texts))
    if coder is None:
        return made
    for start in range(0, len(texts), TEXTS_AT_ONCE):
        some = slice(start, start + TEXTS_AT_ONCE)
        made += [
            SuggestedCoding(start + one.text, one.theme, one.confidence, one.is_primary)
            for one in coder.code(texts[some], rows[some])
        ]
        progress(min(some.stop, len(texts)), len(texts))
    return made


def fingerprint(coded: CodedWith) -> str:
    """What is the same as long as a codebook would code alike: it covers all that a coder reads of its themes.

    And which of them count as one.
    """
    read = repr(sorted(map(repr, coded.leaves))) + (repr(_joined(coded)) if coded.joined else "")
    return blake2b(read.encode(), digest_size=16).hexdigest()


def _joined(coded: CodedWith) -> _Joined:
    return tuple(sorted(coded.joined.items()))
