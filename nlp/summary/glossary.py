"""Hard words of services, each in words that a 10-year-old reads; and where they stand in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MEANINGS: dict[str, str] = {
    "A&E": "The place in a hospital for help at once, day or night.",
    "ADHD": "When it is hard to keep still, or to keep your mind on one thing.",
    "adult services": "The teams that help you after you turn 18.",
    "advocate": "Someone who helps you say what you want.",
    "anxiety": "Feeling worried or scared so much that it gets in the way.",
    "assessment": "A meeting to find out what help you need.",
    "autism": "When your brain takes in the world in its own way.",
    "CAMHS": "The NHS team that helps children and teens with how they feel and think.",
    "carer": "Someone who looks after a person.",
    "citizen": "Someone who lives here.",
    "clinic": "A place where you see a nurse or a doctor.",
    "confidential": "Kept private.",
    "constituency": "One of the groups a forum is made of.",
    "consultation": "People were asked what they think. Others decided.",
    "co-production": "People who use help and people who give help plan and decide together.",
    "counsellor": "Someone whose job is to listen and help you think.",
    "crisis": "A time when things are so bad that you need help at once.",
    "diagnosis": "The name a doctor gives to what is wrong.",
    "discharge": "When a service stops seeing you.",
    "early help": "Help for families before things get bad.",
    "faith group": "People who share a faith, such as a church or a mosque.",
    "framework": "A list of themes that was there before.",
    "GP": "The doctor you see first.",
    "medication": "Pills or other things a doctor gives you to take.",
    "mental health": "How you feel and think.",
    "neurodivergent": "When your brain works in another way than most.",
    "participation": "People took part and helped. Others had the last word.",
    "peer support": "Help from people who have been through the same.",
    "professional": "Someone who does this as a job, such as a nurse or a teacher.",
    "referral": "When someone asks a service to see you.",
    "safeguarding": "Keeping people safe from harm.",
    "SENCO": "The teacher who plans extra help in a school.",
    "service user": "Someone who uses a service.",
    "social worker": "Someone whose job is to help families keep safe and well.",
    "therapist": "Someone trained to help you feel better by talking or doing things.",
    "therapy": "Time with someone trained to help you feel better.",
    "threshold": "How bad things must be before a service will help.",
    "transition": "When you move from one service to the next one.",
    "triage": "Sorting who needs help first.",
    "waiting list": "A line of people who wait for help.",
    "wellbeing": "Feeling well in your body and mind.",
}
_FORMS = {word.casefold(): word for word in MEANINGS}
_PLURALS = {"diagnoses": "diagnosis", "crises": "crisis", "therapies": "therapy", "constituencies": "constituency"}
_LISTED = "|".join(re.escape(word) for word in sorted((*MEANINGS, *_PLURALS), key=len, reverse=True))
_FOUND = re.compile(rf"(?<![\w-])({_LISTED})s?(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `word` is the entry that explains it, or empty."""

    text: str
    word: str = ""


def explained(texts: Iterable[str]) -> dict[str, str]:
    """The hard words of some texts with what they mean, in order of the alphabet."""
    found = {piece.word for text in texts for piece in pieces(text) if piece.word}
    return {word: MEANINGS[word] for word in sorted(found, key=str.casefold)}


def pieces(text: str) -> Iterator[Piece]:
    """The text cut into what is plain and what is explained; put together again, it is the same."""
    reached = 0
    for match in _FOUND.finditer(text):
        if match.start() > reached:
            yield Piece(text[reached : match.start()])
        key = match[1].casefold()
        yield Piece(match[0], _FORMS.get(_PLURALS.get(key, key), ""))
        reached = match.end()
    if reached < len(text):
        yield Piece(text[reached:])
