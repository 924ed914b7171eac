"""A plain name for a discovered theme, in words that people used."""

import re
from collections.abc import Collection, Mapping, Sequence

SHARED_BY = 0.5


def theme_name(keywords: Sequence[str], *, taken: Sequence[str]) -> str:
    """The first keywords as a phrase, as many as it takes to be unlike every name that is `taken`."""
    usable = [word for word in _without_parts(keywords) if not re.search(r"\d", word)]
    for count in (1, 2, 3, 4):
        name = _phrase(usable[:count])
        if name and name not in taken:
            return name
    return f"Theme {len(taken) + 1}"


def shared_words(keywords: Mapping[str, float], texts: Sequence[str]) -> tuple[str, ...]:
    """The keywords (with their weights) that hold the texts together, those that most of them use first.

    Empty where no keyword is used by half of the different texts: nobody could say what such a group is about.
    """
    lowered = {text.lower() for text in texts}
    uses = {word: _uses(word, lowered) for word in keywords}
    if max(uses.values(), default=0) < SHARED_BY * len(lowered):
        return ()
    shared = [word for word in keywords if uses[word] > 1]
    return tuple(sorted(shared, key=lambda word: (-uses[word], -keywords[word], word)))


def _uses(word: str, lowered: Collection[str]) -> int:
    begins = re.compile(rf"\b{re.escape(word)}").search
    return sum(word in text and bool(begins(text)) for text in lowered)


def _without_parts(keywords: Sequence[str]) -> list[str]:
    """Keywords that are not a part of another, nor one of two forms of the same word."""
    kept: list[str] = []
    for word in keywords:
        stems = {part.rstrip("s") for part in word.split()}
        if not any(stems & {part.rstrip("s") for part in other.split()} for other in kept):
            kept.append(word)
    return kept


def _phrase(words: Sequence[str]) -> str:
    if not words:
        return ""
    text = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return text[0].upper() + text[1:]
