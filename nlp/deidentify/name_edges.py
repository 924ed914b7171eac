"""Where a name begins and ends: "van der Berg", "Nana Ama", "Yusuf D", "S. Brown"."""

import itertools
from collections.abc import Iterator

from nlp.deidentify import acting, cues, ordinary, words
from nlp.deidentify.lists import is_common, names
from nlp.deidentify.reading import Reading


def titled_initials(reading: Reading) -> Iterator[int]:
    """ "Ms B" """
    for at in range(1, len(reading.tokens)):
        if (
            _is_initial(reading, at)
            and reading.lower(at - 1) in words.SHORT_TITLES | {"miss"}
            and reading.lower(at + 1) != "."
        ):
            yield at


def initials(reading: Reading) -> Iterator[int]:
    """ "S. Brown": where the initial stands."""
    for at in range(len(reading.tokens) - 2):
        dotted = (
            _is_initial(reading, at)
            and reading.lower(at + 1) == "."
            and reading.tokens[at + 1].end + 1 >= reading.tokens[at + 2].start
        )
        if dotted and reading.tokens[at + 2].is_name_shaped and reading.lower(at - 1) != ".":
            yield at


def dotted_initials(reading: Reading) -> Iterator[tuple[int, int]]:
    """ "A.J. came back": the first and the last token of initials by which somebody goes."""
    for at in range(len(reading.tokens) - 4):
        letters = reading.tokens[at : at + 4]
        close = all(one.end == other.start for one, other in itertools.pairwise(letters))
        if (
            close
            and [letters[1].word, letters[3].word] == [".", "."]
            and all(one.word.isalpha() and one.word.isupper() and len(one.word) == 1 for one in letters[::2])
            and letters[0].word + letters[2].word not in cues.ABBREVIATIONS
            and reading.lower(at + 4) in acting.ACTING | {",", "and", "who", "?"}
        ):
            yield at, at + 3


def short_initials(reading: Reading) -> Iterator[int]:
    """ "CJ", and "KB said": two capitals by which somebody goes."""
    for at, token in enumerate(reading.tokens):
        if (
            len(token.word) == 2
            and token.word.isupper()
            and token.word not in cues.ABBREVIATIONS
            and token.lower not in ordinary.ORDINARY
        ):
            acts = reading.lower(at + 1) in acting.PERSONAL or reading.lower(at - 1) in cues.TOLD | {"with"}
            if token.word[1] == "J" or acts:
                yield at


def whole(reading: Reading, first: int, last: int, score: float) -> tuple[int, int, float]:
    """The name with what belongs to it before and after: "van der Berg", "Nana Ama", "Yusuf D"."""
    if not reading.tokens[first].word[0].isupper():
        if reading.lower(last + 1) in {"al", "ul", "bin", "bint"} and last + 2 < len(reading.tokens):
            last += 2
        elif not reading.tokens[last].tail and _is_lower_surname(reading, last + 1):
            last += 1
        listed = reading.lower(first - 2) in {",", "and", "n", "with", "me", "", "."}
        if listed and reading.lower(first - 1) in cues.BOLD:
            first -= 1
        return first, last, score
    while reading.lower(first - 1) in words.PARTICLES - {"y", "la", "le"}:
        first -= 1
    before = reading.tokens[first - 1] if first else None
    nicknamed = before and before.lower in cues.BOLD and not before.starts_sentence
    if before and before.is_capitalised and not before.tail and (nicknamed or _goes_before(before.lower)):
        first -= 1
    if not reading.tokens[last].tail and _is_initial(reading, last + 1):
        last += 1
        dotted = last + (reading.lower(last + 1) == ".")
        last = dotted + 1 if _is_surname(reading, dotted + 1) else last
    elif not reading.tokens[last].tail and _is_surname(reading, last + 1):
        last += 1
    return first, last, score


def _is_surname(reading: Reading, at: int) -> bool:
    """A capitalised word that people have as a surname, be it a word as well: "Zoe Young"."""
    if not 0 < at < len(reading.tokens) or not reading.tokens[at].is_capitalised or reading.tokens[at - 1].tail:
        return False
    if reading.tokens[at].starts_sentence and reading.lower(at - 1) != ".":
        return False
    if reading.lower(at + 1) == ":":
        return False
    return names().is_family(reading.lower(at)) and reading.lower(at) not in ordinary.FUNCTION_WORDS | ordinary.KEPT


def _is_lower_surname(reading: Reading, at: int) -> bool:
    word = reading.lower(at)
    return len(word) > 3 and reading.tokens[at].word.islower() and not is_common(word) and names().is_only_family(word)


def _goes_before(word: str) -> bool:
    return names().is_given(word) and word not in ordinary.FUNCTION_WORDS | words.TITLES | ordinary.KEPT | {"deacon"}


def _is_initial(reading: Reading, at: int) -> bool:
    if at >= len(reading.tokens):
        return False
    token = reading.tokens[at]
    return len(token.word) == 1 and token.word.isupper() and token.word not in {"I", "A"} and not token.tail
