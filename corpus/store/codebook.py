"""The codebook: a programme's themes and the versions they went through."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.records import Constituency, NewTheme, Theme
from corpus.store.rows import Row, now, one, texts


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a codebook, why it was made, and by which constituencies of a forum, where one decided."""

    number: int
    reason: str
    made_at: str
    constituencies: tuple[str, ...]


def put_codebook(
    db: Database,
    programme_id: int,
    themes: Iterable[NewTheme],
    *,
    reason: str,
    constituencies: Iterable[Constituency] = (),
) -> int:
    """Adds themes, or brings those with a known key up to date, as one new version; its number."""
    themes = list(themes)
    with db.atomic():
        for theme in themes:
            _upsert(db, programme_id, theme)
        for theme in themes:
            db.execute(
                "UPDATE themes SET parent_id = (SELECT id FROM themes WHERE programme_id = ? AND key = ?)"
                " WHERE programme_id = ? AND key = ?",
                [programme_id, theme.parent, programme_id, theme.key],
            )
        return add_version(db, programme_id, reason, constituencies)


def themes(db: Database, programme_id: int) -> list[Theme]:
    """A programme's themes that are not retired, parents before children, by name."""
    sql = """SELECT * FROM themes WHERE programme_id = ? AND status <> 'retired'
             ORDER BY parent_id IS NOT NULL, name"""
    return [_theme(row) for row in db.query(sql, [programme_id])]


def themes_ever(db: Database, programme_id: int) -> list[Theme]:
    """A programme's themes, the retired ones too."""
    return [_theme(row) for row in db.query("SELECT * FROM themes WHERE programme_id = ? ORDER BY id", [programme_id])]


def theme_by_id(db: Database, theme_id: int) -> Theme:
    """One theme. Raises NotFound."""
    return _theme(one(db, "SELECT * FROM themes WHERE id = ?", [theme_id], what=f"theme {theme_id}"))


def retire_themes(db: Database, theme_ids: Iterable[int]) -> None:
    """Takes themes out of use; what was coded with them by people, and what forums answered, stays."""
    with db.atomic():
        db.conn.executemany("UPDATE themes SET status = 'retired' WHERE id = ?", [(id_,) for id_ in theme_ids])


def _upsert(db: Database, programme_id: int, theme: NewTheme) -> None:
    columns = ("name", "definition", "includes", "excludes", "examples", "keywords", "origin", "status")
    db.execute(
        f"INSERT INTO themes (programme_id, key, {', '.join(columns)}) VALUES (?, ?, {', '.join('?' * len(columns))})"
        " ON CONFLICT (programme_id, key) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in columns),
        [
            programme_id,
            theme.key,
            theme.name,
            theme.definition,
            *(json.dumps(part, ensure_ascii=False) for part in (theme.includes, theme.excludes, theme.examples)),
            json.dumps(theme.keywords, ensure_ascii=False),
            theme.origin,
            theme.status,
        ],
    )


def add_version(db: Database, programme_id: int, reason: str, constituencies: Iterable[Constituency] = ()) -> int:
    """A new version of what stands now, for a change that was made to single themes; its number."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO codebook_versions (programme_id, number, reason, made_at, constituencies)"
            " SELECT ?, 1 + coalesce(max(number), 0), ?, ?, ? FROM codebook_versions WHERE programme_id = ?"
            " RETURNING number",
            [programme_id, reason, now(), json.dumps(list(constituencies)), programme_id],
        ).fetchone()
    return int(row[0])


def versions(db: Database, programme_id: int) -> list[Version]:
    """A codebook's versions, newest first."""
    sql = "SELECT * FROM codebook_versions WHERE programme_id = ? ORDER BY number DESC"
    return [
        Version(row["number"], row["reason"], row["made_at"], texts(row["constituencies"]))
        for row in db.query(sql, [programme_id])
    ]


def _theme(row: Row) -> Theme:
    return Theme(
        id=row["id"],
        programme_id=row["programme_id"],
        key=row["key"],
        name=row["name"],
        definition=row["definition"],
        includes=texts(row["includes"]),
        excludes=texts(row["excludes"]),
        examples=texts(row["examples"]),
        keywords=texts(row["keywords"]),
        parent_id=row["parent_id"],
        origin=row["origin"],
        status=row["status"],
    )
