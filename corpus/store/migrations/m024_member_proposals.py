from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_MEMBER_PROPOSALS = """
CREATE TABLE member_proposals (
    proposal_id INTEGER PRIMARY KEY REFERENCES theme_proposals(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    was_unsaid INTEGER NOT NULL CHECK (was_unsaid IN (0, 1))
) STRICT;
CREATE INDEX member_proposals_member ON member_proposals (forum_member_id);
CREATE TRIGGER member_proposals_are_of_those_who_may BEFORE INSERT ON member_proposals
WHEN NOT EXISTS (SELECT 1 FROM forum_members AS member JOIN theme_proposals AS proposed
    ON proposed.programme_id = member.programme_id AND proposed.constituency = member.constituency
    WHERE member.id = new.forum_member_id AND proposed.id = new.proposal_id
    AND member.engagement_model IN ('co-production', 'participation'))
BEGIN SELECT RAISE(ABORT, 'this member may not propose'); END;
CREATE TABLE new_held_writing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'objection', 'summary', 'pile name', 'proposal')),
    subject_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'escalated', 'released')),
    held_at TEXT NOT NULL
) STRICT;
INSERT INTO new_held_writing SELECT id, programme_id, forum_member_id, kind, subject_id, state, held_at
FROM held_writing;
DROP TABLE held_writing;
ALTER TABLE new_held_writing RENAME TO held_writing;
"""


@migrations()
def m024_member_proposals(db: Database) -> None:
    """Proposals that forum members open, and whether they found anybody who said so; what they write may be held."""
    run(db, _MEMBER_PROPOSALS)
