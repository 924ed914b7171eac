"""A text's clauses, each word with what it does in the sentence, by closed lists, endings and neighbours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.themes.inflect import verb_forms
from nlp.themes.lexicon import (
    ADJECTIVE_ENDINGS,
    ADJECTIVES,
    CLOSED,
    ENDINGS,
    EXPANDED,
    IS_AFTER,
    NOT_ADJECTIVES,
    NOT_ADVERBS,
    NOUN_TOO,
    NOUNS_WITH_ING,
    NOUNS_WITH_LY,
    WITH_A_PREPOSITION,
)

_TOKEN = re.compile(r"[^\W_]+(?:['\-&][^\W_]+)*|&|[^\w\s]|\n")
_TWO_WORDS = {("no", "one"): "no-one", ("no", "longer"): "no-longer", ("not", "enough"): "not-enough"}
_PLACEHOLDER = re.compile(r"\[[^\[\]]{1,40}\]")
BEFORE_NOUNS = "dsaqiu"
BEFORE_VERBS = "Phmtxk"
HELPING_OR_NOT = {"have": "v", "has": "v", "had": "e", "having": "g", "do": "v", "does": "v", "did": "e", "doing": "g"}
"""What they are where they stand alone."""
STAND_ALONE = {"all": "r", "both": "r", "each": "n", "either": "n", "some": "n", "any": "n", "another": "n"}


@dataclass(frozen=True, slots=True)
class Clause:
    """Words as they were said (short forms written out) and a letter for each: see `lexicon.CLOSED`."""

    words: tuple[str, ...]
    tags: str


def clauses(text: str) -> tuple[Clause, ...]:
    """The stretches of words between punctuation, in order. What stands for a masked identifier ends a clause too."""
    return tuple(_clauses(text))


def _clauses(text: str) -> Iterator[Clause]:
    text = _PLACEHOLDER.sub(" | ", text.replace("’", "'").replace("‘", "'"))
    words: list[str] = []
    for piece in _TOKEN.findall(text):
        if piece[0].isalnum() or piece == "&":
            words.extend(_written_out(piece, words[-1] if words else ""))
        elif words:
            yield _clause(words)
            words = []
    if words:
        yield _clause(words)


def _written_out(word: str, before: str) -> list[str]:
    lowered = word.lower()
    if lowered in EXPANDED:
        return EXPANDED[lowered].split()
    if lowered.endswith("'s") and (lowered[:-2] in IS_AFTER):
        return [word[:-2], "is"]
    for ending, full in ENDINGS.items():
        if lowered.endswith(ending) and len(lowered) > len(ending):
            return [word[: -len(ending)], full]
    return [word]


def _clause(words: list[str]) -> Clause:
    joined: list[str] = []
    for word in words:
        pair = _TWO_WORDS.get((joined[-1].lower(), word.lower())) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(word)
    tags: list[str] = []
    lowered = [word.lower() for word in joined]
    kinds = [kind_of_word(word) for word in lowered]
    for place, word in enumerate(lowered):
        after = kinds[place + 1] if place + 1 < len(kinds) else "."
        tags.append(_in_place(word, kinds[place], "".join(tags), lowered[place - 1] if place else "", after))
    return Clause(tuple(joined), "".join(tags))


@cache
def kind_of_word(word: str) -> str:
    """What a word (in lower case) does by itself."""
    if word in NOUNS_WITH_ING or word in NOUNS_WITH_LY:
        return CLOSED.get(word, "n")
    if word in ADJECTIVES or word in NOT_ADVERBS:
        return CLOSED.get(word, "a")
    known = CLOSED.get(word) or verb_forms().get(word, ("", ""))[1]
    return known or _by_ending(word)


def _by_ending(word: str) -> str:
    if not word[0].isalpha():
        return "u"
    if word.endswith(ADJECTIVE_ENDINGS) and word not in NOT_ADJECTIVES and len(word) > 5:
        return "a"
    long_enough = len(word) > 4
    return (
        next((kind for ending, kind in (("ly", "r"), ("ing", "g"), ("ed", "e")) if word.endswith(ending)), "n")
        * (long_enough)
        or "n"
    )


def _in_place(word: str, kind: str, tags: str, before: str, after: str) -> str:
    """What a word does between its neighbours: the first rule for its kind that applies, or what it does anyhow."""
    last = tags[-1:] or "."
    if kind == "v":
        return _verb_or_noun(word, last, before, after)
    if kind in "it":
        return _particle_or_not(word, before, after, kind)
    if word in HELPING_OR_NOT:
        return HELPING_OR_NOT[word] if after in "dsoqnaiut.wk" else "m"
    if kind in "nae":
        return _open_word(word, kind, last, before, after)
    return _pointing(word, kind, last, after)


def _open_word(word: str, kind: str, last: str, before: str, after: str) -> str:
    if kind == "n" and last in "tx":
        return "v" if last == "t" or not word.endswith("s") else "n"
    if kind == "n" and last == "m" and before not in ("have", "has", "had", "having"):
        return "v" if not word.endswith("s") else "n"
    if kind == "a" and word in NOUN_TOO and last in "tmPk":
        return "v"
    return "a" if kind == "e" and last in "dsaqi" and after in "nga" else kind


def _pointing(word: str, kind: str, last: str, after: str) -> str:
    """“that”, “her”, “all” and their like point to what follows, or stand alone."""
    if word == "that" and last in "nev":
        return "w"
    if word in ("this", "that", "these", "those") and after in "nga":
        return "d"
    if word == "her" and after not in "nag":
        return "o"
    if word in ("enough", "more", "less", "most", "much") and after == "a":
        return "r"
    if kind == "d" and word in STAND_ALONE and after in ".wbmi":
        return STAND_ALONE[word]
    return kind


def _verb_or_noun(word: str, last: str, before: str, after: str) -> str:
    if word not in NOUN_TOO and verb_forms()[word][0] not in NOUN_TOO:
        return "v"
    if last in BEFORE_VERBS:
        return "v"
    if last in BEFORE_NOUNS or last == "g" or after in "bm":
        return "n"
    if last == "n":
        plural = before.endswith("s") and not before.endswith("ss")
        return "v" if after in "dsoaqitpr" and (plural or word.endswith("s")) else "n"
    return "v" if after in "dsoaqkptrg" or (last == "." and after == "n" and word in ("need", "want")) else "n"


def _particle_or_not(word: str, before: str, after: str, kind: str) -> str:
    """A preposition with nothing after it belongs to its verb: “being listened to”."""
    if after not in (".cwPhm" if kind == "t" else ".cwPhmbxr"):
        return kind
    lemma = verb_forms().get(before, ("", ""))[0]
    return "p" if WITH_A_PREPOSITION.get(lemma) == word or word in ("in", "on", "off", "over", "through") else kind
