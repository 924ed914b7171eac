from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_SENTENCES_WITH_EVIDENCE = """
CREATE TABLE new_summary_lines (
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('counted', 'said', 'apart', 'view', 'quote')),
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
INSERT INTO new_summary_lines
SELECT theme_id, position, text, CASE position WHEN 0 THEN 'counted' ELSE 'quote' END FROM summary_lines
WHERE EXISTS (SELECT 1 FROM summary_evidence AS evidence
    WHERE evidence.theme_id = summary_lines.theme_id AND evidence.position = summary_lines.position);
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
def m016_sentences_with_evidence(db: Database) -> None:
    """What kind of sentence each of a summary is; and none without evidence: not saved, and gone when it has gone."""
    run(db, _SENTENCES_WITH_EVIDENCE)
