"""Who is signed in. Of a session's token only a hash is kept; times are whole seconds since 1970."""

from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import Account, ForumMember
from corpus.store.people import account_by_id, forum_member_by_id
from corpus.store.rows import Row


def add_session(
    db: Database, token_hash: str, person: Account | ForumMember, *, at: int, is_whole: bool = True
) -> None:
    """Begins a session; one that is not `is_whole` waits for the second step."""
    column = "account_id" if isinstance(person, Account) else "forum_member_id"
    with db.atomic():
        db.execute(
            f"INSERT INTO sessions (token_hash, {column}, started_at, seen_at, is_whole) VALUES (?, ?, ?, ?, ?)",
            [token_hash, person.id, at, at, is_whole],
        )


def session_times(db: Database, token_hash: str, *, is_whole: bool = True) -> tuple[int, int] | None:
    """When a session began and was last used, or None where there is none."""
    row = _session(db, token_hash, is_whole=is_whole)
    return (row["started_at"], row["seen_at"]) if row else None


def person_of(db: Database, token_hash: str, *, is_whole: bool = True) -> Account | ForumMember | None:
    """Whose session it is; None where there is none, or where the account may not sign in."""
    row = _session(db, token_hash, is_whole=is_whole)
    if row is None:
        return None
    try:
        if row["account_id"] is None:
            return forum_member_by_id(db, row["forum_member_id"])
        account = account_by_id(db, row["account_id"])
    except NotFound:
        return None
    return None if account.is_disabled else account


def see_session(db: Database, token_hash: str, *, at: int) -> None:
    """Notes that a session is being used."""
    with db.atomic():
        db.execute("UPDATE sessions SET seen_at = ? WHERE token_hash = ?", [at, token_hash])


def end_session(db: Database, token_hash: str) -> None:
    """Ends one session."""
    with db.atomic():
        db.execute("DELETE FROM sessions WHERE token_hash = ?", [token_hash])


def end_sessions_of(db: Database, account_id: int, *, but: str = "") -> int:
    """Ends an account's sessions, all or but the one with this token's hash; how many there were."""
    with db.atomic():
        ended = db.execute("DELETE FROM sessions WHERE account_id = ? AND token_hash <> ?", [account_id, but])
    return int(ended.rowcount)


def end_old_sessions(db: Database, *, seen_before: int, started_before: int) -> None:
    """Forgets sessions that nobody can use any more."""
    with db.atomic():
        db.execute("DELETE FROM sessions WHERE seen_at < ? OR started_at < ?", [seen_before, started_before])


def sessions_by_account(db: Database, *, seen_since: int) -> dict[int, int]:
    """How many sessions of each account are in use."""
    sql = (
        "SELECT account_id, count(*) FROM sessions WHERE account_id IS NOT NULL AND is_whole AND seen_at >= ?"
        " GROUP BY account_id"
    )
    return dict(db.execute(sql, [seen_since]).fetchall())


def _session(db: Database, token_hash: str, *, is_whole: bool) -> Row | None:
    sql = "SELECT * FROM sessions WHERE token_hash = ? AND is_whole = ?"
    return next(iter(db.query(sql, [token_hash, is_whole])), None)
