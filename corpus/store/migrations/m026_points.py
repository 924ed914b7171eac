from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_POINTS = """
CREATE TABLE new_summary_lines (
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('counted', 'said', 'point', 'example', 'others', 'apart', 'view', 'quote')),
    PRIMARY KEY (theme_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE new_summary_evidence (
    theme_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    PRIMARY KEY (theme_id, position, segment_id),
    FOREIGN KEY (theme_id, position) REFERENCES new_summary_lines(theme_id, position) ON DELETE CASCADE
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO new_summary_lines SELECT theme_id, position, text, kind FROM summary_lines;
INSERT INTO new_summary_evidence SELECT theme_id, position, segment_id FROM summary_evidence;
DROP TABLE summary_evidence;
DROP TABLE summary_lines;
ALTER TABLE new_summary_lines RENAME TO summary_lines;
ALTER TABLE new_summary_evidence RENAME TO summary_evidence;
CREATE INDEX summary_evidence_segment ON summary_evidence (segment_id);
CREATE TRIGGER a_sentence_needs_evidence BEFORE INSERT ON summary_lines
WHEN NOT EXISTS (SELECT 1 FROM summary_evidence AS evidence
    WHERE evidence.theme_id = new.theme_id AND evidence.position = new.position)
BEGIN SELECT RAISE(ABORT, 'a sentence needs evidence'); END;
CREATE TRIGGER a_sentence_goes_with_its_evidence AFTER DELETE ON summary_evidence
WHEN NOT EXISTS (SELECT 1 FROM summary_evidence AS evidence
    WHERE evidence.theme_id = old.theme_id AND evidence.position = old.position)
BEGIN DELETE FROM summary_lines WHERE theme_id = old.theme_id AND position = old.position; END;
"""


@migrations()
def m026_points(db: Database) -> None:
    """Sentences that say what several people said, each with somebody's words, and how many said other things."""
    run(db, _POINTS)
