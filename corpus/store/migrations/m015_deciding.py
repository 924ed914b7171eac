from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_DECIDING = """
ALTER TABLE forum_members ADD COLUMN engagement_model TEXT NOT NULL DEFAULT 'co-production'
    CHECK (engagement_model IN ('co-production', 'participation', 'consultation'));
ALTER TABLE codebook_versions ADD COLUMN constituencies TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(constituencies));
CREATE TABLE deciding_rules (
    programme_id INTEGER PRIMARY KEY REFERENCES programmes(id) ON DELETE CASCADE,
    quorum TEXT NOT NULL CHECK (json_valid(quorum)),
    share TEXT NOT NULL CHECK (share IN ('more than half', 'two thirds', 'three quarters', 'everybody'))
) STRICT;
CREATE TABLE theme_proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('adopt', 'change', 'reject', 'merge', 'split', 'new theme')),
    theme_id INTEGER REFERENCES themes(id) ON DELETE CASCADE,
    theme_name TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    definition TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL CHECK (source IN ('staff', 'a forum answer', 'you missed this', 'a card sort')),
    constituency TEXT CHECK (constituency IN ('young people', 'citizens', 'professionals')),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'decided', 'withdrawn')),
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    withdrawn_because TEXT NOT NULL DEFAULT '',
    CHECK ((kind = 'new theme') = (theme_id IS NULL)),
    CHECK ((state = 'open') = (closed_at IS NULL))
) STRICT;
CREATE INDEX theme_proposals_programme ON theme_proposals (programme_id, state);
CREATE INDEX theme_proposals_theme ON theme_proposals (theme_id);
CREATE TABLE proposal_parts (
    proposal_id INTEGER NOT NULL REFERENCES theme_proposals(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    theme_id INTEGER REFERENCES themes(id) ON DELETE SET NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (proposal_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE proposal_evidence (
    proposal_id INTEGER NOT NULL REFERENCES theme_proposals(id) ON DELETE CASCADE,
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    PRIMARY KEY (proposal_id, segment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_evidence_segment ON proposal_evidence (segment_id);
CREATE TABLE votes (
    proposal_id INTEGER NOT NULL REFERENCES theme_proposals(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    vote TEXT NOT NULL CHECK (vote IN ('for', 'against', 'stand aside')),
    voted_at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, forum_member_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER votes_are_of_those_who_decide BEFORE INSERT ON votes
WHEN NOT EXISTS (SELECT 1 FROM forum_members AS member JOIN theme_proposals AS proposed
    ON proposed.programme_id = member.programme_id WHERE member.id = new.forum_member_id
    AND member.engagement_model = 'co-production' AND proposed.id = new.proposal_id AND proposed.state = 'open')
BEGIN SELECT RAISE(ABORT, 'this member may not vote on this proposal'); END;
CREATE TRIGGER votes_stand_once_decided BEFORE UPDATE ON votes
WHEN NOT EXISTS (SELECT 1 FROM theme_proposals WHERE id = new.proposal_id AND state = 'open')
BEGIN SELECT RAISE(ABORT, 'this proposal is closed'); END;
CREATE TABLE objections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    proposal_id INTEGER NOT NULL,
    forum_member_id INTEGER NOT NULL,
    words TEXT NOT NULL,
    is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1)),
    objected_at TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    answered_at TEXT,
    stands INTEGER NOT NULL DEFAULT 0 CHECK (stands IN (0, 1)),
    UNIQUE (proposal_id, forum_member_id),
    FOREIGN KEY (proposal_id, forum_member_id) REFERENCES votes(proposal_id, forum_member_id) ON DELETE CASCADE,
    CHECK ((answer = '') = (answered_at IS NULL))
) STRICT;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES theme_proposals(id) ON DELETE CASCADE,
    theme_id INTEGER REFERENCES themes(id) ON DELETE CASCADE,
    outcome TEXT NOT NULL CHECK (outcome IN ('agreed', 'not agreed')),
    words TEXT NOT NULL CHECK (words <> ''),
    version INTEGER,
    share TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    CHECK ((outcome = 'agreed') = (version IS NOT NULL))
) STRICT;
CREATE INDEX decisions_theme ON decisions (theme_id);
CREATE TRIGGER decisions_wait_for_answers BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM objections WHERE proposal_id = new.proposal_id AND answer = '')
BEGIN SELECT RAISE(ABORT, 'an objection waits for its answer'); END;
CREATE TABLE decision_votes (
    decision_id INTEGER NOT NULL REFERENCES decisions(id) ON DELETE CASCADE,
    constituency TEXT NOT NULL CHECK (constituency IN ('young people', 'citizens', 'professionals')),
    quorum INTEGER NOT NULL,
    in_favour INTEGER NOT NULL,
    against INTEGER NOT NULL,
    aside INTEGER NOT NULL,
    PRIMARY KEY (decision_id, constituency),
    CHECK (in_favour + against + aside >= quorum)
) STRICT, WITHOUT ROWID;
CREATE TABLE held_writing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'objection')),
    subject_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'escalated', 'released')),
    held_at TEXT NOT NULL
) STRICT;
CREATE TABLE actions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    decision_id INTEGER NOT NULL REFERENCES decisions(id) ON DELETE CASCADE,
    words TEXT NOT NULL CHECK (words <> ''),
    owner TEXT NOT NULL CHECK (owner <> '')
) STRICT;
CREATE INDEX actions_decision ON actions (decision_id);
CREATE TABLE action_states (
    action_id INTEGER NOT NULL REFERENCES actions(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'under way', 'done', 'will not happen')),
    note TEXT NOT NULL DEFAULT '',
    on_date TEXT NOT NULL,
    PRIMARY KEY (action_id, number),
    CHECK (state <> 'will not happen' OR note <> '')
) STRICT, WITHOUT ROWID;
"""


@migrations()
def m015_deciding(db: Database) -> None:
    """Proposals, votes, objections, decisions and actions. A forum code made before is of a co-production forum.

    Who may vote, that a closed vote stands, that objections are answered and that the quorum is there, the tables see
    to themselves, so that no way of writing to them can forget it.
    """
    run(db, _DECIDING)
