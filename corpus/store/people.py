"""Who signs in: accounts with a name and roles, and forum members with a code and nothing else."""

from collections.abc import Iterable

from sqlite_utils import Database

from corpus.errors import AlreadyThere, NotFound
from corpus.records import ACCOUNT_ROLES, Account, AccountRole, Constituency, EngagementModel, ForumMember
from corpus.store.rows import Row, one, texts

_ACCOUNTS = (
    "SELECT accounts.*, (SELECT json_group_array(role) FROM account_roles WHERE account_id = accounts.id) AS roles"
    " FROM accounts"
)


def put_account(
    db: Database, *, name: str, roles: Iterable[AccountRole], password_hash: str, is_disabled: bool = False
) -> Account:
    """An account, made, or given new roles and a new password. One with '' for its hash has none to sign in with."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO accounts (name, password_hash, is_disabled) VALUES (?, ?, ?) ON CONFLICT (name)"
            " DO UPDATE SET password_hash = excluded.password_hash, is_disabled = excluded.is_disabled RETURNING id",
            [name, password_hash, is_disabled],
        ).fetchone()
        set_roles(db, int(row[0]), roles)
    return account_by_id(db, int(row[0]))


def set_roles(db: Database, account_id: int, roles: Iterable[AccountRole]) -> None:
    """Gives an account these roles and no others; where one changes, its sessions end."""
    wanted, had = set(roles), set(account_by_id(db, account_id).roles)
    with db.atomic():
        for role in had - wanted:
            db.execute("DELETE FROM account_roles WHERE account_id = ? AND role = ?", [account_id, role])
        for role in wanted - had:
            db.execute("INSERT INTO account_roles (account_id, role) VALUES (?, ?)", [account_id, role])


def set_password(db: Database, account_id: int, password_hash: str) -> None:
    """Gives an account a new password; its sessions end."""
    with db.atomic():
        db.execute("UPDATE accounts SET password_hash = ? WHERE id = ?", [password_hash, account_id])


def has_subject(db: Database, account_id: int) -> bool:
    """Whether an account is tied to somebody at the OpenID provider."""
    sql = "SELECT EXISTS (SELECT 1 FROM accounts WHERE id = ? AND subject IS NOT NULL)"
    return bool(db.execute(sql, [account_id]).fetchone()[0])


def set_subject(db: Database, account_id: int, subject: str) -> None:
    """Ties an account to who somebody is at the OpenID provider. Raises AlreadyThere where that is another account."""
    if db.execute("SELECT 1 FROM accounts WHERE subject = ? AND id <> ?", [subject, account_id]).fetchone():
        raise AlreadyThere("That sign-in belongs to another account.")
    with db.atomic():
        db.execute("UPDATE accounts SET subject = ? WHERE id = ?", [subject, account_id])


def set_disabled(db: Database, account_id: int, *, is_disabled: bool) -> None:
    """Keeps an account from signing in, or lets it again; its sessions end either way."""
    with db.atomic():
        db.execute("UPDATE accounts SET is_disabled = ? WHERE id = ?", [is_disabled, account_id])


def accounts(db: Database) -> list[Account]:
    """All accounts, by name."""
    return [_account(row) for row in db.query(f"{_ACCOUNTS} ORDER BY name COLLATE NOCASE")]


def account_with_hash(db: Database, name: str) -> tuple[Account, str] | None:
    """The account of that name and its password's hash, or None."""
    row = next(iter(db.query(f"{_ACCOUNTS} WHERE name = ?", [name])), None)
    return (_account(row), row["password_hash"]) if row else None


def account_by_subject(db: Database, subject: str) -> Account | None:
    """The account tied to this identity at the OpenID provider, or None."""
    row = next(iter(db.query(f"{_ACCOUNTS} WHERE subject = ?", [subject])), None)
    return _account(row) if row else None


def account_by_id(db: Database, account_id: int) -> Account:
    """One account. Raises NotFound."""
    return _account(one(db, f"{_ACCOUNTS} WHERE id = ?", [account_id], what="such account"))


def account_named(db: Database, name: str) -> Account:
    """One account, by its name. Raises NotFound."""
    found = account_with_hash(db, name)
    if found is None:
        raise NotFound(f"There is no account “{name}”.")
    return found[0]


def has_accounts(db: Database) -> bool:
    """Whether anybody can sign in."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM accounts)").fetchone()[0])


def add_forum_member(
    db: Database,
    *,
    programme_id: int,
    constituency: Constituency,
    code_hash: str,
    engagement_model: EngagementModel = "co-production",
) -> ForumMember:
    """A forum member; the one with this code where there is one."""
    with db.atomic():
        db.execute(
            "INSERT INTO forum_members (programme_id, constituency, code_hash, engagement_model) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [programme_id, constituency, code_hash, engagement_model],
        )
    member = forum_member_by_code(db, code_hash)
    assert member is not None  # noqa: S101 (it was just written)
    return member


def forum_member_by_code(db: Database, code_hash: str) -> ForumMember | None:
    """The forum member whose code has this hash, or None."""
    sql = "SELECT id, programme_id, constituency, engagement_model FROM forum_members WHERE code_hash = ?"
    row = next(iter(db.query(sql, [code_hash])), None)
    return ForumMember(**row) if row else None


def forum_member_by_id(db: Database, member_id: int) -> ForumMember:
    """One forum member. Raises NotFound."""
    sql = "SELECT id, programme_id, constituency, engagement_model FROM forum_members WHERE id = ?"
    return ForumMember(**one(db, sql, [member_id], what="such forum member"))


def count_forum_members(
    db: Database, programme_id: int, engagement_model: EngagementModel | None = None
) -> dict[str, int]:
    """How many codes there are for each constituency, of all forums or of those of one engagement model."""
    sql = """SELECT constituency, count(*) FROM forum_members WHERE programme_id = :programme AND meeting_id IS NULL
    AND NOT is_replaced AND (:model IS NULL OR engagement_model = :model) GROUP BY 1 ORDER BY 1"""
    return dict(db.execute(sql, {"programme": programme_id, "model": engagement_model}).fetchall())


def _account(row: Row) -> Account:
    held = texts(row["roles"])
    return Account(
        id=row["id"],
        name=row["name"],
        roles=tuple(role for role in ACCOUNT_ROLES if role in held),
        has_password=bool(row["password_hash"]),
        has_second_step=row["second_step"] is not None,
        is_disabled=bool(row["is_disabled"]),
    )
