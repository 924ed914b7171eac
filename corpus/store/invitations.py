"""Invitations: a link with which somebody chooses the password of an account, once and not for long."""

from sqlite_utils import Database

from corpus.records import Account
from corpus.store.people import account_by_id


def put_invitation(db: Database, account_id: int, token_hash: str, *, ends_at: int) -> None:
    """An invitation to an account, in place of any that was open; of its link only a hash is kept."""
    with db.atomic():
        db.execute("INSERT OR REPLACE INTO invitations VALUES (?, ?, ?)", [account_id, token_hash, ends_at])


def invited(db: Database, token_hash: str, *, at: int) -> Account | None:
    """Whom an invitation is for, while it is open and they may sign in."""
    sql = "SELECT account_id FROM invitations WHERE token_hash = ? AND ends_at > ?"
    row = db.execute(sql, [token_hash, at]).fetchone()
    account = account_by_id(db, row[0]) if row else None
    return None if account is None or account.is_disabled else account


def use_invitation(db: Database, account_id: int, token_hash: str, password_hash: str) -> bool:
    """Gives the account its password, and ends the invitation; False where somebody else was faster."""
    with db.atomic():
        used = db.execute(
            "DELETE FROM invitations WHERE account_id = ? AND token_hash = ?", [account_id, token_hash]
        ).rowcount
        if used:
            db.execute("UPDATE accounts SET password_hash = ? WHERE id = ?", [password_hash, account_id])
    return bool(used)


def open_invitations(db: Database, *, at: int) -> set[int]:
    """The accounts that an open invitation is for."""
    return {row[0] for row in db.execute("SELECT account_id FROM invitations WHERE ends_at > ?", [at]).fetchall()}
