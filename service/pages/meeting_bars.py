"""What a room said, as bars with a number and words each: of a theme, and of what matters most."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.ranking import FEWEST_RANKERS, PLACES
from corpus.records import ANSWERS, Answer
from corpus.store import codebook, rankings, seats
from corpus.store.meetings import Meeting
from service.pages.charts import FULL
from service.pages.forum import ANSWER_WORDS
from service.workflow.meetings import asked, ranking_place

FEWEST_ANSWERS = FEWEST_RANKERS
"""Of a room, before it is told what it said of a theme: of fewer, each knows what the others said."""


@dataclass(frozen=True, slots=True)
class RoomBar:
    """One bar, from 0 to FULL long; `key` is what the screen's script knows it by."""

    key: str
    words: str
    number: str
    length: float


def answer_bars(counts: Mapping[Answer, int]) -> list[RoomBar]:
    """A bar for each answer, in the order that they are asked; a full one is everybody who answered.

    None where too few have answered for it to be told.
    """
    answered = sum(counts.values())
    if answered < FEWEST_ANSWERS:
        return []
    return [
        RoomBar(one, ANSWER_WORDS[one], str(counts.get(one, 0)), round(FULL * counts.get(one, 0) / answered, 2))
        for one in ANSWERS
    ]


def ranking_bars(corpus: Database, meeting_id: int) -> list[RoomBar]:
    """A bar for each theme, the highest score first; none where too few have ranked for it to be told."""
    found = [one for one in rankings.standings_at(corpus, meeting_id) if one.offered >= FEWEST_RANKERS]
    return [
        RoomBar(
            f"theme-{one.theme_id}",
            codebook.theme_by_id(corpus, one.theme_id).name,
            f"{float(one.score):.1f} of {PLACES}",
            round(FULL * float(one.score) / PLACES, 2),
        )
        for one in sorted(found, key=lambda one: (-one.score, -one.first, one.theme_id))
    ]


def bars_shown(corpus: Database, meeting: Meeting) -> list[RoomBar]:
    """What the room is shown where it is; none where it is not shown, or where too few have said something."""
    if not meeting.is_shown:
        return []
    themes = asked(corpus, meeting)
    if meeting.place == ranking_place(meeting, themes):
        return ranking_bars(corpus, meeting.id)
    theme_id = next((one.theme.id for one in themes if one.position == meeting.place), 0)
    return answer_bars(seats.count_seat_answers(corpus, meeting.id).get(theme_id, {}))
