"""Whether the words that a theme is called by are still somebody's, when one person's are taken away."""

import re
from collections.abc import Sequence

from nlp.placeholders import without_placeholders
from nlp.themes.inflect import stem
from nlp.themes.words import stop_words

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NOT_CONTENT = 2
"""Letters of a word up to which it carries nothing by itself."""


class StillSaid:
    """What one person said (`gone`), and what others said who may be used to name a theme (`left`)."""

    def __init__(self, gone: Sequence[str], left: Sequence[str]) -> None:
        self._gone = frozenset[str]().union(*map(_stems, gone))
        self._left = [_stems(text) for text in left]
        self._words_left = frozenset[str]().union(*self._left)

    def phrase(self, phrase: str) -> bool:
        """Whether a phrase may stay: nothing of it came from that person, or somebody else said all of it at once."""
        stems = _stems(phrase)
        return not stems & self._gone or any(stems <= said for said in self._left)

    def word(self, word: str) -> bool:
        """Whether a word may stay."""
        return _stems(word).isdisjoint(self._gone - self._words_left)


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(without_placeholders(text).lower().replace("’", "'"))
    return frozenset(stem(word) for word in words if len(word) > _NOT_CONTENT and word not in stop_words())
