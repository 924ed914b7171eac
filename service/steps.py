"""How work in several steps tells how far it is."""

from collections.abc import Callable

from nlp.protocols import Progress, unheard

Steps = Callable[[str], Progress]
"""Gives the Progress of a step by its name."""


def unwatched(_step: str) -> Progress:
    """The Steps of somebody who does not look."""
    return unheard
