from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_MEETINGS = """
CREATE TABLE meetings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    event_id INTEGER REFERENCES events(id) ON DELETE SET NULL,
    constituency TEXT NOT NULL CHECK (constituency IN ('young people', 'citizens', 'professionals')),
    engagement_model TEXT NOT NULL CHECK (engagement_model IN ('co-production', 'participation', 'consultation')),
    code TEXT UNIQUE,
    is_door_open INTEGER NOT NULL DEFAULT 1 CHECK (is_door_open IN (0, 1)),
    place INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),
    is_shown INTEGER NOT NULL DEFAULT 0 CHECK (is_shown IN (0, 1)),
    began_at TEXT NOT NULL,
    ended_at TEXT,
    CHECK ((code IS NULL) = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX meetings_programme ON meetings (programme_id);
CREATE TABLE meeting_themes (
    meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    PRIMARY KEY (meeting_id, position),
    UNIQUE (meeting_id, theme_id)
) STRICT, WITHOUT ROWID;
ALTER TABLE forum_members ADD COLUMN meeting_id INTEGER REFERENCES meetings(id) ON DELETE CASCADE;
CREATE TABLE seats (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    UNIQUE (meeting_id, forum_member_id)
) STRICT;
CREATE TABLE seat_keys (
    token_hash TEXT PRIMARY KEY,
    seat_id INTEGER NOT NULL REFERENCES seats(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE seat_answers (
    seat_id INTEGER NOT NULL REFERENCES seats(id) ON DELETE CASCADE,
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('right', 'partly', 'not us')),
    is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)),
    PRIMARY KEY (seat_id, theme_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER meetings_end_once BEFORE UPDATE ON meetings
WHEN old.ended_at IS NOT NULL AND new.event_id IS old.event_id
BEGIN SELECT RAISE(ABORT, 'this meeting is over'); END;
CREATE TRIGGER seats_are_for_who_may_come BEFORE INSERT ON seats
WHEN NOT EXISTS (SELECT 1 FROM meetings JOIN forum_members AS member
    ON (member.programme_id, member.constituency, member.engagement_model)
        = (meetings.programme_id, meetings.constituency, meetings.engagement_model)
    WHERE meetings.id = new.meeting_id AND is_door_open AND ended_at IS NULL
    AND member.id = new.forum_member_id AND coalesce(member.meeting_id, new.meeting_id) = new.meeting_id)
BEGIN SELECT RAISE(ABORT, 'the door is closed'); END;
CREATE TRIGGER seats_are_forty BEFORE INSERT ON seats
WHEN (SELECT count(*) FROM seats WHERE meeting_id = new.meeting_id) >= 40
BEGIN SELECT RAISE(ABORT, 'the room is full'); END;
CREATE TRIGGER seats_answer_what_is_asked BEFORE INSERT ON seat_answers
WHEN NOT EXISTS (SELECT 1 FROM seats JOIN meetings ON meetings.id = seats.meeting_id
    JOIN meeting_themes AS asked ON asked.meeting_id = meetings.id
    WHERE seats.id = new.seat_id AND asked.theme_id = new.theme_id AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'this is not asked now'); END;
CREATE TRIGGER votes_are_not_of_seats BEFORE INSERT ON votes
WHEN (SELECT meeting_id FROM forum_members WHERE id = new.forum_member_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'whoever took a seat with a shared code does not vote'); END;
"""


@migrations()
def m021_meetings(db: Database) -> None:
    """Meetings, their themes, who sits in them and what they answered.

    That a meeting holds forty, that nobody comes in or answers when it is closed, and that a seat does not vote, the
    tables see to themselves. A forum member with a meeting was made for it and has no card.
    """
    run(db, _MEETINGS)
