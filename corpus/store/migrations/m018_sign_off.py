from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

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
    run(db, _SIGN_OFF)
