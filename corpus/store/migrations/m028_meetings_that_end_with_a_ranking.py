from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_SEAT_RANKINGS = """
ALTER TABLE meetings ADD COLUMN ends_with_ranking INTEGER NOT NULL DEFAULT 0 CHECK (ends_with_ranking IN (0, 1));
CREATE TABLE seat_rankings (
    seat_id INTEGER PRIMARY KEY REFERENCES seats(id) ON DELETE CASCADE,
    number INTEGER NOT NULL
) STRICT;
CREATE TRIGGER seats_rank_where_they_are_asked BEFORE INSERT ON seat_rankings
WHEN NOT EXISTS (SELECT 1 FROM seats JOIN meetings ON meetings.id = seats.meeting_id
    WHERE seats.id = new.seat_id AND ends_with_ranking AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'this is not asked now'); END;
"""


@migrations()
def m028_meetings_that_end_with_a_ranking(db: Database) -> None:
    """A meeting may end with what matters most; which seats have said so. Those held before did not."""
    run(db, _SEAT_RANKINGS)
