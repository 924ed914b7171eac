"""Finds what may be a disclosure: that somebody is being harmed, harms themselves, or may harm others."""

from nlp.safeguarding.closeness import Closeness, learn_closeness
from nlp.safeguarding.examples import Example, examples, ordinary_speech
from nlp.safeguarding.find import find_concerns
from nlp.safeguarding.records import CONCERN_KINDS, Concern, ConcernKind

__all__ = [
    "CONCERN_KINDS",
    "Closeness",
    "Concern",
    "ConcernKind",
    "Example",
    "examples",
    "find_concerns",
    "learn_closeness",
    "ordinary_speech",
]
