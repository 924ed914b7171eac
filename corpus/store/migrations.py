"""The corpus's schema, in numbered steps. A step that has run somewhere is never edited: the next one mends it."""

from sqlite_utils import Database, Migrations

migrations = Migrations("corpus")

_PROGRAMMES_AND_EVENTS = """
CREATE TABLE programmes (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    description TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    code TEXT NOT NULL CHECK (code <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL,
    held_on TEXT NOT NULL,
    locality TEXT NOT NULL,
    setting TEXT NOT NULL,
    audience TEXT NOT NULL,
    engagement_model TEXT NOT NULL CHECK (engagement_model IN ('co-production', 'participation', 'consultation')),
    UNIQUE (programme_id, code)
) STRICT;
CREATE TABLE contributors (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    role TEXT,
    age_band TEXT,
    locality TEXT,
    attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes)),
    consent INTEGER NOT NULL DEFAULT 1 CHECK (consent BETWEEN 0 AND 4),
    UNIQUE (event_id, code)
) STRICT;
"""

_DOCUMENTS_AND_SEGMENTS = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: work on a removed document must not meet another
    event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    format TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('received', 'to confirm', 'confirmed', 'ready', 'failed')),
    problem TEXT,
    answers INTEGER NOT NULL DEFAULT 0,
    blank INTEGER NOT NULL DEFAULT 0,
    duplicate INTEGER NOT NULL DEFAULT 0,
    received_at TEXT NOT NULL,
    UNIQUE (event_id, fingerprint),
    UNIQUE (event_id, number)
) STRICT;
CREATE TABLE turns (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    contributor_id INTEGER REFERENCES contributors(id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('contributor', 'facilitator')),
    speaker TEXT NOT NULL,
    prompt TEXT,
    started_at REAL,
    text TEXT NOT NULL,
    UNIQUE (document_id, position)
) STRICT;
CREATE INDEX turns_contributor ON turns (contributor_id);
CREATE TABLE segments (
    id INTEGER PRIMARY KEY,
    turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    is_non_answer INTEGER NOT NULL DEFAULT 0 CHECK (is_non_answer IN (0, 1)),
    CHECK (start >= 0 AND "end" > start AND length(text) = "end" - start),
    UNIQUE (turn_id, start)
) STRICT;
CREATE TABLE vectors (
    model TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, text_hash)
) STRICT, WITHOUT ROWID;
"""

_CODEBOOK_AND_CODINGS = """
CREATE TABLE codebook_versions (
    id INTEGER PRIMARY KEY,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    reason TEXT NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (programme_id, number)
) STRICT;
CREATE TABLE themes (
    id INTEGER PRIMARY KEY,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    key TEXT NOT NULL CHECK (key <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL DEFAULT '',
    includes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(includes)),
    excludes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(excludes)),
    examples TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(examples)),
    keywords TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(keywords)),
    parent_id INTEGER REFERENCES themes(id) ON DELETE SET NULL,
    origin TEXT NOT NULL CHECK (origin IN ('framework', 'discovered', 'forum')),
    status TEXT NOT NULL CHECK (status IN ('candidate', 'adopted', 'retired')),
    UNIQUE (programme_id, key)
) STRICT;
CREATE TABLE coders (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('model', 'person')),
    name TEXT NOT NULL,
    UNIQUE (kind, name)
) STRICT;
CREATE TABLE codings (
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    coder_id INTEGER NOT NULL REFERENCES coders(id),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('suggested', 'confirmed', 'rejected')),
    PRIMARY KEY (segment_id, theme_id, coder_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX codings_theme ON codings (theme_id);
CREATE TABLE summary_lines (
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (theme_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE summary_evidence (
    theme_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    PRIMARY KEY (theme_id, position, segment_id),
    FOREIGN KEY (theme_id, position) REFERENCES summary_lines(theme_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
"""

_PEOPLE_AND_WORK = """
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    role TEXT NOT NULL CHECK (role IN ('staff', 'analyst')),
    password_hash TEXT NOT NULL
) STRICT;
CREATE TABLE forum_members (
    id INTEGER PRIMARY KEY,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    constituency TEXT NOT NULL CHECK (constituency IN ('young people', 'citizens', 'professionals')),
    code_hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE reviews (
    theme_id INTEGER NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
    forum_member_id INTEGER NOT NULL REFERENCES forum_members(id) ON DELETE CASCADE,
    answer TEXT NOT NULL CHECK (answer IN ('right', 'partly', 'not us')),
    reason TEXT NOT NULL DEFAULT '',
    suggested_name TEXT NOT NULL DEFAULT '',
    answered_at TEXT NOT NULL,
    PRIMARY KEY (theme_id, forum_member_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    subject_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    step TEXT NOT NULL DEFAULT '',
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    queued_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE INDEX jobs_state ON jobs (state);
CREATE TABLE releases (
    id INTEGER PRIMARY KEY,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    file TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    published_at TEXT NOT NULL,
    UNIQUE (programme_id, number)
) STRICT;
"""

_REVIEWED = """
CREATE TABLE reviewed_segments (
    segment_id INTEGER PRIMARY KEY REFERENCES segments(id) ON DELETE CASCADE,
    coder_id INTEGER NOT NULL REFERENCES coders(id),
    reviewed_at TEXT NOT NULL
) STRICT;
"""


def _run(db: Database, script: str) -> None:
    """Each statement by itself: executescript() would commit the migration's transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m001_first_house(db: Database) -> None:
    """Programmes, events, who spoke, what was said, the codebook, codings, reviews, accounts, jobs and releases."""
    for script in (_PROGRAMMES_AND_EVENTS, _DOCUMENTS_AND_SEGMENTS, _CODEBOOK_AND_CODINGS, _PEOPLE_AND_WORK):
        _run(db, script)
    db.table("segments").enable_fts(["text"], create_triggers=True, tokenize="porter unicode61")


_JOBS_THAT_CAN_BE_CANCELLED = """
CREATE TABLE new_jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    programme_id INTEGER NOT NULL REFERENCES programmes(id) ON DELETE CASCADE,
    subject_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    step TEXT NOT NULL DEFAULT '',
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    queued_at TEXT NOT NULL,
    ended_at TEXT,
    seconds_left INTEGER,
    cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1))
) STRICT;
INSERT INTO new_jobs (id, kind, programme_id, subject_id, state, step, done, total, problem, attempts, queued_at,
                      ended_at)
SELECT id, kind, programme_id, subject_id, state, step, done, total, problem, attempts, queued_at, ended_at FROM jobs;
DROP TABLE jobs;
ALTER TABLE new_jobs RENAME TO jobs;
CREATE INDEX jobs_state ON jobs (state);
"""


@migrations()
def m002_jobs_can_be_cancelled(db: Database) -> None:
    """A job says how long it will take still, and can be told to stop."""
    _run(db, _JOBS_THAT_CAN_BE_CANCELLED)


@migrations()
def m003_reviewed_segments(db: Database) -> None:
    """Which segments a person has gone through, every suggestion of theirs decided."""
    _run(db, _REVIEWED)


_AGREEMENTS = """
CREATE TABLE agreements (
    segment_id INTEGER PRIMARY KEY REFERENCES segments(id) ON DELETE CASCADE,
    agreed_with INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    CHECK (segment_id <> agreed_with)
) STRICT;
CREATE INDEX agreements_with ON agreements (agreed_with);
"""


@migrations()
def m004_agreements(db: Database) -> None:
    """Who says no more than that they agree, and with what."""
    _run(db, _AGREEMENTS)


_WHAT_WAS_ANALYSED = """
CREATE TABLE analyses (
    programme_id INTEGER PRIMARY KEY REFERENCES programmes(id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    codebook TEXT NOT NULL,
    segments INTEGER NOT NULL,
    decisions INTEGER NOT NULL
) STRICT;
CREATE TABLE analysed_segments (
    segment_id INTEGER PRIMARY KEY REFERENCES segments(id) ON DELETE CASCADE
) STRICT;
CREATE TABLE theme_centres (
    theme_id INTEGER PRIMARY KEY REFERENCES themes(id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    direction BLOB NOT NULL,
    reach REAL NOT NULL
) STRICT;
"""


@migrations()
def m005_what_was_analysed(db: Database) -> None:
    """What is new can be coded by itself. Of what was analysed before nothing is known: it is analysed whole once."""
    _run(db, _WHAT_WAS_ANALYSED)


_LEAN_VECTORS = """
DROP TABLE vectors;
CREATE TABLE vectors (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (text_hash, model)
) STRICT;
"""


@migrations()
def m006_lean_vectors(db: Database) -> None:
    """A wide row in a table that is an index gets a page of its own: 1 kB took 4.6 kB.

    The vectors are dropped, since each analysis makes those that are missing. The text comes first in the index: what
    nobody says any more is looked for in all models.
    """
    _run(db, _LEAN_VECTORS)


_SAID_ONCE = """
CREATE TABLE said_once (
    segment_id INTEGER PRIMARY KEY REFERENCES segments(id) ON DELETE CASCADE,
    strength REAL NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'watching', 'dealt with')),
    coder_id INTEGER REFERENCES coders(id),
    decided_at TEXT
) STRICT;
"""


@migrations()
def m007_said_once(db: Database) -> None:
    """What one person said and no theme holds, and whether a person has dealt with it."""
    _run(db, _SAID_ONCE)


_WHY_THESE_THEMES = """
CREATE TABLE discoveries (
    programme_id INTEGER PRIMARY KEY REFERENCES programmes(id) ON DELETE CASCADE,
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE theme_stability (
    theme_id INTEGER PRIMARY KEY REFERENCES themes(id) ON DELETE CASCADE,
    found INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    is_firm INTEGER NOT NULL CHECK (is_firm IN (0, 1)),
    CHECK (found BETWEEN 0 AND runs AND runs > 0)
) STRICT;
"""


@migrations()
def m008_why_these_themes(db: Database) -> None:
    """Why there are so many discovered themes, and how often each is found again. Of older themes nothing is known."""
    _run(db, _WHY_THESE_THEMES)


_ROLES_AND_SESSIONS = """
CREATE TABLE account_roles (
    account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('staff', 'analyst', 'safeguarding lead', 'approver', 'administrator')),
    PRIMARY KEY (account_id, role)
) STRICT, WITHOUT ROWID;
INSERT INTO account_roles (account_id, role) SELECT id, role FROM accounts;
ALTER TABLE accounts DROP COLUMN role;
ALTER TABLE accounts ADD COLUMN subject TEXT;
ALTER TABLE accounts ADD COLUMN second_step TEXT;
ALTER TABLE accounts ADD COLUMN second_step_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN is_disabled INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1));
CREATE UNIQUE INDEX accounts_subject ON accounts (subject);
CREATE TABLE recovery_codes (
    code_hash TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE invitations (
    account_id INTEGER PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    ends_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    account_id INTEGER REFERENCES accounts(id) ON DELETE CASCADE,
    forum_member_id INTEGER REFERENCES forum_members(id) ON DELETE CASCADE,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),
    CHECK ((account_id IS NULL) <> (forum_member_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_forum_member ON sessions (forum_member_id);
CREATE TRIGGER sessions_end_with_secrets AFTER UPDATE ON accounts
WHEN (old.password_hash, old.subject, old.second_step, old.is_disabled)
    IS NOT (new.password_hash, new.subject, new.second_step, new.is_disabled)
BEGIN DELETE FROM sessions WHERE account_id = new.id; END;
CREATE TRIGGER sessions_end_with_a_role AFTER DELETE ON account_roles
BEGIN DELETE FROM sessions WHERE account_id = old.account_id; END;
CREATE TRIGGER sessions_end_with_a_new_role AFTER INSERT ON account_roles
BEGIN DELETE FROM sessions WHERE account_id = new.account_id; END;
"""


@migrations()
def m009_roles_and_sessions(db: Database) -> None:
    """An account has several roles; who is signed in is known here, and ends with the password, a role or the account.

    Triggers see to that, so that no way of changing an account can forget it.
    """
    _run(db, _ROLES_AND_SESSIONS)


_CONSENT = """
ALTER TABLE contributors ADD COLUMN consent_by TEXT CHECK (
    consent_by IN ('the contributor', 'a parent or carer', 'both'));
CREATE TABLE left_out (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    role TEXT,
    age_band TEXT,
    consent_by TEXT CHECK (consent_by IN ('the contributor', 'a parent or carer', 'both')),
    PRIMARY KEY (document_id, code)
) STRICT;
CREATE TABLE consents_changed (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    consent INTEGER NOT NULL CHECK (consent BETWEEN 0 AND 4),
    consent_by TEXT CHECK (consent_by IN ('the contributor', 'a parent or carer', 'both')),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (document_id, code)
) STRICT;
CREATE TABLE rights_versions (
    programme_id INTEGER PRIMARY KEY REFERENCES programmes(id) ON DELETE CASCADE,
    version INTEGER NOT NULL
) STRICT;
"""


@migrations()
def m010_consent(db: Database) -> None:
    """Who gave consent; who agreed to nothing, without their words; and what staff changed since a document came in.

    A programme's rights version counts changes that work under way must not overlook.
    """
    _run(db, _CONSENT)


_AUDIT = """
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    seal TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_added_to_in_order BEFORE INSERT ON audit
WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit can only be added to'); END;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit can only be added to'); END;
CREATE TRIGGER audit_is_not_taken_away BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit can only be added to'); END;
"""


@migrations()
def m011_audit(db: Database) -> None:
    """Who did what, and when. Of what was done before nothing is known."""
    _run(db, _AUDIT)


_HOLDS = """
CREATE TABLE holds (
    turn_id INTEGER PRIMARY KEY REFERENCES turns(id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'escalated')),
    held_at TEXT NOT NULL
) STRICT;
ALTER TABLE events ADD COLUMN is_sensitive INTEGER NOT NULL DEFAULT 0 CHECK (is_sensitive IN (0, 1));
"""


@migrations()
def m012_holds(db: Database) -> None:
    """Turns whose words are in the vault until the safeguarding lead has seen them, and events where all wait."""
    _run(db, _HOLDS)


_RELEASES_THAT_CAN_BE_WITHDRAWN = """
ALTER TABLE releases ADD COLUMN withdrawn_at TEXT;
ALTER TABLE releases ADD COLUMN withdrawn_because TEXT;
"""


@migrations()
def m013_releases_that_can_be_withdrawn(db: Database) -> None:
    """A release whose file went keeps its number, its date and the reason."""
    _run(db, _RELEASES_THAT_CAN_BE_WITHDRAWN)


_DESTRUCTIONS = """
CREATE TABLE destructions (
    id INTEGER PRIMARY KEY,
    zone TEXT NOT NULL,
    name TEXT NOT NULL,
    kept_since TEXT NOT NULL,
    destroyed_at TEXT NOT NULL,
    signed_by TEXT NOT NULL
) STRICT;
"""


@migrations()
def m014_destructions(db: Database) -> None:
    """What was destroyed when its time was over, and who signed for it."""
    _run(db, _DESTRUCTIONS)


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
    _run(db, _DECIDING)


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
    _run(db, _SENTENCES_WITH_EVIDENCE)


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
    _run(db, _OPEN_RELEASES)


_SIGN_OFF = """
CREATE TABLE unsigned_documents (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    token TEXT NOT NULL,
    made_at TEXT NOT NULL,
    masked INTEGER NOT NULL,
    doubtful INTEGER NOT NULL
) STRICT;
CREATE TABLE unsigned_contributors (
    document_id INTEGER NOT NULL REFERENCES unsigned_documents(document_id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    role TEXT,
    age_band TEXT,
    consent INTEGER NOT NULL CHECK (consent BETWEEN 0 AND 4),
    consent_by TEXT CHECK (consent_by IN ('the contributor', 'a parent or carer', 'both')),
    turns INTEGER NOT NULL,
    PRIMARY KEY (document_id, code)
) STRICT;
CREATE TABLE unsigned_holds (
    document_id INTEGER NOT NULL REFERENCES unsigned_documents(document_id) ON DELETE CASCADE,
    piece INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'escalated')),
    held_at TEXT NOT NULL,
    PRIMARY KEY (document_id, piece)
) STRICT;
CREATE TABLE sign_offs (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    signed_by TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
INSERT INTO sign_offs (document_id, signed_by, signed_at, changed)
SELECT id, 'nobody: it came in before sign-off existed', received_at, 0 FROM documents
WHERE state = 'ready' OR id IN (SELECT document_id FROM turns);
"""


@migrations()
def m018_sign_off(db: Database) -> None:
    """What waits to be signed off, without a word of it, and who signed what. What is there already counts as signed.

    Its row says so.
    """
    _run(db, _SIGN_OFF)


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
    _run(db, _FORUM_SUMMARIES)


@migrations()
def m020_what_was_of_the_theme(db: Database) -> None:
    """How much of what a forum's sentence cites was of the theme when it was written: a side may be of another."""
    db.execute("ALTER TABLE forum_summary_lines ADD COLUMN of_the_theme INTEGER NOT NULL DEFAULT 0")
