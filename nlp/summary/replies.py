"""Disagreement in a conversation: somebody who answers another with “I disagree”, “nah” or “I’d rather”.

It shows at the beginning of a turn, and is about what was said just before (Pomerantz 1984: whoever goes against
another marks it, and whoever goes along does not). What is only likely is not found: a sentence that says of two people
that they did not agree has to be right.
"""

import re
from collections.abc import Sequence

from nlp.agreements import Spoken

TURNS_BACK = 2
FEWEST_WORDS = 5
"""A segment of fewer says too little to be shown as one side."""
MOST_WORDS_OF_A_NOD = 4

_BEFORE = "um|uh|er|well|oh|hmm|ok|okay|sorry|honestly|maybe|but|yeah|yes|no|nah|actually"
_MARKS = (
    r"i (?:(?:kind|sort) of |kinda |really |strongly |do )?disagree",
    r"i(?:'d| would)? have to disagree",
    r"i (?:really )?(?:don't|do not) (?:really )?agree",
    r"i(?:'m| am) not sure i agree",
    r"(?:you )?see i(?:'d|'m| would| am| like| love| hate)",
    r"i(?:'m| am) the opposite",
    r"(?:nah|no) i(?:'d| would| think| like| love| hate| want| prefer| wouldn't| don't (?:agree|want|like))",
    r"no (?:not|read|it isn't|it's not|for me|but it(?:'s| is| was)(?: \w+){1,3} though)",
    r"not for (?:me|us|my|everyone|everybody)",
    r"for (?:us|me|some of us|some of our \w+)(?: \w+){0,3} (?:no|not|opposite|different|difficult|wouldn't|hate)",
    r"i(?:'d| would)(?: have)? hated?\b",
    r"i (?:hate|wouldn't like|don't like) (?:it|them)\b",
    r"i (?:actually )?(?:like|love|prefer|want)(?: \w+){1,6} though(?! as)",
    r"that(?:'s| is) not (?:true|right|fair|how it)",
    r"i don't think (?:that's|it's|it is|that is)",
)
_OPENS = re.compile(rf"(?:(?:{_BEFORE}) )*(?:{'|'.join(_MARKS)})")
_IT_IS = "(?:that's|it's|that is|it is)"
_WITH_THEM = re.compile(rf"(?:(?:nah|no|but|yeah) )*{_IT_IS} (?:so )?(?:true|right)|i don't disagree")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ASIDE = re.compile(r"\([^)]*\)")


def opens_against(text: str) -> bool:
    """Whether a turn begins by going against what was said before."""
    words = " ".join(_words(text)[:24])
    return _OPENS.match(words) is not None and _WITH_THEM.match(words) is None


def disagreements(turns: Sequence[Spoken]) -> list[tuple[int, int]]:
    """Pairs of segments' numbers: one in which somebody disagrees, and the one of somebody else that it is about.

    A question is no view, and who answers a facilitator goes against nobody.
    """
    found: list[tuple[int, int]] = []
    for place, turn in enumerate(turns):
        if turn.person is None or not turn.segments or not opens_against(turn.text):
            continue
        own, other = _of_substance(turn), _gone_against(turns[max(0, place - TURNS_BACK) : place], turn.person)
        if own and other is not None:
            found.append((own[0], other))
    return found


def _gone_against(before: Sequence[Spoken], person: int) -> int | None:
    for turn in reversed(before):
        if turn.person is None:
            if "?" in turn.text or len(_words(turn.text)) > MOST_WORDS_OF_A_NOD:
                return None
        elif turn.person == person or turn.text.rstrip().endswith("?"):
            return None
        elif said := _of_substance(turn):
            return said[-1]
    return None


def _of_substance(turn: Spoken) -> list[int]:
    return [number for number, text in turn.segments if len(_words(text)) >= FEWEST_WORDS]


def _words(text: str) -> list[str]:
    return _WORD.findall(_ASIDE.sub(" ", text.lower().replace("’", "'")))
