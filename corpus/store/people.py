"""Who signs in: accounts with a password, and forum members with a code and nothing else."""

from sqlite_utils import Database

from corpus.records import Account, AccountRole, Constituency, ForumMember
from corpus.store.rows import one


def put_account(db: Database, *, name: str, role: AccountRole, password_hash: str) -> Account:
    """An account, made, or given a new role and password."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO accounts (name, role, password_hash) VALUES (?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET role = excluded.role, password_hash = excluded.password_hash"
            " RETURNING id",
            [name, role, password_hash],
        ).fetchone()
    return Account(int(row[0]), name, role)


def account_with_hash(db: Database, name: str) -> tuple[Account, str] | None:
    """The account of that name and its password's hash, or None."""
    row = next(iter(db.query("SELECT * FROM accounts WHERE name = ?", [name])), None)
    return (Account(row["id"], row["name"], row["role"]), row["password_hash"]) if row else None


def account_by_id(db: Database, account_id: int) -> Account:
    """One account. Raises NotFound."""
    row = one(db, "SELECT id, name, role FROM accounts WHERE id = ?", [account_id], what="such account")
    return Account(**row)


def has_accounts(db: Database) -> bool:
    """Whether anybody can sign in."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM accounts)").fetchone()[0])


def add_forum_member(db: Database, *, programme_id: int, constituency: Constituency, code_hash: str) -> ForumMember:
    """A forum member; the one with this code where there is one."""
    with db.atomic():
        db.execute(
            "INSERT INTO forum_members (programme_id, constituency, code_hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [programme_id, constituency, code_hash],
        )
    member = forum_member_by_code(db, code_hash)
    assert member is not None  # noqa: S101 (it was just written)
    return member


def forum_member_by_code(db: Database, code_hash: str) -> ForumMember | None:
    """The forum member whose code has this hash, or None."""
    sql = "SELECT id, programme_id, constituency FROM forum_members WHERE code_hash = ?"
    row = next(iter(db.query(sql, [code_hash])), None)
    return ForumMember(**row) if row else None


def forum_member_by_id(db: Database, member_id: int) -> ForumMember:
    """One forum member. Raises NotFound."""
    sql = "SELECT id, programme_id, constituency FROM forum_members WHERE id = ?"
    return ForumMember(**one(db, sql, [member_id], what="such forum member"))


def count_forum_members(db: Database, programme_id: int) -> dict[str, int]:
    """How many codes were made for each constituency."""
    sql = "SELECT constituency, count(*) FROM forum_members WHERE programme_id = ? GROUP BY 1 ORDER BY 1"
    return dict(db.execute(sql, [programme_id]).fetchall())
