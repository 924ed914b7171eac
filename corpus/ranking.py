"""What matters most: how many themes somebody puts in order, what a place is worth, and which themes they are offered.

Arithmetic on ids and counts; who may rank is `deciding.FORUM_MAY`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

PLACES = 5
FEWEST_RANKERS = 3
"""Of a group, before anybody is told what it chose: with fewer it is as good as signed, as with votes."""
WORDS_A_MINUTE = 95
"""Of readers of nine and ten years, half way through the school year, three quarters read faster than this aloud.

J. Hasbrouck and G. Tindal, An update to compiled ORF norms, University of Oregon, 2017: grade 4, winter, 25th
percentile.
"""
MINUTES = 10
MOST_WORDS = WORDS_A_MINUTE * MINUTES


@dataclass(frozen=True, slots=True)
class Standing:
    """How one group ranked one theme: of how many it was offered to, how many put it first, or in their first three.

    `points` are theirs together; `changed` chose it before it got another name, took in others or was split.
    """

    theme_id: int
    offered: int
    first: int
    in_three: int
    chosen: int
    points: int
    changed: int = 0

    @property
    def score(self) -> Fraction:
        """The mean Borda count of those whom it was offered to: from 0 to PLACES."""
        return Fraction(self.points, self.offered)


def points_of(place: int) -> int:
    """Five for the first place, one for the fifth; a theme that was left out has none.

    The Borda count (J.-C. de Borda, Mémoire sur les élections au scrutin, 1781), cut off at PLACES. A place is worth
    the same however many somebody chose, so that nobody's first counts for less because they stopped there.
    """
    return PLACES + 1 - place


def draw(
    kept: Iterable[int],
    words: Mapping[int, int],
    times_offered: Mapping[int, int],
    lot_of: Callable[[int], str],
    *,
    most: int = MOST_WORDS,
) -> list[int]:
    """Which themes somebody is offered: first those `kept`, then those offered least often so far.

    `words` has each theme that there is, with how many words it has. It ends before the first theme that would be too
    much, so that a long one is not passed over for ever: it is the next member's first. Somebody is always offered one.
    """
    first = [theme for theme in dict.fromkeys(kept) if theme in words]
    rest = sorted(words.keys() - set(first), key=lambda theme: (times_offered.get(theme, 0), lot_of(theme)))
    offered: list[int] = []
    read = 0
    for theme in [*first, *rest]:
        read += words[theme]
        if offered and read > most:
            break
        offered.append(theme)
    return offered


def still_holds(drawn: Sequence[int], words: Mapping[int, int], *, most: int = MOST_WORDS) -> bool:
    """Whether a draw can stay as it is: all of it is there and can be read, and no more themes can than are in it."""
    if not drawn or not set(drawn) <= words.keys() or sum(words[theme] for theme in drawn) > most:
        return False
    return len(drawn) == len(words) or sum(words.values()) > most


def problem_with(chosen: Sequence[int], offered: Collection[int]) -> str:
    """What is wrong with a choice, first to last, or ''."""
    if not chosen:
        return "Choose at least one."
    if len(chosen) > PLACES:
        return f"Choose {PLACES} at most. You chose {len(chosen)}."
    if len(set(chosen)) < len(chosen) or not set(chosen) <= set(offered):
        return "Choose each of them once, out of those that are listed."
    return ""
