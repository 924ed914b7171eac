"""The second step of signing in: a secret that a device shares, and codes for when the device is lost."""

from collections.abc import Iterable

from sqlite_utils import Database


def put_second_step(db: Database, account_id: int, sealed_secret: str, recovery_hashes: Iterable[str]) -> None:
    """Gives an account a second step, in place of the one it had; its sessions end."""
    with db.atomic():
        db.execute("UPDATE accounts SET second_step = ?, second_step_at = 0 WHERE id = ?", [sealed_secret, account_id])
        db.execute("DELETE FROM recovery_codes WHERE account_id = ?", [account_id])
        db.conn.executemany(
            "INSERT INTO recovery_codes (code_hash, account_id) VALUES (?, ?)",
            [(code_hash, account_id) for code_hash in recovery_hashes],
        )


def drop_second_step(db: Database, account_id: int) -> None:
    """Takes an account's second step away; its sessions end."""
    with db.atomic():
        db.execute("UPDATE accounts SET second_step = NULL WHERE id = ?", [account_id])
        db.execute("DELETE FROM recovery_codes WHERE account_id = ?", [account_id])


def sealed_secret(db: Database, account_id: int) -> str | None:
    """An account's secret as it is kept, or None."""
    row = db.execute("SELECT second_step FROM accounts WHERE id = ?", [account_id]).fetchone()
    return row[0] if row else None


def use_time_step(db: Database, account_id: int, step: int) -> bool:
    """Uses up a code's time step; False where it, or a later one, was used before."""
    with db.atomic():
        used = db.execute(
            "UPDATE accounts SET second_step_at = ? WHERE id = ? AND second_step_at < ?", [step, account_id, step]
        )
    return bool(used.rowcount)


def use_recovery_code(db: Database, account_id: int, code_hash: str) -> bool:
    """Uses up a recovery code; False where there is none such."""
    with db.atomic():
        used = db.execute("DELETE FROM recovery_codes WHERE account_id = ? AND code_hash = ?", [account_id, code_hash])
    return bool(used.rowcount)


def count_recovery_codes(db: Database, account_id: int) -> int:
    """How many recovery codes are left."""
    return int(db.execute("SELECT count(*) FROM recovery_codes WHERE account_id = ?", [account_id]).fetchone()[0])
