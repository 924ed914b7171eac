"""A summary that a 10-year-old can read, made only of counts and of what people said.

No sentence is written that does not rest on texts: each names those it was made from. It says how many people spoke and
who they were, what came up most, what they did not see the same way, and then quotes them.
"""

from collections.abc import Sequence

from nlp.records import SummarySentence, Vectors
from nlp.summary.apart import apart
from nlp.summary.counted import Heard, counted
from nlp.summary.often_said import OftenSaid, UsualWords, often_said
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
    often = often_said([(said[number].person, said[number].text) for number in own], usual)
    if often:
        texts = sorted({own[number] for one in often for number in one.texts})
        sentences.append(SummarySentence(_came_up(often), tuple(texts), "said"))
    differing = apart(said, vectors, against)
    shown = {number for one in differing if one.kind == "view" for number in one.evidence}
    sentences += differing
    return sentences + [
        SummarySentence(quoted(said[number]), (number,), "quote") for number in chosen(said, vectors, shown)
    ]


def _came_up(often: Sequence[OftenSaid]) -> str:
    if len(often) == 1:
        return f"The word that came up most was “{often[0].words}”. {often[0].people} people used it."
    most, *others = often
    said = [f"{most.people} people said “{most.words}”.", *(f"{one.people} said “{one.words}”." for one in others)]
    return " ".join(["These words came up most.", *said])
