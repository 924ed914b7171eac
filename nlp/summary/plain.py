"""A summary that a 10-year-old can read, made only of counts and of what people said.

No sentence is written that does not rest on texts: each names those it was made from. It says how many people spoke and
who they were, what several of them said (or, where nothing is shared, which words came up most), what they did not see
the same way, and then quotes them.
"""

from collections.abc import Sequence

from nlp.records import SummarySentence, Vectors
from nlp.summary.apart import apart
from nlp.summary.counted import Heard, counted
from nlp.summary.often_said import OftenSaid, UsualWords, often_said
from nlp.summary.pointed import pointed
from nlp.summary.points import points
from nlp.summary.quoting import Said, chosen, quoted


def plain_summary(
    said: Sequence[Said],
    vectors: Vectors,
    *,
    heard: Heard,
    usual: UsualWords,
    against: Sequence[tuple[int, int]] = (),
) -> list[SummarySentence]:
    """The sentences in the order they are read; nothing where nobody spoke of it.

    `vectors` has a row a text. `against` has pairs of text numbers, the first of which disagrees with the second.
    """
    own = [number for number, one in enumerate(said) if not one.is_beside]
    if not own:
        return []
    sentences = [SummarySentence(text, tuple(own), "counted") for text in counted(heard)]
    sentences += pointed(said, points(said, vectors)) or _words(said, own, usual)
    sentences += apart(said, vectors, against)
    shown = {number for one in sentences if one.kind in ("view", "example") for number in one.evidence}
    return sentences + [
        SummarySentence(quoted(said[number]), (number,), "quote") for number in chosen(said, vectors, shown)
    ]


def _words(said: Sequence[Said], own: Sequence[int], usual: UsualWords) -> list[SummarySentence]:
    often = often_said([(said[number].person, said[number].text) for number in own], usual)
    texts = sorted({own[number] for one in often for number in one.texts})
    return [SummarySentence(_came_up(often), tuple(texts), "said")] if often else []


def _came_up(often: Sequence[OftenSaid]) -> str:
    if len(often) == 1:
        return f"The word that came up most was “{often[0].words}”. {often[0].people} people used it."
    most, *others = often
    said = [f"{most.people} people said “{most.words}”.", *(f"{one.people} said “{one.words}”." for one in others)]
    return " ".join(["These words came up most.", *said])
