"""Which version of people's rights work began with: it grows whenever somebody withdraws or agrees to less."""

from sqlite_utils import Database


def rights_version(db: Database, programme_id: int) -> int:
    """The version that stands now."""
    row = db.execute("SELECT version FROM rights_versions WHERE programme_id = ?", [programme_id]).fetchone()
    return int(row[0]) if row else 0


def raise_rights_version(db: Database, programme_id: int) -> None:
    """Makes work that is under way start over, before it writes what it no longer may."""
    with db.atomic():
        db.execute(
            "INSERT INTO rights_versions VALUES (?, 1) ON CONFLICT (programme_id) DO UPDATE SET version = version + 1",
            [programme_id],
        )
