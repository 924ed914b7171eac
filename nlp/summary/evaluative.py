"""Words by which people say that a thing is good or bad, and those around them that turn or weaken what is said.

All lower case; written here, taken from nowhere.
"""

from typing import Literal

Side = Literal[1, -1]
"""Good or bad."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GOOD = _words(
    """good great nice lovely kind excellent brilliant amazing fantastic friendly helpful caring clean comfortable
    wonderful superb perfect outstanding exceptional quick fast prompt efficient clear easy polite pleasant welcoming
    supportive professional attentive understanding thorough safe calm relaxed tasty delicious quiet convenient best
    fabulous useful reassuring approachable sympathetic compassionate considerate patient respectful"""
)
BAD = _words(
    """bad poor awful terrible horrible rude slow dirty noisy unhelpful unkind unfriendly long difficult hard unclear
    confusing uncomfortable cold unsafe scary frightening stressful boring useless disgusting disappointing worst late
    expensive inadequate appalling dreadful unprofessional dismissive uncaring filthy cramped painful unacceptable
    abrupt patronising tasteless inedible chaotic disorganised"""
)
WANTED = _words("better improve improved improving improvement")
"""“Better food” and “the food could be better”: it is not good as it is."""
LIKED = _words("like liked love loved enjoy enjoyed")
HATED = _words("hate hated dislike disliked")
HELPED = _words("helped helps help")
NO_THING = _words(
    """thing way lot bit time times day days one person people experience job everything anything idea part work
    reason point example member number amount xxxx mood health"""
)
"""What an opinion of says nothing that two people could differ on."""
PITIED = _words("staff nurse nurses man woman lady girl boy child thing people doctors")
"""“The poor staff” are not poor at what they do."""
LASTING = _words("wait waits waiting queue queues delay delays list lists hours time times")
"""What “long” is bad for."""
SEEMS = _words("is are was were be been being am seemed felt looked tasted smelt feels looks seems")
HELPING = _words("has have had all been both could should would needs to not")
STRONGER = _words("very so really quite too extremely always all also both just absolutely more most rather")
NOT = _words("not never hardly")
NOTHING = _words("nothing no none cannot can't couldn't")
"""“Nothing could improve the food” asks for nothing."""
WOULD = _words("could would should might may can must if to")
WISHED = _words("need needs needed want wants could should would please")
PLEASED = _words(
    """happy pleased satisfied well amazed wonderfully grateful thankful fab incredible impressed enjoyable smooth
    positive informative comforting fault faultless fine"""
)
"""Beside `GOOD`, words of praise that belong to no thing: “well looked after”."""
BLAMED = _words(
    """wants wanted wish could should prefer preferred more less fewer quicker faster shorter sooner earlier
    longer bigger cheaper warmer cooler quieter cleaner nicer too lack lacked lacking issue issues problem problems
    failed fails wrong noise poorly badly struggle struggled struggling delayed delay delays"""
)
"""Beside `BAD`, words of blame that belong to no thing, and of wishes: “more activities”, “could be a bit quicker”."""
