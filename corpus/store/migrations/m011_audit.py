from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

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
    run(db, _AUDIT)
