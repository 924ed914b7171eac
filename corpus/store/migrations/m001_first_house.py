from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

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


@migrations()
def m001_first_house(db: Database) -> None:
    """Programmes, events, who spoke, what was said, the codebook, codings, reviews, accounts, jobs and releases."""
    for script in (_PROGRAMMES_AND_EVENTS, _DOCUMENTS_AND_SEGMENTS, _CODEBOOK_AND_CODINGS, _PEOPLE_AND_WORK):
        run(db, script)
    db.table("segments").enable_fts(["text"], create_triggers=True, tokenize="porter unicode61")
