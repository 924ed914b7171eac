"""Words that are in no list: names of people and places that nobody has thought of, and words typed wrong."""

import functools
import string

from nlp.deidentify import ordinary, words
from nlp.deidentify.lists import is_spelt, is_word
from nlp.deidentify.titles import looks_like_no_name

_ENDS_OF_PLACES = frozenset(
    {
        *(
            "field",
            "fields",
            "view",
            "marsh",
            "ford",
            "bank",
            "banks",
            "wood",
            "woods",
            "brook",
            "dale",
            "hill",
            "side",
        ),
        *("mead", "meadow", "acre", "acres", "gate", "stone", "bridge", "water", "church", "well", "ridge", "croft"),
        *("worth", "moor", "land", "lands", "grove", "mount", "cliff", "borough", "bury", "park", "mere", "lane"),
    }
)
"""What ends the name of a place as often as a word: "Parkview"."""
_KNOWN = ordinary.ORDINARY | words.TEXTING


@functools.lru_cache(maxsize=20_000)
def is_unknown(word: str) -> bool:
    """Whether `word`, in lower case, is neither an English word nor one made of parts that are."""
    if len(word) < 3 or not word.replace("-", "").isalpha() or word in _KNOWN:
        return False
    return not is_word(word) and not looks_like_no_name(word) and not _is_made_of_words(word)


@functools.lru_cache(maxsize=20_000)
def is_typed_wrong(word: str, shortest: int) -> bool:
    """Whether one letter less, more, other or swapped makes a word of it ("recieved"); not under `shortest` letters."""
    if len(word) < shortest:
        return False
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    return any(
        is_spelt(head + tail[1:])
        or (len(tail) > 1 and is_spelt(head + tail[1] + tail[0] + tail[2:]))
        or any(is_spelt(head + letter + tail[rest:]) for letter in string.ascii_lowercase for rest in (0, 1))
        for head, tail in cuts
    )


def _is_made_of_words(word: str) -> bool:
    """ "timekeeper", "pre-meeting": two words of four letters or more, or several with hyphens between."""
    if "-" in word:
        return all(is_word(part) for part in word.split("-"))
    return any(
        is_word(word[:at]) and is_word(word[at:]) and word[at:] not in _ENDS_OF_PLACES for at in range(4, len(word) - 3)
    )
