"""Short agreements: “yeah”, “same”, “me too” in a conversation, and what it is that somebody agrees with.

In a group one person says it and three say “same”. Those three said it as well: their words alone fit no theme, and a
count that leaves them out hears only whoever spoke first. In conversation analysis these are agreement tokens, which
stand next to what they agree with (Pomerantz 1984); so nothing is looked for further back than a few turns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_AGREEMENT = 6
"""Words. What is longer says something of its own."""
TURNS_BACK = 3
FEWEST_WORDS_TO_AGREE_WITH = 4
MOST_WORDS_OF_A_NOD = 4
"""A facilitator who says more than this has said something that an answer may be to."""

_AGREES = (
    "yeah|yeh|yea|yes|yep|yup|ya|aye|same|same here|same for me|same with me|the same|exactly|exactly that|precisely|"
    "agree|agreed|i agree|i agree with that|i do agree|id agree|i second that|seconded|ditto|definitely|absolutely|"
    "totally|completely|100|100 percent|hundred percent|one hundred percent|for sure|true|so true|very true|thats true|"
    "thats right|thats so true|thats it|thats exactly it|thats how it is|youre right|shes right|hes right|theyre right|"
    "too right|spot on|me too|me as well|mine too|mine as well|us too|ours too|my one too|i do too|i did too|i am too|"
    "i think so too|i think that too|i feel that too|i feel the same|i think the same|i was the same|im the same|"
    "i had the same|we had the same|its the same for me|same as me|me neither|neither do i|neither did i|nor me|"
    "i know right|innit|what she said|what he said|what they said|like she said|like he said|like they said|"
    "with (?:her|him|them) on that|i relate|relatable|big time|this|hear hear|course|of course|preach|facts"
)
_BESIDE = "um|uh|er|erm|oh|ah|well|like|so|and|honestly|really|very|just|also|i|mean|lol|haha|man|mate|to be honest|tbh"
_AGREEMENT = re.compile(rf"(?:(?:{_BESIDE}) )*(?:(?:{_AGREES}) (?:(?:{_BESIDE}) )*)+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn of a conversation: who spoke (a number a person; None for a facilitator), all of it, and its segments in
    order, each a number and its text (a facilitator has none)."""

    person: int | None
    text: str
    segments: tuple[tuple[int, str], ...] = ()


def is_agreement(text: str) -> bool:
    """Whether all that is said is that one agrees. A “yeah, but” is none, nor is a question."""
    if "?" in text:
        return False
    words = _words(text)
    return 0 < len(words) <= LONGEST_AGREEMENT and _AGREEMENT.fullmatch(" ".join(words) + " ") is not None


def agreements(turns: Sequence[Spoken]) -> dict[int, int]:
    """The number of each segment that only agrees, and the number of the segment that it agrees with.

    That is the last one of substance that somebody else among the contributors said within TURNS_BACK turns. Who
    answers a question, a facilitator's or another's, agrees with nobody.
    """
    found: dict[int, int] = {}
    for place, turn in enumerate(turns):
        if turn.person is None or len(turn.segments) != 1 or not is_agreement(turn.text):
            continue
        if (with_ := _agreed_with(turns[max(0, place - TURNS_BACK) : place], turn.person)) is not None:
            found[turn.segments[0][0]] = with_
    return found


def _agreed_with(before: Sequence[Spoken], person: int) -> int | None:
    for turn in reversed(before):
        if turn.person is None:
            if "?" in turn.text or len(_words(turn.text)) > MOST_WORDS_OF_A_NOD:
                return None
        elif turn.person != person and not turn.segments:
            return None  # what was said is not here
        elif turn.person != person and (said := _of_substance(turn)):
            return None if turn.text.rstrip().endswith("?") else said[-1]
    return None


def _of_substance(turn: Spoken) -> list[int]:
    return [
        number
        for number, text in turn.segments
        if len(_words(text)) >= FEWEST_WORDS_TO_AGREE_WITH and not is_agreement(text)
    ]


def _words(text: str) -> list[str]:
    """Lower-case words without apostrophes; what a typist put in brackets was not said."""
    return _WORD.findall(re.sub("['’]", "", _ASIDE.sub(" ", text.lower())))
