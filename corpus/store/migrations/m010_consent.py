from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

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
    run(db, _CONSENT)
