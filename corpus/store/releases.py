"""Releases: which databases were published, and which one each programme shows now."""

from sqlite_utils import Database

from corpus.records import Release
from corpus.store.rows import now

_RELEASE = "SELECT id, programme_id, number, file, sha256, published_at, withdrawn_at, withdrawn_because FROM releases "


def next_number(db: Database, programme_id: int) -> int:
    """The number that a programme's next release gets."""
    sql = "SELECT 1 + coalesce(max(number), 0) FROM releases WHERE programme_id = ?"
    return int(db.execute(sql, [programme_id]).fetchone()[0])


def add_release(db: Database, *, programme_id: int, number: int, file: str, sha256: str) -> Release:
    """Writes down that a database was published: from now on it is the programme's newest."""
    published_at = now()
    with db.atomic():
        cursor = db.execute(
            "INSERT INTO releases (programme_id, number, file, sha256, published_at) VALUES (?, ?, ?, ?, ?)",
            [programme_id, number, file, sha256, published_at],
        )
    return Release(int(cursor.lastrowid or 0), programme_id, number, file, sha256, published_at)


def current_releases(db: Database) -> dict[str, Release]:
    """Each programme's newest release by the programme's slug; none where that one was withdrawn."""
    sql = """SELECT programmes.slug, releases.* FROM releases JOIN programmes ON programmes.id = releases.programme_id
             WHERE number = (SELECT max(number) FROM releases AS r WHERE r.programme_id = releases.programme_id)
             AND withdrawn_at IS NULL
             ORDER BY programmes.slug"""
    return {row.pop("slug"): Release(**row) for row in map(dict, db.query(sql))}


def files_released(db: Database) -> set[str]:
    """The names of releases' files, but for those that were withdrawn."""
    return {row[0] for row in db.execute("SELECT file FROM releases WHERE withdrawn_at IS NULL").fetchall()}


def releases(db: Database, programme_id: int) -> list[Release]:
    """Every release of a programme, newest first, those withdrawn too."""
    sql = _RELEASE + "WHERE programme_id = ? ORDER BY number DESC"
    return [Release(**row) for row in map(dict, db.query(sql, [programme_id]))]


def withdraw_release(db: Database, release_id: int, *, because: str) -> None:
    """Writes down that a release is no more; its file is for whoever calls this to remove."""
    with db.atomic():
        sql = "UPDATE releases SET withdrawn_at = ?, withdrawn_because = ? WHERE id = ? AND withdrawn_at IS NULL"
        db.execute(sql, [now(), because, release_id])
