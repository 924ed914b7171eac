"""Programmes: bodies of engagement work that live side by side."""

import re
import sqlite3

from sqlite_utils import Database

from corpus.errors import AlreadyThere
from corpus.records import Programme
from corpus.store.rows import Row, now, one


def slug_of(name: str) -> str:
    """A name as it stands in addresses and file names: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "programme"


def add_programme(db: Database, *, name: str, description: str = "", slug: str | None = None) -> Programme:
    """A new programme. Raises AlreadyThere where the slug is taken."""
    slug = slug or slug_of(name)
    try:
        with db.atomic():
            cursor = db.execute(
                "INSERT INTO programmes (slug, name, description, created_at) VALUES (?, ?, ?, ?)",
                [slug, name, description, now()],
            )
    except sqlite3.IntegrityError as error:
        raise AlreadyThere(f"There is a programme called “{name}” already. Choose another name.") from error
    return Programme(id=int(cursor.lastrowid or 0), slug=slug, name=name, description=description)


def programmes(db: Database) -> list[Programme]:
    """Every programme, by name."""
    return [_programme(row) for row in db.query("SELECT * FROM programmes ORDER BY name")]


def programme_by_slug(db: Database, slug: str) -> Programme:
    """One programme. Raises NotFound."""
    return _programme(one(db, "SELECT * FROM programmes WHERE slug = ?", [slug], what=f"programme “{slug}”"))


def programme_by_id(db: Database, programme_id: int) -> Programme:
    """One programme. Raises NotFound."""
    return _programme(
        one(db, "SELECT * FROM programmes WHERE id = ?", [programme_id], what=f"programme {programme_id}")
    )


def _programme(row: Row) -> Programme:
    return Programme(id=row["id"], slug=row["slug"], name=row["name"], description=row["description"])
