from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_FORUM_SUMMARIES = """
CREATE TABLE forum_summaries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    constituency TEXT NOT NULL CHECK (constituency IN ('young people', 'citizens', 'professionals')),
    is_by_staff INTEGER NOT NULL CHECK (is_by_staff IN (0, 1)),
    sentences INTEGER NOT NULL CHECK (sentences > 0),
    written_at TEXT NOT NULL,
    UNIQUE (theme_id, number)
) STRICT;
CREATE TABLE forum_summary_lines (
    summary_id INTEGER NOT NULL REFERENCES forum_summaries(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    cited INTEGER NOT NULL CHECK (cited > 0),
    PRIMARY KEY (summary_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE forum_summary_evidence (
    summary_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    PRIMARY KEY (summary_id, position, segment_id),
    FOREIGN KEY (summary_id, position) REFERENCES forum_summary_lines(summary_id, position) ON DELETE CASCADE
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX forum_summary_evidence_segment ON forum_summary_evidence (segment_id);
CREATE TRIGGER a_forums_sentence_needs_evidence BEFORE INSERT ON forum_summary_lines
WHEN NOT EXISTS (SELECT 1 FROM forum_summary_evidence AS evidence
    WHERE evidence.summary_id = new.summary_id AND evidence.position = new.position)
BEGIN SELECT RAISE(ABORT, 'a sentence needs evidence'); END;
CREATE TRIGGER a_forums_sentence_goes_with_its_evidence AFTER DELETE ON forum_summary_evidence
WHEN NOT EXISTS (SELECT 1 FROM forum_summary_evidence AS evidence
    WHERE evidence.summary_id = old.summary_id AND evidence.position = old.position)
BEGIN DELETE FROM forum_summary_lines WHERE summary_id = old.summary_id AND position = old.position; END;
CREATE TABLE new_held_writing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'objection', 'summary')),
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
def m019_forum_summaries(db: Database) -> None:
    """Summaries as forums wrote them, each sentence with what it rests on; what they write of one may be held."""
    run(db, _FORUM_SUMMARIES)
