-- The open release of one programme: what anybody may read. No table has a person, a pseudonym, an event, or a number
-- that stands for one in another file. A count is a whole number rounded to 5, or '*'.

CREATE TABLE release (
    number INTEGER PRIMARY KEY,
    programme TEXT NOT NULL,
    description TEXT NOT NULL,
    drafted_at TEXT NOT NULL,
    people ANY,
    themes INTEGER NOT NULL,
    quotes INTEGER NOT NULL,
    codebook_version INTEGER NOT NULL,
    disclosure_control TEXT NOT NULL,
    licence TEXT NOT NULL
) STRICT;

CREATE TABLE themes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    parent_id INTEGER REFERENCES themes(id),
    people ANY,
    counted TEXT NOT NULL,
    definition TEXT NOT NULL,
    includes TEXT NOT NULL,
    excludes TEXT NOT NULL,
    origin TEXT NOT NULL,
    adopted TEXT NOT NULL
) STRICT;

CREATE TABLE summaries (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    written_by TEXT NOT NULL,
    engagement_models TEXT NOT NULL,
    PRIMARY KEY (theme_id, position)
) STRICT;
CREATE INDEX summaries_written_by ON summaries (written_by);

CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    quote TEXT NOT NULL,
    role TEXT NOT NULL,
    engagement_model TEXT NOT NULL
) STRICT;
CREATE INDEX quotes_theme ON quotes (theme_id);
CREATE INDEX quotes_role ON quotes (role);
CREATE INDEX quotes_engagement_model ON quotes (engagement_model);

CREATE TABLE theme_by_locality (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    locality TEXT NOT NULL,
    people ANY NOT NULL,
    people_heard ANY NOT NULL,
    percentage INTEGER,
    PRIMARY KEY (theme_id, locality)
) STRICT;
CREATE INDEX theme_by_locality_locality ON theme_by_locality (locality);

CREATE TABLE theme_by_role (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    role TEXT NOT NULL,
    people ANY NOT NULL,
    people_heard ANY NOT NULL,
    percentage INTEGER,
    PRIMARY KEY (theme_id, role)
) STRICT;
CREATE INDEX theme_by_role_role ON theme_by_role (role);

CREATE TABLE theme_by_engagement_model (
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    engagement_model TEXT NOT NULL,
    people ANY NOT NULL,
    people_heard ANY NOT NULL,
    percentage INTEGER,
    PRIMARY KEY (theme_id, engagement_model)
) STRICT;
CREATE INDEX theme_by_engagement_model_model ON theme_by_engagement_model (engagement_model);

CREATE TABLE people_heard (
    grouped_by TEXT NOT NULL,
    people_in TEXT NOT NULL,
    people ANY NOT NULL,
    PRIMARY KEY (grouped_by, people_in)
) STRICT;

CREATE TABLE what_matters_most (
    engagement_model TEXT NOT NULL,
    constituency TEXT NOT NULL,
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    in_first_three INTEGER NOT NULL,
    offered_to INTEGER NOT NULL,
    PRIMARY KEY (engagement_model, constituency, theme_id)
) STRICT;
CREATE INDEX what_matters_most_theme ON what_matters_most (theme_id);
CREATE INDEX what_matters_most_constituency ON what_matters_most (constituency);

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    theme_id INTEGER REFERENCES themes(id),
    decision TEXT NOT NULL,
    outcome TEXT NOT NULL,
    rule TEXT NOT NULL,
    constituencies TEXT NOT NULL,
    engagement_model TEXT NOT NULL,
    decided_on TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_theme ON decisions (theme_id);

CREATE TABLE minority_views (
    id INTEGER PRIMARY KEY,
    decision_id INTEGER NOT NULL REFERENCES decisions(id),
    constituency TEXT NOT NULL,
    view TEXT NOT NULL,
    answer TEXT NOT NULL
) STRICT;
CREATE INDEX minority_views_decision ON minority_views (decision_id);

CREATE TABLE actions (
    id INTEGER PRIMARY KEY,
    decision_id INTEGER NOT NULL REFERENCES decisions(id),
    action TEXT NOT NULL,
    owner TEXT NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    since TEXT NOT NULL
) STRICT;
CREATE INDEX actions_decision ON actions (decision_id);
CREATE INDEX actions_state ON actions (state);

CREATE TABLE codebook_versions (
    number INTEGER PRIMARY KEY,
    made_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    constituencies TEXT NOT NULL
) STRICT;

CREATE TABLE codebook (
    version INTEGER PRIMARY KEY,
    json TEXT NOT NULL
) STRICT;

CREATE TABLE method (
    id INTEGER PRIMARY KEY,
    about TEXT NOT NULL,
    theme_id INTEGER REFERENCES themes(id),
    figure ANY,
    out_of ANY,
    percentage INTEGER,
    told TEXT NOT NULL
) STRICT;
CREATE INDEX method_theme ON method (theme_id);

CREATE TABLE said_by_groups (
    event_code_hash TEXT NOT NULL,
    theme_id INTEGER NOT NULL REFERENCES themes(id),
    PRIMARY KEY (event_code_hash, theme_id)
) STRICT;
CREATE INDEX said_by_groups_theme ON said_by_groups (theme_id);

CREATE TABLE small_groups (
    event_code_hash TEXT PRIMARY KEY
) STRICT;

CREATE TABLE data_dictionary (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    description TEXT NOT NULL,
    licence TEXT NOT NULL,
    PRIMARY KEY (table_name, column_name)
) STRICT;
