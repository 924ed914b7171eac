from sqlite_utils import Database

from corpus.store.migrations.steps import migrations, run

_STATEMENTS = """
CREATE TABLE open_release_statements (
    release_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts(id),
    stated_at TEXT NOT NULL,
    PRIMARY KEY (release_id, position, account_id),
    FOREIGN KEY (release_id, position) REFERENCES open_release_checks(release_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO open_release_statements SELECT release_id, position, account_id, checked_at FROM open_release_checks
    WHERE is_for_people AND is_met;
DELETE FROM open_release_signatures WHERE release_id IN (SELECT id FROM open_releases WHERE state = 'draft')
    AND EXISTS (SELECT 1 FROM open_release_checks AS item WHERE item.release_id = open_release_signatures.release_id
        AND is_for_people AND NOT EXISTS (SELECT 1 FROM open_release_statements AS said
            WHERE said.release_id = item.release_id AND said.position = item.position
            AND said.account_id = open_release_signatures.account_id));
CREATE TRIGGER open_release_statements_are_peoples BEFORE INSERT ON open_release_statements
WHEN NOT EXISTS (SELECT 1 FROM open_release_checks JOIN open_releases ON open_releases.id = release_id
    WHERE release_id = new.release_id AND position = new.position AND is_for_people AND state = 'draft')
BEGIN SELECT RAISE(ABORT, 'this is not for people to state'); END;
CREATE TRIGGER open_release_statements_are_not_changed BEFORE UPDATE ON open_release_statements
BEGIN SELECT RAISE(ABORT, 'a statement stays as it is'); END;
CREATE TRIGGER open_release_statements_stay BEFORE DELETE ON open_release_statements
WHEN EXISTS (SELECT 1 FROM open_releases WHERE id = old.release_id)
BEGIN SELECT RAISE(ABORT, 'what was stated stays'); END;
DROP TRIGGER open_release_signatures_are_approvers;
CREATE TRIGGER open_release_signatures_are_approvers BEFORE INSERT ON open_release_signatures
WHEN NOT EXISTS (SELECT 1 FROM account_roles JOIN accounts ON accounts.id = account_roles.account_id
        WHERE account_id = new.account_id AND account_roles.role = 'approver' AND NOT is_disabled)
    OR NOT EXISTS (SELECT 1 FROM open_releases WHERE id = new.release_id AND state = 'draft'
        AND sha256 = new.sha256)
    OR NOT EXISTS (SELECT 1 FROM open_release_checks WHERE release_id = new.release_id AND is_for_people)
    OR EXISTS (SELECT 1 FROM open_release_checks AS item WHERE item.release_id = new.release_id
        AND CASE WHEN is_for_people THEN NOT EXISTS (SELECT 1 FROM open_release_statements AS said
            WHERE said.release_id = item.release_id AND said.position = item.position
            AND said.account_id = new.account_id) ELSE NOT is_met END)
BEGIN SELECT RAISE(ABORT, 'this cannot be signed so'); END;
DROP TRIGGER open_releases_are_signed_by_two;
CREATE TRIGGER open_releases_are_signed_by_two BEFORE UPDATE OF state ON open_releases
WHEN old.state <> 'published' AND new.state = 'published' AND (
    EXISTS (SELECT 1 FROM open_release_checks WHERE release_id = new.id AND NOT is_for_people AND NOT is_met)
    OR (SELECT count(*) FROM open_release_signatures AS signed JOIN accounts ON accounts.id = signed.account_id
        WHERE signed.release_id = new.id AND signed.sha256 = new.sha256 AND NOT accounts.is_disabled
        AND NOT EXISTS (SELECT 1 FROM open_release_checks AS item WHERE item.release_id = new.id AND is_for_people
            AND NOT EXISTS (SELECT 1 FROM open_release_statements AS said WHERE said.release_id = item.release_id
                AND said.position = item.position AND said.account_id = signed.account_id))
        AND EXISTS (SELECT 1 FROM account_roles WHERE account_roles.account_id = accounts.id
            AND account_roles.role = 'approver')) < 2)
BEGIN SELECT RAISE(ABORT, 'two approvers sign before an open release is published'); END;
"""


@migrations()
def m031_each_approver_states(db: Database) -> None:
    """Each approver makes the statements of the list themselves, before they sign.

    What was ticked before stays with whoever ticked it. A signature on a draft whose signer ticked less than all goes:
    they state it and sign again.
    """
    run(db, _STATEMENTS)
