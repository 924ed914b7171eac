"""The names that files come with: kept to what a person can read, and believed in nothing."""

import unicodedata

_LONGEST = 100
_LONGEST_ENDING = 20
# Letters of Arabic and Indian scripts need the joiners to be told apart; everything else that is not seen goes.
_JOINERS = "\u200c\u200d"


def plain_name(name: str) -> str:
    """A file's name without its folders and without what is not seen, as characters that turn the text round.

    One that is very long keeps its start and its ending.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if character.isspace() else character for character in last if _is_seen(character))
    whole = " ".join(unicodedata.normalize("NFC", seen).split())
    if len(whole) <= _LONGEST:
        return whole
    start, dot, ending = whole.rpartition(".")
    tail = dot + ending if start and len(ending) <= _LONGEST_ENDING else ""
    return whole[: _LONGEST - len(tail) - 1] + "…" + tail


def _is_seen(character: str) -> bool:
    return character.isspace() or character in _JOINERS or not unicodedata.category(character).startswith("C")
