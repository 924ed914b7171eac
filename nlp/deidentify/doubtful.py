"""What was left standing though it may name somebody: a person looks at it before anybody else does."""

from collections.abc import Iterator, Sequence

from nlp.deidentify import ordinary, words
from nlp.deidentify.lists import names
from nlp.deidentify.tokens import Token
from nlp.records import Identifier, Span

_SCORE = 0.3
_NEVER = (ordinary.FUNCTION_WORDS | ordinary.KEPT | words.TITLES) - words.MONTH_NAMES


def find_doubtful(tokens: Sequence[Token], masked: Sequence[Span]) -> Iterator[Identifier]:
    """Capitalised words that people have as given names, where nothing beside them said so; none of `masked`."""
    stretches = iter(sorted(masked, key=lambda span: span.start))
    stretch = next(stretches, None)
    for token in tokens:
        while stretch and stretch.end <= token.start:
            stretch = next(stretches, None)
        is_masked = stretch is not None and stretch.start < token.end
        if not is_masked and token.is_capitalised and token.lower not in _NEVER and names().is_given(token.lower):
            yield Identifier(token.start, token.end, "name", _SCORE, "a word that is also a name")
