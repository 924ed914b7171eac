from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_OPEN_RELEASES = """
CREATE TABLE open_releases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    file TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'recalled', 'thrown away')),
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    drafted_at TEXT NOT NULL,
    published_at TEXT,
    ended_at TEXT,
    ended_because TEXT NOT NULL DEFAULT '',
    UNIQUE (programme_id, number),
    CHECK (state <> 'published' OR published_at IS NOT NULL),
    CHECK (state NOT IN ('recalled', 'thrown away') OR ended_at IS NOT NULL)
) STRICT;
CREATE TABLE open_release_sources (
    release_id INTEGER NOT NULL REFERENCES open_releases(id) ON DELETE CASCADE,
    segment_id INTEGER NOT NULL,
    asks INTEGER NOT NULL CHECK (asks BETWEEN 1 AND 4),
    PRIMARY KEY (release_id, segment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_release_sources_segment ON open_release_sources (segment_id);
CREATE TABLE open_release_checks (
    release_id INTEGER NOT NULL REFERENCES open_releases(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    is_for_people INTEGER NOT NULL CHECK (is_for_people IN (0, 1)),
    is_met INTEGER NOT NULL CHECK (is_met IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    account_id INTEGER REFERENCES accounts(id),
    checked_at TEXT NOT NULL,
    PRIMARY KEY (release_id, position),
    CHECK (NOT (is_for_people AND is_met) OR account_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE TABLE open_release_signatures (
    release_id INTEGER NOT NULL REFERENCES open_releases(id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts(id),
    sha256 TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    PRIMARY KEY (release_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER open_releases_begin_as_drafts BEFORE INSERT ON open_releases WHEN new.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'an open release begins as a draft'); END;
CREATE TRIGGER open_releases_stay_what_they_are BEFORE UPDATE ON open_releases
WHEN (old.programme_id, old.number, old.file, old.sha256, old.counts)
    IS NOT (new.programme_id, new.number, new.file, new.sha256, new.counts)
BEGIN SELECT RAISE(ABORT, 'an open release does not change'); END;
CREATE TRIGGER open_releases_go_one_way BEFORE UPDATE OF state ON open_releases
WHEN old.state <> new.state AND (old.state, new.state) NOT IN (VALUES
    ('draft', 'published'), ('draft', 'thrown away'), ('published', 'recalled'))
BEGIN SELECT RAISE(ABORT, 'an open release does not go this way'); END;
CREATE TRIGGER open_release_checks_are_of_drafts BEFORE UPDATE ON open_release_checks
WHEN (SELECT state FROM open_releases WHERE id = new.release_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'only a draft is checked'); END;
CREATE TRIGGER open_release_checks_stay BEFORE DELETE ON open_release_checks
WHEN EXISTS (SELECT 1 FROM open_releases WHERE id = old.release_id)
BEGIN SELECT RAISE(ABORT, 'what was checked stays'); END;
CREATE TRIGGER open_release_signatures_are_approvers BEFORE INSERT ON open_release_signatures
WHEN NOT EXISTS (SELECT 1 FROM account_roles JOIN accounts ON accounts.id = account_roles.account_id
        WHERE account_id = new.account_id AND account_roles.role = 'approver' AND NOT is_disabled)
    OR NOT EXISTS (SELECT 1 FROM open_releases WHERE id = new.release_id AND state = 'draft'
        AND sha256 = new.sha256)
    OR NOT EXISTS (SELECT 1 FROM open_release_checks WHERE release_id = new.release_id)
    OR EXISTS (SELECT 1 FROM open_release_checks WHERE release_id = new.release_id AND NOT is_met)
BEGIN SELECT RAISE(ABORT, 'this cannot be signed so'); END;
CREATE TRIGGER open_release_signatures_are_not_changed BEFORE UPDATE ON open_release_signatures
BEGIN SELECT RAISE(ABORT, 'a signature stays as it is'); END;
CREATE TRIGGER open_releases_are_signed_by_two BEFORE UPDATE OF state ON open_releases
WHEN old.state <> 'published' AND new.state = 'published' AND (
    EXISTS (SELECT 1 FROM open_release_checks WHERE release_id = new.id AND NOT is_met)
    OR (SELECT count(*) FROM open_release_signatures AS signed JOIN accounts ON accounts.id = signed.account_id
        WHERE signed.release_id = new.id AND signed.sha256 = new.sha256 AND NOT accounts.is_disabled
        AND EXISTS (SELECT 1 FROM account_roles WHERE account_roles.account_id = accounts.id
            AND account_roles.role = 'approver')) < 2)
BEGIN SELECT RAISE(ABORT, 'two approvers sign before an open release is published'); END;
CREATE TRIGGER open_releases_end_with_words AFTER DELETE ON segments
WHEN EXISTS (SELECT 1 FROM open_release_sources WHERE segment_id = old.id)
BEGIN UPDATE open_releases SET state = CASE state WHEN 'draft' THEN 'thrown away' ELSE 'recalled' END,
    ended_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'),
    ended_because = 'Words in it may be shown no longer.'
    WHERE state IN ('draft', 'published')
    AND id IN (SELECT release_id FROM open_release_sources WHERE segment_id = old.id); END;
CREATE TRIGGER open_releases_end_with_consent AFTER UPDATE OF consent ON contributors WHEN new.consent < old.consent
BEGIN UPDATE open_releases SET state = CASE state WHEN 'draft' THEN 'thrown away' ELSE 'recalled' END,
    ended_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'),
    ended_because = 'Words in it may be shown no longer.'
    WHERE state IN ('draft', 'published')
    AND id IN (SELECT sources.release_id FROM open_release_sources AS sources
        JOIN segments ON segments.id = sources.segment_id JOIN turns ON turns.id = segments.turn_id
        WHERE turns.contributor_id = new.id AND sources.asks > new.consent); END;
"""


@migrations()
def m017_open_releases(db: Database) -> None:
    """Open releases: drafts, what was checked, who signed, and whose words are in them.

    That two approvers sign exactly what is published, and that a release ends with the words in it, the tables see to
    themselves, so that no way of writing to them can forget it.
    """
    run(db, _OPEN_RELEASES)
