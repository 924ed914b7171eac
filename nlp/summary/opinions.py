"""What people say is good or bad: “the food was lovely”, “not very clean”, “poor communication”.

Opinions of a thing are found where the sentence itself says whose they are: the adjective stands before the thing, or
after “was” (Hu and Liu 2004 look for both near each other; here they have to belong together). What a mood or a whole
sentence hints at is left alone: two people are only said to differ where each says so of the same thing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.summary.evaluative import (
    BAD,
    GOOD,
    HATED,
    HELPED,
    HELPING,
    LASTING,
    LIKED,
    NO_THING,
    NOT,
    NOTHING,
    PITIED,
    SEEMS,
    STRONGER,
    WANTED,
    WISHED,
    WOULD,
    Side,
)
from nlp.themes.inflect import stem
from nlp.themes.tags import Clause, clauses
from nlp.themes.words import stop_words

_DOES = frozenset({"did", "does", "do", "has", "have"})
_LONGEST_THING = 2


@dataclass(frozen=True, slots=True)
class Opinion:
    """A thing as it was called, what unites its forms, and whether it is said to be good (1) or bad (-1)."""

    thing: str
    key: str
    side: Side


def opinions(text: str) -> list[Opinion]:
    """The opinions that a text gives, in order, each once."""
    return list(dict.fromkeys(one for clause in clauses(text) for one in _opinions(clause)))


def _opinions(clause: Clause) -> Iterator[Opinion]:
    words = [word.lower() for word in clause.words]
    for place, word in enumerate(words):
        if word in GOOD or word in BAD or word in WANTED:
            found = _described(words, clause.tags, place)
        elif (word in LIKED or word in HATED) and clause.tags[place - 1 : place] in ("P", "x", "r", "m"):
            found = _liked(words, clause.tags, place)
        elif word in HELPED:
            found = _helped(words, clause.tags, place)
        else:
            continue
        if found:
            thing, side = found
            yield Opinion(" ".join(thing), " ".join(map(stem, thing)), side)


def _described(words: Sequence[str], tags: str, place: int) -> tuple[list[str], Side] | None:
    """“Lovely staff”, “the staff were not very kind”, “better food”."""
    word = words[place]
    if tags[place + 1 : place + 2] == "g":
        return None  # “hard working staff”
    thing, reach = _named_after(words, tags, place), place
    if not thing:
        thing, reach = _named_before(words, tags, place)
    elif word == "poor" and thing[-1] in PITIED:
        return None
    before = words[max(0, reach - 3) : place]
    if word == "long" and (not thing or thing[-1] not in LASTING):
        return None
    if not thing or (word in WANTED and not _is_wished(words[:place])):
        return None
    if word not in WANTED and WOULD.intersection(before):
        return None
    side: Side = 1 if word in GOOD else -1
    return _turned(thing, side, words[_close(words, tags, place) : place])


def _close(words: Sequence[str], tags: str, place: int) -> int:
    """Where the words begin that say how much, or that it is not so: “not a very” good service."""
    at = place
    while at > 0 and (tags[at - 1] in "rdxa" or words[at - 1] in STRONGER or words[at - 1] in NOT):
        at -= 1
    return at


def _liked(words: Sequence[str], tags: str, place: int) -> tuple[list[str], Side] | None:
    """“I loved the garden”, “I do not like phone calls”; what somebody would like is not there yet."""
    before = words[max(0, place - 3) : place]
    start = place + 1
    while start < len(words) and tags[start] in "dsa":
        start += 1
    thing = _thing(_nouns_from(words, tags, start))
    if not thing or WOULD.intersection(before) or not {"i", "we"}.intersection(before):
        return None
    return _turned(thing, 1 if words[place] in LIKED else -1, before)


def _helped(words: Sequence[str], tags: str, place: int) -> tuple[list[str], Side] | None:
    """“The group helped”, “the leaflet did not help”."""
    at = place
    while at > 0 and (words[at - 1] in NOT or words[at - 1] in _DOES or tags[at - 1] == "r"):
        at -= 1
    start = at
    while start > 0 and tags[start - 1] == "n":
        start -= 1
    thing = _thing(words[start:at])
    return _turned(thing, 1, words[at:place]) if thing else None


def _turned(thing: list[str], side: Side, before: Sequence[str]) -> tuple[list[str], Side] | None:
    """What a “not” makes of it; “not bad” is neither good nor bad."""
    if not NOT.intersection(before):
        return thing, side
    return (thing, -1) if side == 1 else None


def _is_wished(before: Sequence[str]) -> bool:
    """Whether “better” is asked for, and not compared or praised: “could not have been better”."""
    return not (NOT | NOTHING).intersection(before) and (not before or bool(WISHED.intersection(before[-4:])))


def _named_after(words: Sequence[str], tags: str, place: int) -> list[str]:
    """The thing that an adjective stands before, maybe with another adjective between."""
    start = place + 1
    while start < len(words) and (tags[start] == "a" or words[start] in ("and", "&") or _points(words, tags, start)):
        start += 1
    return _thing(_nouns_from(words, tags, start))


def _points(words: Sequence[str], tags: str, at: int) -> bool:
    """Whether it is the “the” of “improve the food”."""
    return tags[at] in "ds" and words[at - 1] in WANTED


def _nouns_from(words: Sequence[str], tags: str, start: int) -> Sequence[str]:
    end = start
    while end < len(words) and tags[end] == "n":
        end += 1
    return words[start:end]


def _named_before(words: Sequence[str], tags: str, place: int) -> tuple[list[str], int]:
    """The thing that is said to be so, and where “was” stands; “service very poor” does without."""
    at = place - 1
    while at >= 0 and (words[at] in STRONGER or words[at] in NOT or tags[at] in "ra" or words[at] in ("and", "&")):
        at -= 1
    if at < 0 or (words[at] not in SEEMS and (tags[at] != "n" or at == place - 1)):
        return [], place
    end = at if words[at] in SEEMS else at + 1
    while end > 0 and words[end - 1] in HELPING:
        end -= 1
    start = end
    while start > 0 and tags[start - 1] == "n":
        start -= 1
    return _thing(words[start:end]), end


def _thing(words: Sequence[str]) -> list[str]:
    own = list(words)[-_LONGEST_THING:]
    if not own or own[-1] in NO_THING or own[-1] in stop_words() or any(w in GOOD or w in BAD for w in own):
        return []
    return own if all(word.isalpha() for word in own) else own[-1:]
