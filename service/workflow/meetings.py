"""A facilitator opens a meeting of a forum, takes the room from theme to theme, and ends it."""

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.deciding import FORUM_MAY
from corpus.errors import NotFound
from corpus.records import Programme, Theme
from corpus.store import codebook, events, meetings, voices
from corpus.store.meetings import Meeting, NewMeeting
from service.errors import InvalidChoice, NotReady
from service.workflow.accounts import CODE_LETTERS
from service.workspace import Workspace

LETTERS = 6  # 191 million codes, of which a few are in use for an hour or two
THEMES_TO_BEGIN_WITH = 8  # five minutes each are forty: more is no talk but a test
MOST_THEMES = 20
OVER = "This meeting is over. Nothing more can be sent."


@dataclass(frozen=True, slots=True)
class Offered:
    """A theme that a meeting could look at, and how many people spoke of it."""

    theme: Theme
    people: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A theme that a meeting looks at, and where."""

    position: int
    theme: Theme


def themes_offered(corpus: Database, programme_id: int) -> list[Offered]:
    """The themes that people spoke of, most people first; one that has others beneath it is looked at through those."""
    said, known = voices.voices_by_theme(corpus, programme_id), codebook.themes(corpus, programme_id)
    parents = {theme.parent_id for theme in known}
    found = [Offered(theme, said[theme.id].people) for theme in known if theme.id in said and theme.id not in parents]
    return sorted((one for one in found if one.people), key=lambda one: (-one.people, one.theme.name.casefold()))


def open_meeting(workspace: Workspace, programme: Programme, new: NewMeeting) -> Meeting:
    """A meeting with a code of its own, its door open. Raises InvalidChoice."""
    corpus = workspace.corpus
    offered = {one.theme.id for one in themes_offered(corpus, programme.id)}
    if not 1 <= len(new.theme_ids) <= MOST_THEMES:
        raise InvalidChoice(f"Choose between 1 and {MOST_THEMES} themes.")
    if not offered.issuperset(new.theme_ids) or len(set(new.theme_ids)) < len(new.theme_ids):
        raise InvalidChoice("Choose from the themes that are listed, each once.")
    if new.ends_with_ranking and "rank" not in FORUM_MAY[new.engagement_model]:
        raise InvalidChoice("A consultation forum is not asked what matters most. Leave that out.")
    if new.event_id not in {None, *(event.id for event in events.events(corpus, programme.id))}:
        raise InvalidChoice("Choose one of the programme's events, or none.")
    code = next(code for code in iter(_new_code, None) if meetings.meeting_by_code(corpus, code) is None)
    return meetings.add_meeting(corpus, programme.id, new, code)


def meeting_in(workspace: Workspace, programme: Programme, meeting_id: int) -> Meeting:
    """A meeting of this programme. Raises NotFound."""
    meeting = meetings.meeting_by_id(workspace.corpus, meeting_id)
    if meeting.programme_id != programme.id:
        raise NotFound(f"There is no meeting {meeting_id} in this programme.")
    return meeting


def asked(corpus: Database, meeting: Meeting) -> list[Asked]:
    """What a meeting looks at, in order; a theme that was taken out of use is not among it."""
    return [
        Asked(position, codebook.theme_by_id(corpus, theme_id))
        for position, theme_id in meetings.asked(corpus, meeting.id).items()
    ]


def ranking_place(meeting: Meeting, themes: Sequence[Asked]) -> int | None:
    """Where a meeting asks what matters most; None where it does not."""
    return _beyond(themes) if meeting.ends_with_ranking else None


def last_place(meeting: Meeting, themes: Sequence[Asked]) -> int:
    """Where a meeting is when all of it has been talked about."""
    return _beyond(themes) + meeting.ends_with_ranking


def move(workspace: Workspace, meeting: Meeting, place: int) -> None:
    """Takes the room to a theme's position, to the beginning or to the end. Raises InvalidChoice, NotReady."""
    themes = asked(workspace.corpus, meeting)
    places = {0, ranking_place(meeting, themes), last_place(meeting, themes), *(one.position for one in themes)}
    if place not in places:
        raise InvalidChoice("That theme is not part of this meeting any more. Choose another.")
    _while_it_lasts(lambda: meetings.move(workspace.corpus, meeting.id, place))


def show(workspace: Workspace, meeting: Meeting, *, is_shown: bool) -> None:
    """Shows the room what it said of the theme, or hides it again. Raises NotReady."""
    _while_it_lasts(lambda: meetings.show(workspace.corpus, meeting.id, is_shown=is_shown))


def set_door(workspace: Workspace, meeting: Meeting, *, is_open: bool) -> None:
    """Lets people in, or nobody any more. Raises NotReady."""
    _while_it_lasts(lambda: meetings.set_door(workspace.corpus, meeting.id, is_open=is_open))


def end(workspace: Workspace, meeting: Meeting) -> None:
    """Ends a meeting for good."""
    meetings.end_meeting(workspace.corpus, meeting.id)


def _while_it_lasts(change: Callable[[], None]) -> None:
    try:
        change()
    except sqlite3.IntegrityError as error:
        raise NotReady(OVER) from error


def _beyond(themes: Sequence[Asked]) -> int:
    return max((one.position for one in themes), default=0) + 1


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(LETTERS))
