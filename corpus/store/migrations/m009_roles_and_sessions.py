from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

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
    run(db, _ROLES_AND_SESSIONS)
