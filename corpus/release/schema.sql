-- The analysis release of one programme. What analysts must not see has no column here.

CREATE TABLE release (
    number INTEGER PRIMARY KEY,
    programme TEXT NOT NULL,
    description TEXT NOT NULL,
    published_at TEXT NOT NULL,
    deidentification TEXT NOT NULL,
    codebook_version INTEGER NOT NULL,
    made_with TEXT NOT NULL,
    model TEXT NOT NULL,
    codings_by_people INTEGER NOT NULL DEFAULT 0,
    documents_signed_off INTEGER NOT NULL,
    events INTEGER NOT NULL DEFAULT 0,
    people INTEGER NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0,
    themes INTEGER NOT NULL DEFAULT 0,
    segments INTEGER NOT NULL DEFAULT 0,
    fits_a_theme INTEGER NOT NULL DEFAULT 0,
    agreements INTEGER NOT NULL DEFAULT 0,
    fits_no_theme INTEGER NOT NULL DEFAULT 0,
    non_answers INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    held_on TEXT NOT NULL,
    engagement_model TEXT NOT NULL,
    locality TEXT NOT NULL,
    setting TEXT NOT NULL,
    audience TEXT NOT NULL,
    people INTEGER NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0,
    segments INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE contributors (
    id INTEGER PRIMARY KEY,
    pseudonym TEXT NOT NULL,
    event_id INTEGER NOT NULL REFERENCES events(id),
    role TEXT NOT NULL,
    age_band TEXT NOT NULL,
    locality TEXT NOT NULL,
    engagement_model TEXT NOT NULL,
    consent INTEGER NOT NULL,
    segments INTEGER NOT NULL DEFAULT 0,
    themes INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE contributor_attributes (
    contributor_id INTEGER NOT NULL REFERENCES contributors(id),
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (contributor_id, attribute)
) STRICT;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    event_id INTEGER NOT NULL REFERENCES events(id),
    format TEXT NOT NULL,
    answers INTEGER NOT NULL,
    blank INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    turns INTEGER NOT NULL DEFAULT 0,
    segments INTEGER NOT NULL DEFAULT 0,
    people INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE turns (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id),
    position INTEGER NOT NULL,
    part TEXT NOT NULL,
    speaker TEXT NOT NULL,
    contributor_id INTEGER REFERENCES contributors(id),
    prompt TEXT,
    text TEXT NOT NULL,
    started_at REAL,
    UNIQUE (document_id, position)
) STRICT;

CREATE TABLE segments (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    fit TEXT NOT NULL,
    themes INTEGER NOT NULL DEFAULT 0,
    primary_theme_id INTEGER REFERENCES themes(id),
    agreed_with INTEGER REFERENCES segments(id),
    event_id INTEGER NOT NULL REFERENCES events(id),
    contributor_id INTEGER REFERENCES contributors(id),
    role TEXT NOT NULL,
    age_band TEXT NOT NULL,
    locality TEXT NOT NULL,
    engagement_model TEXT NOT NULL,
    held_on TEXT NOT NULL,
    document_id INTEGER NOT NULL REFERENCES documents(id),
    turn_id INTEGER NOT NULL REFERENCES turns(id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
) STRICT;

CREATE TABLE codebook_versions (
    number INTEGER PRIMARY KEY,
    reason TEXT NOT NULL,
    made_at TEXT NOT NULL,
    decided_by TEXT NOT NULL
) STRICT;

CREATE TABLE themes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    parent_id INTEGER REFERENCES themes(id),
    people INTEGER NOT NULL DEFAULT 0,
    segments INTEGER NOT NULL DEFAULT 0,
    events INTEGER NOT NULL DEFAULT 0,
    definition TEXT NOT NULL,
    includes TEXT NOT NULL,
    excludes TEXT NOT NULL,
    examples TEXT NOT NULL,
    keywords TEXT NOT NULL,
    origin TEXT NOT NULL,
    status TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    answered_right INTEGER NOT NULL DEFAULT 0,
    answered_partly INTEGER NOT NULL DEFAULT 0,
    answered_not_us INTEGER NOT NULL DEFAULT 0,
    stability TEXT NOT NULL,
    found_again INTEGER,
    re_runs INTEGER
) STRICT;

CREATE TABLE coders (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    suggested INTEGER NOT NULL DEFAULT 0,
    confirmed INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE codings (
    segment_id INTEGER NOT NULL REFERENCES segments(id),
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    coder_id INTEGER NOT NULL REFERENCES coders(id),
    state TEXT NOT NULL,
    confidence REAL NOT NULL,
    is_primary INTEGER NOT NULL,
    agreed_with INTEGER REFERENCES segments(id),
    PRIMARY KEY (segment_id, theme_id, coder_id)
) STRICT;

CREATE TABLE forum_answers (
    id INTEGER PRIMARY KEY,
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    constituency TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_on TEXT NOT NULL
) STRICT;

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    theme_id INTEGER REFERENCES themes(id),
    kind TEXT NOT NULL,
    decision TEXT NOT NULL,
    outcome TEXT NOT NULL,
    codebook_version INTEGER REFERENCES codebook_versions(number),
    rule TEXT NOT NULL,
    decided_on TEXT NOT NULL
) STRICT;

CREATE TABLE decision_votes (
    decision_id INTEGER NOT NULL REFERENCES decisions(id),
    constituency TEXT NOT NULL,
    quorum INTEGER NOT NULL,
    in_favour INTEGER NOT NULL,
    against INTEGER NOT NULL,
    stood_aside INTEGER NOT NULL,
    PRIMARY KEY (decision_id, constituency)
) STRICT;

CREATE TABLE proposals_by_constituency (
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    constituency TEXT NOT NULL,
    state TEXT NOT NULL,
    proposals INTEGER NOT NULL,
    PRIMARY KEY (kind, source, constituency, state)
) STRICT;

CREATE TABLE theme_by_event (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    event_id INTEGER NOT NULL REFERENCES events(id),
    people INTEGER NOT NULL,
    people_heard INTEGER NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (theme_id, event_id)
) STRICT;

CREATE TABLE theme_by_locality (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    locality TEXT NOT NULL,
    people INTEGER NOT NULL,
    people_heard INTEGER NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (theme_id, locality)
) STRICT;

CREATE TABLE theme_by_role (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    role TEXT NOT NULL,
    people INTEGER NOT NULL,
    people_heard INTEGER NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (theme_id, role)
) STRICT;

CREATE TABLE theme_by_age_band (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    age_band TEXT NOT NULL,
    people INTEGER NOT NULL,
    people_heard INTEGER NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (theme_id, age_band)
) STRICT;

CREATE TABLE theme_by_locality_and_role (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    locality TEXT NOT NULL,
    role TEXT NOT NULL,
    people INTEGER NOT NULL,
    people_heard INTEGER NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (theme_id, locality, role)
) STRICT;

CREATE TABLE theme_by_engagement_model (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    engagement_model TEXT NOT NULL,
    people INTEGER NOT NULL,
    people_heard INTEGER NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (theme_id, engagement_model)
) STRICT;

CREATE TABLE themes_said_together (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    other_theme_id INTEGER NOT NULL REFERENCES themes(id),
    people INTEGER NOT NULL,
    segments INTEGER NOT NULL,
    PRIMARY KEY (theme_id, other_theme_id)
) STRICT;

-- A contributor is in one group, so people add up across groups.
CREATE TABLE groups_heard (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES events(id),
    held_on TEXT NOT NULL,
    engagement_model TEXT NOT NULL,
    role TEXT NOT NULL,
    age_band TEXT NOT NULL,
    locality TEXT NOT NULL,
    people INTEGER NOT NULL,
    segments INTEGER NOT NULL
) STRICT;

CREATE TABLE theme_by_group (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    group_id INTEGER NOT NULL REFERENCES groups_heard(id),
    people INTEGER NOT NULL,
    PRIMARY KEY (theme_id, group_id)
) STRICT;

CREATE TABLE groups_to_hear (
    role TEXT NOT NULL,
    age_band TEXT NOT NULL,
    locality TEXT NOT NULL,
    people INTEGER NOT NULL,
    co_production INTEGER NOT NULL,
    participation INTEGER NOT NULL,
    consultation INTEGER NOT NULL,
    last_heard_on TEXT,
    PRIMARY KEY (role, age_band, locality)
) STRICT;

CREATE TABLE data_dictionary (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    description TEXT NOT NULL,
    licence TEXT NOT NULL,
    PRIMARY KEY (table_name, column_name)
) STRICT;

CREATE VIEW unthemed AS
SELECT segments.id, segments.text, contributors.pseudonym, segments.role, events.name AS event, segments.held_on,
       segments.locality, segments.engagement_model
FROM segments JOIN events ON events.id = segments.event_id
LEFT JOIN contributors ON contributors.id = segments.contributor_id
WHERE segments.fit = 'fits no theme';
