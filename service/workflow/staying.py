"""Themes that stay: where a programme has grown by a part, what was coded keeps its theme and what is new joins it.

Looking for themes anew would move one segment in four to another theme, for no reason that anybody could see. So the
themes of the last analysis are kept, new segments go to the theme whose centre they lie closest to, if they come within
its reach, and only what is left is searched for further themes. With more new than old, all is looked at anew.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from nlp.records import Vectors
from nlp.themes.centres import Centre, nearest

MOST_NEW = 0.5
"""The share of what was analysed before, up to which new segments join the themes that there are."""


@dataclass(frozen=True, slots=True)
class Stayed:
    """By the key of each theme that stays, its texts and how close they are; and the texts that are in none."""

    members: Mapping[str, Mapping[int, float]]
    left: tuple[int, ...]


def may_stay(known: int, new: int) -> bool:
    """Whether so many new segments can join the themes of so many that were analysed before."""
    return bool(known) and new <= MOST_NEW * known


def stay(
    rows: Vectors, centres: Sequence[Centre], before: Mapping[str, Set[int]], numbers: Sequence[int], new: Set[int]
) -> Stayed:
    """The texts `numbers`: those in a theme `before` are in it still, and the `new` ones join where they fit."""
    theme_of = {number: key for key, own in before.items() for number in own}
    members: dict[str, dict[int, float]] = {centre.key: {} for centre in centres}
    direction = {centre.key: centre.direction for centre in centres}
    for number in numbers:
        key = theme_of.get(number)
        if key in members:
            members[key][number] = min(1.0, max(0.0, float(rows[number] @ direction[key])))
    fresh = [number for number in numbers if number in new and theme_of.get(number) not in members]
    for one in nearest(rows[fresh], centres):
        members[one.theme][fresh[one.text]] = one.confidence
    placed = {number for own in members.values() for number in own}
    return Stayed(members, tuple(number for number in numbers if number not in placed))
