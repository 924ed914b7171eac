"""The sentences that tell a theme's points: how many people said it, and the words of one of them."""

from collections.abc import Callable, Mapping, Sequence

from nlp.records import SentenceKind, SummarySentence
from nlp.summary.points import FEWEST_PEOPLE, Point
from nlp.summary.quoting import Said, in_quotes


def pointed(said: Sequence[Said], found: Sequence[Point]) -> list[SummarySentence]:
    """For each point how many said it, resting on all of them, and the words; then how many others there are."""
    sentences: list[SummarySentence] = []
    for point in found:
        sentences.append(SummarySentence(_alike(point.people), point.texts, "point"))
        sentences.append(SummarySentence(in_quotes(said[point.quote]), (point.quote,), "example"))
    told = {said[number].person for point in found for number in point.texts}
    rest = tuple(n for n, one in enumerate(said) if not one.is_beside and one.person not in told)
    if found and rest:
        people = len({said[number].person for number in rest})
        sentences.append(SummarySentence(_other_things(people), rest, "others"))
    return sentences


def _alike(people: int) -> str:
    return f"{people} people said things like this:" if people >= FEWEST_PEOPLE else ""


def _other_things(people: int) -> str:
    return "One more person said something else." if people == 1 else f"{people} more people said other things."


TOLD_ANEW: Mapping[SentenceKind, Callable[[int], str]] = {"point": _alike, "others": _other_things}
"""What a sentence of this kind says when it rests on so many people; nothing where they are too few for it."""
