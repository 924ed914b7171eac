"""Judgements: what each person said of a segment and a theme, and whether the model had suggested it before.

A coding keeps only what holds. How far people agree with the model, and with each other, has to be told from these.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.consent import asks

_COUNTED = f"""SELECT judgements.* FROM judgements JOIN themes ON themes.id = judgements.theme_id
JOIN segments ON segments.id = judgements.segment_id JOIN turns ON turns.id = segments.turn_id
JOIN documents ON documents.id = turns.document_id LEFT JOIN contributors ON contributors.id = turns.contributor_id
WHERE themes.programme_id = :programme AND documents.state = 'ready' AND {asks("analysis")}"""
# What holds of a coding is what people decided on last.
_WITH_MODEL = f"""SELECT max(judged.was_suggested) AS was_suggested, max(codings.state = 'confirmed') AS is_right
FROM ({_COUNTED}) AS judged JOIN codings
ON codings.segment_id = judged.segment_id AND codings.theme_id = judged.theme_id AND codings.state <> 'suggested'
GROUP BY judged.segment_id, judged.theme_id"""
_BETWEEN = f"""SELECT sum(is_right), count(*) FROM ({_COUNTED}) GROUP BY segment_id, theme_id HAVING count(*) > 1"""


@dataclass(frozen=True, slots=True)
class Agreement:
    """In codings: how many suggestions people looked at and how many of those they called right, what they called right
    that had not been suggested, and for each one that several looked at, how many of them called it right, of how many.
    """

    suggested: int
    suggested_right: int
    added: int
    by_several: tuple[tuple[int, int], ...]

    @property
    def several_agreed(self) -> int:
        """How many of those that several looked at all of them said the same of."""
        return sum(right in (0, people) for right, people in self.by_several)


def put_judgement(db: Database, *, segment_id: int, theme_id: int, coder: int, is_right: bool) -> None:
    """Keeps what a person says, in place of what they said before; to be called before the suggestion is replaced."""
    db.execute(
        """INSERT OR REPLACE INTO judgements SELECT :segment, :theme, :coder, :is_right,
        EXISTS (SELECT 1 FROM codings WHERE segment_id = :segment AND theme_id = :theme AND state = 'suggested')
        OR EXISTS (SELECT 1 FROM judgements WHERE segment_id = :segment AND theme_id = :theme AND was_suggested)""",
        {"segment": segment_id, "theme": theme_id, "coder": coder, "is_right": is_right},
    )


def agreement(db: Database, programme_id: int) -> Agreement:
    """How far people agree with the model and with each other, over what may be analysed."""
    given = {"programme": programme_id}
    judged = db.execute(_WITH_MODEL, given).fetchall()
    return Agreement(
        suggested=sum(suggested for suggested, _ in judged),
        suggested_right=sum(suggested and right for suggested, right in judged),
        added=sum(right and not suggested for suggested, right in judged),
        by_several=tuple(db.execute(_BETWEEN, given).fetchall()),
    )


def alpha(judged: Sequence[tuple[int, int]]) -> float | None:
    """Krippendorff's alpha for yes and no (Krippendorff 2011, “Computing Krippendorff's alpha-reliability”).

    `judged` has for each coding how many said yes, of how many, two or more. None where everybody always said the same,
    so that nothing could have been agreed on by chance.
    """
    people = sum(of for _, of in judged)
    yes = sum(right for right, _ in judged)
    by_chance = yes * (people - yes)
    if not by_chance:
        return None
    apart = sum(right * (of - right) / (of - 1) for right, of in judged)
    return 1 - (people - 1) * apart / by_chance
