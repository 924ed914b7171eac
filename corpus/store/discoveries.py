"""Why there are as many discovered themes as there are, and how often each is found again."""

from collections.abc import Mapping

from sqlite_utils import Database

from corpus.records import ThemeStability


def keep_discovery(db: Database, programme_id: int, reason: str, stability: Mapping[int, ThemeStability]) -> None:
    """Writes down the reason in place of the one before, and what is known of each theme by its id."""
    with db.atomic():
        db.execute("INSERT OR REPLACE INTO discoveries (programme_id, reason) VALUES (?, ?)", [programme_id, reason])
        db.conn.executemany(
            "INSERT OR REPLACE INTO theme_stability (theme_id, found, runs, is_firm) VALUES (?, ?, ?, ?)",
            [(theme_id, one.found, one.runs, one.is_firm) for theme_id, one in stability.items()],
        )


def discovery_reason(db: Database, programme_id: int) -> str:
    """A sentence or two; nothing where themes were not looked for yet."""
    row = db.execute("SELECT reason FROM discoveries WHERE programme_id = ?", [programme_id]).fetchone()
    return str(row[0]) if row else ""


def theme_stability(db: Database, theme_id: int) -> ThemeStability | None:
    """How often a theme is found again; None for one that was not discovered."""
    row = db.execute("SELECT found, runs, is_firm FROM theme_stability WHERE theme_id = ?", [theme_id]).fetchone()
    return ThemeStability(row[0], row[1], bool(row[2])) if row else None


def stabilities(db: Database, programme_id: int) -> dict[int, ThemeStability]:
    """The same of every theme that the engine found and that is in use, by its id."""
    sql = """SELECT theme_id, found, runs, is_firm FROM theme_stability JOIN themes ON themes.id = theme_id
    WHERE programme_id = ? AND status <> 'retired' AND runs > 0"""
    rows = db.execute(sql, [programme_id])
    return {theme_id: ThemeStability(found, runs, bool(is_firm)) for theme_id, found, runs, is_firm in rows}
